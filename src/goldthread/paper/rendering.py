"""A case to a page of HTML that stands alone: style inside, no script, nothing fetched."""

import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

import jinja2

from goldthread.case import Case
from goldthread.needs import derive_needs
from goldthread.notation import BadInput
from goldthread.paper.view import view_of
from goldthread.paper.words import words_for
from goldthread.practice.check_plan import check_plan
from goldthread.practice.desk import Desk

_TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["day"] = lambda day: f"{day.day} {day:%B %Y}" if day else ""
    environment.filters["number"] = lambda value: f"{value:g}"
    environment.filters["words"] = lambda value: str(value).replace("-", " ")
    return environment


_MONTHS = {
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
           "noviembre", "diciembre"),
}  # fmt: skip


def _day_in(language: str, day: datetime.date | None) -> str:
    if day is None:
        return ""
    months = _MONTHS.get(language.partition("-")[0].lower())
    return f"{day.day} de {months[day.month - 1]} de {day.year}" if months else f"{day.day} {day:%B %Y}"


def render_html(*, case: Case, desk: Desk, reader: Literal["team", "client"], on: datetime.date | None = None) -> str:
    """The case's plan as a whole HTML page, for the team or for the client. Raises BadInput where there is no plan."""
    if case.plan is None:
        raise BadInput("The case has no plan to render.", code="no-plan", fix="Draft one with `goldthread draft`.")
    library = desk.library
    reading = desk.read(case=case, on=on)
    needs = derive_needs(reading=reading, definitions=library.needs, links=tuple(library.links.values()))
    findings = check_plan(case=case, desk=desk, on=on)
    language = case.plan.language if reader == "client" else "en"
    return (
        _environment()
        .get_template(f"{reader}.html")
        .render(
            view=view_of(case=case, chart=reading.chart, needs=needs, findings=findings),
            say=words_for(language),
            language=language,
            modalities=library.modalities,
            instruments=library.instruments,
            day_in=lambda day: _day_in(language, day),
        )
    )
