"""A case to a page of HTML that stands alone: style inside, no script, nothing fetched."""

import datetime
import re
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import jinja2
import msgspec
from markupsafe import Markup, escape

from goldthread.case import Case
from goldthread.needs import derive_needs
from goldthread.notation import BadInput
from goldthread.paper.clientview import client_view, dated_review, first_question, own, readable
from goldthread.paper.coverage import DECIDED
from goldthread.paper.naming import told_by_name
from goldthread.paper.packet import Agreed, House, packet_of
from goldthread.paper.pocket import first_of, is_draft, panels_of, safety_parts
from goldthread.paper.tongue import foreign, foreign_words
from goldthread.paper.view import view_of
from goldthread.paper.words import day_pattern, language_for, months_of, words_for
from goldthread.plan import Intervention, Plan, SafetyStep, State
from goldthread.practice.check_plan import check_plan
from goldthread.practice.crisis import UNITED_STATES, Crisis
from goldthread.practice.desk import Desk

Paper = Literal["team", "client", "card", "safety", "evidence"]
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
    environment.filters["base64"] = lambda picture: b64encode(picture).decode()
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


def render_html(
    *,
    case: Case,
    desk: Desk,
    reader: Paper,
    on: datetime.date | None = None,
    crisis: Crisis = UNITED_STATES,
    agreed: Agreed | None = None,
    house: House | None = None,
) -> str:
    """The case's plan as a whole HTML page: for the `team`; for the client the plan (`client`), the `card` for a wallet
    and the `safety` plan by itself; the `evidence` packet. Raises BadInput where there is no plan.

    `crisis` is who answers at any hour where the client lives (card and safety plan); `agreed` is what a case file does
    not hold: versions and signatures; `house` whose paper it is.
    """
    if case.plan is None:
        raise BadInput("The case has no plan to render.", code="no-plan", fix="Draft one with `goldthread draft`.")
    day = on or case.on
    if reader == "team":
        return _tidy(_team(case, desk, on, agreed, house))
    if reader == "evidence":
        return _tidy(_evidence(case, desk, on, agreed, house))
    if reader == "client":
        return _tidy(_client(case, case.plan, desk, on=day, agreed=agreed, house=house))
    if reader == "card":
        return _tidy(_card(case.plan, desk, crisis, house))
    return safety_page(
        steps=case.plan.safety, plan=case.plan, name=case.record.client.name, language=case.plan.language, desk=desk,
        crisis=crisis, house=house,
    )  # fmt: skip


def safety_page(
    *,
    steps: Sequence[SafetyStep],
    plan: Plan | None,
    name: str,
    language: str,
    desk: Desk,
    crisis: Crisis = UNITED_STATES,
    house: House | None = None,
) -> str:
    """The safety plan by itself. `plan` is None for somebody who was let into nothing else of it; `name` may be ""."""
    spoken = language_for(language)
    return _tidy(
        _environment().get_template("safety.html").render(
            parts=safety_parts(steps, plan=plan, language=language, crisis=crisis), name=name, plan=plan,
            draft=is_draft(plan), language=spoken, say=words_for(spoken), crisis=crisis, sources=desk.library.sources,
            house=_in(spoken, house),
        )
    )  # fmt: skip


def _in(language: str, house: House | None) -> House | None:
    """The house, told of in that language."""
    return None if house is None else msgspec.structs.replace(house, logo_of=words_for(language).logo_of)


def _card(plan: Plan, desk: Desk, crisis: Crisis, house: House | None) -> str:
    spoken = language_for(plan.language)
    return _environment().get_template("card.html").render(
        faces=panels_of(plan), first=first_of(plan), plan=plan, draft=is_draft(plan), language=spoken,
        say=words_for(spoken), crisis=crisis, sources=desk.library.sources, house=_in(spoken, house),
    )  # fmt: skip


def _tidy(page: str) -> str:
    """Blank lines of the templates are no part of the page."""
    return re.sub(r"\n\s*\n+", "\n", page)


def _evidence(case: Case, desk: Desk, on: datetime.date | None, agreed: Agreed | None, house: House | None) -> str:
    packet = packet_of(case=case, desk=desk, on=on, agreed=agreed)
    return _environment().get_template("evidence.html").render(
        packet=packet, view=packet.view, plan=packet.view.plan, client=case.record.client, agreed=agreed, house=house,
        said=_said_in("en"), tongue=lambda words: foreign_words(words, "en"),
    )  # fmt: skip


def _team(case: Case, desk: Desk, on: datetime.date | None, agreed: Agreed | None, house: House | None) -> str:
    library = desk.library
    reading = desk.read(case=case, on=on)
    needs = derive_needs(reading=reading, definitions=library.needs, links=tuple(library.links.values()))
    findings = check_plan(case=case, desk=desk, on=on)
    view = view_of(case=case, reading=reading, needs=needs, findings=findings, modalities=library.modalities)
    return _environment().get_template("team.html").render(
        view=view, plan=view.plan, client=case.record.client, on=reading.on, modalities=library.modalities,
        instruments=library.instruments, said=_said_in("en"), tongue=lambda words: foreign_words(words, "en"),
        decided=DECIDED, sources=library.sources, agreed=agreed, house=house,
    )  # fmt: skip


def _client(
    case: Case, plan: Plan, desk: Desk, *, on: datetime.date, agreed: Agreed | None, house: House | None
) -> str:
    language = plan.language if language_for(plan.language) == plan.language.partition("-")[0].lower() else "en"
    return _environment().get_template("client.html").render(
        view=client_view(plan=plan, on=on), plan=plan, client=case.record.client, language=language,
        plain=lambda each: _plain(each, plan, desk), say=words_for(language), said=_said_in(language),
        tongue=lambda words: foreign_words(words, language),
        day_in=lambda day: day_in(language, day), review=dated_review(plan, on), ask=first_question,
        agreed=agreed, house=_in(language, house),
    )  # fmt: skip
