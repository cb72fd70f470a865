"""Charts as SVG, made on the server: the same on a page, on paper and in a PDF. The table of the same numbers stands
beside each (components/chart.html); colours come from the theme, and the attributes hold where no theme is."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from goldthread.web.drawn import day_name, escape

# In units of the viewBox, narrow enough that 12 units are still read on a phone of 320 pixels.
WIDTH, HEIGHT = 360, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 16, 28, 30
_WIDEST_NAME = 112
_LABELLED = 8  # more values than these run into each other: then only the ends, the highest and the lowest are said


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One score on one day."""

    on: datetime.date
    value: float


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """A named range of scores, both ends included."""

    name: str
    low: float
    high: float


class _Frame(msgspec.Struct, frozen=True, kw_only=True):
    first: int
    days: int
    low: float
    high: float
    start: float  # names of bands stand before it, so that no line runs through them

    def x(self, on: datetime.date) -> float:
        """A single day stands in the middle."""
        share = (on.toordinal() - self.first) / self.days if self.days else 0.5
        return round(self.start + share * (WIDTH - self.start - _RIGHT), 1)

    def y(self, value: float) -> float:
        """Values outside of the scale stand on its edge."""
        held = min(max(value, self.low), self.high)
        share = (held - self.low) / (self.high - self.low)
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)


def line_chart(
    *,
    name: str,
    title: str,
    points: Sequence[Point],
    low: float,
    high: float,
    bands: Sequence[Band] = (),
    target: float | None = None,
) -> SafeString:
    """The scores over time as an `<svg>` with title and description for screen readers.

    `name` is unique on its page (letters, digits, hyphens); `low` and `high` are the ends of the scale, in the unit of
    the values. Raises ValueError where the scale has no height.
    """
    if not low < high:
        raise ValueError(f"the scale of a chart goes up: {low} is not below {high}")
    ordered = sorted(points, key=lambda point: point.on)
    days = (ordered[-1].on - ordered[0].on).days if ordered else 0
    start = _LEFT + 14 + min(6.2 * max((len(band.name) for band in bands), default=0), _WIDEST_NAME)
    frame = _Frame(
        first=ordered[0].on.toordinal() if ordered else 0, days=days, low=low, high=high, start=round(start, 1)
    )
    return format_html(
        '<svg class="gt-chart" role="img" viewBox="0 0 {} {}" aria-labelledby="{n}-title {n}-desc" font-size="12">'
        '<title id="{n}-title">{}</title><desc id="{n}-desc">{}</desc>{}{}{}{}{}</svg>',
        WIDTH, HEIGHT, title, told(points=ordered, bands=bands, target=target),
        _bands(frame=frame, bands=bands), _axis(frame=frame, bands=bands), _target(frame=frame, target=target),
        _line(frame=frame, points=ordered), _days(frame=frame, points=ordered),
        n=name,
    )  # fmt: skip


def told(*, points: Sequence[Point], bands: Sequence[Band] = (), target: float | None = None) -> str:
    """What a chart shows, in one or two sentences: how many scores, the first, the last, and what they mean."""
    if not points:
        return gettext("No scores yet.")
    first, last = points[0], points[-1]
    count = ngettext("%(count)s score.", "%(count)s scores.", len(points)) % {"count": len(points)}
    parts = [count, _said(last, bands)] if first is last else [count, _said(first, bands), _said(last, bands)]
    if target is not None:
        parts.append(gettext("The target is %(target)s.") % {"target": _number(target)})
    return " ".join(parts)


def band_of(*, value: float, bands: Sequence[Band]) -> str:
    """The name of the first band that holds the value; empty where none does."""
    return next((band.name for band in bands if band.low <= value <= band.high), "")


def _said(point: Point, bands: Sequence[Band]) -> str:
    words = {"day": day_name(point.on), "value": _number(point.value)}
    band = band_of(value=point.value, bands=bands)
    if band:
        return gettext("%(day)s: %(value)s, %(band)s.") % {**words, "band": band}
    return gettext("%(day)s: %(value)s.") % words


def _number(value: float) -> str:
    return number_format(int(value) if float(value).is_integer() else value)


