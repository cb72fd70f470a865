"""Options: ranked for one person, each reason naming what in the record speaks for it or against it."""

from itertools import pairwise

import msgspec
import pytest
from drafting import cast, fragment, library, options, read, texts

from goldthread.case import cast_names, cast_path, read_case
from goldthread.curation.options import Weighing

LOW = """
record:
  client: {name: Ana Reyes}
  facts:
  - {kind: statement, id: own-mood, domain: mood, text: I get up and it is grey., concern: much}
  - {kind: diagnosis, id: dx, label: Major depressive disorder, codes: [{system: icd-10-cm, code: F33.1}]}
"""
OPIOID = """
record:
  client: {name: Ana Reyes}
  facts:
  - {kind: diagnosis, id: dx, label: Opioid use disorder, codes: [{system: icd-10-cm, code: F11.20}]}
  - {kind: substance, id: use, substance: opioid, name: blues, frequency: daily, last_use: 2026-05-31}
"""
DRINK = """
record:
  client: {name: Ana Reyes}
  facts:
  - {kind: diagnosis, id: dx, label: Alcohol use disorder, codes: [{system: icd-10-cm, code: F10.20}]}
  - {kind: substance, id: use, substance: alcohol, name: wine, frequency: daily, last_use: 2026-05-31}
"""


def test_every_option_is_indicated_for_the_need() -> None:
    found = options(fragment(LOW), "depression")
    indicated = {
        each.id for each in library().modalities.values() if any(one.need == "depression" for one in each.indications)
    }
    assert found
    assert found.keys() <= indicated


@pytest.mark.parametrize("name", cast_names())
def test_options_are_ranked_by_points_with_ties_by_id_and_excluded_ones_last(name: str) -> None:
    reading, needs = cast(name)
    for need in needs.needs:
        ranked = list(options((reading, needs), need.id).values())
        for one, other in pairwise(ranked):
            assert (one.excluded, -one.points, one.modality) < (other.excluded, -other.points, other.modality)


@pytest.mark.parametrize("name", cast_names())
def test_the_rank_of_an_option_is_the_sum_of_its_reasons(name: str) -> None:
    reading, needs = cast(name)
    books = library()
    weighing = Weighing(reading=reading, needs=needs, modalities=books.modalities, offers=books.offers)
    for need in needs.needs:
        for place in weighing.ranked(need):
            option = weighing.option(need, place.modality)
            assert option.points == pytest.approx(place.points)
            assert option.points == pytest.approx(sum(reason.points for reason in option.reasons))


@pytest.mark.parametrize("name", cast_names())
def test_every_reason_names_facts_of_the_record_and_every_source_stands_in_the_library(name: str) -> None:
    reading, needs = cast(name)
    for need in needs.needs:
        for option in options((reading, needs), need.id).values():
            for reason in option.reasons:
                assert reason.text
                assert {*reason.facts} <= reading.chart.by_id.keys()
                assert {*reason.source} <= library().sources.keys()


def test_evidence_is_told_with_its_source() -> None:
    cbt = options(fragment(LOW), "depression")["cbt"]
    evidence = next(reason for reason in cbt.reasons if reason.kind == "evidence")
    assert evidence.source
    assert evidence.points > 0


def test_the_clients_words_stand_in_the_reason_that_answers_the_need() -> None:
    reading, needs = fragment(LOW)
    need = next(each for each in needs.needs if "own-mood" in each.facts)
    assert "“I get up and it is grey”" in texts(options((reading, needs), need.id)["cbt"])


def test_a_wish_lifts_and_says_whose_wish_it_is() -> None:
    wish = "  - {kind: preference, id: wish, stance: wants, text: Let me work with my hands, about: [art-therapy]}\n"
    before = options(fragment(LOW), "depression")["art-therapy"]
    after = options(fragment(LOW + wish), "depression")["art-therapy"]
    assert after.points == before.points + 25
    assert "It is what Ana wants (art therapy: “Let me work with my hands”)." in texts(after)
    assert [reason.facts for reason in after.reasons if reason.kind == "preference"] == [("wish",)]


def test_a_refusal_excludes_and_is_shown() -> None:
    wish = "  - {kind: preference, id: no, stance: refuses, text: No pills for my head, about: [antidepressant]}\n"
    found = options(fragment(LOW + wish), "depression")
    assert found["antidepressant"].excluded
    assert "It is what Ana refuses (antidepressant: “No pills for my head”)." in texts(found["antidepressant"])
    assert list(found)[-1] == "antidepressant"


def test_refusing_medicine_excludes_every_medicine() -> None:
    wish = "  - {kind: preference, id: no, stance: refuses, text: No medicine, about: [medicine]}\n"
    found = options(fragment(DRINK + wish), "alcohol-medication")
    medicines = {name for name in found if library().modalities[name].kind == "medicine"}
    assert medicines == {"naltrexone", "acamprosate"}
    assert all(found[name].excluded for name in medicines)


