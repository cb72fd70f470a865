"""The design language: colours that everybody can read, components that stand alone, scripts that only add."""

import datetime
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from tinyhtml5.parser import HTMLParser

from goldthread.web.charts import Band, Point, band_of, line_chart, told
from goldthread.web.manual.samples import samples
from real_databases import set_up

WEB = Path(__file__).parents[2] / "src" / "goldthread" / "web"
CSS = (WEB / "static" / "web" / "goldthread.css").read_text()
COMPONENTS = sorted((WEB / "templates" / "web" / "components").glob("*.html"))
SCRIPTS = sorted((WEB / "static" / "web").glob("*.js"))

TEXT, CONTROL = 4.5, 3.0  # WCAG 2.2: 1.4.3 (text) and 1.4.11 (borders of controls, focus, parts of charts)
GROUNDS = ("paper", "surface", "sunk")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "quiet", "link") for ground in GROUNDS),
    *((edge, ground, CONTROL) for edge in ("edge", "action", "thread", "focus") for ground in GROUNDS),
    *((f"{tone}-ink", tone, TEXT) for tone in ("words", "stop", "ask", "note", "good")),
    *((f"{tone}-edge", ground, CONTROL) for tone in ("stop", "ask", "note", "good") for ground in (tone, *GROUNDS)),
    *((ink, ground, TEXT) for ink in ("stop-ink", "ask-ink", "good-ink") for ground in GROUNDS),
    ("on-action", "action", TEXT),
    ("on-action", "action-deep", TEXT),
    ("focus", "words", CONTROL),
    ("thread", "words", CONTROL),
]


@pytest.fixture(scope="module", autouse=True)
def _django() -> None:
    set_up()


def tokens(selector: str) -> dict[str, str]:
    block = CSS.split(selector, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--gt-([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = tokens(':root, [data-bs-theme="light"] {')
DARK = tokens('\n[data-bs-theme="dark"] {')
DEVICE = tokens(":root:not([data-bs-theme]) {")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def faults(html: str) -> list[str]:
    """What a strict reader of HTML says of a part of a page, put into a whole one."""
    parser = HTMLParser()
    parser.parse(f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{html}</body></html>')
    return [str(error) for error in parser.errors]


def drawn(component: Path) -> str:
    return render_to_string(f"web/components/{component.name}", samples())


def test_black_on_white_has_the_contrast_that_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_word_and_border_can_be_seen(theme: dict[str, str], ink: str, ground: str, least: float) -> None:
    assert contrast(theme[ink], theme[ground]) >= least


def test_both_themes_have_the_same_tokens_and_a_dark_device_gets_the_dark_ones() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert len(LIGHT) > 20
    assert DEVICE == DARK


def test_the_theme_is_small_and_asks_nobody_else_for_anything() -> None:
    assert len(CSS.encode()) <= 28 * 1024
    assert "url(" not in CSS
    assert "@import" not in CSS


@pytest.mark.parametrize(
    "wish", ["prefers-reduced-motion: reduce", "forced-colors: active", "@media print", ":focus-visible"]
)
def test_the_theme_heeds_what_people_ask_of_their_device(wish: str) -> None:
    assert wish in CSS


def test_every_class_that_a_component_wears_is_in_the_theme_or_in_bootstrap() -> None:
    known = set(re.findall(r"\.(gt-[\w-]+)", CSS))
    worn = {name for each in COMPONENTS for name in re.findall(r"\bgt-[\w-]+\w", drawn(each))}
    assert worn - known == set()


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_draws_its_sample(component: Path) -> None:
    html = drawn(component)
    assert html.strip()
    assert component.read_text().startswith("{# "), "say on the first line what it is and what it takes"


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_whole_html_without_script_or_style_in_it(component: Path) -> None:
    html = drawn(component)
    assert faults(html) == []
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", html)


def test_a_broken_piece_of_html_is_found() -> None:
    assert faults("<p><div></p>")


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_survives_having_nothing_to_show(component: Path) -> None:
    assert faults(render_to_string(f"web/components/{component.name}", {})) == []


def test_the_page_of_components_shows_every_one_and_each_id_once() -> None:
    page = (WEB / "templates" / "web" / "manual" / "all_components.html").read_text()
    html = render_to_string("web/manual/all_components.html", samples())
    ids = re.findall(r'\sid="([^"]+)"', html)
    sources = page + "".join(each.read_text() for each in COMPONENTS)
    pages_of_their_own = {"bad_hour", "bad_hour_button", "refusal"}
    assert len(ids) == len(set(ids))
    assert {each.stem for each in COMPONENTS if f"components/{each.name}" not in sources} <= pages_of_their_own


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_only_adds(script: Path) -> None:
    text = script.read_text()
    assert "Without this script" in " ".join(text.replace("//", "").split())
    assert not re.search(r"innerHTML|eval\(|\.style\b|sessionStorage", text)
    # Two scripts alone leave something on the device: one what is typed, sealed; the other a time.
    assert "localStorage" not in text or script.stem in ("kept", "lock")


def test_own_words_are_shown_as_they_were_said_and_never_as_markup() -> None:
    html = render_to_string("web/components/quote.html", {"quote": {"text": "<b>I & me</b>", "who": "Keisha Monroe"}})
    assert "“&lt;b&gt;I &amp; me&lt;/b&gt;”" in html


def test_a_need_says_its_urgency_in_words() -> None:
    html = render_to_string("web/components/need.html", {"need": {"title": "Sleep", "urgency": "today"}})
    assert "Look at it today" in html
    assert "Nothing said yet" in html


DAY = datetime.date(2026, 9, 15)
LOW, HIGH = Band(name="lower", low=0, high=9), Band(name="upper", low=10, high=27)


def test_a_chart_tells_screen_readers_what_it_shows() -> None:
    later = DAY + datetime.timedelta(days=14)
    points = [Point(on=later, value=8), Point(on=DAY, value=19)]
    svg = line_chart(name="mood", title="Low <mood>", points=points, low=0, high=27, bands=(LOW, HIGH), target=9)
    assert "Low &lt;mood&gt;" in svg
    assert 'aria-labelledby="mood-title mood-desc"' in svg
    assert "2 scores. Sept. 15, 2026: 19, upper. Sept. 29, 2026: 8, lower. The target is 9." in svg
    assert faults(svg) == []
    assert "style=" not in svg


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_a_chart_keeps_every_mark_inside_of_its_frame(count: int) -> None:
    points = [Point(on=DAY + datetime.timedelta(days=at), value=at * 3) for at in range(count)]
    svg = line_chart(name="c", title="Score", points=points, low=0, high=27)
    places = [float(each) for each in re.findall(r'\s(?:cx|cy|x|y)="([^"]+)"', svg)]
    assert svg.count("<circle") == count
    assert all(0 <= place <= 360 for place in places)


def test_a_chart_without_scores_says_so() -> None:
    assert told(points=()) == "No scores yet."


def test_a_score_is_named_by_the_band_that_holds_it() -> None:
    assert band_of(value=10, bands=(LOW, HIGH)) == "upper"
    assert band_of(value=99, bands=(LOW, HIGH)) == ""


def test_a_chart_whose_scale_has_no_height_is_refused() -> None:
    with pytest.raises(ValueError, match="goes up"):
        line_chart(name="c", title="Score", points=(), low=5, high=5)
