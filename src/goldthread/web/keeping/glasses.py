"""Every glass that was broken in the centre: whose folder, who, why, until when, and whether somebody looked at it."""

import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.practice.actions.list_glasses import ListGlasses
from goldthread.practice.actions.review_glass import ReviewGlass
from goldthread.practice.ports import GlassLine
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import actor_of, ask, must
from goldthread.web.care.asking import staff_of
from goldthread.web.door import door
from goldthread.web.keeping.forms import ReviewForm
from goldthread.web.keeping.surveyed import only_for
from goldthread.web.turned_away import status_of

_PAGE = 25
_REVIEWED = {"open": False, "looked": True}
_DAYS = {"7": 7, "31": 31, "366": 366}


@require_http_methods(["GET", "HEAD", "POST"])
def glasses(request: HttpRequest) -> HttpResponse:
    """The list, filtered and a page at a time; and that one of them was looked at."""
    only_for(request, "list-glasses")
    refusal = None
    if request.method == "POST":
        refusal = _reviewed(request)
        if refusal is None:
            messages.success(request, _("It is noted that you have looked at it."))
            return redirect(request.get_full_path())
    chosen = {name: request.GET.get(name, "") for name in ("state", "days", "who")}
    lines: tuple[GlassLine, ...] = must(request, _asked(request, chosen)).shown
    values = {
        "lines": _told(request, lines[:_PAGE]), "refusal": refusal, "filters": _filters(request, chosen),
        "older": _older(chosen, lines) if len(lines) > _PAGE else "", "paged": "below" in request.GET,
    }  # fmt: skip
    return render(request, "web/keeping/glasses.html", values, status=status_of(refusal) if refusal else HTTPStatus.OK)


def _asked(request: HttpRequest, chosen: dict[str, str]) -> ListGlasses:
    """What is asked for: one more than a page, to know whether there are older ones. Raises BadRequest."""
    first = None
    if chosen["days"] in _DAYS:
        day = door().now().date() - datetime.timedelta(days=_DAYS[chosen["days"]])
        first = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    below = None
    if request.GET.get("below"):
        at, *ids = request.GET["below"].split("~")
        if len(ids) != 2:
            raise BadRequest
        below = (_time(at), ids[0], ids[1])
    return ListGlasses(
        reviewed=_REVIEWED.get(chosen["state"]), member=chosen["who"] or None, first=first, below=below,
        limit=_PAGE + 1,
    )  # fmt: skip


def _time(text: str) -> datetime.datetime:
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise BadRequest from error
    if found.tzinfo is None:
        raise BadRequest
    return found


def _reviewed(request: HttpRequest) -> Refusal | None:
    form = ReviewForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    said = form.cleaned_data
    asked = ReviewGlass(client=said["client"], member=said["member"], since=_time(said["since"]), words=said["words"])
    done = ask(request, asked)
    return done if isinstance(done, Refusal) else None


def _told(request: HttpRequest, lines: tuple[GlassLine, ...]) -> list[dict[str, Any]]:
    ids = {each.member for each in lines} | {each.reviewed_by for each in lines if each.reviewed_by}
    names = door().named(actor_of(request).centre, ids)
    called = {each: names[each].name if each in names else each for each in ids}
    now, me = door().now(), actor_of(request).id
    return [
        {
            **msgspec.structs.asdict(each),
            "who": called[each.member],
            "by": called.get(each.reviewed_by or "", ""),
            "open": each.until is not None and each.until > now,
            "own": each.member == me,
            "form": ReviewForm(
                auto_id=f"g{number}-%s",
                initial={"client": each.client, "member": each.member, "since": each.since.isoformat()},
            ),
        }
        for number, each in enumerate(lines)
    ]


def _older(chosen: dict[str, str], lines: tuple[GlassLine, ...]) -> str:
    last = lines[_PAGE - 1]
    below = f"{last.since.isoformat()}~{last.client}~{last.member}"
    return "?" + urlencode({**{name: value for name, value in chosen.items() if value}, "below": below})


def _filters(request: HttpRequest, chosen: dict[str, str]) -> dict[str, Any]:
    states = [("", _("All")), ("open", _("Nobody has looked at it yet")), ("looked", _("Looked at"))]
    days = [("", _("At any time")), ("7", _("In the last 7 days")), ("31", _("In the last 31 days")),
            ("366", _("In the last 366 days"))]  # fmt: skip
    people = sorted(((each.id, each.name) for each in staff_of(request)), key=lambda each: each[1])
    fields = [
        ("state", _("Looked at"), states), ("days", _("Broken"), days), ("who", _("By"), [("", _("Anybody")), *people])
    ]  # fmt: skip
    return {
        "action": reverse("glasses"),
        "clear": reverse("glasses") if request.GET else "",
        "count": None,
        "fields": [
            {
                "name": name,
                "label": label,
                "options": [{"value": v, "label": said, "chosen": v == chosen[name]} for v, said in options],
            }
            for name, label, options in fields
        ],
    }
