"""What of this client fits into a slot of a pattern: a name, a substance, a trigger. Only what can be said aloud in the
middle of a sentence; never a finding, an answer on a form or a remark of the record.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from goldthread.curation.material import Material
from goldthread.curation.telling import quote
from goldthread.needs import Need
from goldthread.record import CopingSkill, Statement, SubstanceUse, Support, Trigger
from goldthread.terms import Section

_LONGEST = 40
_LONGEST_QUOTE = 90
_LONGEST_SUBSTANCE = 25
_UNSAYABLE = re.compile(r"[:;?!“”\"()\[\]/\d]|\.\s")
# What a substance is called where the record holds no name that can be said.
_SUBSTANCES = {
    "alcohol": "alcohol", "opioid": "opioids", "sedative": "sedatives", "stimulant": "stimulants",
    "cannabis": "cannabis", "other": "the substance",
}  # fmt: skip
# Which kinds of people stand nearest in which matter; elsewhere whoever is near.
_NEAREST = {
    "work-stress": ("work",),
    "isolation": ("friend", "group", "peer", "faith"),
    "recovery-support": ("sponsor", "peer", "group", "friend"),
    "spiritual-distress": ("faith",),
    "pregnancy-care": ("partner", "family", "friend"),
}
_NEAR = ("partner", "family", "friend", "sponsor", "peer", "faith", "group")


def finding(need: Need, material: Material) -> str:
    """What the record shows of the need, in few words: what was found before what was said, which stands elsewhere."""
    shown = list(material.person.leading(need))
    shown.sort(key=lambda fact: isinstance(fact, Statement))
    return material.person.tell(shown[0]) if shown else ""


def sayable(text: str) -> str:
    """The text where it can stand inside a sentence, else ""."""
    text = " ".join(text.split()).rstrip(".")
    return "" if len(text) > _LONGEST or _UNSAYABLE.search(text) else text


def called(fact: Support, family_name: str) -> str:
    """What somebody is called: without what stands in brackets; by first name where the family name is the client's."""
    name = sayable(fact.name.partition("(")[0].strip())
    first, _, last = name.partition(" ")
    return first if last and last == family_name else name


def substance_name(need: Need, material: Material) -> str:
    """The person's own name for the substance that the need is about."""
    wanted = need.id.partition("-")[0]
    raising = material.person.facts_of[need.id]
    for fact in material.chart.current(SubstanceUse):
        if fact.id in raising or fact.substance == wanted:
            # "brandy with a splash of soda" is brandy inside a sentence.
            short = fact.name.partition(",")[0]
            return sayable(short if len(short) <= _LONGEST_SUBSTANCE else short.partition(" with ")[0])
    return ""


class Slots(Mapping[str, str]):
    """The slots for one need; "" where nothing of the record fits. `given` are slots that the caller has filled;
    `taken` are people who stand in another sentence already and are left out."""

    def __init__(
        self,
        need: Need,
        material: Material,
        *,
        given: Mapping[str, str] | None = None,
        taken: frozenset[str] = frozenset(),
    ) -> None:
        self._need, self._material, self._taken = need, material, taken
        self._filled: dict[str, str] = {"client": material.person.named, **(given or {})}
        self.used: set[str] = set()

    def __getitem__(self, slot: str) -> str:
        if slot not in self._filled:
            self._filled[slot] = _FILLED[slot](self)
        return self._filled[slot]

    def __iter__(self) -> Iterator[str]:
        return iter({**_FILLED, **self._filled})

    def __len__(self) -> int:
        return len({**_FILLED, **self._filled})

    def support(self) -> str:
        """Somebody who stands by the client in such a matter; in danger those who come at night."""
        wanted = _NEAREST.get(self._need.id, _NEAR)
        if self._material.needs.get("violence-at-home"):
            # Whoever lives there may be whom the client fears: nobody of the home is named as a help.
            wanted = tuple(each for each in wanted if each != "partner")
        held = [fact for fact in self._people(strained=False) if fact.type in wanted]
        if self._need.section is Section.SAFETY:
            held = [fact for fact in held if fact.available_in_crisis] or held
        held.sort(key=lambda fact: (not fact.available_in_crisis, wanted.index(fact.type)))
        return self._name(held)

    def close(self) -> str:
        """Somebody close with whom it is strained."""
        return self._name([fact for fact in self._people(strained=True) if fact.type in ("family", "partner")])

    def trigger(self) -> str:
        """The newest trigger, in the client's words."""
        held = [fact for fact in self._material.chart.current(Trigger) if len(fact.text) <= _LONGEST_QUOTE]
        return quote(held[0].text) if held else ""

    def skill(self) -> str:
        """A skill that helps, in the client's words; one that has grown stale where the need is about those."""
        held = [fact for fact in self._material.chart.current(CopingSkill) if len(fact.text) <= _LONGEST_QUOTE]
        raising = self._material.person.facts_of[self._need.id]
        held.sort(key=lambda fact: (fact.id not in raising, fact.helps not in ("yes", "sometimes")))
        return quote(held[0].text) if held else ""

    def substance(self) -> str:
        """The person's own name for it, else what it is called."""
        own = substance_name(self._need, self._material)
        return own or _SUBSTANCES.get(self._need.id.partition("-")[0], "")

    def _people(self, *, strained: bool) -> list[Support]:
        held = self._material.chart.current(Support)
        return [fact for fact in held if fact.strained is strained and fact.id not in self._taken]

    def _name(self, held: list[Support]) -> str:
        family_name = self._material.chart.client.name.split()[-1:] or [""]
        for fact in held:
            name = called(fact, family_name[0])
            if name:
                self.used.add(fact.id)
                return name
        return ""


_FILLED: Mapping[str, Callable[[Slots], str]] = {
    "support": Slots.support,
    "close": Slots.close,
    "trigger": Slots.trigger,
    "skill": Slots.skill,
    "substance": Slots.substance,
}
