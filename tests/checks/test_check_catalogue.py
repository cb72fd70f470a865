"""The catalogue of checks polices itself: these tests walk over everything that is found."""

import ast
import re
from pathlib import Path

import pytest

from goldthread.checks import CheckPage, Severity, all_pages, page_for
from goldthread.checks.catalogue import INDEX, RULES, compile_index, discover, read_index
from goldthread.checks.page import HEADINGS, read_page
from goldthread.library import load_library
from goldthread.notation import BadInput
from goldthread.terms import Section

PAGES = all_pages()
SOURCES = frozenset(load_library().sources)
IDS = [page.name for page in PAGES]

# Codes are permanent: a check that is taken out leaves its code here, and nobody takes it again.
RETIRED: frozenset[str] = frozenset()
ALLOWED = {"checks", "case", "plan", "catalogue", "needs", "record", "instruments", "terms", "notation"}

each_page = pytest.mark.parametrize("page", PAGES, ids=IDS)


def module_of(page: CheckPage) -> Path:
    return RULES / page.topic / f"{page.name.replace('-', '_')}.py"


def test_there_are_more_than_forty_checks() -> None:
    assert len(PAGES) > 40


def test_names_and_codes_are_unique_and_no_retired_code_comes_back() -> None:
    for words in ([page.name for page in PAGES], [page.code for page in PAGES], [page.title for page in PAGES]):
        assert len(words) == len(set(words))
    assert RETIRED.isdisjoint(page.code for page in PAGES)


def test_pages_come_in_the_order_of_their_codes() -> None:
    assert list(PAGES) == sorted(PAGES, key=lambda page: page.code)


def test_every_module_has_its_page_and_every_page_its_module() -> None:
    modules = {path.with_suffix("") for path in RULES.glob("*/*.py") if path.stem != "__init__"}
    pages = {path.with_suffix("") for path in RULES.glob("*/*.md")}
    assert modules == pages
    files = [path for path in RULES.glob("*/*") if path.is_file() and path.parent.name != "__pycache__"]
    assert {path.suffix for path in files} == {".md", ".py"}


def test_every_topic_has_a_door_plate_and_its_own_range_of_codes() -> None:
    taken: dict[str, str] = {}
    for page in PAGES:
        assert (RULES / page.topic / "__init__.py").read_text().startswith('"""')
        # A range is fifty codes; a topic may hold several, a range belongs to one topic.
        span = f"{int(page.code[2:]) // 50}"
        assert taken.setdefault(span, page.topic) == page.topic


@each_page
def test_a_page_resolves_its_citations_in_the_sources_of_the_library(page: CheckPage) -> None:
    assert set(page.citations) <= SOURCES, page.name


@each_page
def test_a_page_claims_no_more_than_is_known(page: CheckPage) -> None:
    assert page.clinical_review == "none yet"
    assert page.citations or not page.confirmed
    if not page.citations:  # then it says itself that nobody else says so
        assert "product's own" in " ".join(page.why.split())


@each_page
def test_what_is_not_confirmed_in_its_source_never_stops_a_plan(page: CheckPage) -> None:
    # One stops only where the caution that it reports is confirmed; the other holds what the client said, and needs no
    # source for that.
    exempt = {"contraindicated", "own-words-differ-from-record"}
    if not page.confirmed and page.name not in exempt:
        assert page.severity is not Severity.STOP


@each_page
def test_a_page_shows_one_that_finds_and_one_that_keeps_silent(page: CheckPage) -> None:
    assert {example.finds for example in page.examples} == {True, False}


@each_page
def test_a_page_speaks_of_people_first(page: CheckPage) -> None:
    from goldthread.checks.stigma import labels_in  # noqa: PLC0415
    from goldthread.checks.texts import without_quotes  # noqa: PLC0415

    for text in (page.title, page.finds, page.why, page.silent, page.helps):
        assert [words for words, _ in labels_in(without_quotes(text))] == []


@each_page
def test_a_module_is_small_and_imports_no_room_above_its_own(page: CheckPage) -> None:
    source = module_of(page).read_text(encoding="utf-8")
    assert source.count("\n") <= 120
    tree = ast.parse(source)
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.startswith("goldthread"):
                assert name.split(".")[1] in ALLOWED, name
                assert not name.startswith("goldthread.checks.rules"), "a check does not lean on another"
    assert not re.search(r"\b(?:today|now)\(\)|\bopen\(|\brandom\b", source)


@pytest.mark.parametrize("idea", range(1, 7))
def test_every_idea_from_one_to_six_is_held_by_a_check(idea: int) -> None:
    assert any(idea in page.ideas for page in PAGES)


