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


@pytest.mark.parametrize(
    "draw",
    [
        lambda: drawn.tree_nodes([{**NODE, "nodes": [{**NODE, "nodes": []}]}]),
        lambda: drawn.coverage_rows([{**ROW, "disposition": "open"}, {**ROW, "disposition": "answered"}]),
        lambda: drawn.fact_lines([LINE], kinds=True),
    ],
    ids=["tree", "coverage", "facts"],
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
