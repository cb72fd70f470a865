"""Case files: what is written reads back equal, and a file that is wrong is answered with file, line, column, field."""

import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_record import DAYS, facts, records
from goldthread.case import Case, read_case, read_fragment, write_case
from goldthread.notation import BadInput
from goldthread.plan import Goal, Plan, PlanNeed
from goldthread.record import Client, Record
from goldthread.terms import Section, Words

HEAD = """\
on: 2026-09-14
record:
  client: {id: ana, name: Ana}
  facts:
"""
HOPE = """\
    - {kind: hope, id: sea, said_by: client, recorded_by: nurse, recorded_on: 2026-09-14, source: talk, text: The sea.}
"""


@given(records(), DAYS, st.text(max_size=60))
def test_a_case_that_is_written_reads_back_equal(record: Record, on: Any, story: str) -> None:
    case = Case(story=story, on=on, record=record)
    assert read_case(write_case(case)).case == case


@given(st.data())
def test_each_kind_of_fact_reads_back_equal(data: st.DataObject) -> None:
    fact = data.draw(facts())
    case = Case(on=fact.recorded_on, record=Record(client=Client(id="ana", name="Ana"), facts=(fact,)))
    assert read_case(write_case(case)).case == case


def test_a_case_with_a_plan_reads_back_equal() -> None:
    words = Words(text="Sleep: “through”, no\nlights.", said_by="client", on=datetime.date(2026, 9, 1), fact="f1")
    plan = Plan(
        id="plan", client="ana", level="outpatient", started_on=datetime.date(2026, 9, 2), written_by="Rosa",  # type: ignore[arg-type]  # words for enums, as a file has them
        needs=(PlanNeed(id="sleep", title="Sleep", section=Section.PHYSICAL_HEALTH),),
        goals=(Goal(id="goal-sleep", needs=("sleep",), own_words=words, section=Section.PHYSICAL_HEALTH),),
    )  # fmt: skip
    case = msgspec.convert(
        {"on": "2026-09-14", "record": {"client": {"id": "ana", "name": "Ana"}}, "plan": msgspec.to_builtins(plan)},
        Case,
    )
    assert read_case(write_case(case)).case == case
    assert "medicines" not in write_case(case), "what holds its default is not written"


def test_a_case_reads_the_same_from_text_bytes_and_a_file(tmp_path: Path) -> None:
    (tmp_path / "ana.yaml").write_text(HEAD + HOPE, encoding="utf-8")
    from_text = read_case(HEAD + HOPE).case
    assert read_case((HEAD + HOPE).encode("utf-8-sig")).case == from_text
    assert read_case(tmp_path / "ana.yaml").case == from_text


def test_json_is_read_as_well() -> None:
    assert read_case('{"on": "2026-09-14", "record": {"client": {"id": "ana", "name": "Ana"}}}').case.record.facts == ()


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    value = 'kind: value, id: v, said_by: client, recorded_by: nurse, recorded_on: 2026-09-14, source: "no", text: '
    for word in ("no", "Off", "yes", '"true"', '"12"', '"2026-09-14"', '"null"', "12:30:45", "<<", "="):
        held = read_case(f"{HEAD}    - {{{value}{word}}}\n").case
        assert held.record.facts[0].text == word.strip('"')  # type: ignore[union-attr]  # the fact is a hope, which has a text
        assert read_case(write_case(held)).case == held


