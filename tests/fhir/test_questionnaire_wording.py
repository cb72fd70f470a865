"""A FHIR Questionnaire brings the wording of a form; a centre lays it over the library's instrument."""

import json
from pathlib import Path
from typing import Any

import pytest
from small_bundle import LOINC, bundle

from goldthread.fhir import overlay, read_questionnaire, write_overlay
from goldthread.library import load_library
from goldthread.notation import BadInput
from published import published


def anxiety(**more: Any) -> dict[str, Any]:
    often = {
        "valueCoding": {"system": LOINC, "code": "LA6570-1", "display": "Más de la mitad de los días"},
        "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 2}],
    }
    never = {"valueCoding": {"system": LOINC, "code": "LA6568-5", "display": "Nunca"}}
    first = {
        "linkId": "n",
        "type": "choice",
        "text": "¿Se ha sentido nervioso?",
        "required": True,
        "code": [{"system": LOINC, "code": "69725-0"}],
        "answerOption": [never, often],
    }
    then = {
        "linkId": "/68509-9",
        "type": "choice",
        "text": "¿No ha podido dejar de preocuparse?",
        "enableWhen": [{"question": "n", "operator": "exists", "answerBoolean": True}],
    }
    group = {"linkId": "g", "type": "group", "text": "Últimas dos semanas", "item": [first, then]}
    return {
        "resourceType": "Questionnaire",
        "id": "gad7-es",
        "title": "GAD-7 en español",
        "status": "active",
        "language": "es",
        "copyright": "No permission required.",
        "code": [{"system": LOINC, "code": "69737-5"}],
        "item": [group],
        **more,
    }


def test_the_wording_keeps_groups_choices_scores_and_conditions() -> None:
    wording = read_questionnaire(json.dumps(anxiety()))
    assert (wording.title, wording.instrument, wording.language) == ("GAD-7 en español", "gad7", "es")
    assert wording.copyright == "No permission required."
    group, first, then = wording.flat()
    assert (group.type, group.text, group.item) == ("group", "Últimas dos semanas", "")
    assert (first.item, first.required, first.codes[0].code) == ("q1", True, "69725-0")
    assert [(each.text, each.code, each.score) for each in first.choices] == [
        ("Nunca", "LA6568-5", None),
        ("Más de la mitad de los días", "LA6570-1", 2),
    ]
    assert (then.item, then.enable_when) == (
        "q2",
        ({"question": "n", "operator": "exists", "answerBoolean": True},),
    )


def test_it_may_be_the_only_questionnaire_of_a_bundle() -> None:
    assert read_questionnaire(json.dumps(bundle(anxiety()))).instrument == "gad7"
    with pytest.raises(BadInput) as caught:
        read_questionnaire(json.dumps(bundle(anxiety(), anxiety(id="other"))))
    assert caught.value.message == "The input holds 2 Questionnaires; exactly one is expected."


def test_a_form_without_a_code_is_known_by_its_title() -> None:
    made = anxiety(title="My Gad-7")
    del made["code"]
    assert read_questionnaire(json.dumps(made)).instrument == "gad7"
    assert read_questionnaire(json.dumps({**made, "title": "Something"})).instrument == ""


def test_answers_may_be_numbers_or_stand_in_a_contained_value_set() -> None:
    numbers = {"linkId": "a", "type": "integer", "answerOption": [{"valueInteger": 0}, {"valueInteger": 4}]}
    in_set = {"linkId": "b", "type": "choice", "answerValueSet": "#often"}
    elsewhere = {"linkId": "c", "type": "choice", "answerValueSet": "http://loinc.org/vs/LL358-3"}
    concepts = {"system": LOINC, "concept": [{"code": "LA6568-5", "display": "Not at all"}]}
    values = {"resourceType": "ValueSet", "id": "often", "status": "active", "compose": {"include": [concepts]}}
    made = anxiety(item=[numbers, in_set, elsewhere], contained=[values])
    first, second, third = read_questionnaire(json.dumps(made)).flat()
    assert [(each.text, each.score) for each in first.choices] == [("0", 0), ("4", 4)]
    assert [(each.text, each.code, each.system) for each in second.choices] == [("Not at all", "LA6568-5", LOINC)]
    assert (third.choices, third.value_set) == ((), "http://loinc.org/vs/LL358-3")


def test_an_item_without_a_link_is_refused_by_its_place() -> None:
    made = anxiety(item=[{"type": "string", "text": "?"}])
    with pytest.raises(BadInput) as caught:
        read_questionnaire(json.dumps(made, indent=1), file="form.json")
    assert caught.value.code == "invalid-fhir"
    assert caught.value.place is not None
    assert caught.value.place.field == "item[0].linkId"
    assert caught.value.place.line > 1


def test_the_wording_lies_over_the_instrument_and_scoring_stays(tmp_path: Path) -> None:
    shipped = load_library().instruments["gad7"]
    laid = overlay(wording=read_questionnaire(json.dumps(anxiety())), definition=shipped)
    words = {item.id: item.wording for item in laid.items}
    assert words["q1"] == "¿Se ha sentido nervioso?"
    assert words["q3"] == {item.id: item.wording for item in shipped.items}["q3"]
    assert laid.items[0].choices == {"0": "Nunca", "2": "Más de la mitad de los días"}
    assert (laid.scales, laid.bands, laid.worked_cases) == (shipped.scales, shipped.bands, shipped.worked_cases)
    assert laid.permission.note.endswith("Wording from a FHIR Questionnaire: No permission required.")

    folder = tmp_path / "instruments"
    folder.mkdir()
    (folder / "gad7.yaml").write_text(write_overlay(laid), encoding="utf-8")
    assert load_library(tmp_path).instruments["gad7"] == laid


def test_the_wording_of_another_form_does_not_lie_over_it() -> None:
    wording = read_questionnaire(json.dumps(anxiety()))
    with pytest.raises(ValueError, match="the form is gad7, not phq9"):
        overlay(wording=wording, definition=load_library().instruments["phq9"])


@pytest.mark.parametrize(
    ("name", "instrument", "items"),
    [
        ("pco-Questionnaire-GAD7.json", "gad7", 7),
        ("pco-Questionnaire-PHQ9.json", "phq9", 10),
        ("us-core-Questionnaire-phq-9-example.json", "phq9", 10),
        ("us-core-Questionnaire-prapare-example.json", "", 0),
        ("pco-Questionnaire-health-inventory-example.json", "", 0),
        ("us-core-Questionnaire-exercise-vital-sign.json", "", 0),
    ],
)
def test_published_forms_are_read_with_their_notice(name: str, instrument: str, items: int) -> None:
    wording = read_questionnaire(published("questionnaires", name))
    assert (wording.instrument, len([each for each in wording.flat() if each.item])) == (instrument, items)
    assert wording.copyright
    assert all(each.link_id for each in wording.flat())
    if instrument:
        laid = overlay(wording=wording, definition=load_library().instruments[instrument])
        assert all(set(item.choices) == {"0", "1", "2", "3"} for item in laid.items)
