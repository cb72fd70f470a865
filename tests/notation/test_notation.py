"""How values are written in files: what each way of writing means, where it stands, and what a hash is taken of."""

import datetime
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_value import PLAIN
from goldthread.case import cast_path
from goldthread.notation import BadInput, Document, Place, canonical_bytes, convert, digest, read_document


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12", 12),
        ("-3", -3),
        ("1_000", 1000),
        ("0", 0),
        ("+7", 7),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1:30", "1:30"),
        ("9" * 5000, "9" * 5000),
        ("1.5", 1.5),
        (".inf", ".inf"),
        ("true", True),
        ("FALSE", False),
        ("yes", "yes"),
        ("off", "off"),
        ("~", None),
        ("", None),
        ("2026-09-14", datetime.date(2026, 9, 14)),
        ("2026-09-14 10:30:00", "2026-09-14 10:30:00"),
        ("'2026-09-14'", "2026-09-14"),
        ("[a, 1]", ["a", 1]),
        ("{a: {b: c}}", {"a": {"b": "c"}}),
        ("|\n  two\n  lines\n", "two\nlines\n"),
    ],
)
def test_each_way_of_writing_means_one_thing(written: str, read: Any) -> None:
    value = read_document(f"it: {written}\n" if not written.startswith("|") else f"it: {written}").value["it"]
    assert value == read
    assert type(value) is type(read)


def test_standard_input_is_read_by_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"name: Ana\n")))
    assert read_document(Path("-")).value == {"name": "Ana"}


def test_a_place_is_the_nearest_that_is_in_the_file() -> None:
    document = read_document("a:\n  - id: one\n    b: 1\n", file="x.yaml")
    assert str(document.place(("a", 0, "b"))) == "x.yaml:3:8: a.0.b"
    assert str(document.place(("a", "one", "b"))) == "x.yaml:3:8: a.one.b"
    assert str(document.place(("a", 7, "b"))) == "x.yaml:1:1: a.7.b"
    assert str(document.place(("a", 0, "b", "c"))) == "x.yaml:3:8: a.0.b.c"
    assert str(document.place()) == "x.yaml:1:1"


def test_a_value_that_came_from_no_text_has_its_file_for_a_place() -> None:
    made = Document(value={"a": 1}, file="made", root=None)
    assert made.place(("a",)) == Place(file="made", field="a")
    assert str(made.place()) == "made"


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two numbers, or a map of numbers."""

    one: int = 0
    more: dict[str, int] = {}


def test_a_part_of_a_document_is_converted_with_its_own_place() -> None:
    document = read_document("pairs:\n- {one: 1}\n- {one: two}\n- {more: {x: y}}\n", file="p.yaml")
    assert convert(document, Pair, ("pairs", 0)) == Pair(one=1)
    with pytest.raises(
        BadInput, match=r"^p\.yaml:3:9: pairs\.1\.one: Expected a whole number, got text\. \[bad-value\]$"
    ):
        convert(document, Pair, ("pairs", 1))
    with pytest.raises(BadInput, match=r"^p\.yaml:4:10: pairs\.2\.more: "):
        convert(document, Pair, ("pairs", 2))


def test_an_error_reads_as_place_message_fix_and_code() -> None:
    assert str(BadInput("Too long.", code="long", place=Place(file="a", line=2, column=3), fix="Cut it.")) == (
        "a:2:3: Too long. Cut it. [long]"
    )
    assert str(BadInput("Too long.")) == "Too long. [bad-input]"


@given(st.dictionaries(st.text(max_size=6), PLAIN, max_size=5), st.randoms(use_true_random=False))
def test_a_hash_does_not_depend_on_the_order_of_keys(value: dict[str, Any], random: Any) -> None:
    keys = list(value)
    random.shuffle(keys)
    assert canonical_bytes({key: value[key] for key in keys}) == canonical_bytes(value)
    assert len(digest(value)) == 64


def test_different_values_have_different_hashes() -> None:
    assert digest({"a": 1}) != digest({"a": 2})
    assert digest([1, 2]) != digest([2, 1])


def test_a_name_that_is_not_in_the_cast_is_told() -> None:
    with pytest.raises(KeyError):
        cast_path("nobody")
