"""A chart with what is needed to read it: forms scored once, medicines known by class, facts found by their values."""

import datetime
import functools
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from goldthread.instruments import AnswersRefused, InstrumentDefinition, Score, score
from goldthread.instruments.totals import score_total
from goldthread.record import Administration, Chart, Fact

if TYPE_CHECKING:
    from goldthread.needs.derive import Needs
    from goldthread.needs.evidence import Matcher, Sifted

_WORD = re.compile(r"[^\W_]+")
# Every ASCII character that is part of no word, to a space: most texts are ASCII, and this is four times as fast.
_APART = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
# The longest name in the list of medicines is this many words long ("st john s wort").
_LONGEST_NAME = 4

# Fields that no fact has: every fact of a kind; how its codes start; the classes of a medicine.
ALL, CODE, CLASS = "", "code:", "class:"


class Way:
    """A way to look facts up: those of a kind by what they hold in a field; with `ever`, those that ended too.

    Made by `way_to` only, so that equal ways are one object and cheap to find by.
    """

    __slots__ = ("ever", "field", "kind")

    def __init__(self, kind: type[Fact], field: str, ever: bool) -> None:
        self.kind = kind
        self.field = field
        self.ever = ever


way_to = functools.cache(Way)


class Reading:
    """A chart with what is needed to read it: the instruments (to score forms once) and the classes of medicines.

    Values only: what it keeps is derived from what it was made of, so that it is worked out once.
    """

    __slots__ = (
        "_classes",
        "_forms",
        "_scores",
        "_texts",
        "chart",
        "derived",
        "found",
        "instruments",
        "medicine_classes",
        "said_by_client",
        "sifted",
        "tables",
    )

    def __init__(
        self,
        *,
        chart: Chart,
        instruments: Mapping[str, InstrumentDefinition],
        medicine_classes: Mapping[str, frozenset[str]],
    ) -> None:
        self.chart = chart
        self.instruments = instruments
        self.medicine_classes = medicine_classes
        self.found: dict[Matcher, tuple[str, ...] | None] = {}
        self.sifted: Sifted | None = None
        self.derived: tuple[object, object, Needs] | None = None
        self._scores: dict[str, Score | None] = {}
        self._forms: dict[str, list[tuple[Administration, Score]]] = {}
        self._classes: dict[str, frozenset[str]] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self.said_by_client = frozenset([fact.id for fact in chart.by_id.values() if fact.said_by == "client"])
        self.tables: dict[Way, dict[Any, list[Any]]] = {}

    @property
    def on(self) -> datetime.date:
        """The day of reading."""
        return self.chart.on

    def score_of(self, administration: Administration) -> Score | None:
        """The score of one filled-in form; None where the instrument is not in the library or refuses the answers."""
        if administration.id not in self._scores:
            self._scores[administration.id] = self._scored(administration)
        return self._scores[administration.id]

    def _scored(self, form: Administration) -> Score | None:
        definition = self.instruments.get(form.instrument)
        if definition is None:
            return None
        client = self.chart.client
        age = client.age(day_of(form))
        try:
            if form.total is not None:
                return score_total(definition=definition, total=form.total, sex=client.sex, age=age)
            return score(definition=definition, answers=form.answers, sex=client.sex, age=age)
        except AnswersRefused:
            return None

    def scores(self, instrument: str) -> list[tuple[Administration, Score]]:
        """All scored forms of one instrument that were filled in by the day, newest first."""
        forms = self._forms.get(instrument)
        if forms is None:
            filled_in = self.table(way_to(Administration, "instrument", True)).get(instrument, ())
            scored = ((form, self.score_of(form)) for form in filled_in)
            forms = self._forms[instrument] = [(form, result) for form, result in scored if result is not None]
        return forms

    def classes_of(self, medicine: str) -> frozenset[str]:
        """The classes of a medicine by a name in it (generic or brand); empty where it is not known."""
        classes = self._classes.get(medicine)
        if classes is None:
            classes = self._classes[medicine] = self._looked_up(medicine)
        return classes

    def _looked_up(self, medicine: str) -> frozenset[str]:
        words = _words(medicine)
        found: set[str] = set()
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
                found |= self.medicine_classes.get(" ".join(words[start:end]), frozenset())
        return frozenset(found)

    def text_of(self, fact: Any, field: str) -> str:
        """The text of a field as `bare_text` gives it."""
        key = (fact.id, field)
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = bare_text(str(getattr(fact, field)))
        return text

    def table(self, way: Way) -> dict[Any, list[Any]]:
        """The facts that a way leads to, by the values that they hold there."""
        table = self.tables.get(way)
        if table is None:
            table = self.tables[way] = self._tabled(way)
        return table

    def _tabled(self, way: Way) -> dict[Any, list[Any]]:
        chart, field = self.chart, way.field
        facts: list[Any] = chart.current(way.kind)
        if way.ever:
            facts = [fact for fact in chart.of(way.kind) if fact.since is None or fact.since <= chart.on]
        table: dict[Any, list[Any]] = {}
        for fact in facts:
            value = self.held(fact, field)
            for each in value if isinstance(value, (tuple, frozenset)) else (value,):
                table.setdefault(each, []).append(fact)
        return table

    def held(self, fact: Any, field: str) -> Any:
        """What a fact holds in a field: one value, or several as a tuple or frozenset."""
        if field == CODE:
            codes = [bare_code(code.code) for code in fact.codes]
            return frozenset([code[:end] for code in codes for end in range(len(code) + 1)])
        if field == CLASS:
            return self.classes_of(fact.name)
        return getattr(fact, field) if field != ALL else None


def day_of(fact: Fact) -> datetime.date:
    """The day that a fact is dated by: since when it held, else when it was written down."""
    return fact.since or fact.recorded_on


def bare_text(text: str) -> str:
    """The words of a text in lower case, a space before each and one at the end: a word begins where a space stands."""
    return f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    lower = text.lower()
    return lower.encode().translate(_APART).decode().split() if lower.isascii() else _WORD.findall(lower)


def bare_code(code: str) -> str:
    """A code without the dot and in capitals: sources write F10.20, F1020 and f10.20 for the same."""
    return code.replace(".", "").upper()
