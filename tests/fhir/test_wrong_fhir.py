"""Whatever comes in as FHIR is read, or refused with a clear error; it is never a crash, and never half a record."""

import copy
import datetime
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_bundle import bundle, everybody

from goldthread.case import Case, read_case, write_case
from goldthread.fhir import Imported, read_fhir, read_questionnaire
from goldthread.notation import BadInput
from published import shared_folder

DAY = datetime.date(2026, 11, 23)


def read(value: Any) -> Imported:
    text = value if isinstance(value, (str, bytes)) else json.dumps(value)
    return read_fhir(text, file="input.json", recorded_on=DAY, recorded_by="intake")


def refused(value: Any) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read(value)
    return caught.value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("{", "not-json"),
        ('{"resourceType": "Patient", "id": "a"', "not-json"),
        ("<Patient xmlns='http://hl7.org/fhir'/>", "not-json"),
        ("[]", "not-fhir"),
        ("7", "not-fhir"),
        ('{"a": 1}', "not-fhir"),
        ('{"resourceType": 7}', "not-fhir"),
        ('{"resourceType": "Patient", "id": "a", "id": "b"}', "key-twice"),
        ('{"resourceType": "Patient", "multipleBirthInteger": 1e999}', "not-json"),
        ('{"resourceType": "Patient", "multipleBirthInteger": NaN}', "not-json"),
        ('{"resourceType": "Nonsense", "id": "a"}', "invalid-fhir"),
        ('{"resourceType": "Patient", "name": "Rosa"}', "invalid-fhir"),
        ('{"resourceType": "Bundle", "entry": {}}', "invalid-fhir"),
        ('{"resourceType": "Bundle", "entry": [7]}', "invalid-fhir"),
        ('{"resourceType": "Bundle", "entry": [{"resource": []}]}', "not-fhir"),
        ("[" * 500 + "]" * 500, "too-deep"),
        ("[" * 100_000, "too-deep"),
        ('{"resourceType": "Patient", "text": ' + '{"a":' * 80 + "1" + "}" * 80 + "}", "too-deep"),
    ],
)
def test_a_wrong_input_is_refused_by_a_stable_code(text: str, code: str) -> None:
    error = refused(text)
    assert error.code == code
    assert error.message.endswith(".")


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    assert refused(b'{"resourceType": "Pati\xff"}').code == "not-utf-8"


def test_the_refusal_names_line_column_and_field_and_no_word_about_a_person() -> None:
    text = '{\n  "resourceType": "Patient",\n  "name": [\n    {"family": 7, "given": ["Rosa"]}\n  ]\n}'
    error = refused(text)
    assert error.place is not None
    assert (error.place.file, error.place.line, error.place.column) == ("input.json", 4, 16)
    assert error.place.field == "name[0].family"
    assert "Rosa" not in str(error)
    assert "`name[0].family` has the wrong type" in str(error)


def test_broken_json_names_the_line_on_which_it_breaks() -> None:
    error = refused('{"resourceType": "Patient",\n "id": }')
    assert error.place is not None
    assert (error.place.line, error.place.column) == (2, 8)


def test_a_broken_line_of_ndjson_is_named_by_its_line() -> None:
    error = refused('{"resourceType": "Patient", "id": "a"}\n{"resourceType": "Patient", "id": }')
    assert error.place is not None
    assert error.place.line == 2


def test_ndjson_is_read_line_by_line() -> None:
    lines = [json.dumps(each) for each in everybody()]
    assert read("\n".join(lines) + "\n").resources == len(lines)


def test_one_wrong_resource_in_a_bundle_is_listed_and_the_rest_is_read() -> None:
    wrong = {"resourceType": "Condition", "id": "c9"}
    imported = read(bundle(everybody()[0], wrong))
    assert imported.mapped == 1
    assert [(each.resource_id, each.why) for each in imported.listed] == [
        ("c9", "is not valid FHIR R4: `subject` is missing")
    ]


def test_a_bundle_of_nothing_but_wrong_resources_is_refused() -> None:
    error = refused(bundle({"resourceType": "Condition", "id": "c9"}))
    assert error.code == "invalid-fhir"
    assert error.place is not None
    assert error.place.line == 1


def test_an_element_that_r4_does_not_know_is_kept_and_the_resource_is_read() -> None:
    imported = read({"resourceType": "Patient", "id": "p1", "shoeSize": 42, "name": [{"text": "Rosa", "x": 1}]})
    assert imported.mapped == 1
    kept = {each.part: each.why for each in imported.listed_parts}
    assert kept == {"shoeSize": "is no element of FHIR R4", "name[0].x": "is no element of FHIR R4"}


def test_an_empty_bundle_gives_no_record() -> None:
    imported = read({"resourceType": "Bundle", "type": "collection"})
    assert (imported.records, imported.resources, imported.mapped) == ((), 0, 0)


def test_only_a_questionnaire_is_a_questionnaire() -> None:
    with pytest.raises(BadInput) as caught:
        read_questionnaire(json.dumps(everybody()[0]))
    assert caught.value.code == "not-a-questionnaire"


# What is put in the place of something: every type, texts at the edge of what a file may hold.
_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", " ", "2024", "2024-13-40", "0000-00-00", "#x", "\x00", "\ud800", "x" * 25_000, "Patient/p1"]),
    st.text(max_size=12),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["coding", "reference", "value", "extension"]), st.text(max_size=5), max_size=2),
)


def _resources() -> list[dict[str, Any]]:
    """The small bundle's resources, and where they are here one of each published kind."""
    found = {each["resourceType"]: each for each in everybody()}
    folder = shared_folder()
    if folder is not None:
        for path in sorted(folder.glob("us-*/bundle-*.json")):
            for entry in json.loads(path.read_text("utf-8"))["entry"]:
                found.setdefault(entry["resource"]["resourceType"] + path.name, entry["resource"])
    return list(found.values())


RESOURCES = _resources()


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for step, each in steps for found in [(*path, step), *_places(each, (*path, step))]]


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """A real resource with a few places dropped, replaced or nested into themselves."""
    resource = copy.deepcopy(draw(st.sampled_from(RESOURCES)))
    for _ in range(draw(st.integers(1, 4))):
        places = _places(resource)
        if not places:
            break
        *path, last = draw(st.sampled_from(places))
        holder: Any = resource
        for step in path:
            holder = holder[step]
        change = draw(st.sampled_from(["drop", "replace", "nest", "list"]))
        if change == "drop":
            del holder[last]
        else:
            value = holder[last]
            holder[last] = draw(_ODD) if change == "replace" else {"extension": value} if change == "nest" else [value]
    return draw(st.sampled_from([resource, bundle(everybody()[0], resource)]))


@settings(max_examples=300)
@given(spoiled())
def test_a_spoiled_resource_is_read_whole_or_refused(value: Any) -> None:
    try:
        imported = read(value)
    except BadInput:
        return
    assert imported.mapped + len(imported.listed) == imported.resources
    for record in imported.records:
        case = Case(on=DAY, record=record)
        assert read_case(write_case(case)).case == case