def test_who_refuses_groups_may_have_the_same_help_one_to_one() -> None:
    wish = "  - {kind: preference, id: no, stance: refuses, text: No circles, about: [group]}\n"
    found = options(fragment(LOW + wish), "depression")
    activation = found["behavioural-activation"]
    assert not activation.excluded
    assert "group" not in activation.forms
    assert "It is given in another form than group, which Ana refuses: “No circles”." in texts(activation)


def test_who_refuses_groups_is_not_sent_to_what_is_only_a_group() -> None:
    told = fragment(
        """
record:
  client: {name: Ana Reyes}
  facts:
  - {kind: circumstance, id: alone, topic: social-contact, state: isolated, text: Nobody comes any more.}
  - {kind: preference, id: no, stance: refuses, text: No circles, about: [group]}
"""
    )
    assert options(told, "isolation")["group-therapy"].excluded


def test_the_wished_for_format_is_the_only_one_of_its_family() -> None:
    wish = "  - {kind: preference, id: wish, stance: prefers, text: Just us two, about: [individual]}\n"
    forms = options(fragment(LOW + wish), "depression")["behavioural-activation"].forms
    assert "individual" in forms
    assert "group" not in forms


@pytest.mark.parametrize(("outcome", "change"), [("helped", 25), ("partly", 8), ("did-not-help", -20), ("harmed", -80)])
def test_what_came_of_it_before_moves_an_option(outcome: str, change: int) -> None:
    earlier = f"  - {{kind: treatment, id: tx, name: A course, modality: cbt, outcome: {outcome}, words: It was so.}}\n"
    before = options(fragment(LOW), "depression")["cbt"]
    after = options(fragment(LOW + earlier), "depression")["cbt"]
    assert after.points == before.points + change
    assert "“It was so”" in texts(after)


def test_what_harmed_before_ranks_behind_everything_that_did_not() -> None:
    earlier = "  - {kind: treatment, id: tx, name: A course, modality: cbt, outcome: harmed}\n"
    found = [each for each in options(fragment(LOW + earlier), "depression").values() if not each.excluded]
    assert found[-1].modality == "cbt"


def test_a_stage_of_change_is_weighed_only_for_what_it_is_about() -> None:
    early = "  - {kind: readiness, id: stage, about: alcohol, stage: precontemplation, words: I like my wine.}\n"
    before, after = options(fragment(DRINK), "alcohol-use"), options(fragment(DRINK + early), "alcohol-use")
    assert after["motivational-interviewing"].points == before["motivational-interviewing"].points + 8
    assert after["relapse-prevention-therapy"].points == before["relapse-prevention-therapy"].points - 6
    other = early.replace("about: alcohol", "about: tobacco")
    assert options(fragment(DRINK + other), "alcohol-use")["motivational-interviewing"].points == pytest.approx(
        before["motivational-interviewing"].points
    )


def test_strengths_are_built_on_and_named() -> None:
    strength = "  - {kind: strength, id: garden, text: Grows tomatoes in her garden}\n"
    found = options(fragment(LOW + strength), "depression")["behavioural-activation"]
    reason = next(each for each in found.reasons if each.kind == "strength")
    assert reason.facts == ("garden",)
    assert "Grows tomatoes in her garden" in reason.text


def test_a_word_inside_another_is_no_strength() -> None:
    strength = "  - {kind: strength, id: s, text: She is a good cartographer}\n"  # "art" stands inside
    kinds = {each.kind for each in options(fragment(LOW + strength), "depression")["art-therapy"].reasons}
    assert "strength" not in kinds


def test_no_ride_makes_what_comes_home_easier_and_what_is_far_harder() -> None:
    told = fragment(
        LOW + "  - {kind: circumstance, id: ride, topic: transport, state: none, text: No car and no bus.}\n"
    )
    reasons = [each for each in options(told, "depression")["cbt"].reasons if each.kind == "access"]
    assert reasons
    assert all(each.points > 0 and "No car and no bus" in each.text for each in reasons)
    far = [each for each in options(told, "depression")["exercise"].reasons if each.kind == "access"]
    assert all(each.points < 0 for each in far)


def test_a_cause_that_the_team_has_formulated_is_worked_on_and_named() -> None:
    cause = (
        "  - {kind: cause, id: why, said_by: therapist, role: perpetuating, bears_on: [depression],"
        " text: Since the layoff there is nothing to get up for.}\n"
    )
    found = options(fragment(LOW + cause), "depression")["behavioural-activation"]
    reason = next(each for each in found.reasons if each.kind == "cause")
    assert reason.text == "It works on what keeps it going (Since the layoff there is nothing to get up for)."
    assert reason.facts == ("why",)


def test_what_serves_both_sides_of_a_linked_pair_is_lifted() -> None:
    drink = DRINK.split("facts:\n")[1].replace("dx", "dx2")
    alone, both = options(fragment(LOW), "depression"), options(fragment(LOW + drink), "depression")
    assert both["cbt"].points > alone["cbt"].points
    assert "which move together" in texts(both["cbt"])
    assert "alcohol-use" in both["cbt"].also


