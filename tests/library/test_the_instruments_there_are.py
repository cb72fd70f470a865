"""The questionnaires as a collection: enough of them, every part of a life, none without its permission."""

import pytest

from goldthread.instruments import InstrumentDefinition
from goldthread.library import load_library

LIBRARY = load_library()
INSTRUMENTS = LIBRARY.instruments
EACH = pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)

# What a centre asks about, and questionnaires of the library that ask it. A new one need not be named here.
ASKED_ABOUT = {
    "depression": {"phq9", "phq2", "epds", "gds15", "cesd"},
    "anxiety": {"gad7", "gad2", "oasis"},
    "alcohol": {"audit", "auditc", "sisq_alcohol"},
    "drugs": {"dast10", "assist31", "sds", "sisq_drug"},
    "nicotine": {"ftnd", "hsi"},
    "withdrawal from alcohol": {"ciwa_ar", "pawss"},
    "withdrawal from opioids": {"cows", "sows"},
    "withdrawal from sedatives": {"ciwa_b"},
    "trauma": {"pcl5", "pcptsd5", "iesr", "ace10"},
    "suicide risk": {"cssrs_screen", "asq"},
    "sleep": {"isi"},
    "pain": {"peg"},
    "functioning": {"whodas12", "wsas"},
    "wellbeing": {"who5", "k10", "core10"},
    "stress": {"pss10", "pss4", "dass21"},
    "burnout": {"cbi"},
    "anger": {"dar5"},
    "eating": {"scoff"},
    "attention and hyperactivity": {"asrs6"},
    "mania": {"mdq", "asrm"},
    "psychosis": {"pq16"},
    "cognition": {"mini_cog"},
    "craving": {"pacs"},
    "readiness": {"ruler", "socrates8"},
    "confidence in sobriety": {"bscq", "aase20"},
    "early signs": {"aware"},
    "recovery capital": {"barc10", "arc", "sure"},
    "social needs": {"ahc_hrsn", "hvs"},
    "violence at home": {"hark", "hits"},
    "alliance": {"waisr", "srs"},
    "quality of life": {"whoqol_bref"},
    "treatment effectiveness": {"tea", "ors", "bam"},
    "social support": {"osss3", "ucla3"},
    "spiritual wellbeing": {"facit_sp12"},
    "work": {"sps6", "wsas"},
}


def test_there_are_at_least_fifty() -> None:
    assert len(INSTRUMENTS) >= 50


@pytest.mark.parametrize("area", ASKED_ABOUT)
def test_every_part_of_a_life_can_be_asked_about(area: str) -> None:
    assert ASKED_ABOUT[area]
    assert ASKED_ABOUT[area] <= INSTRUMENTS.keys()


@EACH
def test_every_scale_has_its_change_or_says_that_none_is_published(instrument: InstrumentDefinition) -> None:
    assert {change.scale for change in instrument.change} == {scale.id for scale in instrument.scales}


@EACH
def test_wording_is_shipped_only_where_the_permission_stands_beside_it(instrument: InstrumentDefinition) -> None:
    permission = instrument.permission
    worded = [item for item in instrument.items if item.wording]
    assert len(permission.note) > 20
    if permission.wording_shipped:
        assert permission.licence in ("public-domain", "free", "own-work")
        assert len(worded) == len(instrument.items), "all of it, or none of it"
    else:
        assert worded == []
        assert not instrument.stem


@EACH
def test_every_item_has_a_short_name_of_our_own(instrument: InstrumentDefinition) -> None:
    assert all(item.about for item in instrument.items)
    if not instrument.permission.wording_shipped:
        # A short name is no back door for wording that may not be shipped.
        assert all(len(item.about) <= 100 and "?" not in item.about for item in instrument.items)


@EACH
def test_what_was_not_read_in_a_source_says_so(instrument: InstrumentDefinition) -> None:
    unread = [key for key in instrument.content.sources if "not read" in LIBRARY.sources[key].detail]
    if instrument.content.confirmed:
        assert set(instrument.content.sources) - set(unread), "something was read"
