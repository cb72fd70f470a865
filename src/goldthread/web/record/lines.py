"""Facts as lines of the page: what each says, and where it comes from (who said it, when, the source, who wrote it)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from goldthread.curation.kinds import kind_text
from goldthread.needs.reading import day_of
from goldthread.paper.evidence import fact_text
from goldthread.record import Administration, AnyFact
from goldthread.web.drawn import day_name
from goldthread.web.record.opening import Whole

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
        "day": day_name(day_of(fact)),
        "source": source(here, fact),
        "by": here.role(fact.recorded_by),
    }
    return here.origins[fact.recorded_by != fact.said_by] % words


def who(here: Whole, fact: AnyFact) -> str:
    """Who said it, by name where it is the client."""
    return here.view.record.client.name if fact.from_client else here.role(fact.said_by)


def source(here: Whole, fact: AnyFact) -> str:
    """From where it comes; a form that was filled in here has an id that says nothing to people."""
    return _("a form filled in here") if fact.source.removeprefix("form ") in here.forms else fact.source


def _told(here: Whole, fact: AnyFact) -> str:
    if here.own and isinstance(fact, Administration):
        return _("A form was filled in")
    return fact_text(fact, here.reading)
