"""Does the record hold this? Rules read against a chart; the answer is the facts that say so."""

import datetime
import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

from goldthread.instruments import AnswersRefused, InstrumentDefinition, Score, score
from goldthread.instruments.totals import score_total
from goldthread.needs.rules import (
    AgeRule,
    AllRule,
    AnswerRule,
    AnyRule,
    BandRule,
    ClientRule,
    FactRule,
    FlagRule,
    NotRule,
    Rule,
    ScoreRule,
)
from goldthread.record import FACT_KINDS, Administration, Chart, Fact

Evidence = tuple[str, ...] | None
_WORD = re.compile(r"[^\W_]+")
# The longest name in the list of medicines is this many words long ("st john s wort").
_LONGEST_NAME = 4


class Reading:
    """A chart with what is needed to read it: the instruments (to score forms once) and the classes of medicines."""

    __slots__ = ("_classes", "_forms", "_scores", "chart", "instruments", "medicine_classes")

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
        self._scores: dict[str, Score | None] = {}
        self._forms: dict[str, list[tuple[Administration, Score]]] = {}
        self._classes: dict[str, frozenset[str]] = {}

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
        age = client.age(_day_of(form))
        try:
            if form.total is not None:
                return score_total(definition=definition, total=form.total, sex=client.sex, age=age)
            return score(definition=definition, answers=form.answers, sex=client.sex, age=age)
        except AnswersRefused:
            return None

    def scores(self, instrument: str) -> list[tuple[Administration, Score]]:
        """All scored forms of one instrument, newest first."""
        forms = self._forms.get(instrument)
        if forms is None:
            scored = ((form, self.score_of(form)) for form in self.chart.administrations(instrument))
            forms = self._forms[instrument] = [(form, result) for form, result in scored if result is not None]
        return forms

    def classes_of(self, medicine: str) -> frozenset[str]:
        """The classes of a medicine by a name in it (generic or brand); empty where it is not known."""
        classes = self._classes.get(medicine)
        if classes is None:
            classes = self._classes[medicine] = self._looked_up(medicine)
        return classes

    def _looked_up(self, medicine: str) -> frozenset[str]:
        words = _WORD.findall(medicine.lower())
        found: set[str] = set()
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
                found |= self.medicine_classes.get(" ".join(words[start:end]), frozenset())
        return frozenset(found)


def evidence_for(*, rule: Rule, reading: Reading) -> tuple[str, ...] | None:
    """The ids of the facts for which the rule matches, sorted; None where it does not match.

    An `age`, `client` or `not` rule matches without facts and gives an empty tuple.
    """
    return _READERS[type(rule)](rule, reading)


def _day_of(fact: Fact) -> datetime.date:
    return fact.since or fact.recorded_on


def _recent(form: Fact, within: int | None, reading: Reading) -> bool:
    return within is None or (reading.on - _day_of(form)).days <= within


def _in_range(value: float, at_least: float | None, at_most: float | None) -> bool:
    return (at_least is None or value >= at_least) and (at_most is None or value <= at_most)


# Facts


def _by_fact(rule: FactRule, reading: Reading) -> Evidence:
    chart = reading.chart
    kind = FACT_KINDS[rule.kind]
    facts = chart.current(kind)
    if rule.ever:
        facts = [fact for fact in chart.of(kind) if fact.since is None or fact.since <= chart.on]
    found = [fact.id for fact in facts if _fits(fact, rule, reading)]
    return tuple(sorted(found)) or None


def _fits(fact: Any, rule: FactRule, reading: Reading) -> bool:
    for field, wanted in rule.where.items():
        if not _has_one(getattr(fact, field), wanted):
            return False
    if rule.said_by_client and not fact.from_client:
        return False
    if rule.code_prefix and not _coded(fact, rule.code_prefix):
        return False
    if rule.medicine_class and reading.classes_of(fact.name).isdisjoint(rule.medicine_class):
        return False
    return _fits_in_time(fact, rule, reading.on) and _fits_in_detail(fact, rule, reading)


def _has_one(held: Any, wanted: list[Any]) -> bool:
    if isinstance(held, tuple):
        return any(each in wanted for each in held)
    return held in wanted


def bare_code(code: str) -> str:
    """A code without the dot and in capitals: sources write F10.20, F1020 and f10.20 for the same."""
    return code.replace(".", "").upper()


