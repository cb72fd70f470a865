"""Facts as lines of the page: what each says, and where it comes from (who said it, when, the source, who wrote it)."""

import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goldthread.curation.kinds import kind_text
from goldthread.needs.reading import day_of
from goldthread.paper.evidence import fact_text
from goldthread.record import Administration, AnyFact
from goldthread.web.record.opening import Whole
from goldthread.web.templatetags.goldthread import role_name

Line = dict[str, Any]


def line(here: Whole, fact: AnyFact, text: str = "") -> Line:
    """One fact: `text` (else what it says in a few words), `kind`, `origin`, the way to correct it."""
    told = here.told.get((fact.id, text))
    if told is None:
        told = here.told[fact.id, text] = _line(here, fact, text)
    return told


def _line(here: Whole, fact: AnyFact, text: str) -> Line:
    said = text or _told(here, fact)
    return {
        "id": fact.id,
        "text": said[:1].upper() + said[1:],
        "kind": kind_text(fact),
        "on": day_of(fact),
        "origin": origin(here, fact),
        "correct": f"{here.facts_at}{fact.id}/" if here.may_correct(fact) else "",
    }


def lines(here: Whole, facts: Iterable[AnyFact]) -> list[Line]:
    """Facts, each as a line."""
    return [line(here, fact) for fact in facts]


def origin(here: Whole, fact: AnyFact) -> str:
    """Who said it, when, from which source, and who wrote it down."""
    words = {
        "who": who(here, fact),
        "day": _day(day_of(fact), get_language()),
        "source": source(here, fact),
        "by": role_name(fact.recorded_by),
    }
    if fact.recorded_by == fact.said_by:
        return _("%(who)s, %(day)s. Source: %(source)s") % words
    return _("%(who)s, %(day)s. Source: %(source)s. Written down by: %(by)s") % words


@lru_cache(maxsize=4096)
def _day(day: datetime.date, language: str | None) -> str:  # noqa: ARG001 - Django knows the language by itself
    return date_format(day, "DATE_FORMAT")


def who(here: Whole, fact: AnyFact) -> str:
    """Who said it, by name where it is the client."""
    return here.view.record.client.name if fact.from_client else role_name(fact.said_by)


def source(here: Whole, fact: AnyFact) -> str:
    """From where it comes; a form that was filled in here has an id that says nothing to people."""
    return _("a form filled in here") if fact.source.removeprefix("form ") in here.forms else fact.source


def _told(here: Whole, fact: AnyFact) -> str:
    if here.own and isinstance(fact, Administration):
        return _("A form was filled in")
    return fact_text(fact, here.reading)
