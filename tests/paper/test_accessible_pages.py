"""WCAG 2.2 AA on paper, as far as it can be read from the page itself: order, names, languages, contrast."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from paper_pages import DRAFTED, Reader, Tags, draft_page, page

import goldthread.paper
from goldthread.case import cast_names

STYLE = (Path(goldthread.paper.__file__).parent / "templates" / "style.css").read_text()
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", STYLE))
PAGES = [(name, reader, False) for name in cast_names() for reader in ("team", "client")]
PAGES += [(name, reader, True) for name in DRAFTED for reader in ("team", "client")]


def tags_of(name: str, reader: Reader, draft: bool) -> Tags:
    return Tags(draft_page(name, reader) if draft else page(name, reader))


@pytest.mark.parametrize(("name", "reader", "draft"), PAGES)
def test_headings_go_down_one_step_at_a_time(name: str, reader: Reader, draft: bool) -> None:
    levels = [int(tag[1]) for tag, _ in tags_of(name, reader, draft).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize(("name", "reader", "draft"), PAGES)
def test_every_link_leads_to_something_on_the_page_or_dials(name: str, reader: Reader, draft: bool) -> None:
    tags = tags_of(name, reader, draft)
    ids = [given["id"] for _, given in tags.tags if "id" in given]
    assert len(ids) == len(set(ids)), "an id stands twice"
    links = [given["href"] for given in tags.named("a")]
    assert links
    assert [href for href in links if not href.startswith("tel:") and href[1:] not in ids] == []


@pytest.mark.parametrize(("name", "reader", "draft"), PAGES)
def test_a_page_has_its_landmarks_and_its_tables_their_headers(name: str, reader: Reader, draft: bool) -> None:
    tags = tags_of(name, reader, draft)
    assert len(tags.named("main")) == 1
    assert len(tags.named("title")) == 1
    assert all(given.get("scope") in ("col", "row", "rowgroup") for given in tags.named("th"))
    # A table that is laid out in blocks on a telephone keeps saying what it is.
    wide = [given for given in tags.named("table") if "wide" in given.get("class", "")]
    assert all(given.get("role") == "table" for given in wide)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ink", ["ink", "soft", "green", "red", "link"])
@pytest.mark.parametrize("ground", ["paper", "card", "wash", "thread-wash", "green-wash"])
def test_every_ink_can_be_read_on_every_ground(ink: str, ground: str) -> None:
    assert contrast(COLOURS[ink], COLOURS[ground]) >= 4.5


def test_no_text_has_a_colour_that_is_not_measured() -> None:
    rules = STYLE.partition("}")[2]
    inks = set(re.findall(r"(?<![-\w])color: ([^;}]+)", rules))
    assert inks <= {f"var(--{ink})" for ink in ("ink", "soft", "green", "red", "link")} | {"inherit", "#55635d"}
    assert COLOURS["soft"] == "#55635d", "the page's margin cannot read a variable, so it repeats the value"
    assert contrast(COLOURS["thread"], COLOURS["paper"]) >= 3, "lines and frames that mean something"


def test_what_has_the_focus_is_seen() -> None:
    assert ":focus-visible" in STYLE
    assert "outline: none" not in STYLE


def test_spanish_words_on_the_teams_page_are_marked_as_spanish() -> None:
    texts = Tags(page("miguel-herrera", "team")).texts
    spoken = [language for language, text in texts if "Quiero llevar a mis hijas" in text]
    assert spoken
    assert set(spoken) == {"es"}
    step = [language for language, text in texts if "Llevo a Ximena y a Lupita a la escuela" in text]
    assert set(step) == {"es"}
    assert ("en", "Every need, why, and what answers it") in texts


def test_all_that_is_folded_on_a_screen_is_there_for_print() -> None:
    assert "details::details-content { display: block; content-visibility: visible; }" in STYLE
