"""Signing, and not signing: a name, typed or drawn, just after signing in again."""

from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.plan import Plan
from goldthread.practice.actions.decline_to_sign import DeclineToSign
from goldthread.practice.actions.sign import Sign
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ask, signed_again
from goldthread.web.client import forms
from goldthread.web.client.drawing import MOST_SENT, drawn
from goldthread.web.client.own import Mine, for_client, my_plan, show
from goldthread.web.client.plain import choices_of
from goldthread.web.client.saying import told
from goldthread.web.client.views import to_sign

_both = require_http_methods(["GET", "HEAD", "POST"])


@_both
@for_client
def signature(request: HttpRequest) -> HttpResponse:
    """Read, put my name to it, show once more who I am."""
    mine = my_plan(request)
    asks = to_sign(mine)
    if mine.view is None or mine.view.plan is None or not asks:
        return show(request, "nothing_to_sign")
    asked = Sign(
        client=mine.client, plan=mine.plan, version=_seen(request), capacity="client", kind="typed",
        name=request.POST.get("name", "")[:200].strip(),
    )  # fmt: skip
    form = forms.Name(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = ask(request, signed_again(request, _drawn_or_typed(request, asked)))
        if not isinstance(done, Refusal):
            messages.success(request, _("Thank you. You have signed. You can change your mind at any time."))
            return redirect("my-plan")
        form.add_error(None, told(done))
    values: dict[str, Any] = {
        "drew": request.POST.get("drawn", "")[:MOST_SENT],
        "version": mine.view.versions[-1].number,
    }
    return show(request, "signature", form=form, parts=_parts(mine.view.plan, asks), mine=mine, **values)


def _seen(request: HttpRequest) -> int:
    """The version that was before them; 0, which is none, where the form does not say."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0


def _drawn_or_typed(request: HttpRequest, asked: Sign) -> Sign:
    """As which of the two it counts: what was drawn goes before the name that was typed beside it."""
    picture = drawn(request)
    if picture:
        return msgspec.structs.replace(asked, kind="drawn", picture=picture, picture_type="image/png")
    return asked


def _parts(plan: Plan, asks: tuple[str, ...]) -> list[str]:
    """What is new or has changed, where it is not the plan as a whole."""
    known = dict(choices_of(plan))
    return [known[each] for each in asks if each in known]


@_both
@for_client
def no(request: HttpRequest) -> HttpResponse:
    """I do not sign."""
    mine: Mine = my_plan(request)
    if mine.view is None or not to_sign(mine):
        return show(request, "nothing_to_sign")
    form = forms.No(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = ask(
            request,
            DeclineToSign(
                client=mine.client,
                plan=mine.plan,
                version=mine.view.versions[-1].number,
                capacity="client",
                why=said["why"],
                words=said["words"],
            ),
        )
        if not isinstance(done, Refusal):
            messages.success(request, _("That is fine. Your team knows, and talks with you."))
            return redirect("my-plan")
        form.add_error(None, told(done))
    return show(request, "no", form=form)
