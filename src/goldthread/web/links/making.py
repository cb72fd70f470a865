"""Making a link, showing it once, handing a device over, and taking a link back."""

import datetime
import io
import secrets
from http import HTTPStatus
from typing import Any

import qrcode  # type: ignore[import-untyped]  # it has no types
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from qrcode.image.svg import SvgPathImage  # type: ignore[import-untyped]  # it has no types

from goldthread.practice.actions.end_link import EndLink
from goldthread.practice.actions.make_link import MakeLink
from goldthread.practice.record_view import RecordView
from goldthread.web.acting import actor_of, must, new_id, number_sent
from goldthread.web.door import door
from goldthread.web.links.keeping import Target, digest_of_code, keep, new_secret


@require_POST
def make(request: HttpRequest, client: str) -> HttpResponse:
    """Make a link to a form or to a signature, and show it this once; or go on to it on this device, signed out."""
    secret, code = new_secret(), f"{secrets.randbelow(10**6):06d}"
    in_hand = request.POST.get("how") == "hand-over"
    signer = request.POST.get("signer") or None
    asked = MakeLink(
        client=client, link=new_id(request, "link"), form=request.POST.get("form") or None,
        of_plan=request.POST.get("plan") or None, version=number_sent(request, "version", "0"), signer=signer,
        code=digest_of_code(secret, code), in_hand=in_hand,
    )  # fmt: skip
    done = must(request, asked)
    until = datetime.datetime.fromisoformat(done.answer["until"])
    if not done.repeated:
        supporter = signer if signer not in (None, client) else None
        target = Target(centre=actor_of(request).centre, client=client, link=done.answer["link"], supporter=supporter)
        keep(secret, target, until)
    address = request.build_absolute_uri(reverse("link", args=[secret]))
    by_code = done.answer["opens_with"] == "code"
    values = {
        "address": address, "picture": picture_of(address), "until": until, "code": code if by_code else "",
        "in_hand": in_hand, "path": reverse("link", args=[secret]), "back": _back(client, asked),
    }  # fmt: skip
    if in_hand:
        logout(request)  # what lies in the client's hands opens nothing but the link
        if not by_code:
            return redirect("link", secret)
    return render(request, "web/links/made.html", values, status=HTTPStatus.CREATED)


def _back(client: str, asked: MakeLink) -> str:
    if asked.form is not None:
        return f"{reverse('record', args=[client])}#forms"
    return reverse("plan-agreement", args=[client, asked.of_plan])


def picture_of(address: str) -> str:
    """The address as a square to scan (QR code), as SVG."""
    drawn = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, box_size=12, border=4).save(drawn)
    # It is made here, of an address of ours, and holds one path.
    return mark_safe(drawn.getvalue().decode().partition("?>")[2])  # noqa: S308 - no word of anybody is in it


@require_POST
def take_back(request: HttpRequest, client: str, link: str) -> HttpResponse:
    """A link works no more."""
    must(request, EndLink(client=client, link=link))
    messages.success(request, _("The link does not work any more."))
    plan = request.POST.get("plan", "")
    return redirect("plan-agreement", client, plan) if plan else redirect(f"{reverse('record', args=[client])}#forms")


def working(record: RecordView | None, **to: str) -> list[dict[str, Any]]:
    """The links of a record that work now, to this `form` or `plan`."""
    now = door().now()
    return [
        {"id": each.made.link, "until": each.made.until, "signer": each.made.signer,
         "opened": each.opened_at is not None, "wrong": each.wrong}
        for each in (record.links if record is not None else ())
        if each.works_at(now) and all(getattr(each.made, name) == value for name, value in to.items())
    ]  # fmt: skip
