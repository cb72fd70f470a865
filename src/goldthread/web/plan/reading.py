"""The page of a plan, what in it is this client's own, and the page of a check."""

import uuid
from http import HTTPStatus
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldthread.case import Case
from goldthread.checks import Severity
from goldthread.checks.catalogue import page_for
from goldthread.notation import BadInput
from goldthread.practice.actions.list_clients import ListClients
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.find_twins import Lookalikes, find_twins, index_of
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.refusal_kinds import kind_of
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ask, must
from goldthread.web.door import door
from goldthread.web.plan import workspace as shown
from goldthread.web.plan.coverage import coverage
from goldthread.web.plan.forms import ItemForm, WaiverForm, item_form
from goldthread.web.plan.opening import Opened, opened
from goldthread.web.plan.talking import disagreements, proposals
from goldthread.web.plan.threads import href, text_of
from goldthread.web.turned_away import _STATUS

_MOST_PLANS = 60  # that a page reads to look for twins; a product choice


@require_GET
def workspace(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """Needs, goals, objectives and what is done as a tree, with one item beside it."""
    here = opened(request, client, plan)
    return page(request, here, item=request.GET.get("item", ""))


def page(
    request: HttpRequest,
    here: Opened,
    *,
    item: str = "",
    form: ItemForm | None = None,
    refusal: Refusal | None = None,
    waiver: WaiverForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The page, with a form as it was sent where something in it is to be mended."""
    chosen = item if item in here.items else ""
    values = {
        "here": here,
        "head": shown.head(here),
        "tree": shown.tree(here, chosen),
        "beside": shown.beside(here, chosen),
        "coverage": coverage(here) if here.record is not None else None,
        "whole": request.GET.get("coverage") == "all",
        "unplaced": shown.findings(here, shown.unplaced(here), ""),
        "placed": _placed(here),
        "proposals": proposals(here),
        "disagreements": disagreements(here),
        "refusal": refusal,
        "address": shown.address(here, "plan"),
        **(_beside(here, chosen, form) if chosen else {}),
        **_waiving(request, here, chosen, waiver),
    }
    return render(request, "web/plan/workspace.html", values, status=status)


def _placed(here: Opened) -> list[dict[str, Any]]:
    """Where findings wait, by item, what is grave first: the way to them."""
    counted: dict[str, int] = {}
    for each in here.view.findings:
        if each.item in here.items and not each.waived_by:
            counted[each.item] = counted.get(each.item, 0) + 1
    grave = {each.item for each in here.view.findings if each.severity is Severity.STOP and not each.waived_by}
    return [
        {"href": href(item), "text": text_of(here, here.items[item][1]), "count": count, "grave": item in grave}
        for item, count in sorted(counted.items(), key=lambda each: each[0] not in grave)
    ]


def _beside(here: Opened, item: str, form: ItemForm | None) -> dict[str, Any]:
    collection, held = here.items[item]
    writes = here.editable or here.may("propose-change")
    form = form if form is not None or not writes else item_form(here, collection, held)
    return {
        "item": shown.detail(here, item),
        "form": form if form is not None and form.fields else None,
        "edit_address": shown.address(here, "plan-edit", item),
        "before": before_of(here, item),
        "options_address": shown.options_href(here, item) if collection == "needs" and here.record else "",
        "own": {each.id: each for each in here.plan.goals}.get(item),
    }


def before_of(here: Opened, item: str) -> str:
    """What the item holds, as a form carries it along."""
    return msgspec.json.encode(msgspec.to_builtins(here.items[item][1])).decode()


def _waiving(request: HttpRequest, here: Opened, item: str, waiver: WaiverForm | None) -> dict[str, Any]:
    check = request.POST.get("check") or request.GET.get("waive", "")
    found = next((each for each in here.view.findings if each.check == check and (not item or each.item == item)), None)
    if found is None or not here.may("waive-finding"):
        return {}
    return {
        "waive": found,
        "waive_title": shown.page_title(found.check),
        "waiver": waiver or WaiverForm(auto_id="waiver-%s"),
        "waive_address": shown.address(here, "plan-waive"),
    }


@require_GET
def explain(request: HttpRequest, client: str, plan: str, check: str) -> HttpResponse:
    """What a check looks for, why it matters, and what helps. The page is the library's: it names nobody."""
    try:
        told = page_for(check)
    except BadInput:
        raise Http404 from None
    parts = [
        (_("What it finds"), told.finds), (_("Why it matters"), told.why),
        (_("When it keeps silent"), told.silent), (_("What helps"), told.helps),
    ]  # fmt: skip
    values = {
        "check": told,
        "parts": [(title, _paragraphs(text)) for title, text in parts],
        "client": client,
        "plan": plan,
    }
    return render(request, "web/plan/check.html", values)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(each.split()) for each in text.split("\n\n")]


@require_GET
def own(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """Name the client: which sentences are this client's own, and, when asked for, the closest twin of each in the
    plans of the reader's other clients. Reading those is traced like any other reading."""
    here = opened(request, client, plan)
    if here.case is None:
        must(request, OpenRecord(client=client))
        raise Http404
    compared = "compare" in request.GET and here.actor.role in PERMISSIONS["list-clients"]
    cases = _other_cases(request, here) if compared else []
    looked = find_twins(case=here.case, desk=here.desk, index=index_of(cases, desk=here.desk) if compared else None)
    values = {"here": here, "compared": compared, "plans": len(cases), **_told(here, looked)}
    return render(request, "web/plan/own.html", values)


def _told(here: Opened, looked: Lookalikes) -> dict[str, Any]:
    at = shown.address(here, "plan")
    rows: list[dict[str, Any]] = [
        {
            "text": each.sentence.text, "whose": each.whose, "why": each.why,
            "where": here.names.get(each.sentence.item, ""), "href": f"{at}{href(each.sentence.item)}",
            "twin": each.twin.sentence if each.twin else "",
            "alike": round(each.twin.similarity * 100) if each.twin else 0,
        }
        for each in looked.profile.sentences
    ]  # fmt: skip
    mine = [each for each in rows if each["whose"] == "own"]
    closest = max((each for each in rows if each["twin"]), key=lambda each: each["alike"], default=None)
    share = {
        "percent": round(looked.profile.own_share * 100), "own": len(mine), "of": len(rows),
        "twin": closest["twin"] if closest else "", "twin_href": closest["href"] if closest else "",
    }  # fmt: skip
    others = [each for each in rows if each["whose"] != "own"]
    return {"share": share, "mine": mine, "others": others, "recognised": looked.recognised}


def _other_cases(request: HttpRequest, here: Opened) -> list[tuple[str, Case]]:
    """The plans of the reader's other clients, as far as the reader may open them."""
    today, found = door().now().date(), []
    for line in must(request, ListClients(limit=_MOST_PLANS)).shown:
        if line.client == here.client or not line.plan_state:
            continue
        record = ask(request, OpenRecord(client=line.client))
        if isinstance(record, Refusal):
            continue
        for name in record.shown.plans[-1:]:
            plan = ask(request, OpenPlan(client=line.client, plan=name))
            if not isinstance(plan, Refusal) and plan.shown.plan is not None:
                found.append((line.client, Case(on=today, record=record.shown.record, plan=plan.shown.plan)))
    return found


def status_of(refusal: Refusal) -> int:
    """The status with which a page tells a refusal."""
    return int(_STATUS[kind_of(refusal.code)])


def new_id(kind: str, key: str) -> str:
    """The id of a new thing: from the form's key, so that a form that is sent twice makes one."""
    return f"{kind}-{uuid.uuid5(uuid.NAMESPACE_OID, key).hex[:20]}"
