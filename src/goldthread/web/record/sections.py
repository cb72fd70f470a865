"""The sections of the page: every fact that stands is in one of them."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldthread.instruments import suggestions
from goldthread.needs import Need
from goldthread.needs.reading import day_of
from goldthread.record import (
    Administration,
    Allergy,
    AnyFact,
    Barrier,
    CareMember,
    Cause,
    Circumstance,
    Confidence,
    CopingSkill,
    Diagnosis,
    DomainConsidered,
    DomainSetAside,
    EarlySign,
    Event,
    Fact,
    Hope,
    Housing,
    Medicine,
    Observation,
    Preference,
    Protective,
    Readiness,
    Risk,
    Statement,
    Strength,
    SubstanceUse,
    Support,
    Trigger,
    Value,
    WithdrawalEpisode,
    Work,
)
from goldthread.terms import LifeDomain
from goldthread.web.record.lines import line, lines, source, who
from goldthread.web.record.opening import Whole

_FIRST_WORDS = 6  # quotes that are open on the page; a product choice
_ROLES = (
    ("predisposing", gettext_lazy("What made it likely")), ("precipitating", gettext_lazy("What set it off")),
    ("perpetuating", gettext_lazy("What keeps it going")), ("protective", gettext_lazy("What protects")),
)  # fmt: skip
_PARTS: tuple[tuple[str, Any, tuple[type[Fact], ...]], ...] = (
    ("triggers", gettext_lazy("Triggers and early signs"), (Trigger, EarlySign)),
    ("skills", gettext_lazy("Skills"), (CopingSkill,)),
    ("supports", gettext_lazy("People who help"), (Support, CareMember)),
    ("medicines", gettext_lazy("Medicines and allergies"), (Medicine, Allergy)),
    ("health", gettext_lazy("Health and substances"), (Diagnosis, SubstanceUse, WithdrawalEpisode, Observation)),
    ("life", gettext_lazy("Home, work and circumstances"), (Housing, Work, Circumstance)),
    ("wishes", gettext_lazy("Wishes, readiness and confidence"), (Preference, Readiness, Confidence)),
)
_ELSEWHERE = (
    Statement, Hope, Strength, Protective, Value, Risk, Barrier, Cause, Event, Administration, DomainConsidered,
    DomainSetAside,
)  # fmt: skip


def words(here: Whole) -> dict[str, list[dict[str, Any]]]:
    """What the client says, exactly as said: hopes first, then what worries them most."""
    weight = {"much": 0, "some": 1, "unsaid": 2, "none": 3}
    told = [each for each in here.chart.of(Statement) if each.from_client]
    told.sort(key=lambda each: weight[each.concern])
    said: list[Hope | Statement] = [*(each for each in here.chart.of(Hope) if each.from_client), *told]
    quotes = [
        {
            "id": each.id,
            "text": each.text,
            "who": who(here, each),
            "on": day_of(each),
            "where": source(here, each),
            "lang": "",
            "about": each.domain.label if each.domain is not None else _("hope"),
            "worry": isinstance(each, Statement) and each.concern == "much",
            "correct": line(here, each)["correct"],
        }
        for each in said
    ]
    return {"first": quotes[:_FIRST_WORDS], "more": quotes[_FIRST_WORDS:]}


def asked(here: Whole) -> dict[str, Any] | None:
    """What brought the client here, as it was said when help was first asked for; None where a statement of the record
    says the same."""
    text = here.view.words.strip()
    if not text or any(each.text.strip() == text for each in here.chart.of(Statement)):
        return None
    return {"text": text, "who": here.view.record.client.name, "where": _("when help was first asked for")}


def strong(here: Whole) -> list[AnyFact]:
    """What the client is good at, has, holds to and is kept safe by."""
    return _of(here, Strength, Protective, Value)


def hard(here: Whole) -> list[AnyFact]:
    """What endangers the client or stands in the way."""
    return [*_risks(here, nothing=False), *_of(here, Barrier)]


def _risks(here: Whole, *, nothing: bool) -> list[AnyFact]:
    """Risks; or, with `nothing`, those that were looked for and are not there."""
    return [each for each in here.chart.of(Risk) if (each.level == "none") is nothing]


def _of(here: Whole, *kinds: type[Fact]) -> list[AnyFact]:
    found: list[Any] = [fact for kind in kinds for fact in here.chart.of(kind)]
    return found


def domains(here: Whole) -> list[dict[str, Any]]:
    """Every side of a life: gone through, set aside until a day, or not looked at yet."""
    aside = here.chart.domains_set_aside()
    gone_through = {fact.domain: fact for fact in reversed(here.chart.of(DomainConsidered))}
    return [_domain(here, each, aside.get(each), gone_through.get(each)) for each in LifeDomain]


def _domain(
    here: Whole, domain: LifeDomain, aside: DomainSetAside | None, gone_through: DomainConsidered | None
) -> dict[str, Any]:
    row: dict[str, Any] = {"name": domain.label.capitalize(), "waits": aside is None and gone_through is None}
    if aside is not None:
        row["until"], row["past"] = aside.look_again_on, aside.look_again_on < here.on
        row["line"] = line(here, aside, aside.reason)
    elif gone_through is not None:
        row["line"] = line(here, gone_through, gone_through.note or _("Gone through"))
    return row


def causes(here: Whole) -> list[dict[str, Any]]:
    """The formulation by role."""
    found = here.chart.of(Cause)
    return [
        {"title": title, "lines": lines(here, [each for each in found if each.role == role])} for role, title in _ROLES
    ]


def parts(here: Whole, entries: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The other facts by what they are about, each part with its small forms; the last part holds whatever has no
    section of its own."""
    views: list[AnyFact] = [each for each in here.chart.of(Hope) if not each.from_client]
    views += [each for each in here.chart.of(Statement) if not each.from_client]
    found: list[dict[str, Any]] = [{"id": "views", "title": _("What others see"), "lines": lines(here, views)}]
    placed: set[type[Fact]] = set(_ELSEWHERE)
    for anchor, title, kinds in _PARTS:
        placed.update(kinds)
        found.append({"id": anchor, "title": title, "lines": lines(here, _of(here, *kinds))})
    rest = [fact for fact in here.chart.by_id.values() if type(fact) not in placed] + _risks(here, nothing=True)
    found.append({"id": "rest", "title": _("Earlier treatment, consents and the rest"), "lines": lines(here, rest)})
    return [{**part, "entries": entries.get(part["id"], ())} for part in found]


