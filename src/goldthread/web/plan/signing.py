"""The own signature of somebody on the team: what they sign, drawn or typed, just after signing in again; and a no."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from goldthread.checks import Severity
from goldthread.practice.actions.countersign import Countersign
from goldthread.practice.actions.decline_to_sign import DeclineToSign
from goldthread.practice.actions.sign import Sign
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ask, member_of, signed_again
from goldthread.web.client.drawing import MOST_SENT, drawn
from goldthread.web.plan import workspace as shown
from goldthread.web.plan.opening import Opened, opened
from goldthread.web.plan.reading import status_of
from goldthread.web.plan.signers import Own, as_name, own_signatures, parts, signable

_both = require_http_methods(["GET", "HEAD", "POST"])


class OwnName(forms.Form):
    """The name that is signed with."""

    name = forms.CharField(
        label=gettext_lazy("Your full name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )


class OwnNo(forms.Form):
    """Not signing, in words."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why not?"),
        choices=[("does-not-agree", gettext_lazy("I do not agree")), ("not-now", gettext_lazy("Not now"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("What would have to be different?"), max_length=4_000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("It stays with the plan, and everybody who works on it reads it."),
    )  # fmt: skip


@_both
def sign(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """Read what asks for one's own signature, and sign it."""
    here = opened(request, client, plan)
    mine = own_signatures(here)
    own = _chosen(request, mine)
    if own is None:
        return _nothing(request, here)
    member = member_of(request)
    form = OwnName(request.POST or None, initial={"name": member.name if member is not None else ""})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        done = ask(request, signed_again(request, _signature(request, here, own)))
        if not isinstance(done, Refusal):
            messages.success(request, _("You have signed."))
            return redirect(shown.address(here, "plan-agreement"))
        refusal = done
    values = {
        **_around(here, own), "form": form, "refusal": refusal, "drew": request.POST.get("drawn", "")[:MOST_SENT],
        "capacities": [{"value": each.capacity, "label": as_name(each.capacity)} for each in mine],
        "parts": parts(here, own.asks), "grave": _grave(here),
    }  # fmt: skip
    return render(request, "web/plan/sign.html", values, status=_status(request, refusal))


def _chosen(request: HttpRequest, mine: tuple[Own, ...]) -> Own | None:
    wanted = request.POST.get("as") or request.GET.get("as", "")
    return next((each for each in mine if each.capacity == wanted), mine[0] if mine else None)


def _nothing(request: HttpRequest, here: Opened) -> HttpResponse:
    """There is nothing to sign: said on the page on which everybody's signatures stand. Raises PermissionDenied for
    roles that sign nothing."""
    if here.actor.role not in PERMISSIONS["sign"]:
        raise PermissionDenied
    messages.info(request, _("Nothing here asks for your signature."))
    return redirect(shown.address(here, "plan-agreement"))


def _around(here: Opened, own: Own) -> dict[str, Any]:
    version = here.view.versions[-1]
    return {
        "here": here, "name": here.name or here.plan.title, "version": version, "own": own,
        "made_by": here.called(version.by), "capacity": as_name(own.capacity), "of": len(signable(here)),
        "back": shown.address(here, "plan-agreement"), "no_address": shown.address(here, "plan-no"),
        "plan_address": shown.address(here, "plan"),
    }  # fmt: skip


def _grave(here: Opened) -> int:
    return sum(each.severity is Severity.STOP and not each.waived_by for each in here.view.findings)


def _number(request: HttpRequest) -> int:
    """The version that they had before them; 0, which is none, where the form does not say."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and typed.isascii() and len(typed) < 7 else 0


def _signature(request: HttpRequest, here: Opened, own: Own) -> Sign | Countersign:
    about: dict[str, Any] = {
        "client": here.client, "plan": here.plan.id, "version": _number(request), "kind": "typed",
        "name": request.POST.get("name", "").strip(),
    }  # fmt: skip
    picture = drawn(request)
    if picture:
        about |= {"kind": "drawn", "picture": picture, "picture_type": "image/png"}
    return Countersign(**about) if own.capacity == "countersign" else Sign(**about, capacity=own.capacity)


def _status(request: HttpRequest, refusal: Refusal | None) -> int:
    if refusal is not None:
        return status_of(refusal)
    return HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK


@_both
def no(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """I do not sign, and this is why."""
    here = opened(request, client, plan)
    own = _chosen(request, own_signatures(here))
    if own is None:
        return _nothing(request, here)
    form, refusal = OwnNo(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        asked = DeclineToSign(
            client=client, plan=plan, version=_number(request), capacity=own.capacity, **form.cleaned_data
        )
        done = ask(request, asked)
        if not isinstance(done, Refusal):
            messages.success(request, _("It is written down. Who works on the plan reads it."))
            return redirect(shown.address(here, "plan-agreement"))
        refusal = done
    values = {**_around(here, own), "form": form, "refusal": refusal}
    return render(request, "web/plan/no.html", values, status=_status(request, refusal))
