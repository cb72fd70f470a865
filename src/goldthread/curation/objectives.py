"""Objectives: a measure, where it stands today, where it is to go, and by when. What the record cannot say is asked."""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from goldthread.catalogue import ObjectivePattern
from goldthread.curation.goals import goal_id
from goldthread.curation.material import Material, item_id
from goldthread.curation.patterns import example, fill, own
from goldthread.curation.sentences import sentence, shown_by
from goldthread.curation.slots import Slots
from goldthread.curation.spoken import ENGLISH, SPOKEN, ask_client, ask_in_english, day_in, own_sentence, to_say
from goldthread.curation.targets import target_for
from goldthread.curation.telling import day, quote
from goldthread.needs import Need, evidence_for
from goldthread.plan import Ask, Objective
from goldthread.terms import Role

# More steps at a time are carried out by nobody: the other needs of a goal get theirs at a review.
MOST_STEPS = 2


class Standing(NamedTuple):
    """Where a measure stands: the value, its day, the fact it comes from, and the value to reach."""

    baseline: float | None = None
    on: datetime.date | None = None
    fact: str | None = None
    target: float | None = None


def draft_objectives(
    groups: Sequence[Sequence[Need]], material: Material
) -> tuple[tuple[Objective, ...], dict[str, list[str]]]:
    """One objective for each goal, a second where the record already holds its baseline, and which of them belong to
    which need. No two goals share a measure, unless a goal would be left without a step."""
    drafted: list[Objective] = []
    of_need: dict[str, list[str]] = {}
    measured: set[str] = set()
    for group in groups:
        picked = _picked(group, material)
        fresh = [each for each in picked if _measure(each[2]) not in measured]
        found = fresh or picked[:1]
        kept = found[:1] + [each for each in found[1:] if each[3].baseline is not None]
        for rank, (need, number, pattern, here) in enumerate(kept[:MOST_STEPS], start=1):
            measured.add(_measure(pattern))
            drafted.append(_objective(need, (goal_id(group), number, rank), pattern, here, material))
            of_need.setdefault(need.id, []).append(drafted[-1].id)
    return tuple(drafted), of_need


def _measure(pattern: ObjectivePattern) -> str:
    return f"{pattern.instrument or pattern.count} {pattern.scale}"


_Picked = tuple[Need, int, ObjectivePattern, Standing]


def _picked(group: Sequence[Need], material: Material) -> list[_Picked]:
    found: dict[tuple[str, str], tuple[int, _Picked]] = {}
    for place, need in enumerate(group):
        for number, (pattern, here) in enumerate(_for_need(need, material), start=1):
            # Two needs that one score measures share it.
            key = (pattern.instrument or pattern.count, pattern.scale)
            order = (0 if place == 0 else 1) + _readiness(pattern, here) * 2 + (number - 1)
            if key not in found:
                found[key] = (order * 100 + place, (need, number, pattern, here))
    ranked = sorted(found.values(), key=lambda each: each[0])
    return [picked for _, picked in ranked]


def _for_need(need: Need, material: Material) -> list[tuple[ObjectivePattern, Standing]]:
    ready = [(pattern, _standing(pattern, material)) for pattern in material.patterns.get(need.id, ())]
    ready.sort(key=lambda each: _readiness(*each))
    counted = [each for each in ready[1:] if not each[0].instrument][:1] if need.nature == "substance" else []
    return [*ready[:1], *counted]


def _readiness(pattern: ObjectivePattern, here: Standing) -> int:
    """0 where the record fills it whole, 1 or 2 where the client counts it, 3 where a form must be filled in first."""
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
    need: Need, place: tuple[str, int, int], pattern: ObjectivePattern, here: Standing, material: Material
) -> Objective:
    goal, number, rank = place
    by = material.chart.on + datetime.timedelta(weeks=pattern.weeks)
    slots = _slots(need, pattern, here, by, material)
    worded = sentence(fill(pattern.text, slots)) if own(pattern.text, slots) else ""
    text = worded if material.language == ENGLISH else _in_their_language(pattern, here, by, material)
    return Objective(
        id=item_id("obj", f"{need.id}-{number}"),
        goal=goal,
        text=text,
        measure=pattern.instrument or pattern.count,
        unit=pattern.unit or ("points" if pattern.instrument else ""),
        baseline=here.baseline,
        baseline_on=here.on,
        target=here.target,
        target_date=by,
        rank=rank,
        facts=(here.fact,) if here.fact else (),
        from_option=pattern.id,
        because=_because(here, material),
        asks=tuple(_asks(worded, pattern, here, material)),
    )


def _in_their_language(pattern: ObjectivePattern, here: Standing, by: datetime.date, material: Material) -> str:
    """A step on a form, said as the client may say it; every other step is the client's to word."""
    definition = material.instruments.get(pattern.instrument or "")
    if material.language not in SPOKEN or definition is None or here.baseline is None or here.target is None:
        return ""
    return own_sentence(
        _TO_MORE if here.target > here.baseline else _TO_LESS,
        material.language,
        form=definition.name,
        baseline=f"{here.baseline:g}",
        target=f"{here.target:g}",
        by=day_in(by, material.language),
    )


def _slots(need: Need, pattern: ObjectivePattern, here: Standing, by: datetime.date, material: Material) -> Slots:
    definition = material.instruments.get(pattern.instrument or "")
    given = {
        "measure": definition.name if definition else pattern.count,
        "unit": pattern.unit,
        "baseline": "" if here.baseline is None else f"{here.baseline:g}",
        "target": "" if here.target is None else f"{here.target:g}",
        "by": day(by),
    }
    return Slots(need, material, given=given)


def _because(here: Standing, material: Material) -> str:
    if not here.fact:
        return ""
    return shown_by([material.chart.by_id[here.fact]], name=material.name, reading=material.reading)


_TO_MORE = "My score on {form} goes from {baseline} to {target} or more by {by}."
_TO_LESS = "My score on {form} goes from {baseline} to {target} or less by {by}."
_FORM_TODAY = "Fill in the {form} together: what is the score today?"
_FORM_BETTER = "From {baseline} today: which {form} score would tell you that it is better?"


def _asks(worded: str, pattern: ObjectivePattern, here: Standing, material: Material) -> Iterator[Ask]:
    """One question for each step: what is missing first, asked together with what can be said in one breath. Where the
    library's wording is not in the client's language, how they would say it."""
    definition = material.instruments.get(pattern.instrument or "")
    language = material.language
    if definition and here.baseline is None:
        ask = ask_client("baseline", _FORM_TODAY, language, form=definition.name)
        yield ask if definition.rated_by != "clinician" else msgspec.structs.replace(ask, whom=Role.THERAPIST)
    elif definition:
        yield ask_client("target", _FORM_BETTER, language, form=definition.name, baseline=f"{here.baseline:g}")
    elif worded:
        yield ask_in_english("baseline" if here.baseline is None else "target", _towards(pattern, here), language)
    else:
        said = quote(example(pattern.text, pattern.count))
        question = f"{pattern.question} How would you say this step? For example: {said}."
        yield ask_in_english("text", question, language)
    if worded and language != ENGLISH:
        yield to_say("text", f"{quote(worded, 400)}.", language)


def _towards(pattern: ObjectivePattern, here: Standing) -> str:
    if here.baseline is None:
        return pattern.question
    return f"It is {here.baseline:g} now ({pattern.count}): how much would be enough for you?"