def events(here: Whole) -> list[dict[str, Any]]:
    """What happened, newest first: events, forms, and stays here."""
    found = [{**line(here, each), "anchor": True} for each in here.chart.of(Event)]
    found += [{**line(here, each), "anchor": here.own} for each in here.chart.of(Administration)]
    for stay in here.view.episodes:
        found.append({"on": stay.admitted_on, "text": _("Treatment began here"), "origin": stay.level.value})
        if stay.completed_on is not None:
            found.append({"on": stay.completed_on, "text": _("The stay ended"), "origin": stay.outcome})
    return sorted(found, key=lambda each: each["on"], reverse=True)


def needs(here: Whole) -> list[dict[str, Any]]:
    """What the record calls for, with the facts that say so."""
    words = {each.urgency for each in here.needs.needs}
    urgent = {each: render_to_string("web/components/urgency.html", {"urgency": each}) for each in words}
    found = sorted(here.needs.needs, key=lambda each: each.urgency != "today")
    return [_need(here, each, urgent[each.urgency]) for each in found]


def _need(here: Whole, need: Need, urgency: SafeString) -> dict[str, Any]:
    by_id = here.chart.by_id
    return {
        "id": need.id,
        "title": need.title,
        "urgency": urgency,
        "grave": need.urgency == "today",
        "because": [
            {"why": each.why, "from": [line(here, by_id[fact]) for fact in each.facts if fact in by_id]}
            for each in need.because
        ],
        "ask": need.ask,
    }


def suggested(here: Whole) -> list[dict[str, Any]]:
    """The forms that the newest scores ask for, with the reason, without those that are given out and open."""
    instruments = here.desk.library.instruments
    given = {fact.instrument for fact in here.chart.of(Administration)}
    newest = {name: here.reading.scores(name)[0] for name in given if here.reading.scores(name)}
    waiting = {each.given.instrument for each in here.view.forms if each.finished is None}
    found = suggestions(
        instruments=instruments,
        newest={name: (day_of(fact), score) for name, (fact, score) in newest.items()},
        on=here.on,
    )
    return [
        {
            "instrument": each.give,
            "name": instruments[each.give].name,
            "again": each.kind == "again",
            "since": each.since,
            "why": each.why,
            "source": _cited(here, each.source),
            "confirmed": each.confirmed,
        }
        for each in found
        if each.give not in waiting
    ]


def _cited(here: Whole, key: str) -> str:
    """A source as people cite it: who, and when."""
    found = here.desk.library.sources.get(key)
    return f"{found.authors.partition(',')[0] or found.title}, {found.year}" if found is not None else key


def instruments(here: Whole) -> list[dict[str, Any]]:
    """What can be given: the forms that this record has already, and the others, each by name."""
    asked = {fact.instrument for fact in here.chart.of(Administration)}
    known = sorted(here.desk.library.instruments.values(), key=lambda each: each.name.lower())
    groups = (
        (_("Filled in before"), [each for each in known if each.id in asked]),
        (_("Other forms"), [each for each in known if each.id not in asked]),
    )
    return [{"label": label, "forms": forms} for label, forms in groups if forms]


def forms_of(here: Whole) -> list[dict[str, Any]]:
    """The forms that were given out and are open."""
    instruments = here.desk.library.instruments
    return [
        {
            "id": each.given.form,
            "name": instruments[each.given.instrument].name
            if each.given.instrument in instruments
            else each.given.instrument,
            "on": each.given.at.date(),
            "to_client": each.given.to == "client",
            "answered": len(each.answers),
        }
        for each in here.view.forms
        if each.finished is None
    ]
