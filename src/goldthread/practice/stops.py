"""Stops: what keeps a plan from becoming active. Few, each says what to do, and all of them are told at once.

Which of them count is the centre's setting (`Settings.stops`). That a plan has a goal, says something of every need and
stands as it was sealed is no setting: without it there is nothing to become active.
"""

from collections.abc import Sequence

from goldthread.checks import Finding, Severity
from goldthread.plan import State
from goldthread.plan.states import MOVES
from goldthread.practice.agreement import SIGNED, Outstanding, outstanding
from goldthread.practice.entries import Capacity
from goldthread.practice.folder import PlanFile
from goldthread.practice.refusing import Refusal
from goldthread.practice.sealing import changed_since_sealed
from goldthread.practice.settings import Settings, Stop


def stops(*, file: PlanFile, settings: Settings, findings: Sequence[Finding]) -> tuple[Refusal, ...]:
    """All that keeps the plan from becoming active, what people can do about each; nothing where it may.

    Codes: `not-sealed`, `not-yet`, and those of the centre's stops: `client-signature`, `author-signature`,
    `countersignature`, `grave-findings`.
    """
    found = [_not_sealed(file), *_not_yet(file)]
    wanted = [capacity for capacity, (stop, _, _) in _UNSIGNED.items() if stop in settings.stops]
    found += [_unsigned(left, file) for left in outstanding(file, wanted)]
    if "grave-findings" in settings.stops:
        found.append(_grave(findings))
    return tuple(stop for stop in found if stop is not None)


def _not_sealed(file: PlanFile) -> Refusal | None:
    if not changed_since_sealed(file):
        return None
    return Refusal(
        code="not-sealed",
        message="The plan, as it stands now, was not laid before anybody as a version.",
        fix="Ask for signatures; what is signed already stays signed.",
    )


def _not_yet(file: PlanFile) -> list[Refusal]:
    """What the table of states asks of a plan that is agreed on."""
    if file.plan.state not in (State.DRAFT, State.PROPOSED):
        return []
    needs = next(move.needs for move in MOVES if move.verb == "agree")
    return [
        Refusal(code="not-yet", message=f"To be agreed on, the plan needs {each.words}.", fix=each.fix)
        for each in needs
        if not each.holds(file.plan)
    ]


def _unsigned(left: Outstanding, file: PlanFile) -> Refusal:
    code, who, fix = _UNSIGNED[left.capacity]
    of = sum(len(getattr(file.plan, name)) for name in SIGNED)
    message = f"{len(left.items)} of {of} items are not {who} yet."
    return Refusal(code=code, message=message, fix=fix, details={"items": list(left.items)})


_UNSIGNED: dict[Capacity, tuple[Stop, str, str]] = {
    "client": (
        "client-signature",
        "signed by the client",
        "Ask the client. If they cannot sign or do not agree, write that down and have a supervisor sign.",
    ),
    "author": ("author-signature", "signed by the author", "Whoever wrote the plan signs it as its author."),
    "countersign": (
        "countersignature",
        "countersigned",
        "Ask a supervisor or prescriber who did not write the plan to countersign it.",
    ),
}


def _grave(findings: Sequence[Finding]) -> Refusal | None:
    grave = [each for each in findings if each.severity is Severity.STOP and not each.waived_by]
    if not grave:
        return None
    one = len(grave) == 1
    return Refusal(
        code="grave-findings",
        message="One finding about this plan is grave." if one else f"{len(grave)} findings about this plan are grave.",
        fix="Act on it, or set it aside with a reason." if one else "Act on each, or set it aside with a reason.",
        details={"checks": sorted({each.check for each in grave})},
    )
