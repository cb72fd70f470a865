"""Rules read in the plainest way there is: every fact in turn, nothing looked up, nothing kept. Slow on purpose; the
laws hold the real reading against it."""

import re
from typing import Any

from goldthread.needs import (
    AgeRule,
    AllRule,
    AnswerRule,
    AnyRule,
    BandRule,
    ClientRule,
    FactRule,
    FlagRule,
    NotRule,
    Reading,
    Rule,
)
from goldthread.record import FACT_KINDS, Fact

Evidence = tuple[str, ...] | None


def kind_of(tag: str) -> type[Fact]:
    return FACT_KINDS[tag]


def evidence(rule: Rule, reading: Reading) -> Evidence:
    if isinstance(rule, FactRule):
        met = [fact.id for fact in reading.chart.by_id.values() if fits(rule, fact, reading)]
        return tuple(sorted(met)) or None
    if isinstance(rule, AllRule):
        parts = [evidence(each, reading) for each in rule.of]
        return None if None in parts else joined(parts)
    if isinstance(rule, AnyRule):
        parts = [found for each in rule.of if (found := evidence(each, reading)) is not None]
        return joined(parts) if parts else None
    if isinstance(rule, NotRule):
        return () if evidence(rule.of, reading) is None else None
    if isinstance(rule, AgeRule):
        age = reading.chart.age
        return () if age is not None and ranged(rule, age) else None
    if isinstance(rule, ClientRule):
        spoken = reading.chart.client.language.lower()
        return None if spoken.startswith(rule.language_not) else ()
    return by_form(rule, reading)


def joined(parts: list[Any]) -> tuple[str, ...]:
    return tuple(sorted({fact for part in parts for fact in part}))


def ranged(rule: Any, value: float) -> bool:
    return (rule.at_least is None or value >= rule.at_least) and (rule.at_most is None or value <= rule.at_most)


def fits(rule: FactRule, fact: Any, reading: Reading) -> bool:
    on = reading.on
    kind: type[Any] = FACT_KINDS[rule.kind]
    if type(fact) is not kind or (fact.since is not None and fact.since > on):
        return False
    if not rule.ever and fact.until is not None and fact.until < on:
        return False
    tests = [any(each in wanted for each in several(getattr(fact, name))) for name, wanted in rule.where.items()]
    if rule.code_prefix:
        bare = [each.code.replace(".", "").upper() for each in fact.codes]
        tests.append(
            any(code.startswith(start.replace(".", "").upper()) for code in bare for start in rule.code_prefix)
        )
    if rule.medicine_class:
        tests.append(bool(reading.classes_of(fact.name) & set(rule.medicine_class)))
    day = getattr(fact, rule.dated_by) if rule.dated_by else fact.since or fact.recorded_on
    if rule.within_days is not None:
        tests.append(day is not None and 0 <= (on - day).days <= rule.within_days)
    if rule.older_than_days is not None:
        tests.append(day is not None and (on - day).days >= rule.older_than_days)
    tests += [number(fact, name, least) >= 0 for name, least in rule.at_least.items()]
    tests += [number(fact, name, most, -1) >= 0 for name, most in rule.at_most.items()]
    tests += [says_something(getattr(fact, name)) for name in rule.filled]
    tests += [any(begins(word, str(getattr(fact, name))) for word in words) for name, words in rule.mentions.items()]
    tests += [
        not any(begins(word, str(getattr(fact, name))) for word in words) for name, words in rule.unmentioned.items()
    ]
    tests += [not any(begins(w, str(getattr(fact, name))) for w in words) for name, words in rule.unmentioned.items()]
    if rule.said_by_client or rule.said_by_others:
        tests.append((fact.said_by == "client") == rule.said_by_client)
    if rule.lasted_days is not None and fact.since and fact.until:
        tests.append((fact.until - fact.since).days >= rule.lasted_days)
    if rule.said_by_others:
        tests.append(fact.said_by != "client")
    if rule.lasted_days is not None and fact.since is not None and fact.until is not None:
        tests.append((fact.until - fact.since).days >= rule.lasted_days)
    if rule.unnamed_in:
        other_kind, field = rule.unnamed_in.split(".")
        others = [
            each for each in reading.chart.by_id.values() if type(each) is FACT_KINDS[other_kind] and each.holds_on(on)
        ]
        tests.append(not any(fact.id in several(getattr(other, field)) for other in others))
    return all(tests)


def several(held: Any) -> tuple[Any, ...]:
    return held if isinstance(held, tuple) else (held,)


def number(fact: Any, name: str, limit: float, sign: int = 1) -> float:
    value = getattr(fact, name)
    return sign * (value - limit) if isinstance(value, int | float) else -1


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def begins(word: str, text: str) -> bool:
    wanted, said = words_of(word), words_of(text)
    for start in range(len(said)):
        part = said[start : start + len(wanted)]
        whole = part == wanted
        begun = part[:-1] == wanted[:-1] and len(part) == len(wanted) and part[-1].startswith(wanted[-1])
        if whole or (begun and not word.endswith(" ")):
            return True
    return False


def says_something(held: Any) -> bool:
    if not isinstance(held, str):
        return bool(held)
    said = words_of(held)
    return bool(held) and said[:1] not in (["none"], ["nothing"], ["unknown"]) and said[:2] != ["n", "a"]


def by_form(rule: Any, reading: Reading) -> Evidence:
    forms = [
        form
        for form in reading.chart.administrations(rule.instrument)
        if form.since is None or form.since <= reading.on
    ]
    for form in forms:
        result = reading.score_of(form)
        value: Any = None
        if isinstance(rule, AnswerRule):
            value = form.answers.get(rule.item)
        elif result is None:
            continue
        elif isinstance(rule, BandRule):
            value = result.bands.get(rule.scheme)
        elif isinstance(rule, FlagRule):
            value = True if result.has(rule.flag) else False if result.complete else None
        else:
            value = result.total if rule.scale == "total" else result.subscales.get(rule.scale)
        if value is None:
            continue
        recent = rule.within_days is None or (reading.on - (form.since or form.recorded_on)).days <= rule.within_days
        met = (
            value in rule.labels
            if isinstance(rule, BandRule)
            else value
            if isinstance(rule, FlagRule)
            else ranged(rule, value)
        )
        return (form.id,) if met and recent else None
    return None