def test_opioids_in_the_body_exclude_naltrexone_and_say_what_instead() -> None:
    found = options(fragment(OPIOID), "opioid-medication")
    assert found["naltrexone"].excluded
    assert "blues daily (last on 31 May 2026)" in texts(found["naltrexone"])
    assert "Instead:" in texts(found["naltrexone"])
    assert not found["buprenorphine"].excluded
    assert not found["methadone"].excluded


def test_sedatives_beside_buprenorphine_call_for_care_and_withhold_nothing() -> None:
    told = fragment(OPIOID + "  - {kind: medicine, id: med, name: alprazolam, taken: as-agreed}\n")
    found = options(told, "opioid-medication")["buprenorphine"]
    assert not found.excluded
    assert any(each.kind == "caution" and "med" in each.facts for each in found.reasons)


_BIPOLAR = "{kind: diagnosis, id: b, label: Bipolar I, codes: [{system: icd-10-cm, code: F31.9}]}"
_PREGNANT = "{kind: circumstance, id: p, topic: pregnancy, state: pregnant}"
_KIDNEYS = "{kind: diagnosis, id: k, label: Kidney disease, codes: [{system: icd-10-cm, code: N18.4}]}"
_LIVER = "{kind: diagnosis, id: l, label: Acute hepatitis B, codes: [{system: icd-10-cm, code: B16.9}]}"
_OXYCODONE = "{kind: medicine, id: o, name: oxycodone, taken: as-agreed}"
_ALLERGY = "{kind: allergy, id: a, substance: Naltrexone tablets, reaction: hives}"


@pytest.mark.parametrize(
    ("fact", "need", "modality"),
    [
        (_BIPOLAR, "depression", "antidepressant"),
        (_PREGNANT, "alcohol-medication", "acamprosate"),
        (_KIDNEYS, "alcohol-medication", "acamprosate"),
        (_LIVER, "alcohol-medication", "naltrexone"),
        (_OXYCODONE, "alcohol-medication", "naltrexone"),
        (_ALLERGY, "alcohol-medication", "naltrexone"),
    ],
)
def test_a_contraindication_excludes(fact: str, need: str, modality: str) -> None:
    base = LOW if need == "depression" else DRINK
    assert not options(fragment(base), need)[modality].excluded
    found = options(fragment(f"{base}  - {fact}\n"), need)[modality]
    assert found.excluded
    assert any(each.kind == "contraindication" for each in found.reasons)


def test_a_stimulant_is_no_first_draft_beside_stimulant_use() -> None:
    told = fragment(
        """
record:
  client: {name: Ana Reyes}
  facts:
  - {kind: diagnosis, id: dx, label: ADHD, codes: [{system: icd-10-cm, code: F90.0}]}
  - {kind: substance, id: use, substance: stimulant, name: crystal, frequency: weekly}
"""
    )
    found = options(told, "adhd")
    assert found["adhd-stimulant"].excluded
    assert not found["adhd-nonstimulant"].excluded


def test_what_was_declined_sinks_and_what_is_taken_rises() -> None:
    plain = options(fragment(DRINK), "alcohol-medication")
    declined = options(
        fragment(
            DRINK + "  - {kind: medicine, id: m, name: naltrexone, status: declined, stopped_because: Not now.}\n"
        ),
        "alcohol-medication",
    )
    taken = options(fragment(DRINK + "  - {kind: medicine, id: m, name: naltrexone}\n"), "alcohol-medication")
    assert declined["naltrexone"].points < plain["naltrexone"].points < taken["naltrexone"].points
    assert "It was offered to Ana and declined (naltrexone): Not now." in texts(declined["naltrexone"])


def test_what_the_centre_does_not_have_sinks() -> None:
    offers = dict(library().offers)
    del offers["cbt"]
    here, gone = options(fragment(LOW), "depression")["cbt"], options(fragment(LOW), "depression", offers=offers)["cbt"]
    assert gone.points < here.points
    assert gone.offer is None
    assert here.offer is not None


def test_an_older_adult_gets_what_is_adapted_to_the_age() -> None:
    told = fragment(LOW.replace("name: Ana Reyes", "name: Ana Reyes, born: 1950-02-03"))
    assert "Adapted to age 76: activities that fit hearing, sight and legs." in texts(
        options(told, "depression")["behavioural-activation"]
    )


def test_help_in_the_clients_language_is_easier_to_reach() -> None:
    told = fragment(LOW.replace("name: Ana Reyes", "name: Ana Reyes, language: es"))
    assert "It can be had in the language that Ana speaks." in texts(
        options(told, "depression")["behavioural-activation"]
    )


def test_the_order_of_facts_changes_nothing() -> None:
    case = read_case(cast_path("walter-brandt")).case
    forward = read(case.record, case.on)
    backward = read(msgspec.structs.replace(case.record, facts=case.record.facts[::-1]), case.on)
    for need in forward[1].needs:
        assert list(options(forward, need.id).values()) == list(options(backward, need.id).values())
