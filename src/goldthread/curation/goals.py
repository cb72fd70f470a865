"""Goals: the client's own words where the record holds them, the clinical wording beside, and what is still to be
asked."""

from collections.abc import Sequence

from goldthread.catalogue import GoalPrompt
from goldthread.curation.grouping import domains_of, general_hopes, hopes_for, words_for
from goldthread.curation.material import Material, item_id
from goldthread.curation.patterns import fill
from goldthread.curation.slots import Slots, finding
from goldthread.curation.telling import clip
from goldthread.needs import Need
from goldthread.plan import Ask, Goal
from goldthread.record import (
    Confidence,
    Hope,
    Readiness,
    Statement,
    Strength,
)
from goldthread.terms import Aspect, Role, Section, Substance, Words

# A hope for the whole of life stands over what treatment is for, never over a form or a ride.
_WHOLE_LIFE = frozenset({Section.RELAPSE_PREVENTION, Section.MENTAL_HEALTH, Section.TRAUMA, Section.SPIRITUAL_MEANING})
_MOST_STRENGTHS = 2


def draft_goals(groups: Sequence[Sequence[Need]], material: Material) -> tuple[Goal, ...]:
    """One goal for each group of needs, in the order of the groups."""
    used: set[str] = set()
    strengths: set[str] = set()
    goals = []
    for rank, group in enumerate(groups, start=1):
        words = _own_words(group, material, used)
        own = _strengths(group, material, strengths) or _any_strength(rank, material)
        strengths.update(own)
        goals.append(_goal(group, rank, words, own, material))
    return tuple(goals)


def goal_id(group: Sequence[Need]) -> str:
    """The id of the goal of a group."""
    return item_id("goal", group[0].id)


def _own_words(group: Sequence[Need], material: Material, used: set[str]) -> Hope | Statement | None:
    found = [fact for need in group for fact in words_for(need, material)]
    found.sort(key=lambda fact: not isinstance(fact, Hope))
    if any(need.section in _WHOLE_LIFE for need in group):
        found += general_hopes(material)
    first = next((fact for fact in found if fact.id not in used), None)
    if first:
        used.add(first.id)
    return first


def _goal(
    group: Sequence[Need], rank: int, words: Hope | Statement | None, strengths: tuple[str, ...], material: Material
) -> Goal:
    lead = group[0]
    prompts = [material.prompts[need.id] for need in group if need.id in material.prompts]
    clinical = _clinical(group, prompts, words, strengths, material)
    importance, confidence = _ratings(group, words, material)
    told = {fact.id for need in group for fact in material.person.leading(need)[:3]}
    return Goal(
        id=goal_id(group),
        needs=tuple(need.id for need in group),
        own_words=_as_words(words, material) if words else None,
        clinical=clinical,
        section=lead.section,
        aspects=tuple({aspect for prompt in prompts for aspect in prompt.aspects}) or (Aspect.BEHAVIOURAL,),
        rank=rank,
        importance_client=importance,
        confidence_client=confidence,
        strengths=strengths,
        facts=tuple({*told, *([words.id] if words else ()), *strengths}),
        from_option=prompts[0].id if prompts else None,
        because=_because(group, material),
        asks=tuple(_asks(group, prompts, material)),
    )


def _as_words(fact: Hope | Statement, material: Material) -> Words:
    return Words(
        text=fact.text,
        said_by=fact.said_by,
        on=fact.recorded_on,
        fact=fact.id,
        language=material.chart.client.language,
    )


def _clinical(
    group: Sequence[Need],
    prompts: Sequence[GoalPrompt],
    words: Hope | Statement | None,
    strengths: tuple[str, ...],
    material: Material,
) -> str:
    lead = group[0]
    filled = ""
    if prompts and prompts[0].need == lead.id:
        filled = fill(prompts[0].clinical, Slots(lead, material, words=words, strengths=strengths))
    beside = [_beside(need, material) for need in group[1:]]
    with_it = f"With it: {'; '.join(beside)}." if beside and filled else ""
    return clip(f"{filled} {with_it}".strip(), 1_200)


def _beside(need: Need, material: Material) -> str:
    told = clip(finding(need, material), 110)
    return f"{need.title[:1].lower()}{need.title[1:]}{f' - {told}' if told else ''}"


def _strengths(group: Sequence[Need], material: Material, taken: set[str]) -> tuple[str, ...]:
    """Strengths that the chosen options build on, then those of this side of life, then any that stands nowhere yet."""
    chart = material.chart
    built = [
        fact
        for need in group
        for option in material.chosen[need.id]
        for reason in option.grounds
        if reason.kind == "strength"
        for fact in reason.facts
        if not isinstance(chart.by_id[fact], Hope)  # a hope is what the goal is for, not what it stands on
    ]
    domains = frozenset().union(*(domains_of(need, material) for need in group))
    held = chart.current(Strength)
    here = [fact.id for fact in held if fact.domain in domains]
    fresh = [fact.id for fact in held if fact.id not in taken]
    return tuple(dict.fromkeys([*here, *built, *fresh[:1]]))[:_MOST_STRENGTHS]


def _any_strength(rank: int, material: Material) -> tuple[str, ...]:
    """One of the client's strengths for a goal that none speaks to: in turn, so that none stands everywhere."""
    held = material.chart.current(Strength)
    return (held[rank % len(held)].id,) if held else ()


def _ratings(
    group: Sequence[Need], words: Hope | Statement | None, material: Material
) -> tuple[int | None, int | None]:
    """The client's own importance and confidence for what the group is about, where they have said them."""
    about = {need.id for need in group} | {need.section for need in group}
    about |= {need.id.partition("-")[0] for need in group if need.id.partition("-")[0] in {*Substance}}
    said = [fact.importance for fact in material.chart.current(Readiness) if fact.about in about]
    said += [words.importance] if isinstance(words, Hope) else []
    said += [hope.importance for need in group for hope in hopes_for(need, material)]
    sobriety = any(need.section is Section.RELAPSE_PREVENTION for need in group)
    sure = [
        fact.value
        for fact in material.chart.current(Confidence)
        if not fact.situation and sobriety and fact.about == "sobriety"
    ]
    return next((each for each in said if each is not None), None), next(iter(sure), None)


def _because(group: Sequence[Need], material: Material) -> str:
    told = dict.fromkeys(material.person.tell(fact) for fact in material.person.leading(group[0])[:2])
    return f"{'; '.join(told)}." if told else ""


def _asks(group: Sequence[Need], prompts: Sequence[GoalPrompt], material: Material) -> list[Ask]:
    question = prompts[0].question if prompts else next(iter(group[0].ask), "What do you want to be different?")
    topic = group[0].plain.rstrip(".").lower()
    return [
        Ask(field="own_words", question=question),
        Ask(
            field="clinical",
            question=f"How does the team word it beside the words of {material.name}?",
            whom=Role.THERAPIST,
        ),
        Ask(field="importance_client", question=f"From 0 to 10: how much does it matter to you? ({topic})"),
        Ask(field="confidence_client", question=f"From 0 to 10: how sure are you that you can do it? ({topic})"),
        Ask(field="strengths", question="What have you got, or come through, that will help you with this?"),
    ]
