"""Only LOINC codes that were verified are shipped, each for the thing that it names."""

from collections import Counter

import pytest
from small_instrument import INSTRUMENTS

from goldthread.instruments import InstrumentDefinition

# From the LOINC component table of 2020, and from checks against LOINC 2.83 (PCL-5, PC-PTSD-5).
# LOINC is copyright Regenstrief Institute, Inc. and the LOINC Committee, free under its licence.
PANELS = {
    "phq9": "44249-1",
    "gad7": "69737-5",
    "audit": "72110-0",
    "auditc": "72109-2",
    "dast10": "82666-9",
    "pcl5": "101697-1",
    "pcptsd5": "102010-6",
    "phq2": "55757-9",
    "epds": "71354-5",
    "gds15": "48543-3",
    "bdi2": "89210-9",
    "mdq": "85102-2",
    "ace10": "82813-7",
    "cssrs_screen": "93373-9",
    "ahc_hrsn": "96777-8",
    "hvs": "88121-9",
    "hark": "76499-3",
}
TOTALS = {
    "phq9": "44261-6",
    "gad7": "70274-6",
    "audit": "75624-7",
    "auditc": "75626-2",
    "dast10": "82667-7",
    "pcl5": "101698-9",
    "phq2": "55758-7",
    "phq4": "70272-0",
    "phq8": "94328-2",
    "gds15": "48545-8",
    "bdi2": "89209-1",
    "hark": "76504-0",
}
# Items that carry codes of their own. Where no code was verified, none stands: a wrong code is worse than none.
WITH_CODED_ITEMS = {"phq9", "gad7"}
# Codes that public programs give to other scores by mistake: PHQ-9M total, PHQ-15 total, an item on tobacco.
NEVER = {"89204-2", "70273-8", "96842-0"}


def codes(instrument: InstrumentDefinition) -> list[str]:
    parts = [instrument.loinc_panel, *(each.loinc for each in instrument.items)]
    return [code for code in [*parts, *(each.loinc for each in instrument.scales)] if code]


def check_digit(number: str) -> int:
    """LOINC's check digit: every second digit from the right is doubled (mod 10)."""
    doubled = [int(digit) * (2 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(number))]
    return -sum(value // 10 + value % 10 for value in doubled) % 10


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)
def test_panel_and_total_carry_the_verified_codes_and_nothing_else(instrument: InstrumentDefinition) -> None:
    total = instrument.scale("total")
    assert instrument.loinc_panel == PANELS.get(instrument.id, "")
    assert (total.loinc if total else "") == TOTALS.get(instrument.id, "")
    coded = any(item.loinc for item in instrument.items)
    assert coded is (instrument.id in WITH_CODED_ITEMS)
    assert not any(scale.loinc for scale in instrument.scales if scale.id != "total")


def test_a_panel_is_never_a_score() -> None:
    scores = {scale.loinc for each in INSTRUMENTS.values() for scale in each.scales if scale.loinc}
    panels = {each.loinc_panel for each in INSTRUMENTS.values() if each.loinc_panel}
    assert scores & panels == set()


def test_no_code_names_two_things() -> None:
    uses = Counter(code for each in INSTRUMENTS.values() for code in codes(each))
    assert [code for code, times in uses.items() if times > 1] == []
    assert uses.keys() & NEVER == set()


def test_every_code_has_its_check_digit() -> None:
    for instrument in INSTRUMENTS.values():
        for code in codes(instrument):
            number, digit = code.split("-")
            assert check_digit(number) == int(digit), code


def test_the_item_on_thoughts_of_self_harm_has_its_code() -> None:
    item = INSTRUMENTS["phq9"].item("q9")
    assert item is not None
    assert item.loinc == "44260-8"
