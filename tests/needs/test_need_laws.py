"""Laws of needs: what holds for every record, whatever is in it and in whatever order."""

import datetime
import random
from collections.abc import Iterator
from typing import Any

import msgspec
import plain_reading
import pytest
from hypothesis import given
from hypothesis import strategies as st
from witness import witnesses
from written import LIBRARY, LINKS, ON, days_ago, library_needs, reading_of, record

from any_record import facts, records
from goldthread.case import cast_names, cast_path, read_case
from goldthread.needs import (
    CauseRule,
    FactRule,
    NeedDefinition,
    NotRule,
    RaisedBy,
    Rule,
    check_rule,
    derive_needs,
    evidence_for,
)
from goldthread.needs.gates import Gates
from goldthread.record import Record, Statement

SEEDS = st.integers(0, 2**32)


def every_rule() -> Iterator[tuple[str, Rule]]:
    """Every rule of needs and modalities with the name of its entry."""

    def within(value: Any) -> Iterator[Rule]:
        if isinstance(value, Rule.__args__):
            yield value
        elif isinstance(value, msgspec.Struct):
            for field in value.__struct_fields__:
                yield from within(getattr(value, field))
        elif isinstance(value, tuple):
            for each in value:
                yield from within(each)

    for kind in (LIBRARY.needs, LIBRARY.modalities):
        for name, entry in kind.items():
            yield from ((name, rule) for rule in within(entry))


def ways(need: NeedDefinition) -> tuple[RaisedBy | CauseRule, ...]:
    return (*need.raised_by, *need.causes)


RULES = list(every_rule())
NEED_RULES = [(need.id, each.when) for need in LIBRARY.needs.values() for each in ways(need)]


@st.composite
def lives(draw: st.DrawFn) -> Record:
    """Records put together from what the rules of the library look for, with facts of any other kind between."""
    several = draw(st.lists(st.sampled_from(NEED_RULES), min_size=1, max_size=6))
    written: list[dict[str, Any]] = []
    client: dict[str, Any] = {}
    for _, rule in several:
        found, said = draw(st.sampled_from(list(witnesses(rule))[:12]))
        written += found
        client |= said
    for number, fact in enumerate(written):
        fact["said_by"] = draw(st.sampled_from(["client", "therapist"]))
        fact["id"] = f"w{number}"
        if "since" not in fact and draw(st.booleans()):
            fact["since"] = min(days_ago(draw(st.integers(-20, 900))), fact.get("until", datetime.date.max))
        if "until" not in fact and draw(st.integers(0, 5)) == 0:
            fact["until"] = max(fact.get("since", ON), days_ago(draw(st.integers(-20, 400))))
    return record(*written, **client)


def shuffled(whole: Record, seed: int) -> Record:
    mixed = list(whole.facts)
    random.Random(seed).shuffle(mixed)  # noqa: S311 - a shuffle, not a secret
    return Record(client=whole.client, facts=tuple(mixed))


@given(lives(), SEEDS)
def test_needs_do_not_depend_on_the_order_of_facts(whole: Record, seed: int) -> None:
    assert library_needs(shuffled(whole, seed)) == library_needs(whole)


@given(records(max_facts=8), SEEDS, st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1)))
def test_any_record_at_all_can_be_read_in_any_order_on_any_day(whole: Record, seed: int, on: datetime.date) -> None:
    assert library_needs(shuffled(whole, seed), on) == library_needs(whole, on)


@given(lives(), SEEDS)
def test_needs_do_not_depend_on_the_order_of_definitions_and_links(whole: Record, seed: int) -> None:
    mixed = list(LIBRARY.needs.values())
    random.Random(seed).shuffle(mixed)  # noqa: S311 - a shuffle, not a secret
    found = derive_needs(
        reading=reading_of(whole), definitions={each.id: each for each in mixed}, links=tuple(reversed(LINKS))
    )
    assert found == library_needs(whole)


