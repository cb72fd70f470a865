"""A signature through a link: a name, drawn or typed, just after showing who it is; what is drawn under the eyes of
whoever hands the device over needs no second showing."""

from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.paper.clientview import client_view
from goldthread.plan import Plan
from goldthread.practice.actions.decline_to_sign import DeclineToSign
from goldthread.practice.actions.sign import Sign
from goldthread.practice.refusing import Refusal
from goldthread.web.client import forms, plain
from goldthread.web.client.drawing import MOST_SENT, drawn
from goldthread.web.client.own import today
from goldthread.web.client.plain import choices_of
from goldthread.web.client.saying import told
from goldthread.web.links.inside import Inside, closed, end, inside, show
from goldthread.web.links.views import opens

_both = require_http_methods(["GET", "HEAD", "POST"])


def _plan(here: Inside) -> Plan:
    """Raises Http404 for a link to something else."""
    if here.view.plan is None or here.view.plan.plan is None:
        raise Http404
    return here.view.plan.plan


@_both
@inside
def signature(request: HttpRequest, here: Inside) -> HttpResponse:
    """Read, then draw or type a name."""
    plan, again = _plan(here), False
    form = forms.Name(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("year") or request.POST.get("code"):
            if not opens(request, here.secret, here.target):
                return end(closed(request), here.secret, here.session)
            here.prove()
        done = here.ask(request, _signed(request, here))
        if not isinstance(done, Refusal):
            thanks = show(request, "done", here=here, signed=True)
            return end(thanks, here.secret, here.session)
        again = done.code == "sign-in-again"
        if not again:
            form.add_error(None, told(done))
    read = client_view(plan=plan, on=today())
    whose = _("client") if here.target.supporter else _("My words")
    values: dict[str, Any] = {
        "drew": request.POST.get("drawn", "")[:MOST_SENT],
        "form": form, "again": again, "parts": _parts(here, plan), "by_code": bool(here.view.link.made.code),
        "goals": plain.goals(read, whose, voice=False), "steps": plain.steps_by_goal(read, voice=False),
    }  # fmt: skip
    return show(request, "signature", here=here, **values)


def _signed(request: HttpRequest, here: Inside) -> Sign:
    made, picture = here.view.link.made, drawn(request)
    about = Sign(
        client=here.target.client, plan=made.plan or "", version=made.version, capacity="client", kind="typed",
        name=request.POST.get("name", "")[:200].strip(), witness=made.by if made.in_hand else None,
    )  # fmt: skip
    about = msgspec.structs.replace(about, reauthenticated_at=here.opened_at)
    if picture:
        return msgspec.structs.replace(about, kind="drawn", picture=picture, picture_type="image/png")
    return about


def _parts(here: Inside, plan: Plan) -> list[str]:
    """What is new or has changed since they signed last, where it is not the plan as a whole."""
    standing = here.view.plan.agreement if here.view.plan is not None else None
    own = standing.of(here.view.link.made.signer, "client") if standing is not None else None
    known = dict(choices_of(plan))
    return [known[each] for each in own.asks if each in known] if own is not None and own.signed else []


@_both
@inside
def no(request: HttpRequest, here: Inside) -> HttpResponse:
    """I do not sign: that is an answer too, and uses the link."""
    _plan(here)
    form = forms.No(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made, said = here.view.link.made, form.cleaned_data
        asked = DeclineToSign(
            client=here.target.client, plan=made.plan or "", version=made.version, capacity="client",
            why=said["why"], words=said["words"],
        )  # fmt: skip
        done = here.ask(request, asked)
        if not isinstance(done, Refusal):
            return end(show(request, "done", here=here, declined=True), here.secret, here.session)
        form.add_error(None, told(done))
    return show(request, "no", here=here, form=form)
