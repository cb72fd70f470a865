"""People write PHQ-9, phq9 and phq-9."""

from collections import Counter

import pytest
from small_instrument import INSTRUMENTS, instrument

from goldthread.instruments import instrument_named


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("phq9", "phq9"),
        ("PHQ-9", "phq9"),
        ("gad-7", "gad7"),
        ("AUDIT", "audit"),
        ("audit-c", "auditc"),
        ("DAST-10", "dast10"),
        ("ciwa-ar", "ciwa_ar"),
        ("CIWA_AR", "ciwa_ar"),
        ("COWS", "cows"),
        ("pcl-5", "pcl5"),
        (" PC-PTSD-5 ", "pcptsd5"),
        ("who-5", "who5"),
        ("barc-10", "barc10"),
        ("bam", "bam"),
    ],
)
def test_an_instrument_is_found_by_the_names_that_people_write(written: str, id_: str) -> None:
    found = instrument_named(instruments=INSTRUMENTS, name=written)
    assert found is not None
    assert found.id == id_


def test_an_unknown_name_finds_nothing() -> None:
    assert instrument_named(instruments=INSTRUMENTS, name="phq") is None
    assert instrument_named(instruments=INSTRUMENTS, name="") is None


def test_a_name_that_two_share_finds_neither_and_an_id_comes_first() -> None:
    one, two = instrument(id="one", aliases=("same", "two")), instrument(id="two", aliases=("same",), name="Other")
    both = {"one": one, "two": two}
    assert instrument_named(instruments=both, name="same") is None
    assert instrument_named(instruments=both, name="two") is two
    assert instrument_named(instruments=both, name="SMALL") is one


def test_no_two_instruments_of_the_library_share_a_name() -> None:
    names = Counter(name for each in INSTRUMENTS.values() for name in {each.id, each.name.lower(), *each.aliases})
    assert [name for name, times in names.items() if times > 1] == []