def _coded(fact: Any, prefixes: tuple[str, ...]) -> bool:
    starts = tuple(bare_code(prefix) for prefix in prefixes)
    return any(bare_code(code.code).startswith(starts) for code in fact.codes)


def _fits_in_time(fact: Any, rule: FactRule, on: datetime.date) -> bool:
    if rule.within_days is None and rule.older_than_days is None:
        return True
    day = getattr(fact, rule.dated_by) if rule.dated_by else _day_of(fact)
    if day is None:
        return False
    ago = (on - day).days
    if rule.within_days is not None and not 0 <= ago <= rule.within_days:
        return False
    return rule.older_than_days is None or ago >= rule.older_than_days


def _fits_in_detail(fact: Any, rule: FactRule, reading: Reading) -> bool:
    for field, least in rule.at_least.items():
        value = getattr(fact, field)
        if not isinstance(value, (int, float)) or value < least:
            return False
    for field, most in rule.at_most.items():
        value = getattr(fact, field)
        if not isinstance(value, (int, float)) or value > most:
            return False
    if not all(getattr(fact, field) for field in rule.filled):
        return False
    for field, words in rule.mentions.items():
        if not _beginning(tuple(words)).search(str(getattr(fact, field))):
            return False
    return not rule.unnamed_in or not _named_in(fact.id, rule.unnamed_in, reading.chart)


@functools.lru_cache(maxsize=1024)
def _beginning(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)


def _named_in(fact: str, where: str, chart: Chart) -> bool:
    kind, _, field = where.partition(".")
    return any(_has_one(getattr(other, field), [fact]) for other in chart.current(FACT_KINDS[kind]))


# Forms


def _by_score(rule: ScoreRule, reading: Reading) -> Evidence:
    for form, result in reading.scores(rule.instrument):
        value = result.total if rule.scale == "total" else result.subscales.get(rule.scale)
        if value is not None:
            fits = _in_range(value, rule.at_least, rule.at_most) and _recent(form, rule.within_days, reading)
            return (form.id,) if fits else None
    return None


def _by_band(rule: BandRule, reading: Reading) -> Evidence:
    for form, result in reading.scores(rule.instrument):
        band = result.bands.get(rule.scheme)
        if band is not None:
            return (form.id,) if band in rule.labels and _recent(form, rule.within_days, reading) else None
    return None


def _by_flag(rule: FlagRule, reading: Reading) -> Evidence:
    for form, result in reading.scores(rule.instrument):
        if result.has(rule.flag):
            return (form.id,) if _recent(form, rule.within_days, reading) else None
        if result.complete:
            return None
    return None


def _by_answer(rule: AnswerRule, reading: Reading) -> Evidence:
    for form in reading.chart.administrations(rule.instrument):
        value = form.answers.get(rule.item)
        if value is not None:
            fits = _in_range(value, rule.at_least, rule.at_most) and _recent(form, rule.within_days, reading)
            return (form.id,) if fits else None
    return None


# The client, and rules over rules


def _by_age(rule: AgeRule, reading: Reading) -> Evidence:
    age = reading.chart.age
    return () if age is not None and _in_range(age, rule.at_least, rule.at_most) else None


def _by_client(rule: ClientRule, reading: Reading) -> Evidence:
    spoken = reading.chart.client.language.lower()
    return None if any(spoken.startswith(each) for each in rule.language_not) else ()


def _by_all(rule: AllRule, reading: Reading) -> Evidence:
    found: set[str] = set()
    for each in rule.of:
        evidence = evidence_for(rule=each, reading=reading)
        if evidence is None:
            return None
        found.update(evidence)
    return tuple(sorted(found))


def _by_any(rule: AnyRule, reading: Reading) -> Evidence:
    found: set[str] = set()
    matched = False
    for each in rule.of:
        evidence = evidence_for(rule=each, reading=reading)
        if evidence is not None:
            matched = True
            found.update(evidence)
    return tuple(sorted(found)) if matched else None


def _by_not(rule: NotRule, reading: Reading) -> Evidence:
    return () if evidence_for(rule=rule.of, reading=reading) is None else None


_READERS: dict[type[Any], Callable[[Any, Reading], Evidence]] = {
    FactRule: _by_fact,
    ScoreRule: _by_score,
    BandRule: _by_band,
    FlagRule: _by_flag,
    AnswerRule: _by_answer,
    AgeRule: _by_age,
    ClientRule: _by_client,
    AllRule: _by_all,
    AnyRule: _by_any,
    NotRule: _by_not,
}
