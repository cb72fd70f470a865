"""Scores of forms over time: a chart and a table of the same numbers for each instrument."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from goldthread.instruments import InstrumentDefinition, Score, compare
from goldthread.needs.reading import day_of
from goldthread.record import Administration
from goldthread.web.charts import Band, Point, band_of, line_chart
from goldthread.web.record.lines import lines
from goldthread.web.record.opening import Whole

Scored = list[tuple[Administration, Score]]


def charts(here: Whole) -> list[dict[str, Any]]:
    """For each instrument that was filled in: its total, or each of its scales where it has none."""
    asked = {fact.instrument for fact in here.chart.of(Administration)}
    found = []
    for definition in here.desk.library.instruments.values():
        results = here.reading.scores(definition.id) if definition.id in asked else []
        if not results:
            continue
        total = definition.scale("total") is not None
        scales = ["total"] if total else [each.id for each in definition.scales]
        drawn = [_drawn(here, definition, results, scale) for scale in scales]
        found.append({
            "name": definition.name,
            "charts": [each for each in drawn if each is not None],
            "flags": results[0][1].flags,
            "on": day_of(results[0][0]),
            "grave": any(flag.do_next for flag in results[0][1].flags),
            "from": lines(here, [fact for fact, _score in results]),
        })  # fmt: skip
    return found


def _drawn(here: Whole, definition: InstrumentDefinition, results: Scored, scale: str) -> dict[str, Any] | None:
    low, high = definition.possible_range(scale)
    valued = [(fact, value) for fact, score in results if (value := score.value(scale)) is not None]
    points = [Point(on=day_of(fact), value=value) for fact, value in valued]
    if not points or not low < high:
        return None
    bands = _bands(here, definition, scale)
    beside = "" if scale == "total" else f" ({scale.replace('_', ' ')})"
    title = f"{definition.name}{beside}: {definition.measures}"
    return {
        "title": title,
        "svg": line_chart(
            name=f"score-{definition.id}-{scale}", title=title, points=points, low=low, high=high, bands=bands
        ),
        "rows": [
            {"on": each.on, "value": _number(each.value), "band": band_of(value=each.value, bands=bands) or "–"}
            for each in points
        ],
        "note": _change(definition, results, scale),
    }


def _bands(here: Whole, definition: InstrumentDefinition, scale: str) -> list[Band]:
    """The first scheme that holds for this client."""
    fitting = (None, here.view.record.client.sex)
    scheme = next((each for each in definition.bands if each.scale == scale and each.sex in fitting), None)
    if scheme is None:
        return []
    return [Band(name=each.label.partition(":")[0], low=each.minimum, high=each.maximum) for each in scheme.bands]


def _change(definition: InstrumentDefinition, results: Scored, scale: str) -> str:
    """What the newest two scores say together, where they can be compared."""
    if len(results) < 2 or results[0][1].version != results[1][1].version:
        return ""
    found = compare(definition=definition, earlier=results[1][1], later=results[0][1], scale=scale)
    if found.difference is None:
        return ""
    words = {
        "better": _("Since the time before: better."), "worse": _("Since the time before: worse."),
        "same": _("Since the time before: the same."), "unclear": "",
    }[found.direction]  # fmt: skip
    if found.reliable is not None and found.direction in ("better", "worse"):
        words += " " + (
            _("It is more than the form’s error of measurement explains.")
            if found.reliable
            else _("It may be the form’s error of measurement alone.")
        )
    return words


def _number(value: float) -> str:
    return str(number_format(int(value) if float(value).is_integer() else round(value, 2)))
