"""A case to a page of HTML that stands alone: style inside, no script, nothing fetched."""

import datetime
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import jinja2
from markupsafe import Markup, escape

from goldthread.case import Case
from goldthread.needs import derive_needs
from goldthread.notation import BadInput
from goldthread.paper.clientview import client_view, dated_review, first_question, own, readable
from goldthread.paper.coverage import DECIDED
from goldthread.paper.naming import told_by_name
from goldthread.paper.tongue import foreign, foreign_words
from goldthread.paper.view import view_of
from goldthread.paper.words import day_pattern, language_for, months_of, words_for
from goldthread.plan import Intervention, Plan, State
from goldthread.practice.check_plan import check_plan
from goldthread.practice.desk import Desk

_TEMPLATES = Path(__file__).parent / "templates"
# Numbers that a telephone can dial, as plans hold them: 555-0103, 614-555-0103, 988, 911.
PHONE = re.compile(r"(?<![\w-])(?:(?:1-)?\d{3}-)?\d{3}-\d{4}(?![\w-])|(?<![\w-])(?:988|911)(?![\w-])")


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["day"] = lambda day: day_in("en", day)
    environment.filters["number"] = lambda value: f"{value:g}"
    environment.filters["words"] = lambda value: str(value).replace("-", " ")
    environment.filters["key"] = lambda value: str(value).replace("-", "_")
    environment.filters["ended"] = _ended
    environment.filters["bare"] = lambda text: str(text).rstrip().rstrip(".")
    environment.filters["phones"] = _phones
    environment.filters["named"] = told_by_name
    environment.tests["readable"] = lambda text, plan: readable(plan, text)
    environment.tests["own"] = lambda text, plan: own(plan, text)
    return environment


def day_in(language: str, day: datetime.date | None) -> str:
    """A date as people who read that language write it; "" for none."""
    if day is None:
        return ""
    return day_pattern(language).format(day=day.day, month=months_of(language)[day.month - 1], year=day.year)


def _ended(text: str) -> str:
    """A sentence with its full stop, also where its writer left it out."""
    bare = text.rstrip()
    return bare if bare.endswith((".", "!", "?", "…", "”", "»")) else f"{bare}."


def _phones(text: Any) -> Markup:
    """The text with every number that can be dialled as a link: on a telephone one touch calls."""
    safe = escape(text)
    return Markup(  # noqa: S704 - escaped before, and a match holds digits and hyphens only
        PHONE.sub(lambda found: f'<a class="phone" href="tel:{found[0].replace("-", "")}">{found[0]}</a>', str(safe))
    )


def _said_in(language: str) -> Any:
    """A filter that marks a text in another language than the page as such, for voices and dictionaries."""

    def said(text: Any) -> Markup:
        other = foreign(str(text), language)
        return Markup('<span lang="{}">{}</span>').format(other, text) if other else escape(text)

    return said


def _plain(care: Intervention, plan: Plan, desk: Desk) -> str:
    """What is done, as the client reads it: in a draft the catalogue's plain words rather than a method's name."""
    modality = desk.library.modalities.get(care.modality or "")
    return modality.plain if modality and (plan.state is State.DRAFT or not care.text) else care.text


def render_html(*, case: Case, desk: Desk, reader: Literal["team", "client"], on: datetime.date | None = None) -> str:
    """The case's plan as a whole HTML page, for the team or for the client. Raises BadInput where there is no plan."""
    if case.plan is None:
        raise BadInput("The case has no plan to render.", code="no-plan", fix="Draft one with `goldthread draft`.")
    body = _team(case, desk, on) if reader == "team" else _client(case, case.plan, desk, on or case.on)
    # Blank lines of the templates are no part of the page.
    return re.sub(r"\n\s*\n+", "\n", body)


def _team(case: Case, desk: Desk, on: datetime.date | None) -> str:
    library = desk.library
    reading = desk.read(case=case, on=on)
    needs = derive_needs(reading=reading, definitions=library.needs, links=tuple(library.links.values()))
    findings = check_plan(case=case, desk=desk, on=on)
    view = view_of(case=case, reading=reading, needs=needs, findings=findings, modalities=library.modalities)
    return _environment().get_template("team.html").render(
        view=view, plan=view.plan, client=case.record.client, on=reading.on, modalities=library.modalities,
        instruments=library.instruments, said=_said_in("en"), tongue=lambda words: foreign_words(words, "en"),
        decided=DECIDED, sources=library.sources,
    )  # fmt: skip


def _client(case: Case, plan: Plan, desk: Desk, on: datetime.date) -> str:
    language = plan.language if language_for(plan.language) == plan.language.partition("-")[0].lower() else "en"
    return _environment().get_template("client.html").render(
        view=client_view(plan=plan, on=on), plan=plan, client=case.record.client, language=language,
        plain=lambda each: _plain(each, plan, desk), say=words_for(language), said=_said_in(language),
        tongue=lambda words: foreign_words(words, language),
        day_in=lambda day: day_in(language, day), review=dated_review(plan, on), ask=first_question,
    )  # fmt: skip
