"""What a draft is made of: the options chosen for each need, the prompts and patterns of the catalogue, the person."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property

from goldthread.catalogue import GoalPrompt, Modality, ObjectivePattern, Offer
from goldthread.curation.options import Ranked, Weighing
from goldthread.curation.person import Person
from goldthread.curation.reasons import Choice
from goldthread.instruments import InstrumentDefinition
from goldthread.needs import Need, Needs, Reading, Urgency
from goldthread.record import Medicine
from goldthread.terms import Section

# An option already drafted for another need is taken again when it is at most so many points behind the best: one
# appointment that serves two needs is kept more easily than two.
NEARLY_AS_GOOD = 15.0
# The decisions in which every medicine that may be used is laid before the client, so that the choice is theirs.
# A condition is treated; what does a person good beside it (sport, music, peers) comes with treatment, not for it.
_TREATED = frozenset({"mental", "substance"})
_TREATMENT = frozenset({"psychotherapy", "medicine", "withdrawal-care"})
DECISIONS = frozenset({"opioid-medication", "alcohol-medication"})
# What stands beside whatever else is chosen, because leaving it out can cost a life or make the setting unsafe:
# naloxone and overdose education (SAMHSA TIP 63; CDC 2022), safety plan and means (Stanley and Brown 2012), a setting
# that is safe after trauma (SAMHSA TIP 57).
_OVERDOSE = ("naloxone", "overdose-education")
BESIDE: Mapping[str, tuple[str, ...]] = {
    "suicide-risk": ("safety-planning", "lethal-means-counselling"),
    "self-harm": ("safety-planning",),
    "overdose-risk": _OVERDOSE,
    "opioid-use": _OVERDOSE,
    "opioid-withdrawal": ("opioid-withdrawal-monitoring", *_OVERDOSE),
    "opioid-medication": _OVERDOSE,
    "alcohol-withdrawal": ("alcohol-withdrawal-monitoring",),
    "sedative-withdrawal": ("sedative-withdrawal-monitoring",),
    "ptsd": ("trauma-informed-care",),
    "trauma-history": ("trauma-informed-care",),
    "moral-injury": ("trauma-informed-care",),
    "pregnancy-care": ("prenatal-care", "plan-of-safe-care"),
}
_LONGEST_ID = 80
_OWN_IDS = frozenset({"client", "calendar", "own", "level", "use", "risk", "988", "naloxone"})


class Material:
    """Everything that the parts of a draft read. Made once for each draft; the parts add nothing to it."""

    def __init__(
        self,
        *,
        reading: Reading,
        needs: Needs,
        modalities: Mapping[str, Modality],
        offers: Mapping[str, Offer],
        goals: Mapping[str, GoalPrompt],
        objectives: Mapping[str, ObjectivePattern],
        instruments: Mapping[str, InstrumentDefinition],
        choices: Mapping[str, Sequence[str]] | None,
    ) -> None:
        self.reading, self.needs, self.modalities, self.offers = reading, needs, modalities, offers
        self.instruments = instruments
        self.chart = reading.chart
        self.weighing = Weighing(reading=reading, needs=needs, modalities=modalities, offers=offers)
        self.person: Person = self.weighing.person
        wanted = {need.id for need in needs.needs}
        self.prompts: dict[str, GoalPrompt] = {}
        for _, prompt in sorted(goals.items()):
            if prompt.need in wanted:
                self.prompts.setdefault(prompt.need, prompt)
        self.patterns: dict[str, list[ObjectivePattern]] = {}
        for _, pattern in sorted(objectives.items()):
            if pattern.need in wanted:
                self.patterns.setdefault(pattern.need, []).append(pattern)
        self.ranked = {need.id: self.weighing.ranked(need) for need in needs.needs}
        self.chosen = self._choose(choices or {})
        taken = {option.modality for options in self.chosen.values() for option in options}
        causes = (cause for each in sorted(taken) for cause in self.weighing.formulated_answered(each))
        self.formulated_answered = frozenset(cause.text for cause in causes)

    @cached_property
    def carried(self) -> frozenset[str]:
        """What wishes can be about so that an option keeps or breaks them: ids, kinds and tags of the catalogue and the
        forms that are offered."""
        known = (frozenset({each.id, each.kind, *each.tags}) for each in self.modalities.values())
        return frozenset().union(*known, *(offer.formats for offer in self.offers.values()))

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of medicines that the library knows."""
        return frozenset().union(*self.reading.medicine_classes.values())

    def _choose(self, choices: Mapping[str, Sequence[str]]) -> dict[str, tuple[Choice, ...]]:
        chosen: dict[str, tuple[Choice, ...]] = {}
        taken: set[str] = set()
        for need in self.needs.needs:
            picked = choices[need.id] if need.id in choices else self._first_ranked(need, taken)
            chosen[need.id] = tuple(self.weighing.choice(need, each) for each in dict.fromkeys(picked))
            taken.update(picked)
        return chosen

    def _first_ranked(self, need: Need, taken: set[str]) -> list[str]:
        open_ones = [each for each in self.ranked[need.id] if not each.excluded and each.points > 0]
        if not open_ones:
            return []
        if need.id in DECISIONS:
            return self._with_beside(need, self._for_decision(open_ones))
        first = self._first(open_ones, taken)
        picked = [first.modality]
        rest = [each.modality for each in open_ones if each is not first]
        kind = self._kind(first.modality)
        if need.nature in _TREATED and kind not in _TREATMENT:
            picked += [each for each in rest if self._kind(each) in _TREATMENT][:1]
        if need.urgency is Urgency.TODAY:
            picked += [each for each in rest if self._kind(each) != kind or kind == "safety"][:1]
        if all(self._kind(each) == "medicine" for each in picked):
            picked += [each.modality for each in open_ones if self._kind(each.modality) != "medicine"][:1]
        return self._with_beside(need, picked)

    def _first(self, open_ones: list[Ranked], taken: set[str]) -> Ranked:
        """The best option, or one that is drafted already, is nearly as good for this client and as well supported."""
        best = open_ones[0]
        for each in open_ones:
            if best.points - each.points > NEARLY_AS_GOOD:
                break
            if each.modality in taken and each.evidence >= best.evidence:
                return each
        return best

    def _with_beside(self, need: Need, picked: list[str]) -> list[str]:
        beside = [name for name in BESIDE.get(need.id, ()) if name in self.modalities and self._may_stand(name, need)]
        return [*picked, *beside]

    def _may_stand(self, modality: str, need: Need) -> bool:
        """Not ruled out for this client, and not limited to other records than this one."""
        place = next((each for each in self.ranked[need.id] if each.modality == modality), None)
        if place is None:
            return all(indication.need != need.id for indication in self.modalities[modality].indications)
        return not place.excluded

    def _for_decision(self, open_ones: list[Ranked]) -> list[str]:
        medicines = [each.modality for each in open_ones if self._kind(each.modality) == "medicine"]
        running = [each for each in medicines if self.takes(each)]
        others = [each.modality for each in open_ones if self._kind(each.modality) != "medicine"]
        return [*(running or medicines), *others[:1]]

    def _kind(self, modality: str) -> str:
        return self.modalities[modality].kind

    def is_medicine(self, option: Choice) -> bool:
        """Whether the option is a medicine: it goes to the medicines of the plan, as a matter to decide."""
        return self.modalities[option.modality].kind == "medicine"

    def takes(self, modality: str) -> list[Medicine]:
        """The medicines that the client takes today and that the modality stands for."""
        held = self.person.medicines_that_are(self.modalities[modality])
        return [fact for fact in held if fact.status in ("active", "as-needed") and fact.holds_on(self.chart.on)]

    @cached_property
    def language(self) -> str:
        """The client's language without region ("es" for "es-MX")."""
        return self.chart.client.language.partition("-")[0].lower()

    @property
    def name(self) -> str:
        """The name by which the draft calls the client."""
        return self.person.name

    def has_section(self, *sections: Section) -> bool:
        """Whether the record calls for anything in one of the sections."""
        return any(need.section in sections for need in self.needs.needs)


def item_id(prefix: str, name: str) -> str:
    """A stable id of an item: the prefix of its kind and the name of what it stands for. A fact whose id is one of the
    words that the draft itself uses for items gets a longer one, so that no two items ever share an id."""
    whole = f"{prefix}-fact-{name}" if name in _OWN_IDS else f"{prefix}-{name}"
    if len(whole) <= _LONGEST_ID:
        return whole
    mark = hashlib.sha256(whole.encode()).hexdigest()[:8]
    return f"{whole[: _LONGEST_ID - 9]}-{mark}"
