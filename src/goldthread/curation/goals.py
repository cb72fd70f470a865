"""Goals: the client's own words where the record holds them, the clinical wording beside, and what is still to be
asked."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from goldthread.catalogue import GoalPrompt
from goldthread.curation.grouping import domains_of, general_hopes, hopes_for, words_for
from goldthread.curation.material import Material, item_id
from goldthread.curation.patterns import fill
from goldthread.curation.sentences import lower_first, sentence, shown_by
from goldthread.curation.slots import Slots
from goldthread.curation.spoken import ENGLISH, ask_client, ask_in_english
from goldthread.curation.telling import SHORT, quote
from goldthread.curation.wishes import own_wish
from goldthread.needs import Need, Urgency
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


class _Parts(NamedTuple):
    """What a goal is made of, worked out beside all other goals."""

    rank: int
    words: Hope | Statement | None
    strengths: tuple[str, ...]
    clinical: str
    prompts: Sequence[GoalPrompt]
    said: Statement | None  # what the client said that reads as no wish: asked about


def draft_goals(groups: Sequence[Sequence[Need]], material: Material) -> tuple[Goal, ...]:
    """One goal for each group of needs, in the order of the groups. A hope, a statement, a person stand in one goal
    only."""
    words = own_words(groups, material)
    quoted: set[str] = set()
    strengths: set[str] = set()
    people: set[str] = set()
    goals = []
    for rank, group in enumerate(groups, start=1):
        own = _strengths(group, material, strengths) or _any_strength(rank, material)
        strengths.update(own)
        clinical, prompts = _clinical(group, people, material)
        # Whoever spoke of dying is asked what would make living bearable, not reminded of their words.
        asked = rank not in words and group[0].section is not Section.SAFETY
        said = _to_quote(group, quoted, material) if asked else None
        goals.append(_goal(group, _Parts(rank, words.get(rank), own, clinical, prompts, said), material))
    return tuple(goals)


def goal_id(group: Sequence[Need]) -> str:
    """The id of the goal of a group."""
    return item_id("goal", group[0].id)


def own_words(groups: Sequence[Sequence[Need]], material: Material) -> dict[int, Hope | Statement]:
    """The own words of the goals by their rank, each hope and each wish used once: where a hope speaks to several
    goals it goes to the one whose leading need it speaks to most; statements only where they read as a wish."""
    offers: list[tuple[tuple[int, int, int, int], int, Hope | Statement]] = []
    for rank, group in enumerate(groups, start=1):
        offers += [((*order, rank), rank, fact) for order, fact in _fitting(group, material)]
    found: dict[int, Hope | Statement] = {}
    used: set[str] = set()
    for _, rank, fact in sorted(offers, key=lambda each: (each[0], each[2].id)):
        if rank not in found and fact.id not in used:
            found[rank] = fact
            used.add(fact.id)
    return found


def led_by_words(groups: Sequence[Sequence[Need]], material: Material) -> list[tuple[Need, ...]]:
    """The groups with that need in front which the goal's own words speak to, so that both wordings say one thing;
    what cannot wait and matters of safety stay in front."""
    words = own_words(groups, material)
    led = []
    for rank, group in enumerate(groups, start=1):
        fact, lead = words.get(rank), group[0]
        if fact and lead.urgency is not Urgency.TODAY and lead.section is not Section.SAFETY:
            lead = next(
                (need for need in group if fact in (*hopes_for(need, material)[:1], *words_for(need, material))), lead
            )
        led.append((lead, *(need for need in group if need is not lead)))
    return led


def _fitting(group: Sequence[Need], material: Material) -> Iterator[tuple[tuple[int, int, int], Hope | Statement]]:
    for place, need in enumerate(group):
        for turn, hope in enumerate(hopes_for(need, material)):
            yield (min(place, 1), turn, -(hope.importance or 0)), hope
        for turn, fact in enumerate(words_for(need, material)):
            if own_wish(fact):
                yield (3, turn, 0), fact
    if any(need.section in _WHOLE_LIFE for need in group):
        for turn, hope in enumerate(general_hopes(material)):
            yield (2, turn, -(hope.importance or 0)), hope


def _to_quote(group: Sequence[Need], quoted: set[str], material: Material) -> Statement | None:
    """What the client said about the goal's needs, to be asked about: what tells most of them first."""
    said = [fact for need in group for fact in words_for(need, material) if fact.id not in quoted]
    said.sort(key=lambda fact: (fact.concern not in ("some", "much"), material.person.raises.get(fact.id, 99)))
    if not said:
        return None
    quoted.add(said[0].id)
    return said[0]


def _goal(group: Sequence[Need], parts: _Parts, material: Material) -> Goal:
    rank, words, strengths, clinical, prompts, said = parts
    lead = group[0]
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
        facts=tuple({*told, *([words.id] if words else ()), *([said.id] if said else ()), *strengths}),
        from_option=prompts[0].id if prompts else None,
        because=shown_by(material.person.leading(lead), name=material.name, reading=material.reading),
        asks=tuple(_asks(group, parts, material)),
    )


def _as_words(fact: Hope | Statement, material: Material) -> Words:
    return Words(
        text=fact.text,
        said_by=fact.said_by,
        on=fact.recorded_on,
        fact=fact.id,
        language=material.chart.client.language,
    )


def _clinical(group: Sequence[Need], people: set[str], material: Material) -> tuple[str, list[GoalPrompt]]:
    """The sentence of the leading need with at most one person of this client, and the prompts of all its needs. It
    stands in the library too where nothing of this client fits into it: that is shown, and better than a list."""
    prompts = [material.prompts[need.id] for need in group if need.id in material.prompts]
    if not prompts or prompts[0].need != group[0].id:
        return "", prompts
    slots = Slots(group[0], material, taken=frozenset(people))
    filled = fill(prompts[0].clinical, slots)
    people.update(slots.used)
    return sentence(filled), prompts


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


_DIFFERENT = "What do you want to be different?"
_SAID = "You said: {said}. What would you like to be different?"
_MATTERS = "From 0 to 10, how much does this matter to you, and how sure are you that you can do it: {topic}?"
_STRONG = "What have you got, or come through, that will help you with this?"


def _asks(group: Sequence[Need], parts: _Parts, material: Material) -> Iterator[Ask]:
    language = material.language
    topic = lower_first(group[0].plain.rstrip("."))
    known = parts.prompts[0].question if parts.prompts else next(iter(group[0].ask), "")
    if parts.said:
        yield ask_client("own_words", _SAID, language, said=quote(parts.said.text, SHORT))
    else:
        yield ask_in_english("own_words", known, language) if known else ask_client("own_words", _DIFFERENT, language)
    yield Ask(
        field="clinical",
        question=f"How does the team word this goal: {topic}?",
        whom=Role.THERAPIST,
    )
    if language == ENGLISH or parts.words is None:
        yield ask_in_english("importance_client", _MATTERS.format(topic=topic), language)
    else:
        yield ask_client("importance_client", _MATTERS, language, topic=quote(parts.words.text, SHORT))
    yield ask_client("strengths", _STRONG, language)
