"""What changed and why; who has looked at my record; what a client shares with a supporter."""

import datetime
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldthread.paper.clientview import client_view
from goldthread.paper.words import words_for
from goldthread.plan import Plan
from goldthread.plan.operations import AddItem, ChangeField, Operation, RemoveItem, SetHeader, apply, inverse
from goldthread.plan.telling import what_changed
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.see_trace import SeeTrace
from goldthread.practice.folder import Proposal, Revised
from goldthread.practice.trace_view import TraceLine
from goldthread.practice.viewing import PlanView
from goldthread.terms import Role, Words
from goldthread.web.acting import actor_of, must
from goldthread.web.client import plain
from goldthread.web.client.own import for_client, language, my_plan, own_client, show, today
from goldthread.web.client.plain import choices_of
from goldthread.web.door import Member, door

Values = dict[str, Any]
_LOOKS = {"open-record", "open-plan", "see-trace", "export-client"}
_LINES = 300


@require_GET
@for_client
def changes(request: HttpRequest) -> HttpResponse:
    """My proposals and disagreements with their answers; then each step that the plan has taken, newest first."""
    mine = my_plan(request)
    view = mine.view
    if view is None or view.plan is None:
        return show(request, "no_plan")
    known = dict(choices_of(view.plan))
    said = [
        {"id": each.id, "about": known.get(each.about, ""), "answer": each.answer, "answered_by": each.answered_by,
         "answered_on": each.answered_on, "quote": {"text": each.words, "who": each.who, "on": each.on}}
        for each in view.plan.disagreements
    ]  # fmt: skip
    proposed = [_proposal(each, mine.name) for each in view.proposals if each.made.by == actor_of(request).id]
    return show(request, "changes", proposals=proposed[::-1], disagreements=said, steps=list(_steps(request, view)))


def _proposal(each: Proposal, name: str) -> Values:
    first = next((step for step in each.made.operations if isinstance(step, ChangeField)), None)
    ordered = first is not None and first.field == "rank"
    before, after = ("", "") if first is None or ordered else (_value(first.before), _value(first.after))
    state = {"taken-up": "taken", "partly": "taken"}.get(each.settled.outcome, "declined") if each.settled else "open"
    return {
        "id": each.made.proposal, "who": name, "state": state, "before": before, "after": after or each.made.words,
        "about": _("the order of my goals") if ordered else _("other words") if first is not None else _("a change"),
        "why": each.made.words if after else "", "answer": each.settled.answer if each.settled else "",
    }  # fmt: skip


def _steps(request: HttpRequest, view: PlanView) -> Iterator[Values]:
    """Each revision that changed something, undone one after the other from the plan as it is."""
    after = view.plan
    if after is None:
        return
    numbers = {each.revision: each.number for each in view.versions}
    for revised in reversed(view.recent):
        before = apply(after, inverse(revised.operations))
        told = _told(before, after, revised)
        if told["sentences"] or told["rows"] or told["state"] or revised.cause:
            yield {**told, "on": revised.at.date(), "by": _name(request, revised.by), "why": revised.cause,
                   "number": numbers.get(revised.revision)}  # fmt: skip
        after = before


def _told(before: Plan, after: Plan, revised: Revised) -> Values:
    """In English by sentence; in another language by what stood there and what stands there now: the plan itself is
    written in the client's language."""
    moved = next((each.after for each in revised.operations if isinstance(each, SetHeader) and _moves(each)), "")
    steps = [each for each in revised.operations if not _moves(each)]
    if language() == "en":
        told = what_changed(before=before, after=after, operations=steps)
        return {"sentences": [each.text for each in told], "rows": [], "state": moved}
    rows = [row for each in steps if (row := _row(each, after, before))]
    return {"sentences": [], "rows": rows, "state": moved}


def _moves(step: Operation) -> bool:
    return isinstance(step, SetHeader) and step.field == "state"


def _row(step: Operation, after: Plan, before: Plan) -> Values | None:
    known = {**dict(choices_of(before)), **dict(choices_of(after))}
    if isinstance(step, ChangeField) and step.id in known:
        old, new = _value(step.before), _value(step.after)
        return {"about": known[step.id], "kind": "changed", "before": old, "after": new} if old or new else None
    if isinstance(step, AddItem | RemoveItem) and step.item.id in known:
        text, came = known[step.item.id], isinstance(step, AddItem)
        return {"about": text, "kind": "new" if came else "gone", "before": "" if came else text,
                "after": text if came else ""}  # fmt: skip
    return None


def _value(value: object) -> str:
    if isinstance(value, Words):
        return value.text
    return str(value) if isinstance(value, str | int | float | datetime.date) and not isinstance(value, bool) else ""


@require_GET
@for_client
def trace(request: HttpRequest) -> HttpResponse:
    """Who has looked at my record: by day and person, others before myself."""
    client = own_client(request)
    seen = must(request, SeeTrace(client=client, limit=_LINES)).shown
    me = actor_of(request).id
    names = door().named(actor_of(request).centre, {line.member for line in seen.lines})
    days = [
        {"on": on, "who": [_visit(names.get(member), list(lines)) for member, lines in _by_member(of_day, me)]}
        for on, of_day in groupby(seen.lines, key=lambda line: line.at.date())
    ]
    return show(request, "trace", days=[each for each in days if each["who"]])


def _by_member(lines: Iterator[TraceLine], me: str) -> list[tuple[str, list[TraceLine]]]:
    found: dict[str, list[TraceLine]] = {}
    for line in lines:
        if line.member != me:
            found.setdefault(line.member, []).append(line)
    return list(found.items())


def _visit(who: Member | None, lines: list[TraceLine]) -> Values:
    role = lines[0].role
    let_in = [line for line in lines if line.outcome == "done"]
    did = []
    if any(line.action in _LOOKS for line in let_in):
        did.append(_("looked at it"))
    if any(line.action not in _LOOKS for line in let_in):
        did.append(_("wrote in it"))
    if len(let_in) < len(lines):
        did.append(_("tried, and was told no"))
    return {
        "name": who.name if who is not None else "",
        "role": getattr(words_for(language()), f"role_{role.value.replace('-', '_')}", ""),
        "did": ", ".join(did),
        "why": next((line.reason for line in lines if line.reason), ""),
        "glass": any(line.through_glass or line.reason for line in lines),
    }


def _name(request: HttpRequest, member: str) -> str:
    known = door().account(actor_of(request).centre, member)
    return known.member.name if known is not None else ""


@require_GET
def shared(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """What a client has let a supporter into, and no more; everybody else has pages of their own."""
    if actor_of(request).role is not Role.SUPPORTER:
        raise PermissionDenied
    view: PlanView = must(request, OpenPlan(client=client, plan=plan)).shown
    shown: Values = {"safety": view.safety, "aftercare": view.aftercare, "goals": [], "steps": [], "people": []}
    if view.plan is not None:
        read = client_view(plan=view.plan, on=today())
        shown = {
            "safety": view.plan.safety, "aftercare": view.plan.aftercare,
            "goals": plain.goals(read, "", voice=False), "steps": plain.steps_by_goal(read, voice=False),
            "people": plain.people(view.plan),
        }  # fmt: skip
    say = words_for(language())
    safety = [(getattr(say, f"safety_{step.replace('-', '_')}"), list(items))
              for step, items in groupby(shown["safety"], key=lambda each: each.step)]  # fmt: skip
    after = [(getattr(say, f"after_{each.type.replace('-', '_')}"), each) for each in shown["aftercare"]]
    return show(request, "shared", **{**shown, "safety": safety, "aftercare": after})
