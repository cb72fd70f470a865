"""How much the library holds: counted by walking it, so that no page has to be believed."""

import re
from collections import Counter

import pytest

from goldthread.case import cast_names, cast_path, read_case
from goldthread.library import load_library
from goldthread.library.loading import Library
from goldthread.needs import Reading, derive_needs
from goldthread.record import chart
from goldthread.terms import Section

# Fewer would be less than the library is meant to hold at the least.
AT_LEAST = {"needs": 120, "links": 70, "modalities": 150, "goals": 60, "objectives": 200, "sources": 180}

# A fact that is about one illness, one law or one time of life: these needs must wait for it.
ONLY_WHEN_NAMED = {
    "acute-stress", "alcohol-in-pregnancy", "autism", "borderline-pattern", "brain-injury", "crime-victim",
    "dissociation", "eating", "exploitation", "gambling", "harassment-at-work", "hepatitis-c", "hiv",
    "infant-feeding", "metabolic-watch", "minority-stress", "nightmares", "ocd", "perinatal-mood", "phobia",
    "psychosis", "reentry", "safe-contact", "sedatives-later-life", "tuberculosis", "use-in-family",
}  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def test_the_library_holds_what_a_centre_needs_to_begin(library: Library) -> None:
    held = {kind: len(getattr(library, kind)) for kind in AT_LEAST}
    assert {kind: count for kind, count in held.items() if count < AT_LEAST[kind]} == {}


def test_every_kind_of_help_is_there(library: Library) -> None:
    kinds = Counter(each.kind for each in library.modalities.values())
    assert len(kinds) == len(library.modalities["cbt"].__annotations__["kind"].__args__)
    assert kinds["psychotherapy"] >= 35
    assert kinds["medicine"] >= 14


def test_every_section_has_more_than_one_need_and_one_way_of_help(library: Library) -> None:
    for section in Section:
        assert sum(need.section is section for need in library.needs.values()) >= 2, section
        assert sum(section in each.sections for each in library.modalities.values()) >= 4, section


def test_every_modality_says_how_often_by_whom_and_what_the_client_does(library: Library) -> None:
    for each in library.modalities.values():
        assert each.contact, each.id
        assert each.by_roles, each.id
        assert each.client_does.endswith("?"), each.id


def test_a_pattern_of_a_step_holds_no_number_of_its_own(library: Library) -> None:
    """Baseline and target are this client's, or a published score's; a pattern that held one would be a sentence."""
    for each in library.objectives.values():
        own = re.sub(r"\{[a-z]+\}|of 10|\((?:PHQ|GAD|WHO|PCL|BARC|DAST)-\w+\)", "", each.text)
        assert not re.search(r"\d", own), f"{each.id}: {each.text}"


def test_no_two_patterns_of_steps_for_one_need_say_the_same(library: Library) -> None:
    said = Counter((each.need, each.text) for each in library.objectives.values())
    assert [pair for pair, times in said.items() if times > 1] == []


@pytest.mark.parametrize("name", cast_names())
def test_needs_that_wait_for_one_fact_do_not_come_up_where_nobody_named_it(name: str, library: Library) -> None:
    case = read_case(cast_path(name)).case
    read = Reading(
        chart=chart(record=case.record, on=case.on),
        instruments=library.instruments,
        medicine_classes=library.medicine_names(),
    )
    found = derive_needs(reading=read, definitions=library.needs, links=tuple(library.links.values()))
    assert {need.id for need in found.needs} & ONLY_WHEN_NAMED == set()
