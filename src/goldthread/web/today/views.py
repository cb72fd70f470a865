"""Today: what is due of the clients that somebody works with, and the clients."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldthread.practice.actions.list_clients import ListClients
from goldthread.practice.due_today import Due, Ground, due_of
from goldthread.practice.people import Actor
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.ports import Line
from goldthread.terms import Role
from goldthread.web.acting import actor_of, must
from goldthread.web.around import settings_of
from goldthread.web.door import door
from goldthread.web.today import filtering
from goldthread.web.today.drawing import due_rows
from goldthread.web.today.due import Telling

_MOST = 500  # clients; what the practice shows at once
_SHOWN = 100  # things that are due, and clients, on a page: the rest is behind a filter, or asked for


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """One's own caseload, the enquiries or the centre: as far as the role reaches."""
    actor = actor_of(request)
    if actor.client is not None:
        return redirect("my-plan")
    if actor.role not in PERMISSIONS["list-clients"]:
        return render(request, "web/today/today.html", {"lists": False, "centre": actor.role is Role.ADMINISTRATOR})
    chosen = filtering.filter_of(request.GET)
    listed: tuple[Line, ...] = must(request, ListClients(stay=chosen.stay, limit=_MOST)).shown
    lines = filtering.chosen_of(listed, chosen, actor)
    ground = _ground(request, actor)
    due = due_of(lines, ground)
    clients = lines if "all" in request.GET else lines[:_SHOWN]
    values: dict[str, Any] = {
        "lists": True,
        "takes": actor.role in PERMISSIONS["take-enquiry"],
        "traces": actor.role is Role.COMPLIANCE,
        "lines": clients,
        "lines_in_all": len(lines),
        "all": chosen.address() + ("&" if "?" in chosen.address() else "?") + "all=",
        "opens": actor.role in PERMISSIONS["open-record"],
        "whose": {"label": _("Whose"), "links": filtering.whose_links(listed, chosen, actor)},
        "whats": {"label": _("What is due"), "links": filtering.what_links(due, chosen, actor)},
        "old_lines": any(line.waits is None for line in lines),
        "pack": _pack(ground),
        **_told(due, chosen, ground),
        "filters": _filters(filtering.fields(listed, chosen, actor), len(lines), bool(request.GET)),
    }
    return render(request, "web/today/today.html", values)


def _filters(fields: list[dict[str, Any]], count: int, some_chosen: bool) -> dict[str, Any]:
    address = reverse("today")
    return {"action": address, "fields": fields, "count": count, "clear": address if some_chosen else ""}


def _ground(request: HttpRequest, actor: Actor) -> Ground:
    library = door().desk.library
    return Ground(
        settings=settings_of(request, actor.centre), packs=library.rulepacks, instruments=library.instruments,
        actor=actor, today=door().now().date(),
    )  # fmt: skip


def _told(due: list[Due], chosen: filtering.Filter, ground: Ground) -> dict[str, Any]:
    """What is due of the chosen kind: the first of it drawn, how many more there are, and what to say of none."""
    wanted = [each for each in due if chosen.what in ("", each.what)]
    telling = Telling(ground)
    return {
        "due": due_rows(map(telling, wanted[:_SHOWN])),
        "due_more": max(0, len(wanted) - _SHOWN),
        "what": chosen.what,
        "nothing": None if wanted else _nothing(chosen, bool(due)),
    }


def _nothing(chosen: filtering.Filter, others: bool) -> dict[str, Any]:
    actions = [{"label": _("See everything that is due"), "href": chosen.address(what="")}] if others else []
    title = _("Nothing of this kind waits") if chosen.what else _("Nothing waits today")
    text = _("There is time for the people themselves.") if not others else _("Other things do.")
    return {"title": title, "text": text, "actions": actions}


def _pack(ground: Ground) -> str:
    pack = ground.packs.get(ground.settings.rule_pack)
    return pack.title if pack is not None else ""