# Each: what is wrong, the file, the code, line, column and field of the answer, and a word of its message.
WRONG: list[tuple[str, str, str, str, str]] = [
    ("a date that the calendar lacks", HEAD.replace("09-14", "02-30"), "bad-date", "1:5", "calendar"),
    ("a quoted date that the calendar lacks", HEAD.replace("2026-09-14", "'2026-02-30'"), "bad-value", "1:5: on", ""),
    ("a word for a date", HEAD.replace("2026-09-14", "today"), "bad-value", "1:5: on", ""),
    ("no day", "record: {client: {id: ana, name: Ana}}\n", "bad-value", "1:1", "`on`"),
    ("no record", "on: 2026-09-14\n", "bad-value", "1:1", "`record`"),
    ("no client", "on: 2026-09-14\nrecord:\n  facts: []\n", "bad-value", "2:1: record", "`client`"),
    ("an unknown field", HEAD + HOPE + "mood: low\n", "bad-value", "6:1", "`mood`"),
    ("an unknown field of a fact", HEAD + HOPE.replace("text", "txt"), "bad-value", "5:105: record.facts.0", "`txt`"),
    ("an unknown kind", HEAD + HOPE.replace("hope", "wish"), "bad-value", "5:14: record.facts.0.kind", "none of"),
    ("no kind", HEAD + HOPE.replace("kind: hope, ", ""), "bad-value", "5:7: record.facts.0", "kind"),
    ("no words", HEAD + HOPE.replace("The sea.", "''"), "bad-value", "5:111: record.facts.0.text", ">= 1"),
    ("a number for words", HEAD + HOPE.replace("The sea.", "7"), "bad-value", "5:111: record.facts.0.text", "whole"),
    ("an id with a space", HEAD + HOPE.replace("sea,", "the sea,"), "bad-value", "5:24: record.facts.0.id", "regex"),
    ("beyond the scale", HEAD + HOPE.replace("sea.}", "sea., importance: 11}"), "bad-value", "5:133: record", "<= 10"),
    ("not among the domains", HEAD + HOPE.replace("sea.}", "sea., domain: soul}"), "bad-value", "5:129: record", ""),
    ("two facts with one id", HEAD + HOPE + HOPE, "bad-value", "6:7: record.facts.1", "'sea'"),
    ("an end before the beginning", HEAD + HOPE.replace("sea.}", "sea., since: 2026-01-02, until: 2026-01-01}"),
     "bad-value", "5:147: record.facts.0.until", "lies before"),
    ("a plan for somebody else", HEAD + HOPE
     + "plan: {id: p, client: bo, level: outpatient, started_on: 2026-09-14, written_by: Rosa}\n",
     "bad-value", "6:23: plan.client", "another `client` than"),
    ("a list for a mapping", "on: 2026-09-14\nrecord: [ana]\n", "bad-value", "2:9: record", ""),
    ("no mapping at all", "- on: 2026-09-14\n", "not-a-case", "1:1", "mapping"),
    ("one word", "hello", "not-a-case", "1:1", "mapping"),
    ("nothing", "", "empty", "", "empty"),
    ("only a comment", "# to be written\n", "empty", "", "empty"),
    ("a key that stands twice", HEAD + HOPE + "on: 2026-09-15\n", "key-twice", "6:1: on", "twice"),
    ("an alias", "on: &day 2026-09-14\nstory: *day\n", "alias", "1:5", "alias"),
    ("an alias of itself", "record: &r {facts: [*r]}\n", "alias", "1:9", "alias"),
    ("a tag on a word", "on: !!python/name:os.system now\n", "tag", "1:5", "tag"),
    ("a tag on a list", "on: !them [a]\n", "tag", "1:5", "tag"),
    ("a tag on a mapping", "on: !!set {a, b}\n", "tag", "1:5", "tag"),
    ("a list as a key", "{[a]: b}\n", "bad-key", "1:2", "key"),
    ("two documents", "on: 2026-09-14\n---\non: 2026-09-15\n", "not-yaml", "2:1", "YAML"),
    ("a bracket left open", "on: [2026-09-14\n", "not-yaml", "2:1", "YAML"),
    ("a tab for a space", "record:\n\tclient: ana\n", "not-yaml", "2:1", "YAML"),
    ("a character that no text holds", "on: \x00\n", "not-yaml", "", "YAML"),
    ("half a character", "on: \ud800\n", "not-yaml", "", "YAML"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "spot", "says"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG]
)
def test_a_wrong_file_is_answered_with_its_place(text: str, code: str, spot: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_case(text, file="ana.yaml")
    assert caught.value.code == code
    assert says in caught.value.message
    assert str(caught.value.place).startswith(f"ana.yaml:{spot}" if spot else "ana.yaml")
    assert str(caught.value).endswith(f"[{code}]")


@pytest.mark.parametrize("nest", ["[", "- ", "{a: ", "? "], ids=["lists", "rows", "mappings", "keys"])
def test_a_file_that_is_nested_without_end_is_refused_and_does_no_harm(nest: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_case(nest * 100_000, file="deep.yaml")
    assert caught.value.code == "too-deep"
    assert str(caught.value.place).startswith("deep.yaml:1:")


def test_a_file_that_is_not_utf8_says_which_byte() -> None:
    with pytest.raises(BadInput, match=r"^ana\.yaml:1:8: The file is not UTF-8: byte 7 .* \[not-utf-8\]$"):
        read_case(b"story: \xff\xfe", file="ana.yaml")


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_case(tmp_path / "nobody.yaml")
    assert caught.value.code == "unreadable"
    assert "nobody.yaml" in str(caught.value)


def test_a_file_beyond_all_measure_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldthread.notation.reading.MAX_BYTES", 10)
    with pytest.raises(BadInput) as caught:
        read_case("story: long enough\n")
    assert caught.value.code == "too-large"


def answer_to(source: Any) -> Any:
    """The case, or the message of the refusal; any other error is a fault and stays loud."""
    try:
        return read_case(source).case
    except BadInput as refused:
        return refused.message if refused.place else None


@given(st.text(max_size=80) | st.binary(max_size=80))
def test_whatever_is_in_a_file_the_answer_is_a_case_or_a_clear_error(source: Any) -> None:
    assert answer_to(source)


@given(st.data())
def test_a_case_file_with_a_part_overwritten_is_read_or_answered(data: st.DataObject) -> None:
    text = HEAD + HOPE
    start = data.draw(st.integers(0, len(text)))
    text = text[:start] + data.draw(st.text(max_size=6)) + text[start + data.draw(st.integers(0, 12)) :]
    assert answer_to(text)


def test_the_place_of_an_item_is_found_by_its_id() -> None:
    read = read_case(HEAD + HOPE, file="ana.yaml")
    assert str(read.document.place(("record", "facts", "sea", "text"))).startswith("ana.yaml:5:111")
    assert str(read.document.place(("record", "facts", "lake"))).startswith("ana.yaml:4:3: ")
    assert read.document.place(("plan",)).line == 1


def test_a_fragment_is_filled_with_plain_defaults() -> None:
    fragment = "record:\n  facts:\n    - {kind: hope, text: Sleep.}\nplan: {needs: []}\n"
    case = read_fragment(fragment, file="page.md").case
    assert case.on == datetime.date(2026, 6, 1)
    assert case.record.facts[0].id == "f1"
    assert case.record.facts[0].from_client
    assert case.plan is not None
    assert case.plan.client == case.record.client.id == "client"


def test_a_fragment_keeps_what_it_says_itself() -> None:
    fragment = (
        "on: 2026-07-01\n"
        "record:\n  client: {id: bo, sex: male}\n  facts: [{kind: value, id: own, said_by: sister, text: Kin.}]\n"
        "plan: {level: residential}\n"
    )
    case = read_fragment(fragment, file="page.md").case
    assert (case.record.client.id, case.record.client.sex) == ("bo", "male")
    assert (case.record.facts[0].id, case.record.facts[0].said_by) == ("own", "sister")
    assert case.record.facts[0].recorded_on == datetime.date(2026, 7, 1)
    assert case.plan is not None
    assert (case.plan.level, case.plan.client) == ("residential", "bo")


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("[]", "1:1"),
        ("record: soon", "1:9: record"),
        ("record:", "1:8: record"),
        ("record: {client: ana}", "1:18: record.client"),
        ("record: {facts: none}", "1:17: record.facts"),
        ("record: {facts: [none]}", "1:18: record.facts.0"),
        ("plan: now", "1:7: plan"),
        ("plan: {goals: [{id: g}]}", "1:16: plan.goals.0"),
    ],
)
def test_a_wrong_fragment_is_answered_with_its_place(text: str, spot: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_fragment(text, file="page.md")
    assert str(caught.value.place).startswith(f"page.md:{spot}")