def _bands(*, frame: _Frame, bands: Sequence[Band]) -> SafeString:
    """Stripes that touch, each with its name: one ends halfway to the next, so that no value lies between two."""
    ordered = sorted(bands, key=lambda band: band.low)
    edges = [frame.low, *((one.high + other.low) / 2 for one, other in pairwise(ordered)), frame.high]
    rows = [
        (" odd" if at % 2 else "", _LEFT, frame.y(edges[at + 1]), WIDTH - _LEFT - _RIGHT,
         round(frame.y(edges[at]) - frame.y(edges[at + 1]), 1), _LEFT + 6, frame.y(edges[at + 1]) + 13, band.name)
        for at, band in enumerate(ordered)
    ]  # fmt: skip
    return _each(
        '<rect class="band{}" x="{}" y="{}" width="{}" height="{}" fill="none" stroke="#999" stroke-width=".5"/>'
        '<text class="quiet" x="{}" y="{}" font-size="11">{}</text>',
        rows,
    )


def _axis(*, frame: _Frame, bands: Sequence[Band]) -> SafeString:
    marks = sorted({frame.low, frame.high, *(band.low for band in bands if frame.low < band.low < frame.high)})
    line = format_html(
        '<path class="axis" d="M{} {}V{}H{}" fill="none" stroke="#777"/>', _LEFT, _TOP, HEIGHT - _BOTTOM, WIDTH - _RIGHT
    )
    ticks = _each(
        '<text class="quiet" x="{}" y="{}" text-anchor="end">{}</text>',
        ((_LEFT - 6, frame.y(mark) + 4, _number(mark)) for mark in marks),
    )
    return line + ticks


def _target(*, frame: _Frame, target: float | None) -> SafeString:
    if target is None:
        return SafeString("")
    words = gettext("Target %(target)s") % {"target": _number(target)}
    return format_html(
        '<path class="target" d="M{} {}H{}M{} 12h28" fill="none" stroke="#a87210" stroke-width="2"'
        ' stroke-dasharray="6 4"/><text x="{}" y="16">{}</text>',
        _LEFT, frame.y(target), WIDTH - _RIGHT, _LEFT, _LEFT + 36, words,
    )  # fmt: skip


def _line(*, frame: _Frame, points: Sequence[Point]) -> SafeString:
    path = " ".join(f"{frame.x(point.on)},{frame.y(point.value)}" for point in points)
    line = format_html('<polyline class="line" points="{}" fill="none" stroke="#1f5f5b" stroke-width="2.5"/>', path)
    dots = _each(
        '<circle class="point" cx="{}" cy="{}" r="4.5" fill="#1f5f5b"/>',
        ((frame.x(point.on), frame.y(point.value)) for point in points),
    )
    labels = _each(
        '<text class="value" x="{}" y="{}" text-anchor="{}" font-size="13">{}</text>',
        ((frame.x(point.on), _above(frame.y(point.value)), _anchor(frame, point.on), _number(point.value))
         for point in _labelled(points)),
    )  # fmt: skip
    return line + dots + labels if points else SafeString("")


def _each(template: str, rows: Iterable[tuple[Any, ...]]) -> SafeString:
    """The template once for each row, every value escaped."""
    drawn = (template.format(*map(escape, row)) for row in rows)
    return mark_safe("".join(drawn))  # noqa: S308 - the templates are this module's own


def _above(y: float) -> float:
    """The place of a value's label: over its point, or under it where there is no room."""
    return round(y - 9 if y - 20 > _TOP else y + 19, 1)


def _anchor(frame: _Frame, on: datetime.date) -> str:
    x = frame.x(on)
    return "end" if x > WIDTH - _RIGHT - 10 else "middle"


def _labelled(points: Sequence[Point]) -> list[Point]:
    if len(points) <= _LABELLED:
        return list(points)
    high = max(points, key=lambda point: point.value)
    low = min(points, key=lambda point: point.value)
    return [point for point in points if point in (points[0], points[-1], high, low)]


def _days(*, frame: _Frame, points: Sequence[Point]) -> SafeString:
    ends = [points[0].on, points[-1].on] if frame.days else [point.on for point in points[:1]]
    anchors = ["start", "end"] if frame.days else ["middle"] * len(ends)
    return _each(
        '<text class="quiet" x="{}" y="{}" text-anchor="{}">{}</text>',
        ((frame.x(day), HEIGHT - 10, anchor, date_format(day, "SHORT_DATE_FORMAT"))
         for day, anchor in zip(ends, anchors, strict=True)),
    )  # fmt: skip
