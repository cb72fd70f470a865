"""The how-to is followed: its page and its function are taken out of it, and do together what it says."""

import re
from pathlib import Path

import msgspec

from goldthread.case import read_fragment
from goldthread.checks import all_pages
from goldthread.checks.catalogue import discover
from goldthread.checks.stigma import labels_in
from goldthread.checks.subject import Subject
from goldthread.needs import Needs, Reading
from goldthread.notation import read_document
from goldthread.record import chart

HOW_TO = (Path(__file__).parents[2] / "docs" / "how-to" / "add-a-check.md").read_text(encoding="utf-8")


def block(fence: str, language: str) -> str:
    found = re.search(rf"^{fence}{language}\n(.*?)^{fence}$", HOW_TO, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def test_the_page_and_the_function_of_the_how_to_work_together(tmp_path: Path) -> None:
    folder = tmp_path / "relapse_prevention"
    folder.mkdir()
    (folder / "support_without_contact.md").write_text(block("````", "markdown"), encoding="utf-8")
    (page,) = discover(tmp_path)
    space: dict[str, object] = {}
    exec(compile(block("```", "python"), "support_without_contact.py", "exec"), space)  # noqa: S102 - our own page
    find = space["find"]
    assert callable(find)
    for example in page.examples:
        value = read_document(example.text, file="how-to").value
        expected = value.pop("expect")
        case = read_fragment(msgspec.json.encode(value).decode(), file="how-to").case
        assert case.plan is not None
        reading = Reading(chart=chart(record=case.record, on=case.on), instruments={}, medicine_classes={})
        subject = Subject(reading=reading, needs=Needs(needs=(), links=()), plan=case.plan, modalities={})
        assert [found.item for found in find(subject)] == expected
        assert bool(expected) == example.finds


def test_its_code_is_free_and_in_the_range_of_its_topic() -> None:
    code = re.search(r"^code: (GT\d+)$", block("````", "markdown"), re.MULTILINE)
    assert code is not None
    used = {page.code: page.topic for page in all_pages()}
    assert code[1] not in used
    near = [topic for other, topic in used.items() if int(other[2:]) // 50 == int(code[1][2:]) // 50]
    assert set(near) == {"relapse_prevention"}


def test_its_page_speaks_of_people_first() -> None:
    assert [words for words, _ in labels_in(block("````", "markdown"))] == []


def test_every_file_and_view_that_it_names_exists() -> None:
    root = Path(__file__).parents[2]
    for path in set(re.findall(r"`(src/goldthread/[\w/.]+)`", HOW_TO)):
        if "support_without_contact" not in path:
            assert (root / path).exists(), path
    for view in (
        "goals_of",
        "objectives_of",
        "interventions_for",
        "calling",
        "modalities_used",
        "answers",
        "asks",
        "sheet",
    ):
        assert f"`{view}" in HOW_TO
        assert hasattr(Subject, view)
    for link in re.findall(r"\]\(([^)]+)\)", HOW_TO):
        assert (root / "docs" / "how-to" / link).resolve().exists(), link
