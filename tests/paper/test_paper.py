"""Plans on paper: what the team reads, what the client reads, and what a screen reader finds in the PDF."""

import io
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader

from goldthread.case import Case, cast_names, cast_path, read_case, read_fragment
from goldthread.checks.reading_level import reading_level
from goldthread.notation import BadInput
from goldthread.paper import PaperNotPossible, render_html, to_pdf
from goldthread.paper.words import LANGUAGES, words_for
from goldthread.practice.desk import Desk, open_desk
from goldthread.practice.draft_case import draft_case, with_plan


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


def case_of(name: str) -> Case:
    return read_case(cast_path(name)).case


@pytest.mark.parametrize("name", cast_names())
def test_every_goal_is_on_paper_in_the_clients_own_words(name: str, desk: Desk) -> None:
    case = case_of(name)
    assert case.plan is not None
    for reader in ("team", "client"):
        page = render_html(case=case, desk=desk, reader=reader)
        for goal in case.plan.goals:
            assert goal.own_words is not None
            shown = goal.own_words.text.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&#34;")
            assert shown in page


def test_a_gap_is_seen_and_asks_its_question(desk: Desk) -> None:
    case = read_fragment(
        """
record: {facts: [{kind: statement, domain: sleep, concern: much, text: I lie there until four.}]}
plan:
  goals: [{id: g1, section: physical-health, asks: [{field: own_words, question: What would a good night give you?}]}]
""",
        file="gap",
    ).case
    for reader in ("team", "client"):
        assert "What would a good night give you?" in render_html(case=case, desk=desk, reader=reader)


def test_nothing_that_somebody_said_becomes_markup(desk: Desk) -> None:
    case = read_fragment(
        """
record: {client: {name: "<script>alert(1)</script>"}}
plan:
  title: "<img src=x onerror=y>"
  goals: [{id: g1, section: safety, own_words: {text: "<b>loud</b> & \\"quoted\\"", said_by: client, on: 2026-06-01}}]
""",
        file="markup",
    ).case
    for reader in ("team", "client"):
        page = render_html(case=case, desk=desk, reader=reader)
        assert "<script" not in page
        assert "<img" not in page
        assert "<b>loud" not in page
        assert "&lt;b&gt;loud&lt;/b&gt; &amp;" in page


def test_the_client_reads_spanish_where_the_plan_is_spanish(desk: Desk) -> None:
    page = render_html(case=case_of("miguel-herrera"), desk=desk, reader="client")
    assert '<html lang="es"' in page
    assert "Mi plan" in page
    assert "What I want" not in page


def test_every_language_has_every_word() -> None:
    for words in LANGUAGES.values():
        assert words.keys() == LANGUAGES["en"].keys()
        assert all(words.values())
    assert words_for("es-MX").title == "Mi plan"
    assert words_for("tlh").title == "My plan"


def test_the_words_of_the_clients_page_are_at_grade_six_or_below() -> None:
    sentences = [text for text in LANGUAGES["en"].values() if "{" not in text and len(text.split()) > 3]
    assert len(sentences) >= 8
    level = reading_level(". ".join(sentences))
    assert level is not None
    assert level.grade <= 6


def test_a_draft_can_be_read_before_anybody_filled_it(desk: Desk) -> None:
    case = case_of("helen-iversen")
    drafted = with_plan(case, draft_case(case=case, desk=desk, by="team"))
    assert "Still open" in render_html(case=drafted, desk=desk, reader="team")


def test_a_case_without_a_plan_is_refused(desk: Desk) -> None:
    case = msgspec.structs.replace(case_of("helen-iversen"), plan=None)
    with pytest.raises(BadInput, match="no plan"):
        render_html(case=case, desk=desk, reader="team")


def test_the_pdf_is_tagged_and_says_its_language(desk: Desk) -> None:
    page = render_html(case=case_of("walter-brandt"), desk=desk, reader="client")
    try:
        body = to_pdf(page)
    except PaperNotPossible as reason:
        pytest.skip(str(reason))
    document = PdfReader(io.BytesIO(body))
    root: Any = document.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    texts = [each.extract_text() for each in document.pages]
    assert "My plan" in texts[0]
    assert "File a part until no light shows" in texts[0]
    # What is folded on a screen is all there on paper, every page is numbered, and none is empty.
    assert "nights lying down" in " ".join(texts) or "five hours lying down" in " ".join(texts)
    assert all(f"{number} / {len(texts)}" in text for number, text in enumerate(texts, start=1))
    assert all(len(text) > 80 for text in texts)


def test_without_pango_the_machine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins  # noqa: PLC0415 - only here is an import made to fail as it does without Pango

    whole = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return whole(name, *rest)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PaperNotPossible, match="apt-get install"):
        to_pdf("<p>x</p>")


def test_pages_fetch_nothing_and_run_nothing(desk: Desk) -> None:
    for name in cast_names():
        page = render_html(case=case_of(name), desk=desk, reader="team")
        assert "<script" not in page
        assert "http://" not in page
        assert "url(" not in page


def test_the_cast_is_where_the_package_is() -> None:
    assert all(Path(cast_path(name)).parent.name == "people" for name in cast_names())
    with pytest.raises(KeyError):
        cast_path("nobody")
