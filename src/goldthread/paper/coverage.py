"""How far a plan covers a life: each section with its needs by what the plan says of them, and each life domain."""

from collections.abc import Sequence

import msgspec

from goldthread.needs import Needs
from goldthread.plan import Disposition, Plan
from goldthread.record import Chart, DomainSetAside
from goldthread.terms import LifeDomain, Section


class SectionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the coverage grid: how many needs of the section the plan holds, by disposition (in the order of
    `Disposition`, without `open`), how many stand open, and how many it does not hold."""

    section: Section
    total: int
    counts: tuple[int, ...]
    undecided: int
    lacking: int


class DomainsView(msgspec.Struct, frozen=True, kw_only=True):
    """The life domains: gone through, set aside (with the reason and the day to look again), not looked at."""

    considered: tuple[LifeDomain, ...]
    set_aside: tuple[DomainSetAside, ...]
    missing: tuple[LifeDomain, ...]


DECIDED = tuple(each for each in Disposition if each is not Disposition.OPEN)


def sections_of(plan: Plan, needs: Needs) -> tuple[SectionRow, ...]:
    """The coverage grid: every section has a row, whether it holds a need or not."""
    held = {need.id for need in plan.needs}
    return tuple(_row(section, plan, held, needs) for section in Section)


def _row(section: Section, plan: Plan, held: set[str], needs: Needs) -> SectionRow:
    mine = [need for need in plan.needs if need.section is section]
    lacking = sum(need.section is section and need.id not in held for need in needs.needs)
    return SectionRow(
        section=section,
        total=len(mine) + lacking,
        counts=tuple(sum(need.disposition is each for need in mine) for each in DECIDED),
        undecided=sum(need.disposition is Disposition.OPEN for need in mine),
        lacking=lacking,
    )


def domains_of(chart: Chart) -> DomainsView:
    """Which life domains were gone through, which were set aside, and which nobody has looked at."""
    considered, set_aside = chart.domains_considered(), chart.domains_set_aside()
    return DomainsView(
        considered=_in_order([each for each in considered if each not in set_aside]),
        set_aside=tuple(set_aside[each] for each in _in_order(list(set_aside))),
        missing=tuple(each for each in LifeDomain if each not in considered and each not in set_aside),
    )


def _in_order(domains: Sequence[LifeDomain]) -> tuple[LifeDomain, ...]:
    return tuple(each for each in LifeDomain if each in domains)
