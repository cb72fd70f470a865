"""How scores go: kept with a list, and judged when the list is read, by what the sources of an instrument publish.

Only three things are said. The newest score is worse than the one before, or than the first of this stay, by more than
the form's error of measurement explains (reliable change). Where the source publishes no such figure: it is worse, and
meets a published cut-off that the earlier one did not. Or the day of a step that is measured by it has passed without
the score that the step names. Of a single score, and of a form for which nothing is published, nothing is said.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec

from goldthread.instruments import (
    AnswersRefused,
    InstrumentDefinition,
    Score,
    reliable_change,
    score,
    score_total,
)
from goldthread.library import load_library
from goldthread.plan import Plan
from goldthread.practice.folder import Folder
from goldthread.practice.waits import Aim, Course, Mark
from goldthread.record import Administration, Client

How = Literal["since-before", "since-first", "cut-off", "day-passed"]


class OffTrack(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be looked at: the newest value beside the earlier one (None with `day-passed`, where `target` is)."""

    instrument: str
    scale: str
    how: How
    newest: Mark
    earlier: Mark | None = None
    target: float | None = None
    objective: str = ""


# Kept


@cache
def shipped_instruments() -> Mapping[str, InstrumentDefinition]:
    """The library's instruments: lists are made from them wherever the ledger is written or read anew."""
    return load_library().instruments


def courses_of(folder: Folder) -> Iterator[Course]:
    """Every scale that has a value in this stay, by instrument and scale."""
    for instrument, forms in sorted(_by_instrument(folder).items()):
        definition = shipped_instruments().get(instrument)
        if definition is not None:
            yield from _of_instrument(definition, folder.client, forms)


def _by_instrument(folder: Folder) -> dict[str, list[Administration]]:
    """The forms of this stay, the oldest first. What came before an earlier stay ended belongs to that one."""
    begun = max((each.completed_on for each in folder.episodes[:-1] if each.completed_on), default=datetime.date.min)
    facts = [*folder.facts, *(fact for each in folder.merged_from for fact in each.facts)]
    corrected = {fact.corrects for fact in facts}
    found: dict[str, list[Administration]] = {}
    for fact in facts:
        if isinstance(fact, Administration) and fact.id not in corrected and _day(fact) > begun:
            found.setdefault(fact.instrument, []).append(fact)
    for forms in found.values():
        forms.sort(key=lambda form: (_day(form), form.id))
    return found


def _day(form: Administration) -> datetime.date:
    return form.since or form.recorded_on


def _of_instrument(definition: InstrumentDefinition, client: Client, forms: list[Administration]) -> Iterator[Course]:
    # Of a long stay three forms are scored and no more: this is done at every change of the folder.
    newest, before, first = forms[-1], forms[-2] if len(forms) > 1 else None, forms[0] if len(forms) > 2 else None
    scored = {form.id: _scored(definition, client, form) for form in (newest, before, first) if form is not None}
    for scale in ["total"] if definition.scale("total") else [each.id for each in definition.scales]:
        marks = [
            None if form is None else _mark(definition, scale, _day(form), scored[form.id])
            for form in (newest, before, first)
        ]
        if marks[0] is not None:
            yield Course(
                instrument=definition.id, version=definition.version, scale=scale, newest=marks[0], before=marks[1],
                first=marks[2],
            )  # fmt: skip


def _scored(definition: InstrumentDefinition, client: Client, form: Administration) -> Score | None:
    age = client.age(_day(form))
    try:
        if form.total is not None:
            return score_total(definition=definition, total=form.total, sex=client.sex, age=age)
        return score(definition=definition, answers=form.answers, sex=client.sex, age=age)
    except AnswersRefused:
        return None


def _mark(definition: InstrumentDefinition, scale: str, on: datetime.date, scored: Score | None) -> Mark | None:
    value = scored.value(scale) if scored is not None else None
    if scored is None or value is None:
        return None
    beyond = any(scored.has(each.id) for each in definition.cutoffs if each.scale == scale)
    return Mark(on, float(value), beyond)


def aims_of(plan: Plan) -> Iterator[Aim]:
    """The steps of the plan that go on and name the score of an instrument and a day."""
    for each in plan.objectives:
        known = each.measure in shipped_instruments()
        if known and each.status in ("new", "working") and each.target is not None and each.target_date is not None:
            yield Aim(each.id, each.measure, float(each.target), each.target_date)


# Judged


def off_track(
    *,
    courses: Iterable[Course],
    aims: Iterable[Aim],
    looked_on: datetime.date | None,
    instruments: Mapping[str, InstrumentDefinition],
    today: datetime.date,
) -> Iterator[OffTrack]:
    """What is off track, once for each scale. A review that was held on the day of the newest score or later has looked
    at it; one after the day of a step has looked at the step."""
    seen = looked_on or datetime.date.min
    by_instrument = {each.instrument: each for each in courses if each.scale == "total"}
    told = set()
    for course in courses:
        definition = instruments.get(course.instrument)
        known = definition is not None and definition.version == course.version
        found = _worse(course, definition) if definition is not None and known and course.newest.on > seen else None
        if found is not None:
            told.add(course.instrument)
            yield found
    for aim in aims:
        late = by_instrument.get(aim.instrument)
        definition = instruments.get(aim.instrument)
        if late is None or definition is None or aim.instrument in told or not seen <= aim.by < today:
            continue
        if not _reached(definition, late.newest.value, aim.target):
            yield OffTrack(
                instrument=aim.instrument, scale="total", how="day-passed", newest=late.newest, target=aim.target,
                objective=aim.objective,
            )  # fmt: skip


def _worse(course: Course, definition: InstrumentDefinition) -> OffTrack | None:
    scale = definition.scale(course.scale)
    if scale is None or scale.higher_is == "mixed":
        return None
    published = next((each for each in definition.change if each.scale == course.scale), None)
    needed = reliable_change(published) if published is not None else None
    sign = 1 if scale.higher_is == "worse" else -1
    about = {"instrument": course.instrument, "scale": course.scale, "newest": course.newest}
    ways: tuple[tuple[How, Mark | None], ...] = (("since-before", course.before), ("since-first", course.first))
    for how, earlier in ways:
        worse_by = (course.newest.value - earlier.value) * sign if earlier is not None else 0
        if needed is not None and worse_by >= needed:
            return OffTrack(how=how, earlier=earlier, **about)  # type: ignore[arg-type]  # the three fields above
        if needed is None and worse_by > 0 and earlier and course.newest.beyond and not earlier.beyond:
            return OffTrack(how="cut-off", earlier=earlier, **about)  # type: ignore[arg-type]  # the three fields above
    return None


def _reached(definition: InstrumentDefinition, value: float, target: float) -> bool:
    scale = definition.scale("total")
    if scale is None or scale.higher_is == "mixed":
        return True  # nothing is said of a scale without a better side
    return value <= target if scale.higher_is == "worse" else value >= target
