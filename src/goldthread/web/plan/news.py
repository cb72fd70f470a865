"""What others change in a plan while somebody looks at it: asked for again and again, so it has to be cheap, and must
not touch what is being typed. As long as nothing is written in the folder, the answer is that there is nothing new, and
nothing is read; only then is the plan opened, like any other time, with its trace."""

from http import HTTPStatus
from typing import Any

from django.core.signing import Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from goldthread.plan.operations import AddItem, ChangeField, Operation, RemoveItem
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.folder import Revised
from goldthread.practice.refusing import Refusal
from goldthread.practice.viewing import PlanView
from goldthread.web.acting import actor_of, ask
from goldthread.web.door import door
from goldthread.web.templatetags.goldthread import role_name

# Who asks with a number that this server did not give them is answered like any other reader.
_SEALED = Signer(salt="goldthread.web.plan.news")


@require_GET
def news(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """204 where nothing was written since `at`; else who changed how many items since the revision that was `seen`."""
    actor = actor_of(request)
    count = door().counted(actor.centre, client)
    at = _SEALED.sign(f"{actor.id}/{client}/{count}")
    if request.GET.get("at") == at:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    seen = _number(request.GET.get("seen", ""))
    done = ask(request, OpenPlan(client=client, plan=plan))
    if isinstance(done, Refusal) or seen is None:  # nothing more is said, or asked for
        return render(request, "web/plan/news.html", {"seen": None})
    view: PlanView = done.shown
    since = [each for each in view.recent if each.revision > seen and each.by != actor.id]
    item = request.GET.get("item", "")
    values = {
        "seen": seen, "at": at, "told": [_told(actor.centre, each) for each in _by_member(since)], "item": item,
        "address": reverse("plan", args=(client, plan)), "again": reverse("plan-news", args=(client, plan)),
    }  # fmt: skip
    return render(request, "web/plan/news.html", values)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _by_member(since: list[Revised]) -> list[list[Revised]]:
    found: dict[str, list[Revised]] = {}
    for each in since:
        found.setdefault(each.by, []).append(each)
    return list(found.values())


def _told(centre: str, changes: list[Revised]) -> dict[str, Any]:
    """Who it was, and how many items they changed."""
    known = door().account(centre, changes[0].by)
    name = known.member.name if known is not None else role_name(changes[0].role)
    items = {_item(step) for each in changes for step in each.operations}
    return {"name": name, "count": max(len(items), 1)}


def _item(step: Operation) -> str:
    if isinstance(step, AddItem | RemoveItem):
        return str(step.item["id"] if isinstance(step.item, dict) else step.item.id)
    return step.id if isinstance(step, ChangeField) else ""
