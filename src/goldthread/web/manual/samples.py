"""What the components page of the manual shows: each component with a sample from the cast, by the name under which the
component takes it. Keisha Monroe and everybody around her are invented; telephone numbers are from the block kept for
stories."""

import datetime
from typing import Any

from django import forms

from goldthread.web.charts import Band, Point, line_chart
from goldthread.web.manual import client_samples as client
from goldthread.web.manual import team_samples as team
from goldthread.web.manual import together_samples as together

Sample = dict[str, Any]


class SampleForm(forms.Form):
    """A form with an error in it."""

    step = forms.CharField(label="My next step", help_text="One thing that you can do this week.")
    day = forms.DateField(label="By when", widget=forms.DateInput(attrs={"type": "date"}))
    helper = forms.ChoiceField(
        label="Who helps", choices=[("", "Choose"), ("tasha", "Tasha Bell"), ("ines", "Ines Figueroa")], required=False
    )
    note = forms.CharField(label="Anything else", widget=forms.Textarea, required=False)


_SCORES = (
    (datetime.date(2026, 9, 15), 19),
    (datetime.date(2026, 9, 29), 17),
    (datetime.date(2026, 10, 13), 18),
    (datetime.date(2026, 11, 10), 12),
    (datetime.date(2026, 12, 8), 8),
)
_BANDS = (
    Band(name="lower", low=0, high=9),
    Band(name="middle", low=10, high=19),
    Band(name="upper", low=20, high=27),
)


def samples() -> Sample:
    """Everything the components page needs, by the name under which a component takes it; new on every call."""
    form = SampleForm(data={"step": "", "day": "2026-10-12", "helper": "tasha", "note": "Not on a Saturday."})
    return {**_team(), **_together(), **_client(), "form": form, "field": form["step"]}


def _team() -> Sample:
    return {
        "head": team.HEAD,
        "quote": team.QUOTE,
        "pair": team.PAIR,
        "needs": team.NEEDS,
        "tree": team.TREE,
        "item": team.DETAIL,
        "coverage": team.COVERAGE,
        "findings": team.FINDINGS,
        "chart": _chart(),
        "events": team.EVENTS,
        "share": team.SHARE,
        "need": team.NEEDS[0],
        "finding": team.FINDINGS[0],
        "nodes": team.TREE["nodes"],
        "actions": team.HEAD["actions"],
    }


def _together() -> Sample:
    return {
        "proposal": together.PROPOSAL,
        "disagreement": together.DISAGREEMENT,
        "conflict": together.CONFLICT,
        "compare": together.COMPARE,
        "signatures": together.SIGNATURES,
        "rating": together.RATING,
        "sliders": together.SLIDERS,
    }


def _client() -> Sample:
    return {
        "steps": client.STEPS,
        "people": client.PEOPLE,
        "bad_hour_href": "#bad-hour",
        "help": client.HELP,
        "question": client.QUESTION,
        "empty": client.EMPTY,
        "refusal": client.REFUSAL,
        "saved": client.SAVED,
        "toasts": client.TOASTS,
        "filters": client.FILTERS,
        "filter_links": client.FILTER_LINKS,
        "table": client.TABLE,
        "state": "under-review",
        "states": ["draft", "proposed", "agreed", "active", "under-review", "completed"],
        "urgency": "today",
        "disposition": "open",
        "percent": 40,
    }


def _chart() -> Sample:
    title = "Low mood, a form of nine questions"
    points = [Point(on=on, value=value) for on, value in _SCORES]
    return {
        "title": title,
        "svg": line_chart(name="sample", title=title, points=points, low=0, high=27, bands=_BANDS, target=9),
        "rows": [
            {"on": on, "value": value, "band": next(b.name for b in _BANDS if b.low <= value <= b.high)}
            for on, value in reversed(_SCORES)
        ],
        "note": "Ten points lower than at the start. On track.",
    }
