"""What this client's record has to say in each slot of a pattern, worked out only where a pattern asks for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from goldthread.curation.material import Material
from goldthread.curation.telling import clip, quote
from goldthread.needs import Need
from goldthread.record import Hope, Statement, SubstanceUse, Support, Trigger
from goldthread.terms import Section, Substance

_SUBSTANCES = frozenset(Substance)
_TURN = {"perpetuating": "kept going by", "precipitating": "set off by", "predisposing": "made likely by"}
_ORDER = {role: place for place, role in enumerate(_TURN)}


def _cause(need: Need, material: Material) -> str:
    """What keeps it going, else what set it off, with the word for it; what the team has formulated goes first."""
    held = [each for each in need.causes if each.role in _TURN]
    held.sort(key=lambda each: (each.basis != "formulated", _ORDER[each.role]))
    if not held:
        return ""
    told = material.person.cause_told(held[0]).rstrip(".")
    return f"{_TURN[held[0].role]} {told}"


def _near(need: Need, material: Material) -> list[Support]:
    """Who stands by the client in this matter: at night those who come in a crisis, people before animals."""
    held = [each for each in material.chart.current(Support) if not each.strained]
    safety = need.section is Section.SAFETY
    return sorted(held, key=lambda each: (safety and not each.available_in_crisis, each.type == "animal"))


def finding(need: Need, material: Material) -> str:
    """What the record shows of the need, in few words: what was found before what was said, which stands elsewhere."""
    shown = list(material.person.leading(need))
    shown.sort(key=lambda fact: isinstance(fact, Statement))
    return material.person.tell(shown[0]) if shown else ""


def substance_name(need: Need, material: Material) -> str:
    """The person's own name for the substance that the need is about."""
    wanted = need.id.partition("-")[0]
    raising = material.person.facts_of[need.id]
    for fact in material.chart.current(SubstanceUse):
        if fact.id in raising or fact.substance == wanted:
            return clip(fact.name, 60)
    return ""


class Slots(Mapping[str, str]):
    """The slots for one need; "" where the record says nothing. `given` are slots that the caller has filled."""

    def __init__(
        self,
        need: Need,
        material: Material,
        *,
        words: Hope | Statement | None = None,
        strengths: Sequence[str] = (),
        given: Mapping[str, str] | None = None,
    ) -> None:
        self._need, self._material = need, material
        self._words, self._strengths = words, strengths
        self._filled: dict[str, str] = {"client": material.name, **(given or {})}

    def __getitem__(self, slot: str) -> str:
        if slot not in self._filled:
            self._filled[slot] = _FILLED[slot](self)
        return self._filled[slot]

    def __iter__(self) -> Iterator[str]:
        return iter({**_FILLED, **self._filled})

    def __len__(self) -> int:
        return len({**_FILLED, **self._filled})

    def hope(self) -> str:
        """The words that the goal stands on, quoted."""
        return quote(self._words.text, 160) if self._words else ""

    def strength(self) -> str:
        """The first of the goal's strengths."""
        chart = self._material.chart
        return self._material.person.tell(chart.by_id[self._strengths[0]]) if self._strengths else ""

    def finding(self) -> str:
        """What the record shows."""
        return finding(self._need, self._material)

    def cause(self) -> str:
        """What keeps it going."""
        return _cause(self._need, self._material)

    def support(self) -> str:
        """Who is near."""
        near = _near(self._need, self._material)
        return self._material.person.tell(near[0]) if near else ""

    def trigger(self) -> str:
        """The newest trigger."""
        held = self._material.chart.current(Trigger)
        return self._material.person.tell(held[0]) if held else ""

    def substance(self) -> str:
        """The person's own name for it."""
        return substance_name(self._need, self._material)


_FILLED: Mapping[str, Callable[[Slots], str]] = {
    "hope": Slots.hope,
    "strength": Slots.strength,
    "finding": Slots.finding,
    "cause": Slots.cause,
    "support": Slots.support,
    "trigger": Slots.trigger,
    "substance": Slots.substance,
}