@pytest.mark.parametrize("section", list(Section))
def test_every_section_of_a_plan_is_looked_at(section: Section) -> None:
    assert any(section in page.sections or "all" in page.sections for page in PAGES)


def test_a_page_is_found_by_name_and_by_code_in_any_case() -> None:
    for page in PAGES:
        assert page_for(page.name) is page_for(page.code) is page_for(page.code.lower()) is page
        assert page_for(page.name.replace("-", "_").upper()) is page


def test_an_unknown_check_is_answered_with_near_ones() -> None:
    with pytest.raises(BadInput, match="need-unanswered") as caught:
        page_for("need-unanswerd")
    assert caught.value.code == "unknown-check"
    with pytest.raises(BadInput, match="goldthread explain"):
        page_for("zzzz")


def test_the_kept_index_is_fresh() -> None:
    assert INDEX.read_bytes() == compile_index(), "run `make generate`"


def test_the_index_holds_what_the_pages_say() -> None:
    assert discover(RULES) == PAGES


@each_page
def test_the_page_that_people_read_holds_every_part(page: CheckPage) -> None:
    for part in (page.title, page.code, page.finds, page.why, page.silent, page.helps, page.clinical_review):
        assert part in page.markdown
    for heading in HEADINGS:
        assert f"## {heading}\n" in page.markdown
    for example in page.examples:
        assert example.text in page.markdown


GOOD = """---
name: a-check
code: GT999
severity: ask
since: "0.1"
sections: [all]
ideas: [3]
citations: []
confirmed: false
clinical_review: none yet
---

# A check

## What it finds

Something that should be otherwise in a plan.

## Why it matters

Because somebody would be harmed by it some day.

## When it keeps silent

When all is as it should be in this plan.

## What helps

To talk about it with the client and the team.

## Examples

### Finds: one
```yaml
expect: [plan]
plan: {}
```

### Silent: two
With a word about it.
```yaml
expect: []
plan: {}
```
"""


def written(folder: Path, text: str, name: str = "a_check.md") -> Path:
    path = folder / "topic" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_page_is_read_part_by_part(tmp_path: Path) -> None:
    page = read_page(written(tmp_path, GOOD))
    assert (page.name, page.code, page.topic, page.module) == (
        "a-check",
        "GT999",
        "topic",
        "goldthread.checks.rules.topic.a_check",
    )
    assert [(example.title, example.finds, example.prose) for example in page.examples] == [
        ("one", True, ""),
        ("two", False, "With a word about it."),
    ]
    assert page.examples[0].text == "expect: [plan]\nplan: {}\n"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("---\nname", "name", "front matter"),
        ("code: GT999", "code: X1", "code"),
        ("code: GT999", "code: GT999\ncolour: red", "colour"),
        ("severity: ask", "severity: worse", "Choose from: ask, note, stop"),
        ("sections: [all]", "sections: [kitchen]", "sections"),
        ("sections: [all]", "sections: [all, trauma]", "sections"),
        ("ideas: [3]", "ideas: [12]", "ideas|Expected"),
        ("## Why it matters", "## Why", "Why it matters"),
        ("## What helps", "## What helps\n\n## More", "headings"),
        ("\n## Examples", "\n## Examples\n\n## Further reading", "no further heading"),
        ("Something that should be otherwise in a plan.", "Something.", "length"),
        ("### Silent: two", "### Finds: two", "keeps silent"),
        ("### Silent: two", "### Perhaps: two", "Every example"),
        ("name: a-check", "name: another-check", "another_check.md"),
    ],
)
def test_a_page_that_is_wrong_says_where(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(BadInput, match=says) as caught:
        read_page(written(tmp_path, GOOD.replace(old, new, 1)))
    assert caught.value.place is not None
    assert caught.value.place.file.endswith("a_check.md")


def test_an_error_in_the_front_matter_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_page(written(tmp_path, GOOD.replace("severity: ask", "severity: worse")))
    assert caught.value.place is not None
    assert caught.value.place.line == 4


def test_two_checks_never_share_a_name_or_a_code(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    written(tmp_path, GOOD.replace("a-check", "b-check"), "b_check.md")
    with pytest.raises(BadInput, match="GT999 is taken") as caught:
        discover(tmp_path)
    assert caught.value.code == "check-twice"


def test_a_stale_missing_or_broken_index_is_not_trusted(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    index = tmp_path / "index.json"
    assert [page.name for page in read_index(index, tmp_path)] == ["a-check"]
    index.write_bytes(INDEX.read_bytes())
    assert [page.name for page in read_index(index, tmp_path)] == ["a-check"]
    index.write_bytes(b"{")
    assert [page.name for page in read_index(index, tmp_path)] == ["a-check"]
