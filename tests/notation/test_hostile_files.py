"""Files as strangers hand them in: odd JSON, odd bytes, words that must not come back, rules that name an item."""

import json
from pathlib import Path

import pytest

from goldthread.case import cast_path, read_case
from goldthread.notation import BadInput, convert, read_document
from goldthread.notation.expecting import allowed_words

HEAD = "on: 2026-09-14\nrecord:\n  client: {id: ana, name: Ana}\n"


@pytest.mark.parametrize(
    "text", ["a 😀 b", "\x7f", "a\x85b", "a\u2028b\u2029 c", "back\\slash \\ud83d\\ude00", "\ufeff", "tab\tand\nline"]
)
@pytest.mark.parametrize("only_ascii", [True, False])
@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_json_means_what_json_says(text: str, only_ascii: bool, indent: int | str | None) -> None:
    written = json.dumps({"it": {"text": text, "far": 1e3}}, ensure_ascii=only_ascii, indent=indent)
    document = read_document(written)
    assert document.value == {"it": {"text": text, "far": 1000.0}}
    last = written.splitlines()[document.place(("it", "far")).line - 1] if "\u2028" not in text and indent else written
    assert last[document.place(("it", "far")).column - 1 :].startswith("1000.0") or "\x85" in text or "\u2028" in text


def test_half_a_character_in_json_is_refused() -> None:
    with pytest.raises(BadInput, match=r"^a\.json:1:11: .*\[not-yaml\]$"):
        read_document('{"it": "\\ud83d"}', file="a.json")


def test_a_key_that_stands_twice_in_json_is_refused() -> None:
    with pytest.raises(BadInput, match=r"^a\.json:1:15: it: The key stands twice\. \[key-twice\]$"):
        read_document('{"it": "x\\n", "it": 2}', file="a.json")


def test_the_place_of_bytes_and_characters_that_cannot_be_read() -> None:
    with pytest.raises(BadInput, match=r"^a:3:4: The file is not UTF-8: byte 9 "):
        read_document(b"a: 1\n\nb: \xff\n", file="a")
    with pytest.raises(BadInput, match=r"^a:2:5: This is not valid YAML: there is a character"):
        read_document("a: 1\nb: x\x01\n", file="a")


def test_a_file_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldthread.notation.reading.MAX_BYTES", 1000)
    with pytest.raises(BadInput, match="too-large"):
        read_document(Path("/dev/zero"))


WORD = "secret"
WITH_A_WORD = [
    HEAD.replace("name: Ana", "name: Ana, sex: secret"),
    HEAD.replace("name: Ana", "name: Ana, He said secret: x"),
    HEAD.replace("id: ana", "id: The Secret"),
    HEAD + "  facts:\n  - {kind: secret, id: a}\n",
    HEAD.replace("2026-09-14", "secret"),
    HEAD + "plan: {id: p, client: secret, level: outpatient, started_on: 2026-09-14, written_by: Rosa}\n",
]


@pytest.mark.parametrize("text", WITH_A_WORD)
def test_a_refusal_repeats_no_word_of_the_file(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_case(text, file="a.yaml")
    assert WORD not in str(refused.value).lower()
    assert str(refused.value).startswith("a.yaml:")


def test_a_refusal_says_what_may_stand_there() -> None:
    with pytest.raises(
        BadInput, match=r"^a:3:37: record\.client\.sex: .* Choose from: female, male, other, unknown\. "
    ):
        read_case(WITH_A_WORD[0], file="a")
    with pytest.raises(BadInput, match=r"^a:3:32: record\.client: There is no field `nme` here\. Do you mean `name`\?"):
        read_case(HEAD.replace("name: Ana", "name: Ana, nme: x"), file="a")
    with pytest.raises(BadInput, match=r"^a:5:12: record\.facts\.0\.kind: .* Do you mean `statement`\?"):
        read_case(HEAD + "  facts:\n  - {kind: statment, id: a}\n", file="a")
    with pytest.raises(BadInput, match=r"^a:1:5: on: A day is written YYYY-MM-DD\."):
        read_case(HEAD.replace("2026-09-14", "14 September"), file="a")
    assert allowed_words(str, "x", ()) == []


def test_a_rule_about_the_whole_plan_points_at_the_item_and_the_field() -> None:
    text = cast_path("walter-brandt").read_text()
    lines = text.splitlines()
    number = next(n for n, line in enumerate(lines) if line.startswith("    goal: g-"))
    lines[number] = "    goal: g-nowhere"
    with pytest.raises(BadInput) as refused:
        read_case("\n".join(lines), file="w.yaml")
    assert str(refused.value).startswith(f"w.yaml:{number + 1}:11: plan.objectives.")
    assert "g-nowhere" in str(refused.value)


def test_a_list_stands_where_its_key_stands() -> None:
    document = read_document("plan:\n  needs:\n  - id: sleep\n", file="a")
    assert str(document.place(("plan", "needs"))) == "a:2:3: plan.needs"
    assert str(document.place(("plan", "needs", "sleep"))) == "a:3:5: plan.needs.sleep"
    assert document.at(("plan", "needs", 0, "id")) == "sleep"
    assert document.at(("plan", "gone", 0)) is None


def test_a_part_that_is_no_mapping_is_told_in_plain_words() -> None:
    with pytest.raises(BadInput, match=r"Expected a mapping \(`field: value`\), got a list\. "):
        convert(read_document("- [1]\n"), dict[str, int], (0,))
