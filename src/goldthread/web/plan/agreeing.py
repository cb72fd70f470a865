"""Signatures that are asked for, the start of the plan with all that stops it, and its reviews."""

from base64 import b64encode
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldthread.practice.action import Request
from goldthread.practice.actions.activate import Activate
from goldthread.practice.actions.ask_for_signatures import AskForSignatures
from goldthread.practice.actions.hold_review import HoldReview
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.open_review import OpenReview
from goldthread.practice.agreement import SIGNED, SignerStanding
from goldthread.practice.entries import Capacity
from goldthread.practice.refusing import Refusal
from goldthread.practice.signing import STAFF_CAPACITIES
from goldthread.web.acting import ONCE, ask, must
from goldthread.web.door import door
from goldthread.web.links.making import working
from goldthread.web.plan import workspace as shown
from goldthread.web.plan.forms import HeldForm, ReviewForm
from goldthread.web.plan.opening import Opened, opened
from goldthread.web.plan.reading import new_id, status_of
from goldthread.web.plan.threads import kind_name, text_of
from goldthread.web.templatetags.goldthread import role_name

Plain = dict[str, Any]
_CAPACITIES: tuple[Capacity, ...] = ("author", "countersign", "supervisor", "team")


@require_GET
def agreement(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """Who has signed what, who can be asked, and what keeps the plan from starting."""
    return _page(request, opened(request, client, plan))


def _page(
    request: HttpRequest, here: Opened, *, refusal: Refusal | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    versions = here.view.versions
    values = {
        "here": here,
        "refusal": refusal,
        "signatures": _signatures(here),
        "drawings": list(_drawings(request, here)),
        "by_link": list(_by_link(here)),
        "asks": here.may("ask-for-signatures"),
        "may_be_asked": list(_may_be_asked(here)),
        "starts": here.may("activate"),
        "stops": here.view.stops,
        "version": versions[-1].number if versions else None,
        "typed": request.POST,
        "back": shown.address(here, "plan"),
        "ask_address": shown.address(here, "plan-ask"),
        "start_address": shown.address(here, "plan-activate"),
    }
    return render(request, "web/plan/agreement.html", values, status=status)


def _name(here: Opened, member: str) -> str:
    if member == here.client:
        return here.name or _("The client")
    return here.called(member)


def _signatures(here: Opened) -> Plain | None:
    """The grid of items and signers; None where nobody was asked yet."""
    if here.view.agreement is None:
        return None
    signers = here.view.agreement.signers
    items = [(name, item) for name, item in here.plan.items() if name in SIGNED]
    return {
        "caption": _("Who has signed what"),
        "told": [
            {
                "name": f"{_name(here, each.signer)} ({role_name(each.capacity)})",
                "signed": len(each.signed),
                "of": len(items),
            }
            for each in signers
        ],
        "signers": [f"{_name(here, each.signer)} ({role_name(each.capacity)})" for each in signers],
        "rows": [
            {
                "kind": kind_name(name),
                "item": text_of(here, item),
                "cells": [{"signer": _name(here, each.signer), "state": _state(each, item.id)} for each in signers],
            }
            for name, item in items
        ],
    }


def _drawings(request: HttpRequest, here: Opened) -> Iterator[Plain]:
    """The names that were drawn and the pages that were scanned, newest first."""
    if all(each.kind in ("typed", "verbal") for each in here.view.signed):
        return
    view = must(request, OpenPlan(client=here.client, plan=here.plan.id, pictures=True)).shown
    for each in reversed(view.signed):
        if each.picture:
            source = f"data:{each.picture_type};base64,{b64encode(each.picture).decode()}"
            yield {"who": _name(here, each.signer), "on": each.at.date(), "number": each.version, "source": source,
                   "witness": _name(here, each.witness) if each.witness else ""}  # fmt: skip


def _by_link(here: Opened) -> Iterator[Plain]:
    """Client and supporters whose signature is still asked for, with the links that they have."""
    if here.view.agreement is None or not here.may("sign") or not here.may("make-link"):
        return
    for each in here.view.agreement.signers:
        if each.capacity == "client" and each.asks:
            links = working(here.record, plan=here.plan.id, signer=each.signer)
            yield {"signer": each.signer, "name": _name(here, each.signer), "links": links}


def _state(signer: SignerStanding, item: str) -> str:
    if item in signer.signed:
        return "signed"
    return "asks" if signer.signed or signer.gone else "waits"


def _may_be_asked(here: Opened) -> Iterator[Plain]:
    """The client, and everybody on the care team in each capacity in which they may sign."""
    yield {"value": f"{here.client}:client", "label": here.name or _("The client"), "as": _("client"), "checked": True}
    if here.record is None:
        return
    now = door().now()
    for access in here.record.access:
        if access.until is not None and access.until <= now:
            continue
        for capacity in _CAPACITIES:
            if access.as_role in STAFF_CAPACITIES.get(capacity, ()):
                me = access.member == here.actor.id
                label = f"{_name(here, access.member)}, {role_name(access.as_role)}"
                yield {
                    "value": f"{access.member}:{capacity}", "label": label, "as": role_name(capacity),
                    "checked": me and capacity == "author",
                }  # fmt: skip


@require_POST
def ask_for(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """Lay the plan before client and team as a version, and ask them to sign."""
    here = opened(request, client, plan)
    of = dict(each.partition(":")[::2] for each in request.POST.getlist("of"))
    if not of:
        nobody = Refusal(code="nobody-asked", message=_("Nobody was chosen."), fix=_("Choose who signs."))
        return _page(request, here, refusal=nobody, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = AskForSignatures(
        client=client,
        plan=plan,
        of=of,  # type: ignore[arg-type]  # `ask` looks at it
        due=_day(request),
        cause=request.POST.get("cause", "").strip(),
    )
    return _done(request, here, asked, _("They are asked to sign."))


def _day(request: HttpRequest) -> Any:
    typed = request.POST.get("due", "")
    try:
        return parse_date(typed) if typed else None
    except ValueError as error:
        raise BadRequest("The day is none.") from error


@require_POST
def start(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """The plan is agreed on, and the work begins; or all that stops it is told."""
    here = opened(request, client, plan)
    version = request.POST.get("version", "")
    if not version.isdecimal():
        raise BadRequest("The form came without its version.")
    return _done(request, here, Activate(client=client, plan=plan, version=int(version)), _("The plan is active."))


def _done(request: HttpRequest, here: Opened, asked: Request, said: str) -> HttpResponse:
    done = ask(request, asked)
    if isinstance(done, Refusal):
        return _page(request, here, refusal=done, status=status_of(done))
    messages.success(request, said)
    return redirect(shown.address(here, "plan-agreement"))


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """Open a review, or write down what came of it."""
    here = opened(request, client, plan)
    holds = here.may("hold-review")
    kind = HeldForm if holds else ReviewForm
    form = kind(request.POST if request.method == "POST" else None)
    refusal, status = None, HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid():
            done = ask(request, _reviewed(request, here, form.cleaned_data, holds=holds))
            if not isinstance(done, Refusal):
                messages.success(request, _("The review is held.") if holds else _("The review is open."))
                return redirect(shown.address(here, "plan"))
            refusal = done
        status = HTTPStatus(status_of(refusal)) if refusal else HTTPStatus.UNPROCESSABLE_ENTITY
    values = {"here": here, "form": form, "holds": holds, "opens": here.may("open-review"), "refusal": refusal,
              "back": shown.address(here, "plan")}  # fmt: skip
    return render(request, "web/plan/review.html", values, status=status)


def _reviewed(request: HttpRequest, here: Opened, typed: Plain, *, holds: bool) -> Request:
    if not holds:
        return OpenReview(client=here.client, plan=here.plan.id, cause=typed["cause"])
    name = new_id("review", request.POST.get(ONCE, ""))
    return HoldReview(client=here.client, plan=here.plan.id, review=name, **typed)
