"""Objectives: a measure, where it stands today, where it is to go, and by when. What the record cannot say is asked."""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from goldthread.catalogue import ObjectivePattern
from goldthread.curation.goals import goal_id, slots_for
from goldthread.curation.material import Material, item_id
from goldthread.curation.patterns import fill
from goldthread.curation.targets import target_for
from goldthread.curation.telling import clip, day
from goldthread.needs import Need, evidence_for
from goldthread.plan import Ask, Objective
from goldthread.terms import Role


class Standing(NamedTuple):
    """Where a measure stands: the value, its day, the fact it comes from, and the value to reach."""

    baseline: float | None = None
    on: datetime.date | None = None
    fact: str | None = None
    target: float | None = None


def draft_objectives(
    groups: Sequence[Sequence[Need]], material: Material
) -> tuple[tuple[Objective, ...], dict[str, str]]:
    """One objective for each need, and which objective belongs to which need: two needs of a goal that one score
    measures share it."""
    drafted: list[Objective] = []
    of_need: dict[str, str] = {}
    for group in groups:
        seen: dict[tuple[str, str], str] = {}
        for need in group:
            picked = _pick(need, material)
            if picked is None:
                continue
            pattern, standing = picked
            measure = (pattern.instrument or pattern.count, pattern.scale)
            if measure not in seen:
                drafted.append(_objective(need, group, pattern, standing, material))
                seen[measure] = drafted[-1].id
            of_need[need.id] = seen[measure]
    return tuple(drafted), of_need


def _pick(need: Need, material: Material) -> tuple[ObjectivePattern, Standing] | None:
    """The first pattern that the record can fill whole, else the first that it can begin, else the first that is
    counted, else the first."""
    ready = [(pattern, _standing(pattern, material)) for pattern in material.patterns.get(need.id, ())]
    return min(ready, key=lambda each: _readiness(*each), default=None)


def _readiness(pattern: ObjectivePattern, here: Standing) -> int:
    if here.baseline is not None and here.target is not None:
        return 0
    if not pattern.instrument:
        return 1 if here.baseline is not None else 2
    return 3


def _standing(pattern: ObjectivePattern, material: Material) -> Standing:
    if pattern.instrument:
        return _scored(pattern, material)
    if pattern.baseline_from is None:
        return Standing()
    facts = evidence_for(rule=pattern.baseline_from, reading=material.reading)
    for name in sorted(facts or (), key=lambda each: -material.chart.by_id[each].recorded_on.toordinal()):
        fact = material.chart.by_id[name]
        value = getattr(fact, pattern.baseline_field, None)
        if isinstance(value, int | float):
            return Standing(baseline=float(value), on=fact.since or fact.recorded_on, fact=name)
    return Standing()


def _scored(pattern: ObjectivePattern, material: Material) -> Standing:
    definition = material.instruments.get(pattern.instrument or "")
    if definition is None:
        return Standing()
    for administration, score in material.reading.scores(definition.id):
        value = score.total if pattern.scale == "total" else score.subscales.get(pattern.scale)
        if value is None:
            continue
        target = target_for(
            rule=pattern.target_rule,
            definition=definition,
            scale=pattern.scale,
            baseline=value,
            sex=material.chart.client.sex,
            age=material.chart.age,
        )
        on = administration.since or administration.recorded_on
        return Standing(baseline=value, on=on, fact=administration.id, target=target)
    return Standing()


def _objective(
    need: Need, group: Sequence[Need], pattern: ObjectivePattern, here: Standing, material: Material
) -> Objective:
    by = material.chart.on + datetime.timedelta(weeks=pattern.weeks)
    slots = _slots(need, pattern, here, by, material)
    text = fill(pattern.text, slots)
    return Objective(
        id=item_id("obj", f"{need.id}-1"),
        goal=goal_id(group),
        text=clip(text, 600),
        measure=pattern.instrument or pattern.count,
        unit=pattern.unit or ("points" if pattern.instrument else ""),
        baseline=here.baseline,
        baseline_on=here.on,
        target=here.target,
        target_date=by,
        rank=group.index(need) + 1,
        facts=(here.fact,) if here.fact else (),
        from_option=pattern.id,
        because=_because(here, material),
        asks=tuple(_asks(need, pattern, material)),
    )


def _slots(
    need: Need, pattern: ObjectivePattern, here: Standing, by: datetime.date, material: Material
) -> Mapping[str, str]:
    definition = material.instruments.get(pattern.instrument or "")
    return {
        **slots_for(need, material),
        "measure": definition.name if definition else pattern.count,
        "unit": pattern.unit,
        "baseline": "" if here.baseline is None else f"{here.baseline:g}",
        "target": "" if here.target is None else f"{here.target:g}",
        "by": day(by),
    }


def _because(here: Standing, material: Material) -> str:
    return f"{material.person.tell(material.chart.by_id[here.fact])}." if here.fact else ""


def _asks(need: Need, pattern: ObjectivePattern, material: Material) -> list[Ask]:
    definition = material.instruments.get(pattern.instrument or "")
    first = f"Fill in the {definition.name} together: what is the score today?" if definition else pattern.question
    whom = Role.THERAPIST if definition and definition.rated_by == "clinician" else Role.CLIENT
    settled = next(iter(need.settled_by), "").rstrip(".")
    target = f"{pattern.question}{f' (It would be settled by: {settled}.)' if settled else ''}"
    return [
        Ask(field="text", question=f"How does {material.name} put this step?"),
        Ask(field="baseline", question=first, whom=whom),
        Ask(field="target", question=target),
        Ask(field="steps", question=pattern.steps_question or "What are the first steps, small enough for this week?"),
    ]
