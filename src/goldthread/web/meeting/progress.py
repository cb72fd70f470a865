"""How far a goal has come, in plain words: its steps with numbers, its scores, and what both people say of it."""

import datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from goldthread.instruments import InstrumentDefinition, compare
from goldthread.needs.reading import day_of
from goldthread.paper.clientview import readable
from goldthread.paper.naming import steps_of
from goldthread.plan import Goal, Objective
from goldthread.record import Observation
from goldthread.web.charts import Point, line_chart
from goldthread.web.meeting.talk import SOURCE, Talk

Plain = dict[str, Any]
RATED = ("importance", "confidence")
SIDES = ("client", "clinician")
MIDDLE = 5  # where a slider stands that nobody has moved
GOES_ON = ("new", "working", "partly")


def outcomes() -> list[tuple[str, str]]:
    """What can come of a goal or a step."""
    return [
        ("kept", _("We keep going")), ("reached", _("We got there")), ("changed", _("It changes")),
        ("deferred", _("It rests for now")), ("ended", _("It ends")),
    ]  # fmt: skip


def outcome_of(status: str) -> str:
    """The outcome that a status stands for."""
    return "kept" if status in GOES_ON else status


def source_of(step: str) -> str:
    """The source of a number that was said in a meeting: by it the number finds back to its step."""
    return f"{SOURCE}, step {step}"


def ratings(talk: Talk, goal: Goal) -> list[Plain]:
    """Importance and confidence, by client and clinician, as they were and as they are."""
    before = next((each for each in talk.before.goals if each.id == goal.id), goal)
    who = {"client": talk.name, "clinician": _("The team")}
    told = {
        "importance": (_("How much does it matter?"), _("not at all"), _("more than anything")),
        "confidence": (_("How sure are you that it can be done?"), _("not at all"), _("fully sure")),
    }
    return [
        {
            "question": told[what][0],
            "low": told[what][1],
            "high": told[what][2],
            "name": what,
            "sides": [
                {
                    "name": f"{what}_{side}",
                    "who": who[side],
                    "value": (value := getattr(goal, f"{what}_{side}")),
                    "slide": MIDDLE if value is None else value,
                    "before": getattr(before, f"{what}_{side}"),
                }
                for side in SIDES
            ],
        }
        for what in RATED
    ]


def steps(talk: Talk, goal: Goal) -> list[Plain]:
    """The steps of a goal: the words, the numbers, and what may come of each."""
    return [_step(talk, each) for each in steps_of(talk.plan, goal)]


def _step(talk: Talk, step: Objective) -> Plain:
    definition = talk.here.desk.library.instruments.get(step.measure)
    points = _points(talk, step, definition)
    unit = step.unit if readable(talk.plan, step.unit) else ""
    return {
        "id": step.id,
        "text": step.text or _("This step has no words yet."),
        "told": _told(step, points, unit),
        "counted": definition is None and step.target is not None,
        "unit": unit,
        "chart": _chart(step, points, definition),
        "better": _better(talk, definition),
        "outcome": outcome_of(step.status),
    }


def _points(talk: Talk, step: Objective, definition: InstrumentDefinition | None) -> list[Point]:
    """Where it began, and every number since, oldest first; one for each day."""
    found: dict[datetime.date, float] = {}
    if step.baseline is not None:
        found[step.baseline_on or talk.plan.started_on] = step.baseline
    reading = talk.here.reading
    if reading is None:
        return []
    if definition is not None:
        results = reading.scores(definition.id)
        found.update(
            {day_of(fact): value for fact, score in reversed(results) if (value := score.value("total")) is not None}
        )
    said = (each for each in reading.chart.current(Observation) if each.source == source_of(step.id))
    found.update({day_of(each): float(each.value) for each in said if isinstance(each.value, float | int)})
    return [Point(on=on, value=value) for on, value in sorted(found.items())]


def _told(step: Objective, points: list[Point], unit: str) -> str:
    """From where, to where, and where it is now, as one says it."""
    said = []
    if step.baseline is not None:
        said.append(_("It began at %s.") % _with(step.baseline, unit))
    if points and (step.baseline is None or points[-1].value != step.baseline or len(points) > 1):
        said.append(_("Now it is %s.") % _with(points[-1].value, unit))
    if step.target is not None:
        said.append(_("We are on the way to %s.") % _with(step.target, unit))
    return " ".join(said)


def _with(value: float, unit: str) -> str:
    return f"{number(value)} {unit}".strip()


def number(value: float) -> str:
    """A number as people write it."""
    return str(number_format(int(value) if float(value).is_integer() else round(value, 2)))


def _chart(step: Objective, points: list[Point], definition: InstrumentDefinition | None) -> Plain | None:
    """The numbers over time, where there are two of them at least."""
    if len(points) < 2:
        return None
    values = [each.value for each in points] + [each for each in (step.target,) if each is not None]
    low, high = (0.0, max(values)) if definition is None else definition.possible_range("total")
    low = min(low, *values)
    if not low < high:
        return None
    title = step.text or _("How it goes")
    svg = line_chart(name=f"step-{step.id}", title=title, points=points, low=low, high=high, target=step.target)
    return {"title": title, "svg": svg, "rows": [{"on": each.on, "value": number(each.value)} for each in points]}


def _better(talk: Talk, definition: InstrumentDefinition | None) -> str:
    """Whether the newest score is better than the one before, in words."""
    results = [] if definition is None or talk.here.reading is None else talk.here.reading.scores(definition.id)
    return "" if definition is None or len(results) < 2 else _direction(definition, results[1][1], results[0][1])


def _direction(definition: InstrumentDefinition, earlier: Any, later: Any) -> str:
    if earlier.version != later.version or definition.scale("total") is None:
        return ""
    found = compare(definition=definition, earlier=earlier, later=later, scale="total")
    return {
        "better": _("That is better than the time before."), "worse": _("That is harder than the time before."),
        "same": _("That is the same as the time before."),
    }.get(found.direction, "")  # fmt: skip


def scores(talk: Talk) -> list[Plain]:
    """Forms that were filled in since last time and belong to no step: one sentence for each."""
    reading = talk.here.reading
    if reading is None:
        return []
    tied, found = {each.measure for each in talk.plan.objectives}, []
    for definition in talk.here.desk.library.instruments.values():
        results = [] if definition.id in tied else reading.scores(definition.id)
        fresh = bool(results) and day_of(results[0][0]) > talk.last_time
        if fresh and len(results) > 1 and (said := _direction(definition, results[1][1], results[0][1])):
            found.append({"about": definition.measures, "on": day_of(results[0][0]), "told": said})
    return found
