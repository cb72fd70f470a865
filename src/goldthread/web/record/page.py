"""The page of the record, with a form as it was sent where something in it is to be mended."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from goldthread.practice.folder import Stay
from goldthread.practice.refusing import Refusal
from goldthread.web.record import sections
from goldthread.web.record.forms import FORMS, FactForm, blank_fields, fields_of
from goldthread.web.record.lines import lines
from goldthread.web.record.opening import Whole
from goldthread.web.record.scores import charts

_STAYS = {
    Stay.ENQUIRY: gettext_lazy("Enquiry"), Stay.ADMITTED: gettext_lazy("In treatment"),
    Stay.COMPLETED: gettext_lazy("Stay ended"), Stay.MERGED: gettext_lazy("Joined to another folder"),
}  # fmt: skip

_NEEDS, _SCORES = 6, 3  # how many stand open: about two screens of a phone


def page(
    request: HttpRequest,
    here: Whole,
    *,
    filled: FactForm | None = None,
    name: str = "",
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The whole person. `filled` is the form with that `name` as it was sent."""
    entries = _entries(here, filled, name)
    values = {**_sections(here, entries), **({} if here.own else _for_team(here))}
    values.update(here=here, head=_head(here), entries=entries, filled=filled, refusal=refusal)
    return render(request, "web/record/record.html", values, status=status)


def _sections(here: Whole, entries: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    domains = sections.domains(here)
    return {
        "asked": sections.asked(here),
        "words": sections.words(here),
        "strong": lines(here, sections.strong(here)),
        "hard": lines(here, sections.hard(here)),
        "domains": domains,
        "open_domains": sum(row["waits"] for row in domains),
        "causes": sections.causes(here),
        "parts": sections.parts(here, entries),
        "events": sections.events(here),
    }


def _for_team(here: Whole) -> dict[str, Any]:
    """What a client is told by somebody, and not by a page."""
    needs, scores = sections.needs(here), sorted(charts(here), key=_grave_then_newest)
    return {
        "needs": needs,
        **_folded("needs", needs, _NEEDS),
        "scores": scores,
        **_folded("scores", scores, _SCORES),
        "forms": sections.forms_of(here),
        "suggested": sections.suggested(here),
        "instruments": sections.instruments(here),
        "may_give": here.may("give-form"),
    }


def _grave_then_newest(score: dict[str, Any]) -> tuple[bool, int]:
    return not score["grave"], -score["on"].toordinal()


def _folded(name: str, found: Sequence[dict[str, Any]], few: int) -> dict[str, int]:
    """How many stand open, and how many are folded beneath them: the grave ones come first and are never folded."""
    opened = max(few, sum(each["grave"] for each in found))
    return {f"{name}_open": opened, f"{name}_folded": max(0, len(found) - opened)}


def _head(here: Whole) -> dict[str, Any]:
    client, stay = here.view.record.client, here.view.episodes
    facts: list[dict[str, Any]] = [{"label": _("Stay"), "value": _STAYS[here.view.stay]}]
    if stay:
        facts.append({"label": _("Level of care"), "value": stay[-1].level.value.replace("-", " ")})
    age = client.age(here.on)
    if age is not None:
        facts.append({"label": _("Age"), "value": age})
    if here.view.contact and not here.own:
        facts.append({"label": _("How to reach them"), "value": here.view.contact})
    return {
        "kind": _("Record"),
        "name": client.name,
        "pronouns": client.pronouns,
        "facts": facts,
        "actions": _actions(here),
    }


def _actions(here: Whole) -> list[dict[str, Any]]:
    """The plan, and the client's way through the centre."""
    if here.own:
        return []
    ways = (
        [{"label": _("Begin treatment"), "href": reverse("admission", args=(here.client,))}]
        if here.may("admit")
        else []
    )
    ways.append({"label": _("Care team"), "href": reverse("care-team", args=(here.client,))})
    if here.view.episodes:
        ways.append({"label": _("Stay"), "href": reverse("stay", args=(here.client,))})
    return [*_plan_actions(here), *ways]


def _plan_actions(here: Whole) -> list[dict[str, Any]]:
    if not here.may("open-plan"):
        return []
    if here.view.plans:
        return [{"label": _("Open the plan"), "href": plan_address(here), "primary": True}]
    return (
        [{"label": _("Start a draft"), "href": plan_address(here), "primary": True}] if here.may("draft-plan") else []
    )


def plan_address(here: Whole) -> str:
    """The newest plan, else where a draft is started."""
    if here.view.plans:
        return reverse("plan", args=(here.client, here.view.plans[-1]))
    return reverse("plan-start", args=(here.client,))


def _entries(here: Whole, filled: FactForm | None, sent: str) -> dict[str, list[dict[str, Any]]]:
    """The small forms that who looks at it may use, by the section in which they stand."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, kind in FORMS.items():
        action = "set-aside-domain" if name == "set-aside" else "record-fact"
        if not here.may(action) or (here.own and not kind.for_client):
            continue
        mine = filled is not None and name == sent
        fields = fields_of(filled) if mine and filled else blank_fields(name, here.own, get_language() or "")
        entry = {
            "name": name, "title": kind.title, "fields": fields, "open": mine,
            "action": reverse("record-add", args=(here.client, name)),
        }  # fmt: skip
        found.setdefault(kind.anchor, []).append(entry)
    return found
