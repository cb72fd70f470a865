"""Stops: what keeps a plan from becoming active. Few, each says what to do, and all of them are told at once.

Which of them count is the centre's setting (`Settings.stops`). That a plan has a goal, says something of every need and
stands as it was sealed is no setting: without it there is nothing to become active.
"""

from collections.abc import Callable, Sequence

from goldthread.checks import Finding, Severity
from goldthread.plan import State
from goldthread.plan.states import MOVES
from goldthread.practice.agreement import item_hashes, outstanding
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
    always = (_not_sealed(file), *_not_yet(file))
    chosen = (_STOPS[stop](file, findings) for stop in settings.stops)
    return tuple(stop for stop in (*always, *chosen) if stop is not None)


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
    if file.plan.state is not State.PROPOSED:
        return []
    needs = next(move.needs for move in MOVES if move.verb == "agree")
    return [
        Refusal(code="not-yet", message=f"To be agreed on, the plan needs {each.words}.", fix=each.fix)
        for each in needs
        if not each.holds(file.plan)
    ]


def _unsigned(capacity: Capacity, who: str, fix: str) -> Callable[[PlanFile, Sequence[Finding]], Refusal | None]:
    def stop(file: PlanFile, findings: Sequence[Finding]) -> Refusal | None:  # noqa: ARG001 - one signature for all
        left = next(iter(outstanding(file, (capacity,))), None)
        if left is None:
            return None
        code = "countersignature" if capacity == "countersign" else f"{capacity}-signature"
        message = f"{len(left.items)} of {len(item_hashes(file.plan))} items are not {who} yet."
        return Refusal(code=code, message=message, fix=fix, details={"items": list(left.items)})

    return stop


def _grave(file: PlanFile, findings: Sequence[Finding]) -> Refusal | None:  # noqa: ARG001 - one signature for all
    grave = [each for each in findings if each.severity is Severity.STOP and not each.waived_by]
    if not grave:
        return None
    return Refusal(
        code="grave-findings",
        message=f"{len(grave)} of the findings about this plan are grave.",
        fix="Act on each of them, or set it aside with a reason.",
        details={"checks": sorted({each.check for each in grave})},
    )


_STOPS: dict[Stop, Callable[[PlanFile, Sequence[Finding]], Refusal | None]] = {
    "client-signature": _unsigned(
        "client",
        "signed by the client",
        "Ask the client. If they cannot sign or do not agree, write that down and have a supervisor sign.",
    ),
    "author-signature": _unsigned("author", "signed by the author", "Whoever wrote the plan signs it as its author."),
    "countersignature": _unsigned(
        "countersign", "countersigned", "Ask a supervisor or prescriber who did not write the plan to countersign it."
    ),
    "grave-findings": _grave,
}
