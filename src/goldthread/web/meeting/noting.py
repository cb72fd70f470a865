"""Writing down what was said of a goal: ratings and outcome into the plan, numbers of its steps into the record."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from goldthread.paper.naming import steps_of
from goldthread.plan import Goal, Objective
from goldthread.plan.operations import ChangeField
from goldthread.practice.actions.note_progress import NoteProgress
from goldthread.practice.actions.record_fact import RecordFact
from goldthread.practice.refusing import Refusal
from goldthread.record import Observation
from goldthread.web.acting import ask, new_id
from goldthread.web.meeting.progress import GOES_ON, MIDDLE, RATED, SIDES, outcomes, source_of
from goldthread.web.meeting.talk import Talk

_MOST = 1_000_000


def noted(request: HttpRequest, talk: Talk, goal: Goal) -> Refusal | None:
    """Write it down; or why not. Raises BadRequest for a form that was not made here."""
    numbers = _numbers(request.POST, steps_of(talk.plan, goal))
    operations = _operations(request.POST, talk, goal)
    if isinstance(numbers, Refusal):
        return numbers
    if isinstance(operations, Refusal):
        return operations
    if operations:
        asked = NoteProgress(
            client=talk.here.client, plan=talk.plan.id, seen=_seen(request.POST), operations=operations,
            words=request.POST.get("why", "").strip(),
        )  # fmt: skip
        done = ask(request, asked)
        if isinstance(done, Refusal):
            return done
    for step, value in numbers:
        name = new_id(request, f"now-{step.id}")
        fact = Observation(
            id=name, said_by="client", recorded_by="client", recorded_on=talk.today, since=talk.today,
            source=source_of(step.id), label=step.measure or step.text or step.id, value=value, unit=step.unit,
        )  # fmt: skip
        done = ask(request, RecordFact(client=talk.here.client, fact=fact), key=name)
        if isinstance(done, Refusal):
            return done
    return None


def _seen(sent: QueryDict) -> int:
    seen = sent.get("seen", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 10):
        raise BadRequest("The form came without the revision that was seen.")
    return int(seen)


def _operations(sent: QueryDict, talk: Talk, goal: Goal) -> tuple[ChangeField, ...] | Refusal:
    """What was said otherwise than it stands."""
    found: list[ChangeField] = []
    for field in (f"{what}_{side}" for what in RATED for side in SIDES):
        rated = _rating(sent, field, getattr(goal, field))
        if isinstance(rated, Refusal):
            return rated
        found += _change("goals", goal, field, rated)
    found += _change("goals", goal, "status", _status(sent.get("outcome", ""), goal.status))
    found += _change("goals", goal, "status_reason", sent.get("why", "").replace("\r\n", "\n").strip()[:4_000])
    for step in steps_of(talk.plan, goal):
        found += _change("objectives", step, "status", _status(sent.get(f"outcome-{step.id}", ""), step.status))
    return tuple(found)


def _change(collection: str, item: Goal | Objective, field: str, after: Any) -> list[ChangeField]:
    before = getattr(item, field)
    if after == before:
        return []
    return [ChangeField(collection=collection, id=item.id, field=field, before=before, after=after)]


def _rating(sent: QueryDict, field: str, was: int | None) -> int | Refusal | None:
    """The typed number; where that was left as it was, and the slider was moved, what the slider says. (With the
    script the two say the same.)"""
    typed, slid = sent.get(field, "").strip(), sent.get(f"{field}_slide", "").strip()
    if typed == ("" if was is None else str(was)) and slid not in ("", str(MIDDLE if was is None else was)):
        typed = slid
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4 and int(typed) <= 10):
        return Refusal(code="bad-value", message=_("Please give a number from 0 to 10."), fix="")
    return int(typed)


def _status(outcome: str, was: str) -> str:
    """What keeps going stays as it is called; what had stopped is at work again."""
    if outcome not in dict(outcomes()):
        return was
    if outcome != "kept":
        return outcome
    return was if was in GOES_ON else "working"


def _numbers(sent: QueryDict, steps: list[Objective]) -> list[tuple[Objective, float]] | Refusal:
    found = []
    for step in steps:
        typed = sent.get(f"now-{step.id}", "").strip().replace(",", ".")
        try:
            value = float(typed) if typed else None
        except ValueError:
            value = _MOST + 1
        if value is None:
            continue
        if not -_MOST <= value <= _MOST:
            return Refusal(code="bad-value", message=_("Please give a number, like 3 or 2.5."), fix="")
        found.append((step, value))
    return found
