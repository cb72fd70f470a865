"""The relapse-prevention map: triggers, early signs, skills, supports as the record tells them, tied to their facts."""

from goldthread.curation.material import Material, item_id
from goldthread.curation.telling import clip, quote
from goldthread.plan import Ask, EarlySignItem, SkillItem, SupportItem, TriggerItem
from goldthread.record import Confidence, CopingSkill, EarlySign, Support, Trigger

# Skills that can be learnt for a trigger that has none, in the order in which they are offered.
TO_LEARN = ("urge-surfing", "coping-skills-training", "emotion-skills", "mindfulness-relapse-prevention", "dbt-skills")


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
            asks=(
                Ask(field="skills", question=f"What do you do when this comes: {quote(fact.text, 120)}?"),
                Ask(field="confidence", question="From 0 to 10: how sure are you that you can get through it?"),
            ),
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
            asks=(
                Ask(field="practise", question=f"When in the week do you practise it: {quote(fact.text, 100)}?"),
                Ask(field="works_where", question="Where does it work, and where not?"),
                Ask(field="last_practised", question="When did you last do it?"),
            ),
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
    told = "; ".join(material.person.tell(fact) for fact in bare[:3])
    return [
        SkillItem(
            id=item_id("skill-learn", modality),
            text=material.modalities[modality].name,
            to_learn=True,
            facts=tuple(fact.id for fact in bare),
            from_option=modality,
            because=clip(f"Nothing stands yet against: {told}.", 800),
            asks=(Ask(field="practise", question="Which of these will you try first, and on which days?"),),
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
            asks=(
                Ask(field="contact", question=f"How do you reach {clip(fact.name, 60)}?"),
                Ask(field="helps_with", question=f"What do you want to ask of {clip(fact.name, 60)}?"),
            ),
        )
        for fact in material.chart.current(Support)
        if not fact.strained
    )
