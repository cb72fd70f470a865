"""The numbers of the library beside the ones that were collected from the sources, and beside published forms."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from small_instrument import INSTRUMENTS

from goldthread.instruments import Band, InstrumentDefinition
from goldthread.library import load_library

DATA = Path(os.environ.get("GOLDTHREAD_SHARED", Path(__file__).resolve().parents[2].parent / "shared" / "data"))
REFERENCE = DATA.parent / "reference" / "instruments.json"
SOURCES = load_library().sources
EACH = pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)

# How the reference words a cut-off, and the limits of ours that answer to it.
CUTOFFS: dict[str, dict[str, list[tuple[str, float]]]] = {
    "phq9": {">=10": [("positive", 10)]},
    "gad7": {">=10": [("positive", 10)], ">=8": [("any-anxiety", 8)]},
    "audit": {">=8": [("positive", 8), ("positive", 7), ("positive", 7)]},
    "auditc": {
        ">=4 men, >=3 women": [("positive", 3), ("positive", 4)],
        "all points from item 1 with 2,3 = 0": [],  # the cluster rule frequency-only
    },
    "dast10": {">=3": [("positive", 3)]},
    "ciwa_ar": {">=8-10": [("protocol-range", 8)]},
    "cows": {">=11-12": [("buprenorphine-start-range", 11)]},
    "pcl5": {">=31-33": [("probable-31", 31), ("probable-33", 33)]},
    "pcptsd5": {">=3": [("positive", 3)], ">=4": [("positive-4", 4)]},
    "who5": {"<=50": [("low-wellbeing", 50)], "<=28": [("likely-depression", 28)]},
    "barc10": {">=47": [("sustained-remission", 47)]},
    "bam": {
        "Use >=1": [("use", 1)],
        "Risk >=12": [("risk-high", 12)],
        "Protective <=12": [("protective-low", 12)],
    },
}
SCHEMES = {"CamCOPS/Sullivan practice": "Sullivan practice"}

# Where ours departs from the collected reference, and why.
ITEMS_APART = {
    "assist31": "its eight questions are asked for each of ten substances",
    "ciwa_b": "two of its 22 items are not scored",
    "ruler": "three rulers, which the reference counts as one",
    "ors": "lines are measured in millimetres",
    "srs": "lines are measured in millimetres",
}
BANDS_APART = {
    "assist31": "the reference lists two kinds of bands in one row",
    "dass21": "the reference writes them as text",
    "cbi": "its bands are a convention that no source of ours publishes",
    "cssrs_screen": "it has no score: its flags tell the risk",
    "ciwa_b": "the reference begins at 1, and 0 is an answer too",
}
CUTOFFS_APART = {
    "sds": "its limits depend on the drug, and two abstracts that were read differ from the reference",
    "pacs": "the reference has none; one was read since",
}


def reference(instrument: InstrumentDefinition) -> dict[str, Any]:
    if not REFERENCE.exists():
        pytest.skip("the collected reference does not lie beside the checkout")
    known = {each["id"]: each for each in json.loads(REFERENCE.read_text())["instruments"]}
    if instrument.id not in known:
        pytest.skip(f"the reference does not hold {instrument.id}")
    found: dict[str, Any] = known[instrument.id]
    return found


@EACH
def test_every_source_that_is_named_is_in_the_library(instrument: InstrumentDefinition) -> None:
    named = {*instrument.content.sources}
    assert {key for change in instrument.change for key in change.sources} <= named
    assert {scheme.source for scheme in instrument.bands} <= named
    assert {cutoff.source for cutoff in instrument.cutoffs} <= named
    assert {critical.source for critical in instrument.critical} <= named
    assert {rule.source for rule in instrument.clusters} <= named
    assert {rule.source for rule in instrument.skips} <= named
    assert named <= SOURCES.keys()


@EACH
def test_items_and_ranges_are_those_of_the_reference(instrument: InstrumentDefinition) -> None:
    known = reference(instrument)
    if instrument.id in ITEMS_APART:
        pytest.skip(ITEMS_APART[instrument.id])
    numbered = [item for item in instrument.items if re.fullmatch(r"q\d+", item.id)]
    scored = {name for scale in instrument.scales for name in scale.items}
    count = 5 if known["items"] == "1 gate + 5" else known["items"]
    counted = [item for item in numbered if instrument.id == "bam" or item.id in scored or not scored]
    if isinstance(count, int):
        assert len(counted) == count
    if isinstance(known["item_range"], list):
        ends = {(item.answers[0], item.answers[-1]) for item in numbered}
        assert ends == {tuple(known["item_range"])}
    if isinstance(known["total_range"], list) and instrument.scale("total"):
        assert instrument.possible_range() == tuple(known["total_range"])
    elif instrument.id == "bam":
        for scale, lowest, highest in re.findall(r"(\w+) (\d+)-(\d+)", known["total_range"]):
            assert instrument.possible_range(scale.lower()) == (float(lowest), float(highest))


@EACH
def test_bands_are_those_of_the_reference(instrument: InstrumentDefinition) -> None:
    if instrument.id in BANDS_APART:
        pytest.skip(BANDS_APART[instrument.id])
    known = reference(instrument)["bands"] or []
    ours: dict[tuple[str, str | None], tuple[Band, ...]] = {
        (scheme.scheme, scheme.sex): scheme.bands for scheme in instrument.bands
    }
    assert bool(known) is bool(ours)
    for (scheme, sex), bands in ours.items():
        theirs = [
            band
            for band in known
            if SCHEMES.get(band.get("scheme", scheme), band.get("scheme", scheme)) == scheme
            and band.get("sex", "any") in ("any", sex)
        ]
        assert [(band.minimum, band.maximum) for band in bands] == [(band["min"], band["max"]) for band in theirs]
        for band, other in zip(bands, theirs, strict=True):
            assert band.label.split()[0].strip(",:") == other["label"].split()[0].strip(",:*")


@EACH
def test_cut_offs_are_those_of_the_reference(instrument: InstrumentDefinition) -> None:
    known = reference(instrument)["cutoffs"] or []
    if instrument.id in CUTOFFS_APART:
        pytest.skip(CUTOFFS_APART[instrument.id])
    if instrument.id not in CUTOFFS:
        plain = [float(each["at"][2:]) for each in known if re.fullmatch(r"[<>]=\d+", each["at"])]
        assert set(plain) <= {cutoff.at for cutoff in instrument.cutoffs}
        return
    answered = CUTOFFS[instrument.id]
    assert [cutoff["at"] for cutoff in known] == list(answered)
    theirs = [limit for limits in answered.values() for limit in limits]
    ours = [(cutoff.id, cutoff.at) for cutoff in instrument.cutoffs if (cutoff.id, cutoff.at) not in EXTRA]
    assert sorted(ours) == sorted(theirs)
    for worded, limits in answered.items():
        for name, _ in limits:
            falling = {cutoff.when for cutoff in instrument.cutoffs if cutoff.id == name} == {"at-most"}
            assert falling is ("<=" in worded)


# The reference has these among its bands (AUDIT-C from 8) or its safety triggers (CIWA-Ar from 19).
EXTRA = {("severe", 8.0), ("severe", 19.0)}


@EACH
def test_change_is_that_of_the_reference(instrument: InstrumentDefinition) -> None:
    known = reference(instrument)["change"] or {}
    change = next((each for each in instrument.change if each.scale == "total"), None)
    if "mcid" in known:
        assert change is not None
        assert change.minimal_important_difference == known["mcid"]
    if instrument.id == "phq9":
        assert change is not None
        assert (change.response_percent, change.remission_below) == (50, 5)
    if instrument.id == "pcl5":
        assert change is not None
        assert known["rci"] == "15 (sample 1) to 18 (sample 2)"
        assert change.published_reliable_change == 18


@EACH
def test_the_direction_is_that_of_the_reference(instrument: InstrumentDefinition) -> None:
    total = instrument.scale("total")
    known = reference(instrument)["direction"]
    if total is not None:
        assert known == f"higher_{total.higher_is}"
    elif known not in ("mixed", "flag"):
        assert {f"higher_{scale.higher_is}" for scale in instrument.scales} <= {known}


@EACH
def test_loinc_codes_are_those_of_the_reference(instrument: InstrumentDefinition) -> None:
    known = reference(instrument)["loinc"]
    total = instrument.scale("total")
    assert instrument.loinc_panel == (known["panel"] or "")
    assert (total.loinc if total else "") == (known["total"] or "")


def test_composition_of_the_scales_is_that_of_the_reference() -> None:
    bam, pcl5 = INSTRUMENTS["bam"], INSTRUMENTS["pcl5"]
    for scale, items in re.findall(r"(Use|Risk|Protective) = ([\d+]+)", reference(bam)["scoring"]):
        found = bam.scale(scale.lower())
        assert found is not None
        assert [name[1:] for name in found.items] == items.split("+")
    for cluster, first, last in re.findall(r"\b([BCDE]) (\d+)-(\d+)", reference(pcl5)["scoring"]):
        found = pcl5.scale(f"cluster_{cluster.lower()}")
        assert found is not None
        assert [int(name[1:]) for name in found.items] == list(range(int(first), int(last) + 1))


@pytest.mark.parametrize(
    ("instrument", "file"),
    [
        ("phq9", "pco-Questionnaire-PHQ9.json"),
        ("phq9", "us-core-Questionnaire-phq-9-example.json"),
        ("gad7", "pco-Questionnaire-GAD7.json"),
    ],
)
def test_wording_and_item_codes_are_those_of_the_published_form(instrument: str, file: str) -> None:
    path = DATA / "questionnaires" / file
    if not path.exists():
        pytest.skip("the published questionnaires do not lie beside the checkout")
    form = json.loads(path.read_text())
    assert form["code"][0]["code"] == INSTRUMENTS[instrument].loinc_panel
    coded = {each["code"][0]["code"]: each for each in form["item"] if each.get("code")}
    for item in INSTRUMENTS[instrument].items:
        published = coded[item.loinc]
        assert (
            item.loinc in MENDED
            or heard(item.wording) in heard(published["text"])
            or heard(published["text"]) in heard(item.wording)
        )
        options = [each["valueCoding"]["display"] for each in published["answerOption"]]
        if item.loinc not in MENDED:
            assert list(item.choices.values()) == options


# Where LOINC's own text departs from the printed form: GAD-7 item 2 ("more days than not").
MENDED = {"68509-9"}


def heard(text: str) -> str:
    """The words alone, without what LOINC adds to them."""
    plain = text.lower().replace("in last 2 weeks [reported.phq]", "").replace("[reported.phq]", "")
    return " ".join(re.sub(r"[^a-z ]", " ", plain).replace("these problems", "these").split())
