"""Setting a finding aside, settling a proposal, answering a disagreement."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldthread.practice.action import Request
from goldthread.practice.actions.record_disagreement import RecordDisagreement
from goldthread.practice.actions.settle_proposal import SettleProposal
from goldthread.practice.actions.waive_finding import WaiveFinding
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ONCE, ask, member_of
from goldthread.web.plan import workspace as shown
from goldthread.web.plan.forms import WaiverForm
from goldthread.web.plan.opening import Opened, opened
from goldthread.web.plan.reading import new_id, page, status_of
from goldthread.web.plan.threads import href


@require_POST
def waive(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """Set a finding aside, by name and with a reason."""
    here = opened(request, client, plan)
    item, form = request.POST.get("item", ""), WaiverForm(request.POST, auto_id="waiver-%s")
    if not form.is_valid():
        return page(request, here, item=item, waiver=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    member = member_of(request)
    asked = WaiveFinding(
        client=client,
        plan=plan,
        waiver=new_id("waiver", request.POST.get(ONCE, "")),
        check=request.POST.get("check", ""),
        item=request.POST.get("about") or None,
        by=member.name if member is not None else "",
        reason=form.cleaned_data["reason"],
        until=form.cleaned_data["until"],
    )
    return _done(request, here, asked, _("Set aside, in your name."), item=item, waiver=form)


@require_POST
def settle(request: HttpRequest, client: str, plan: str, proposal: str) -> HttpResponse:
    """Take a proposal into the draft, say why not now, or take one's own back."""
    here = opened(request, client, plan)
    asked = SettleProposal(
        client=client,
        plan=plan,
        proposal=proposal,
        outcome=request.POST.get("settle", ""),  # type: ignore[arg-type]  # `ask` looks at it
        answer=request.POST.get("answer", "").strip(),
    )
    return _done(request, here, asked, _("The proposal is settled."), anchor=proposal)


@require_POST
def answer(request: HttpRequest, client: str, plan: str, disagreement: str) -> HttpResponse:
    """Answer a disagreement, in one's own name."""
    here = opened(request, client, plan)
    member = member_of(request)
    asked = RecordDisagreement(
        client=client,
        plan=plan,
        disagreement=disagreement,
        answer=request.POST.get("answer", "").strip(),
        who=member.name if member is not None else "",
    )
    return _done(request, here, asked, _("Your answer stands beside it."), anchor=disagreement)


def _done(
    request: HttpRequest, here: Opened, asked: Request, said: str, *, item: str = "", anchor: str = "", **forms: Any
) -> HttpResponse:
    done = ask(request, asked)
    if isinstance(done, Refusal):
        return page(request, here, item=item, refusal=done, status=status_of(done), **forms)
    messages.success(request, said)
    return redirect(f"{shown.address(here, 'plan')}{href(item) if item else f'#{anchor}' if anchor else ''}")
