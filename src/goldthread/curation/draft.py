"""The draft of a plan: composed of chosen options, filled with what the record holds, open where it is silent."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from goldthread.catalogue import GoalPrompt, Modality, ObjectivePattern, Offer
from goldthread.curation.aftercare import draft_aftercare
from goldthread.curation.asking import asked_once
from goldthread.curation.goals import draft_goals, goal_id, led_by_words
from goldthread.curation.grouping import grouped
from goldthread.curation.interventions import draft_interventions
from goldthread.curation.links import draft_links
from goldthread.curation.material import Material
from goldthread.curation.medicines import draft_medicines
from goldthread.curation.objectives import draft_objectives
from goldthread.curation.reasons import Choice
from goldthread.curation.relapse_map import draft_early_signs, draft_skills, draft_supports, draft_triggers
from goldthread.curation.reviews import draft_completion, draft_reviews, draft_team
from goldthread.curation.safety import draft_safety
from goldthread.curation.sentences import lower_first, shown_by
from goldthread.curation.spoken import own_sentence
from goldthread.curation.telling import clip, quote
from goldthread.curation.withdrawal import draft_withdrawal
from goldthread.instruments import InstrumentDefinition
from goldthread.needs import Need, Needs, Reading, Urgency
from goldthread.plan import Ask, Disposition, Level, Plan, PlanNeed
from goldthread.terms import Role, Section


def draft_plan(
    *,
    reading: Reading,
    needs: Needs,
    modalities: Mapping[str, Modality],
    offers: Mapping[str, Offer],
    goals: Mapping[str, GoalPrompt],
    objectives: Mapping[str, ObjectivePattern],
    instruments: Mapping[str, InstrumentDefinition],
    by: str,
    plan_id: str,
    level: Level | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
) -> Plan:
    """A first draft for client and team to work on, the same for the same arguments.

    For each need the modalities of `choices` (need id to modality ids, in the team's order) are taken, else those that
    rank first. Every need stands in the plan: answered, or open with the question that would answer it. Every quotation
    is a fact's text; what the record does not hold stays empty, with a question and who can answer it. `level` is a
    decision of the team: without it the draft starts in a withdrawal unit where a withdrawal must be looked at today,
    else as an outpatient. Raises KeyError for a modality of `choices` that is not in the catalogue.
    """
    material = Material(
        reading=reading,
        needs=needs,
        modalities=modalities,
        offers=offers,
        goals=goals,
        objectives=objectives,
        instruments=instruments,
        choices=choices,
    )
    return asked_once(_composed(material, by=by, plan_id=plan_id, level=level or _level(needs)))


def _composed(material: Material, *, by: str, plan_id: str, level: Level) -> Plan:
    groups = led_by_words(grouped(material), material)
    goals = draft_goals(groups, material)
    steps, objective_of = draft_objectives(groups, material)
    goal_of = {need.id: goal_id(group) for group in groups for need in group}
    medicines = draft_medicines(material)
    skills = draft_skills(material)
    client = material.chart.client
    return Plan(
        id=plan_id,
        client=client.id,
        title=own_sentence("Plan with {name}", material.language, name=clip(client.name, 200)) if client.name else "",
        level=level,
        language=client.language,
        started_on=material.chart.on,
        written_by=clip(by, 400),
        needs=tuple(_need(need, material) for need in material.needs.needs),
        goals=goals,
        objectives=steps,
        interventions=draft_interventions(groups, objective_of, material),
        medicines=medicines,
        skills=skills,
        triggers=draft_triggers(skills, material),
        withdrawal=draft_withdrawal(goal_of, medicines, material),
        completion=draft_completion(goals, steps, material),
        review_rules=draft_reviews(steps, material),
        **_from_the_record(by, material),
    )


def _from_the_record(by: str, material: Material) -> dict[str, Any]:
    """The parts that rest on the record alone, whatever goals there are."""
    return {
        "links": draft_links(material),
        "early_signs": draft_early_signs(material),
        "supports": draft_supports(material),
        "safety": draft_safety(material),
        "aftercare": draft_aftercare(material),
        "team": draft_team(by, material),
    }


def _level(needs: Needs) -> Level:
    withdrawal = Section.WITHDRAWAL_MANAGEMENT
    today = any(need.section is withdrawal and need.urgency is Urgency.TODAY for need in needs.needs)
    return Level.WITHDRAWAL_UNIT if today else Level.OUTPATIENT


def _need(need: Need, material: Material) -> PlanNeed:
    chosen = material.chosen[need.id]
    answered = [cause for each in chosen for cause in material.weighing.causes_answered(need, each.modality)]
    answered += [cause for cause in need.causes if cause.text in material.formulated_answered]
    causes = {material.person.cause_told(cause) for cause in answered}
    return PlanNeed(
        id=need.id,
        title=need.title,
        section=need.section,
        disposition=Disposition.ANSWERED if chosen else Disposition.OPEN,
        causes_answered=tuple(causes),
        facts=material.person.facts_of[need.id],
        because=shown_by(material.person.leading(need), name=material.name, reading=material.reading),
        asks=tuple(_asks(need, chosen, material)),
    )


def _asks(need: Need, chosen: Sequence[Choice], material: Material) -> Iterator[Ask]:
    if not chosen:
        yield _open_ask(need, material)
    for cause in need.causes:
        left = cause.basis == "formulated" and cause.role == "perpetuating"
        if left and cause.text not in material.formulated_answered:
            question = f"What would weaken what keeps it going: {quote(cause.text, 400)}?"
            yield Ask(field="causes_answered", question=question, whom=Role.THERAPIST)


def _open_ask(need: Need, material: Material) -> Ask:
    """Why nothing is drafted: everything known is ruled out for this client, or nothing is in the catalogue."""
    ranked = material.ranked[need.id]
    ruled_out = [material.modalities[each.modality].name for each in ranked if each.excluded or each.points <= 0]
    why = f" Not drafted for {material.person.named}: {', '.join(ruled_out[:3])}." if ruled_out else ""
    return Ask(field="reason", question=f"What can be done about {lower_first(need.title)}?{why}", whom=Role.THERAPIST)
