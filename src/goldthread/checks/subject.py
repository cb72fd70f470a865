"""What a check sees: the record on the day, the needs, the plan, and views of the plan that checks share."""

import copy
import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from goldthread.catalogue import Modality
from goldthread.checks.finding import Finding
from goldthread.checks.texts import Sheet
from goldthread.needs import Needs, Reading
from goldthread.plan import Disposition, Goal, Intervention, MedicineItem, Objective, Plan, PlanItem, PlanNeed, State
from goldthread.record import Chart

V = TypeVar("V")

_LEFT = frozenset({"ended", "deferred"})
_DONE = frozenset({"ended", "deferred", "reached"})
_SET_DOWN = frozenset({Disposition.DEFERRED, Disposition.REFERRED, Disposition.DECLINED})


class Subject:
    """All that a check may look at: the record on the day, the needs derived from it, the plan, the catalogue, and,
    where a corpus is given, where the same sentence stands elsewhere (`twin_of`: a sentence to the name of the place,
    None where it stands nowhere). Views are made once, when the first check asks for them."""

    def __init__(
        self,
        *,
        reading: Reading,
        needs: Needs,
        plan: Plan,
        modalities: Mapping[str, Modality],
        twin_of: Callable[[str], str | None] | None = None,
    ) -> None:
        self.reading = reading
        self.needs = needs
        self.plan = plan
        self.modalities = modalities
        self.twin_of = twin_of
        self.findings: tuple[Finding, ...] = ()
        self.checks_run: frozenset[str] = frozenset()

    def having_found(self, *, findings: Iterable[Finding], checks_run: Iterable[str]) -> "Subject":
        """The same subject for the checks that look at what other checks found; `checks_run` are names and codes."""
        after = copy.copy(self)
        after.findings = tuple(findings)
        after.checks_run = frozenset(checks_run)
        return after

    @property
    def chart(self) -> Chart:
        """The record on the day."""
        return self.reading.chart

    @property
    def on(self) -> datetime.date:
        """The day on which the plan is checked."""
        return self.reading.chart.on

    # The plan as a whole

    @cached_property
    def is_shell(self) -> bool:
        """Whether the plan has neither needs nor goals nor interventions yet."""
        return not (self.plan.needs or self.plan.goals or self.plan.interventions)

    @cached_property
    def is_open(self) -> bool:
        """Whether the plan is being made or lived by: not completed, superseded or withdrawn."""
        return self.plan.state not in (State.COMPLETED, State.SUPERSEDED, State.WITHDRAWN)

    def asks(self, item: PlanItem, field: str) -> bool:
        """Whether a draft itself has the question: at the item, where one question opens all that is empty, or for that
        field at another item of the kind, where it is asked for all of them. Then the gap needs no finding."""
        if self.plan.state is not State.DRAFT:
            return False
        if any(ask.field == field or not getattr(item, ask.field, None) for ask in item.asks):
            return True
        return (type(item), field) in self._asked_of_kinds

    @cached_property
    def _asked_of_kinds(self) -> frozenset[tuple[type[PlanItem], str]]:
        return frozenset((type(item), ask.field) for _, item in self.plan.items() for ask in item.asks)

    @cached_property
    def in_english(self) -> bool:
        """Whether the plan is written in English."""
        return self.plan.language.split("-")[0].lower() == "en"

    @cached_property
    def sheet(self) -> Sheet:
        """Every text of the plan, ready to be searched."""
        return Sheet(self.plan)

    # Needs

    @cached_property
    def plan_needs(self) -> dict[str, PlanNeed]:
        """The needs of the plan by id."""
        return {need.id: need for need in self.plan.needs}

    @cached_property
    def present(self) -> frozenset[str]:
        """Every need that the record calls for or the plan names, whatever was decided about it."""
        return frozenset(self.plan_needs).union(need.id for need in self.needs.needs)

    @cached_property
    def calling(self) -> frozenset[str]:
        """The needs that are present and neither deferred, referred nor declined."""
        return self.present - {need.id for need in self.plan.needs if need.disposition in _SET_DOWN}

    @cached_property
    def substance_needs(self) -> frozenset[str]:
        """Those of the calling needs that are about use of a substance (by the nature of their definition)."""
        return self.calling.intersection({need.id for need in self.needs.needs if need.nature == "substance"} | USE)

    @cached_property
    def nature_of(self) -> dict[str, str]:
        """The nature of each need that the record calls for, by id."""
        return {need.id: need.nature for need in self.needs.needs}

    @cached_property
    def linked(self) -> frozenset[frozenset[str]]:
        """The pairs of needs that move together, by the plan or by the record."""
        pairs = {frozenset((link.one, link.other)) for link in self.plan.links}
        pairs.update(frozenset((link.one, link.other)) for link in self.needs.links)
        return frozenset(pairs)

    # Goals, objectives, interventions

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """The goals that are neither ended nor deferred."""
        return tuple(goal for goal in self.plan.goals if goal.status not in _LEFT)

    @cached_property
    def goals_of(self) -> dict[str, list[Goal]]:
        """The goals by need, without those that are ended or deferred."""
        return _grouped((need, goal) for goal in self.goals for need in goal.needs)

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """The objectives that are still worked on, of goals that are still worked on."""
        working = {goal.id for goal in self.goals if goal.status not in _DONE}
        return tuple(each for each in self.plan.objectives if each.status not in _DONE and each.goal in working)

    @cached_property
    def objectives_of(self) -> dict[str, list[Objective]]:
        """All objectives by goal."""
        return _grouped((objective.goal, objective) for objective in self.plan.objectives)

    @cached_property
    def needs_of(self) -> dict[str, tuple[str, ...]]:
        """The needs behind each goal and each objective, by the id of the goal or objective."""
        of_goal = {goal.id: goal.needs for goal in self.plan.goals}
        return {**of_goal, **{each.id: of_goal[each.goal] for each in self.plan.objectives}}

    @cached_property
    def needs_behind(self) -> dict[str, frozenset[str]]:
        """The needs that each intervention serves, directly or by way of its objectives, by its id."""
        return {
            each.id: frozenset(each.needs).union(*(self.needs_of[objective] for objective in each.objectives))
            for each in self.plan.interventions
        }

    @cached_property
    def interventions_of(self) -> dict[str, list[Intervention]]:
        """The interventions by objective."""
        return _grouped((objective, each) for each in self.plan.interventions for objective in each.objectives)

    @cached_property
    def interventions_for(self) -> dict[str, list[Intervention]]:
        """The interventions by need, directly or by way of an objective."""
        return _grouped((need, each) for each in self.plan.interventions for need in self.needs_behind[each.id])

    @cached_property
    def modalities_used(self) -> frozenset[str]:
        """The ids of all modalities that the plan uses, in interventions or as the option behind a medicine that was
        not declined."""
        used = {each.modality for each in self.plan.interventions if each.modality}
        used.update(each.from_option for each in self.plan.interventions if each.from_option)
        used.update(
            each.from_option for each in self.plan.medicines if each.from_option and each.decision != "declined"
        )
        return frozenset(used)

    def answers(self, need: str) -> bool:
        """Whether anything in the plan answers the need: a goal, an intervention, or an item of another section."""
        return need in self._answered

    @cached_property
    def treated(self) -> frozenset[str]:
        """The needs that a medicine that was not declined, withdrawal care or an aftercare item answers."""
        treated = {item.need for item in self.plan.medicines if item.need and item.decision != "declined"}
        treated.update(item.need for item in self.plan.withdrawal if item.need)
        treated.update(item.need for item in self.plan.aftercare if item.need)
        return frozenset(treated)

    @cached_property
    def rests_on(self) -> frozenset[str]:
        """The facts that items of the plan rest on (apart from the needs themselves) and the causes that they name."""
        named: set[str] = set()
        for need in self.plan.needs:
            named.update(need.causes_answered)
        for each in self.plan.interventions:
            named.update(each.causes)
        for collection, item in self.plan.items():
            if collection != "needs":
                named.update(item.facts)
        return frozenset(named)

    @cached_property
    def _answered(self) -> frozenset[str]:
        pointed = {need for goal in self.goals for need in goal.needs}
        pointed.update(need for each in self.plan.interventions for need in each.needs)
        pointed.update(self.treated)
        pointed.update(item.need for item in self.plan.medicines if item.need)
        for collection, needs in _ANSWERED_BY_NATURE.items():
            if getattr(self.plan, collection):
                pointed.update(needs)
        return frozenset(pointed)

    # Medicines

    @cached_property
    def medicine_modalities(self) -> dict[str, tuple[Modality, ...]]:
        """The modalities of the catalogue that each medicine of the plan is, by the id of the item: by the option that
        it was drafted from, else by its name, else by its class. Declined medicines have none."""
        return {
            item.id: tuple(self._modalities_of(item)) for item in self.plan.medicines if item.decision != "declined"
        }

    def _modalities_of(self, item: MedicineItem) -> list[Modality]:
        chosen = self.modalities.get(item.from_option or "")
        if chosen is not None:
            return [chosen]
        name = item.medicine.lower()
        medicines = [each for each in self.modalities.values() if each.kind == "medicine"]
        named = [each for each in medicines if each.id in name or each.name.lower() in name]
        if named:
            return named
        classes = self.reading.classes_of(item.medicine)
        return [each for each in medicines if classes.intersection(each.medicine_class)]


# Need ids that are about use, whether or not the record raised them.
USE = frozenset(
    {
        "alcohol-use",
        "opioid-use",
        "sedative-use",
        "stimulant-use",
        "cannabis-use",
        "other-substance-use",
        "return-to-use",
    }
)

# Collections whose items name no need and that answer one by what they are.
_ANSWERED_BY_NATURE: dict[str, tuple[str, ...]] = {
    "safety": ("suicide-risk", "self-harm"),
    "links": ("integrated-care",),
    "triggers": ("triggers",),
    "skills": ("coping-skills", "stale-skills"),
}


def _grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, list[V]]:
    groups: dict[str, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