@given(lives())
def test_reading_twice_gives_the_same(whole: Record) -> None:
    once = reading_of(whole)
    first = derive_needs(reading=once, definitions=LIBRARY.needs, links=LINKS)
    assert derive_needs(reading=once, definitions=LIBRARY.needs, links=LINKS) == first
    assert library_needs(whole) == first


UNRELATED = (
    "strength",
    "value",
    "hope",
    "early-sign",
    "protective",
    "care-member",
    "unmapped",
    "considered",
    "allergy",
)


@given(lives(), st.sampled_from(UNRELATED).flatmap(lambda kind: facts(plain_reading.kind_of(kind))))
def test_a_fact_that_no_rule_speaks_against_never_takes_a_need_away(whole: Record, more: Any) -> None:
    added = msgspec.structs.replace(more, id="one-more", recorded_on=ON)
    before = library_needs(whole)
    after = library_needs(Record(client=whole.client, facts=(*whole.facts, added)))
    for need in before.needs:
        later = after.get(need.id)
        assert later is not None
        assert set(need.facts) <= set(later.facts)
        assert later.urgency.rank <= need.urgency.rank


@given(lives())
def test_every_reason_and_cause_points_at_facts_of_the_record(whole: Record) -> None:
    ids = {fact.id for fact in whole.facts}
    found = library_needs(whole)
    for need in found.needs:
        assert set(need.facts) <= ids
        assert need.because
        assert need.urgency == min((reason.urgency for reason in need.because), key=lambda each: each.rank)
        assert all(set(cause.facts) <= ids for cause in need.causes)
    for link in found.links:
        assert link.facts
        assert set(link.facts) <= ids
        assert found.get(link.one)
        assert found.get(link.other)


@given(lives())
def test_rules_read_through_tables_and_gates_find_what_reading_every_fact_finds(whole: Record) -> None:
    read = reading_of(whole)
    gates = Gates()
    prepared = [(rule, gates.gate(rule)) for _, rule in RULES]
    bits = gates.opened_by(read)
    for rule, gate in prepared:
        found = plain_reading.evidence(rule, read)
        assert evidence_for(rule=rule, reading=read) == found
        assert found is None or gate & bits


@pytest.mark.parametrize("name", cast_names())
def test_the_cast_is_read_alike_fact_by_fact(name: str) -> None:
    case = read_case(cast_path(name)).case
    read = reading_of(case.record, case.on)
    for entry, rule in RULES:
        assert evidence_for(rule=rule, reading=read) == plain_reading.evidence(rule, read), entry


def absent(rule: Rule) -> bool:
    """Whether the rule also asks for something not to be there; a witness may hold just that."""
    return isinstance(rule, NotRule) or any(
        absent(each) for each in getattr(rule, "of", ()) if not isinstance(rule, NotRule)
    )


@pytest.mark.parametrize("name", list(LIBRARY.needs))
def test_every_alternative_of_every_rule_can_be_met(name: str) -> None:
    need = LIBRARY.needs[name]
    for rule in (each.when for each in ways(need)):
        met = 0
        for found, said in witnesses(rule):
            evidence = evidence_for(rule=rule, reading=reading_of(record(*found, **said)))
            assert evidence is not None or absent(rule), (rule, found)
            met += evidence is not None
        assert met, rule


@given(lives())
def test_a_need_whose_facts_are_taken_out_is_gone_or_has_other_reasons(whole: Record) -> None:
    for need in library_needs(whole).needs:
        left = Record(client=whole.client, facts=tuple(fact for fact in whole.facts if fact.id not in need.facts))
        again = library_needs(left).get(need.id)
        assert again is None or not set(again.facts) & set(need.facts)


def test_every_rule_of_the_library_can_match() -> None:
    for name, rule in RULES:
        assert check_rule(rule, instruments=LIBRARY.instruments, medicine_classes=LIBRARY.medicines) == [], name


def test_rules_about_the_clients_own_words_ask_for_the_client() -> None:
    for need in LIBRARY.needs.values():
        for each in need.raised_by:
            if "own words" in each.why:
                assert isinstance(each.when, FactRule)
                assert each.when.said_by_client
                assert each.when.kind == str(Statement.__struct_config__.tag)
