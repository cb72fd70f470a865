"""Every side of a life is considered, or is set aside by name with a reason and a day to come back to it."""

import datetime
from typing import Any

from hypothesis import given

from any_record import DAYS, records
from goldthread.record import Client, DomainConsidered, DomainSetAside, Record, chart
from goldthread.terms import LifeDomain


def day(number: int) -> datetime.date:
    return datetime.date(2026, 9, number)


def considered(number: int, by: str = "Amal", domain: LifeDomain = LifeDomain.SLEEP, **more: Any) -> DomainConsidered:
    return DomainConsidered(
        id=f"c{number}", said_by="client", recorded_by=by, recorded_on=day(number), source="talk", domain=domain, **more
    )


def aside(number: int, domain: LifeDomain = LifeDomain.SLEEP, **more: Any) -> DomainSetAside:
    return DomainSetAside(
        id=f"a{number}", said_by="client", recorded_by="Amal", recorded_on=day(number), source="talk", domain=domain,
        reason="too tired today", look_again_on=day(28), **more,
    )  # fmt: skip


def read(*facts: Any, on: int = 30) -> Any:
    return chart(record=Record(client=Client(id="client", name="The client"), facts=facts), on=day(on))


def test_a_domain_is_considered_by_the_one_who_went_through_it_last() -> None:
    assert read(considered(20, by="Rosa"), considered(3)).domains_considered() == {LifeDomain.SLEEP: "Rosa"}


def test_a_domain_set_aside_stays_so_until_it_is_considered() -> None:
    facts = aside(5), considered(12)
    assert read(*facts, on=11).domains_set_aside() == {LifeDomain.SLEEP: facts[0]}
    assert read(*facts, on=12).domains_set_aside() == {}


def test_a_domain_that_was_considered_can_be_set_aside_again() -> None:
    facts = considered(3), aside(9)
    assert read(*facts).domains_set_aside() == {LifeDomain.SLEEP: facts[1]}


def test_of_several_reasons_the_last_one_counts() -> None:
    assert read(aside(9), aside(2)).domains_set_aside()[LifeDomain.SLEEP].id == "a9"


def test_one_domain_says_nothing_of_another() -> None:
    chart_now = read(aside(2, LifeDomain.LEGAL), considered(3, domain=LifeDomain.MONEY))
    assert list(chart_now.domains_set_aside()) == [LifeDomain.LEGAL]
    assert list(chart_now.domains_considered()) == [LifeDomain.MONEY]


def test_a_corrected_entry_about_a_domain_no_longer_counts() -> None:
    assert read(considered(3), considered(4, domain=LifeDomain.MONEY, corrects="c3")).domains_considered() == {
        LifeDomain.MONEY: "Amal"
    }


@given(records(), DAYS)
def test_a_domain_is_set_aside_only_by_an_entry_of_the_record(held: Record, on: Any) -> None:
    now = chart(record=held, on=on)
    assert set(now.domains_set_aside().values()) <= set(now.of(DomainSetAside))
    assert set(now.domains_considered()) == {fact.domain for fact in now.of(DomainConsidered)}


def test_each_life_domain_has_a_label_that_people_read() -> None:
    assert len({domain.label for domain in LifeDomain}) == len(LifeDomain) == 21
