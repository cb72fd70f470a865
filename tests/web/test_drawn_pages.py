"""What is drawn by functions instead of templates is what templates would draw, and says nothing unescaped."""

import datetime
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from goldthread.web import drawn
from goldthread.web.widgets import Widgets
from real_databases import set_up


@pytest.fixture(scope="module", autouse=True)
def _django() -> None:
    set_up()


HOSTILE = "<script>alert(1)</script>\"'&"
CHOICES = [("a", "A & b"), ("Some <more>", [("c", "<C>"), ("", "none")]), (None, "n"), (1, "one")]
WIDGETS = [
    forms.TextInput(), forms.Textarea(), forms.Textarea({"rows": 2, "required": True, "readonly": False}),
    forms.Select(choices=CHOICES), forms.SelectMultiple(choices=CHOICES), forms.CheckboxSelectMultiple(choices=CHOICES),
    forms.NumberInput(), forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), forms.CheckboxInput(),
    forms.HiddenInput(), forms.PasswordInput(), forms.EmailInput(), forms.URLInput(),
    forms.RadioSelect(choices=CHOICES),
]  # fmt: skip
VALUES = [None, "", "a", HOSTILE, 1, 0, True, 1234.5, datetime.date(2026, 1, 2), ["a", "1"]]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda each: type(each).__name__)
def test_a_field_is_drawn_as_django_draws_it(widget: forms.Widget) -> None:
    for value in VALUES:
        for attrs in ({}, {"id": HOSTILE, "class": "wide", "aria-invalid": "true"}):
            by_templates = widget.render(HOSTILE, value, attrs=attrs, renderer=DjangoTemplates())
            assert widget.render(HOSTILE, value, attrs=attrs, renderer=Widgets()) == by_templates


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.said += [value for _, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


NODE: dict[str, Any] = {
    "kind": HOSTILE, "text": HOSTILE, "own": True, "lang": HOSTILE, "note": HOSTILE, "href": HOSTILE, "current": True,
    "count": HOSTILE, "closed": False,
}  # fmt: skip
ROW = {"title": HOSTILE, "cause": HOSTILE, "by": HOSTILE, "href": HOSTILE}
LINE = {"id": HOSTILE, "text": HOSTILE, "kind": HOSTILE, "origin": HOSTILE, "correct": HOSTILE}

DAY = datetime.date(2026, 1, 2)
QUOTE = {**LINE, "who": HOSTILE, "on": DAY, "where": HOSTILE, "about": HOSTILE, "worry": True}
REASON = {"why": HOSTILE, "from": [LINE, LINE]}


@pytest.mark.parametrize(
    "draw",
    [
        lambda: drawn.tree_nodes([{**NODE, "nodes": [{**NODE, "nodes": []}]}]),
        lambda: drawn.coverage_rows([{**ROW, "disposition": "open"}, {**ROW, "disposition": "answered"}]),
        lambda: drawn.fact_lines([LINE], kinds=True),
        lambda: drawn.own_words([QUOTE]),
        lambda: drawn.happenings([{**LINE, "on": DAY, "anchor": True}, {**LINE, "on": DAY}]),
        lambda: drawn.reasons([REASON]),
    ],
    ids=["tree", "coverage", "facts", "words", "events", "reasons"],
)
def test_what_was_typed_stays_text(draw: Callable[[], str]) -> None:
    read = _Tags(draw())
    assert "script" not in read.tags
    assert any(HOSTILE in each for each in read.said)


def test_a_need_that_is_answered_has_its_mark_in_one_column_alone() -> None:
    html = drawn.coverage_rows([{"title": "Sleep", "disposition": "referred", "by": "Dr. Lane"}])
    assert html.count("<td") == 5
    assert html.count("gt-mark") == 1
    assert html.index("→ Referred") > html.index("data-empty")


def test_a_fact_says_once_under_a_need_where_it_comes_from() -> None:
    fact = {"id": "f1", "text": "Sleeps four hours", "origin": "Ruth, 2 January. Source: talk"}
    html = drawn.reasons([{"why": "Short sleep.", "from": [fact]}, {"why": "Worse than before.", "from": [fact]}])
    assert html.count("#fact-f1") == 2
    assert html.count("Source: talk") == 1


def test_a_link_says_what_it_is_about_in_few_letters() -> None:
    long = "She said this slowly, and then said more of it, " * 4
    html = drawn.fact_lines([{**LINE, "text": long}])
    assert html.count(long.strip()) == 1
    assert f"{long[:59]}…</span>" in html
