"""When the plan is looked at again, how completion will be known, and who works on it."""

from collections.abc import Sequence

from goldthread.curation.material import Material, item_id
from goldthread.curation.roles import role_of
from goldthread.curation.spoken import ENGLISH, ask_client, own_sentence
from goldthread.curation.telling import clip
from goldthread.plan import Ask, Completion, Goal, Objective, ReviewRule, TeamMember
from goldthread.record import CareMember, EarlySign, SubstanceUse
from goldthread.terms import Role, Section

_POLICY = "jc-cts-03-01-03"  # the interval is the organisation's own policy; no national number of days exists
_RISK = "samhsa-tip50-2009"
_SUBSTANCE = (Section.RELAPSE_PREVENTION, Section.WITHDRAWAL_MANAGEMENT)
_AT_MORE = "{form} at {target} or more (it was {baseline})"
_AT_LESS = "{form} at {target} or less (it was {baseline})"
_REACHED = "How will {name} and the team know that a goal without a score is reached?"
_AFTER_USE = "After which return to use do you want us to look at the plan together?"
_AT_RISK = ("suicide-risk", "self-harm")


def draft_reviews(objectives: Sequence[Objective], material: Material) -> tuple[ReviewRule, ...]:
    """The calendar, which the centre's policy sets, and the events that bring the plan back on the table."""
    rules = [
        ReviewRule(
            id="review-calendar",
            source=_POLICY,
            asks=(
                Ask(
                    field="every_days",
                    question="Every how many days, as the policy of this centre and the payer say, and first on which?",
                    whom=Role.SUPERVISOR,
                ),
            ),
        ),
        ReviewRule(id="review-own", on_event=f"{material.name} says that the plan does not fit any more"),
        ReviewRule(id="review-level", on_event="The setting changes, up or down", source=_POLICY),
    ]
    return (*rules, *_on_scores(objectives, material), *_on_use(material), *_on_signs(material), *_on_risk(material))


def _on_scores(objectives: Sequence[Objective], material: Material) -> list[ReviewRule]:
    """A score that grows worse than where it began."""
    found = []
    for objective in objectives:
        definition = material.instruments.get(objective.measure)
        if definition and objective.baseline is not None and objective.target is not None:
            worse = "below" if objective.target > objective.baseline else "above"
            event = f"{definition.name} {worse} {objective.baseline:g}, where it stood at the start"
            found.append(ReviewRule(id=item_id("review", objective.measure), on_event=event, facts=objective.facts))
    return list({rule.id: rule for rule in found}.values())


def _on_use(material: Material) -> list[ReviewRule]:
    if not material.has_section(*_SUBSTANCE):
        return []
    used = [
        fact for fact in material.chart.current(SubstanceUse) if not fact.prescribed and fact.substance != "nicotine"
    ]
    names = ", ".join(dict.fromkeys(clip(fact.name, 60) for fact in used[:3]))
    event = f"Return to use ({names}): looked at together within days, without blame" if names else ""
    ask = ask_client("on_event", _AFTER_USE, material.language)
    return [ReviewRule(id="review-use", on_event=event, facts=tuple(fact.id for fact in used[:3]), asks=(ask,))]


def _on_signs(material: Material) -> list[ReviewRule]:
    return [
        ReviewRule(
            id=item_id("review-sign", fact.id),
            on_event=f"{_noticing(fact, material)}: {clip(fact.text, 400).rstrip('.')}",
            facts=(fact.id,),
        )
        for fact in material.chart.current(EarlySign)[:2]
    ]


def _noticing(fact: EarlySign, material: Material) -> str:
    return f"{material.name if fact.noticed_by == 'client' else clip(fact.noticed_by, 100)} notices"


def _on_risk(material: Material) -> list[ReviewRule]:
    need = next((found for found in map(material.needs.get, _AT_RISK) if found), None)
    if need is None:
        return []
    event = f"Thoughts of ending life return or grow stronger for {material.name}: the same day"
    return [ReviewRule(id="review-risk", on_event=event, source=_RISK, facts=need.facts)]


def draft_completion(
    goals: Sequence[Goal], objectives: Sequence[Objective], material: Material
) -> tuple[Completion, ...]:
    """For each goal the measured step that says it is reached; where none can be measured yet, it is asked."""
    criteria = []
    for goal in goals:
        own = [each for each in objectives if each.goal == goal.id]
        own.sort(key=lambda each: each.rank)
        if own:
            criteria.append(_criterion(goal, own[0], material))
    return tuple(criteria)


def _criterion(goal: Goal, objective: Objective, material: Material) -> Completion:
    definition = material.instruments.get(objective.measure)
    text = ""
    # What the client counts is named by the library, in English.
    told = definition is not None or material.language == ENGLISH
    if told and objective.baseline is not None and objective.target is not None:
        text = own_sentence(
            _AT_MORE if objective.target > objective.baseline else _AT_LESS,
            material.language,
            form=definition.name if definition else objective.measure,
            target=f"{objective.target:g}",
            baseline=f"{objective.baseline:g}",
        )
    return Completion(
        id=item_id("done", goal.id.removeprefix("goal-")),
        text=text,
        objective=objective.id,
        facts=objective.facts,
        asks=(ask_client("text", _REACHED, material.language, name=material.person.named),),
    )


def draft_team(by: str, material: Material) -> tuple[TeamMember, ...]:
    """The client first, then whoever the record names as taking part in the care."""
    client = material.chart.client
    team = [TeamMember(id="team-client", name=clip(client.name, 200), role=Role.CLIENT)]
    for fact in material.chart.current(CareMember):
        member = TeamMember(
            id=item_id("team", fact.id),
            name=clip(fact.name, 200),
            role=role_of(fact.role),
            credential=clip(fact.role, 200),
            took_part=fact.name.strip().lower() == by.strip().lower(),
            facts=(fact.id,),
        )
        team.append(member)
    return tuple(team)
