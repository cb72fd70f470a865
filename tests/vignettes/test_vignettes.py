"""Short lives written from the sources: the needs that must and that must not be found. A third is kept apart."""

import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from goldthread.library import load_library
from goldthread.needs import Reading, derive_needs
from goldthread.notation import convert, read_document
from goldthread.record import Record, chart

ON = datetime.date(2026, 6, 1)
FOLDER = Path(__file__).parent
LIBRARY = load_library()


class Vignette(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One life. `missed` names, with the reason, what is not found although the sources call for it, or the reverse."""

    story: str
    source: tuple[str, ...]
    facts: tuple[dict[str, Any], ...]
    client: dict[str, Any] = {}
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    missed: dict[str, str] = {}

    def found(self) -> set[str]:
        """The needs that the library finds."""
        told = {"said_by": "client", "recorded_by": "therapist", "recorded_on": ON, "source": "a vignette"}
        facts = [{**told, "id": f"f{number}", **fact} for number, fact in enumerate(self.facts, 1)]
        client = {"id": "client", "name": "The client", **self.client}
        read = Reading(
            chart=chart(record=msgspec.convert({"client": client, "facts": facts}, Record), on=ON),
            instruments=LIBRARY.instruments,
            medicine_classes=LIBRARY.medicine_names(),
        )
        needs = derive_needs(reading=read, definitions=LIBRARY.needs, links=tuple(LIBRARY.links.values()))
        return {need.id for need in needs.needs}


def told_in(name: str) -> dict[str, Vignette]:
    return convert(read_document(FOLDER / f"{name}.yaml"), dict[str, Vignette])


OPEN, APART = told_in("open"), told_in("kept-apart")
ALL = {**OPEN, **APART}


class Figures(NamedTuple):
    """What was asked of the library over several lives, and what it found."""

    lives: int
    must: int
    found: int
    must_not: int
    wrong: int

    @property
    def recall(self) -> float:
        """Of what must be found, the part that is."""
        return self.found / self.must

    @property
    def precision(self) -> float:
        """Of what is found and was judged, the part that must be."""
        return self.found / (self.found + self.wrong)


def figures(told: dict[str, Vignette]) -> Figures:
    """Counted over all lives."""
    read = [(each, each.found()) for each in told.values()]
    return Figures(
        lives=len(read),
        must=sum(len(each.must) for each, _ in read),
        found=sum(len(found & {*each.must}) for each, found in read),
        must_not=sum(len(each.must_not) for each, _ in read),
        wrong=sum(len(found & {*each.must_not}) for each, found in read),
    )


def test_a_third_is_kept_apart_and_no_name_stands_twice() -> None:
    assert len(ALL) == len(OPEN) + len(APART)
    assert len(APART) * 3 >= len(ALL)


def test_every_vignette_names_needs_and_sources_of_the_library() -> None:
    for name, each in ALL.items():
        assert each.source, name
        assert {*each.source} <= LIBRARY.sources.keys(), name
        assert {*each.must, *each.must_not, *each.missed} <= LIBRARY.needs.keys(), name
        assert not {*each.must} & {*each.must_not}, name


@pytest.mark.parametrize("name", ALL)
def test_what_must_be_found_is_found_and_what_must_not_is_not(name: str) -> None:
    each = ALL[name]
    found = each.found()
    assert ({*each.must} - found) | (found & {*each.must_not}) == each.missed.keys()


@pytest.mark.parametrize("told", [ALL, APART], ids=["all", "kept-apart"])
def test_nearly_all_that_must_be_found_is_and_little_else(told: dict[str, Vignette]) -> None:
    counted = figures(told)
    assert counted.recall >= 0.95
    assert counted.precision >= 0.9


def test_the_page_says_what_is_counted() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "vignettes.md").read_text()
    for name, told in (("open", OPEN), ("kept apart", APART)):
        counted = figures(told)
        row = " | ".join(str(each) for each in counted)
        assert f"| {name} | {row} | {counted.recall:.1%} | {counted.precision:.1%} |".replace("%", " %") in page
    for name, each in ALL.items():
        assert all(f"*{name}* `{need}`" in page for need in each.missed), name
