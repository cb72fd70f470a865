"""The life of a plan: the one table of moves between its states. What follows, what is refused and the diagram are all
read from it."""

from collections.abc import Callable

import msgspec

from goldthread.plan.document import Plan
from goldthread.plan.refusals import MoveRefused
from goldthread.plan.shape import Disposition, State


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """What must stand in the plan before a move: in words, as a question to the plan, and what to do when it does not.

    Only what the next state would be empty without; whether a plan is good enough is said by checks and decided by
    people.
    """

    words: str
    holds: Callable[[Plan], bool]
    fix: str


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One verb: from which states, to which, who may in words (the practice holds the permission), what it needs."""

    verb: str
    origins: tuple[State, ...]
    to: State
    who: str
    means: str
    needs: tuple[Requirement, ...] = ()


_A_GOAL = Requirement(
    words="at least one goal",
    holds=lambda plan: bool(plan.goals),
    fix="Write down what the client wants to be different.",
)
_NO_OPEN_NEED = Requirement(
    words="something said of every need",
    holds=lambda plan: all(need.disposition is not Disposition.OPEN for need in plan.needs),
    fix="Answer each open need, defer it, refer it, or note that the client declines it.",
)
_A_REVIEW_THAT_ENDS = Requirement(
    words="a review that ended the plan",
    holds=lambda plan: any(review.outcome == "ended" for review in plan.reviews),
    fix="Hold the closing review together and note what came of it.",
)

_TEAM = "any member of the team, the client among them"
_LIVING = (State.DRAFT, State.PROPOSED, State.AGREED, State.ACTIVE, State.UNDER_REVIEW)

MOVES: tuple[Move, ...] = (
    Move(
        verb="propose", origins=(State.DRAFT,), to=State.PROPOSED, who=_TEAM, needs=(_A_GOAL,),
        means="The draft is laid before client and team.",
    ),
    Move(
        verb="take back", origins=(State.PROPOSED,), to=State.DRAFT, who=_TEAM,
        means="There is more to say before anybody signs.",
    ),
    Move(
        verb="agree", origins=(State.PROPOSED,), to=State.AGREED, needs=(_A_GOAL, _NO_OPEN_NEED),
        who="the client together with the clinician who is responsible", means="Both have signed.",
    ),
    Move(
        verb="reopen", origins=(State.AGREED,), to=State.DRAFT, who=_TEAM,
        means="Something has to change before it starts; what is changed is signed again.",
    ),
    Move(
        verb="start", origins=(State.AGREED,), to=State.ACTIVE, who="the clinician who is responsible",
        means="The work begins.",
    ),
    Move(
        verb="review", origins=(State.ACTIVE,), to=State.UNDER_REVIEW, who=_TEAM,
        means="A date or an event asks for another look.",
    ),
    Move(
        verb="keep", origins=(State.UNDER_REVIEW,), to=State.ACTIVE,
        who="the client together with the clinician who is responsible", means="The plan still fits, and goes on.",
    ),
    Move(
        verb="revise", origins=(State.UNDER_REVIEW,), to=State.DRAFT, who=_TEAM,
        means="The plan no longer fits; it is rewritten as its next version.",
    ),
    Move(
        verb="complete", origins=(State.UNDER_REVIEW,), to=State.COMPLETED, needs=(_A_REVIEW_THAT_ENDS,),
        who="the client together with the clinician who is responsible",
        means="The programme has come to its end; aftercare and evaluation follow.",
    ),
    Move(
        verb="supersede", origins=(State.AGREED, State.ACTIVE, State.UNDER_REVIEW), to=State.SUPERSEDED,
        who="the clinician who is responsible", means="Another plan takes its place.",
    ),
    Move(
        verb="withdraw", origins=_LIVING, to=State.WITHDRAWN,
        who="the client, or the clinician who is responsible with a reason",
        means="The client no longer wants it, or it was begun in error.",
    ),
)  # fmt: skip

ENDS = (State.COMPLETED, State.SUPERSEDED, State.WITHDRAWN)


def moves_from(state: State) -> tuple[Move, ...]:
    """What can be done with a plan in that state, in the order of the table; nothing at an end."""
    return tuple(move for move in MOVES if state in move.origins)


def move(plan: Plan, verb: str) -> Plan:
    """The plan in its next state. Raises MoveRefused, which says what to do instead."""
    found = next((each for each in MOVES if each.verb == verb), None)
    if found is None:
        verbs = ", ".join(each.verb for each in MOVES)
        raise MoveRefused("There is no such move.", code="no-such-move", fix=f"The moves are: {verbs}.")
    if plan.state not in found.origins:
        raise MoveRefused(_not_from(found, plan.state), code="not-from-here", fix=_instead(plan.state))
    for requirement in found.needs:
        if not requirement.holds(plan):
            message = f"To {verb}, the plan needs {requirement.words}."
            raise MoveRefused(message, code="not-yet", fix=requirement.fix)
    return msgspec.structs.replace(plan, state=found.to)


def _not_from(found: Move, state: State) -> str:
    origins = " or ".join(_words(origin) for origin in found.origins)
    return f"To {found.verb}, a plan must be {origins}; this one is {_words(state)}."


def _instead(state: State) -> str:
    verbs = ", ".join(each.verb for each in moves_from(state))
    return (
        f"From here you can: {verbs}." if verbs else "This is an end; write a new plan, which may start from this one."
    )


def _words(state: State) -> str:
    return state.value.replace("-", " ")


def diagram() -> str:
    """The table as a Mermaid state diagram, ready to stand in a page."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {_node(state)}: {_words(state)}" for state in State]
    lines.append(f"    [*] --> {_node(State.DRAFT)}")
    for each in MOVES:
        lines += [f"    {_node(origin)} --> {_node(each.to)}: {each.verb}" for origin in each.origins]
    lines += [f"    {_node(state)} --> [*]" for state in ENDS]
    return "\n".join(lines) + "\n"


def _node(state: State) -> str:
    return state.value.replace("-", "_")
