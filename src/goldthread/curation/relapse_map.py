"""The relapse-prevention map: triggers, early signs, skills, supports as the record tells them, tied to their facts."""

from goldthread.curation.material import Material, item_id
from goldthread.curation.sentences import listed, sentence
from goldthread.curation.spoken import ask_client
from goldthread.curation.telling import clip, quote
from goldthread.plan import EarlySignItem, SkillItem, SupportItem, TriggerItem
from goldthread.record import Confidence, CopingSkill, EarlySign, Support, Trigger

# Skills that can be learnt for a trigger that has none, in the order in which they are offered.
TO_LEARN = ("urge-surfing", "coping-skills-training", "emotion-skills", "mindfulness-relapse-prevention", "dbt-skills")

_ANSWER = "What do you do when this comes: {trigger}?"
# Asked once for all skills and once for all people: the answers are gone through together.
_PRACTISE = "On which days do you practise the skills of this plan, also when it is quiet?"
_REACH = "How do you reach the people of this plan whose number is not here?"


def draft_triggers(skills: tuple[SkillItem, ...], material: Material) -> tuple[TriggerItem, ...]:
    """Every trigger with the skills that the client named for it, and a skill to learn where there is none."""
    chart = material.chart
    answered: dict[str, list[str]] = {}
    for skill in chart.current(CopingSkill):
        for trigger in skill.triggers:
            answered.setdefault(trigger, []).append(item_id("skill", skill.id))
    sure = {fact.trigger: fact.value for fact in reversed(chart.current(Confidence)) if fact.trigger}
    to_learn = tuple(skill.id for skill in skills if skill.to_learn)[:1]
    return tuple(
        TriggerItem(
            id=item_id("trigger", fact.id),
            text=clip(fact.text, 4_000),
            skills=tuple(answered.get(fact.id, ())) or to_learn,
            confidence=sure.get(fact.id),
            facts=(fact.id,),
            asks=(ask_client("skills", _ANSWER, material.language, trigger=quote(fact.text, 120)),),
        )
        for fact in chart.current(Trigger)
    )


def draft_early_signs(material: Material) -> tuple[EarlySignItem, ...]:
    """Every early sign, and who notices it."""
    return tuple(
        EarlySignItem(
            id=item_id("sign", fact.id),
            text=clip(fact.text, 4_000),
            noticed_by=clip(fact.noticed_by, 200),
            facts=(fact.id,),
        )
        for fact in material.chart.current(EarlySign)
    )


def draft_skills(material: Material) -> tuple[SkillItem, ...]:
    """Every coping skill with when it was last practised; one to learn when a trigger has none."""
    held = [
        SkillItem(
            id=item_id("skill", fact.id),
            text=clip(fact.text, 4_000),
            last_practised=fact.last_practised,
            helps=fact.helps,
            works_where=clip(fact.works_where, 400),
            facts=(fact.id,),
            asks=(ask_client("practise", _PRACTISE, material.language),),
        )
        for fact in material.chart.current(CopingSkill)
    ]
    return (*held, *_to_learn(material))


def _to_learn(material: Material) -> list[SkillItem]:
    with_skill = {trigger for fact in material.chart.current(CopingSkill) for trigger in fact.triggers}
    bare = [fact for fact in material.chart.current(Trigger) if fact.id not in with_skill]
    chosen = {option.modality for options in material.chosen.values() for option in options}
    modality = next((each for each in TO_LEARN if each in chosen), None)
    if not bare or modality is None:
        return []
    told = listed([material.person.tell(fact) for fact in bare[:3]])
    return [
        SkillItem(
            id=item_id("skill-learn", modality),
            text=material.modalities[modality].name,
            to_learn=True,
            facts=tuple(fact.id for fact in bare),
            from_option=modality,
            because=sentence(f"no skill stands yet beside {told}", 800),
            asks=(ask_client("practise", _PRACTISE, material.language),),
        )
    ]


def draft_supports(material: Material) -> tuple[SupportItem, ...]:
    """Who stands by the client; a strained tie is a matter of goals and not listed as a support."""
    return tuple(
        SupportItem(
            id=item_id("support", fact.id),
            name=clip(fact.name, 200),
            relation=clip(fact.relation, 200),
            contact=clip(fact.contact, 300),
            helps_with=clip(fact.helps_with, 400),
            in_crisis=fact.available_in_crisis,
            facts=(fact.id,),
            asks=(ask_client("contact", _REACH, material.language),),
        )
        for fact in material.chart.current(Support)
        if not fact.strained
    )
