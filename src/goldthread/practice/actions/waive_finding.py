"""Waive a finding: a named person sets it aside, with a reason, for a time or for good."""

import datetime
from typing import Annotated

import msgspec

from goldthread.checks import Finding
from goldthread.checks.finding import Severity
from goldthread.checks.waiving import covers, stands
from goldthread.plan import Plan, Waiver
from goldthread.plan.operations import AddItem, Operation, RemoveItem
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import file_of, noted
from goldthread.practice.refusing import Refused
from goldthread.practice.viewing import findings_now
from goldthread.terms import ItemId


class WaiveFinding(Request, frozen=True, kw_only=True):
    """The id of the waiver; the check (by name or code, in lower case) and the item of the finding (None: wherever the
    check finds it); who sets it aside, by name; why; and until which day."""

    client: ItemId
    plan: ItemId
    waiver: ItemId
    check: ItemId
    item: ItemId | None = None
    by: Annotated[str, msgspec.Meta(min_length=1, max_length=4_000)]
    reason: Annotated[str, msgspec.Meta(min_length=10, max_length=4_000)]
    until: datetime.date | None = None


def decide(request: WaiveFinding, here: Situation) -> Decision:
    """The waiver in the plan; it takes the place of one for the same that has run out. Sent again, it makes no new
    revision.

    Refused: `no-such-finding` (the checks do not find this now), `already-waived`, `must-be-settled` (the finding stops
    the plan, and the centre lets nobody set such a finding aside), `day-has-passed`, `already-there`.
    """
    file = file_of(here, request.plan)
    waiver = Waiver(
        id=request.waiver,
        check=request.check,
        item=request.item,
        by=request.by,
        on=here.today,
        reason=request.reason,
        until=request.until,
    )
    if file.plan.item(request.waiver) == waiver:
        return Decision(answer={"waiver": request.waiver, "revision": file.revision})
    if request.until is not None and request.until < here.today:
        raise Refused("day-has-passed", "The waiver would have run out already.", fix="Give a day that is to come.")
    _refuse_needless(waiver, findings_now(here, file.plan), here)
    written = noted(here, file, (*_run_out(waiver, file.plan, here.today), AddItem(collection="waivers", item=waiver)))
    return Decision(entries=(written,), answer={"waiver": request.waiver, "revision": written.revision})


def _refuse_needless(waiver: Waiver, findings: tuple[Finding, ...], here: Situation) -> None:
    covered = [each for each in findings if covers(waiver, each)]
    if not covered:
        message = "The checks do not find this in the plan now."
        raise Refused("no-such-finding", message, fix="Open the plan again, and name a finding that it shows.")
    standing = [each for each in covered if not each.waived_by]
    if not standing:
        raise Refused("already-waived", "This was set aside before.", fix="Open the plan to see by whom, and why.")
    if not here.settings.waive_stops and any(each.severity is Severity.STOP for each in standing):
        message = "This finding stops the plan, and in this centre nobody sets such a finding aside."
        raise Refused("must-be-settled", message, fix="Change the plan so that the finding goes.")


def _run_out(waiver: Waiver, plan: Plan, today: datetime.date) -> tuple[Operation, ...]:
    return tuple(
        RemoveItem(collection="waivers", item=each)
        for each in plan.waivers
        if (each.check, each.item) == (waiver.check, waiver.item) and not stands(each, today)
    )


ACTION = Action(name="waive-finding", title="Set a finding aside", request=WaiveFinding, decide=decide)
