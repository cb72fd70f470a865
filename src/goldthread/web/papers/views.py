"""A paper of a plan, for whoever may open the plan: that is what the practice is asked for, and what leaves a trace."""

import base64
import hashlib
import re
from typing import cast, get_args

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldthread.case import Case
from goldthread.paper import Agreed, House, Paper, PaperNotPossible, render_html, safety_page, to_pdf
from goldthread.plan import Plan
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.record_view import RecordView
from goldthread.practice.refusing import Refusal
from goldthread.practice.viewing import PlanView
from goldthread.record import Client, Record
from goldthread.terms import Role
from goldthread.web.acting import TurnedAway, actor_of, must
from goldthread.web.client.bad_hour import centre_crisis
from goldthread.web.door import door

KINDS: tuple[Paper, ...] = get_args(Paper)
_CLIENTS: tuple[Paper, ...] = ("client", "card", "safety")
_SIGNED: tuple[Paper, ...] = ("team", "client", "evidence")  # these show whose name stands under the plan
_WHOSE_OWN = (Role.CLIENT, Role.SUPPORTER)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@require_GET
def page(request: HttpRequest, client: str, plan: str, kind: str) -> HttpResponse:
    """The paper as a page. Its style stands in it, so that it can be kept as one file: its hash is let through."""
    body = _paper(request, client, plan, cast(Paper, kind)).replace(
        "<body>", f"<body>\n{_way_back(request, client, plan)}", 1
    )
    answer = HttpResponse(body)
    hashes = [hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(body)]
    allowed = {"style-src": [f"'sha256-{base64.b64encode(each).decode()}'" for each in hashes]}
    answer._csp_update = allowed  # type: ignore[attr-defined]  # how django-csp is told of one answer
    return _named(answer, f"{kind}.html", "inline")


def _way_back(request: HttpRequest, client: str, plan: str) -> str:
    """To where the paper was opened from. It is on the screen only: the style takes it away in print."""
    role = actor_of(request).role
    if role is Role.CLIENT:
        href, word = reverse("my-plan"), _("Back to my plan")
    elif role is Role.SUPPORTER:
        href, word = reverse("today"), _("Back")
    else:
        href, word = reverse("plan", args=(client, plan)), _("Back to the plan")
    return format_html(
        '<nav class="back" lang="{}" aria-label="{}"><a href="{}">{}</a></nav>', request.LANGUAGE_CODE, word, href, word
    )


@require_GET
def pdf(request: HttpRequest, client: str, plan: str, kind: str) -> HttpResponse:
    """The paper as a tagged PDF."""
    html = _paper(request, client, plan, cast(Paper, kind))
    try:
        body = to_pdf(html)
    except PaperNotPossible as error:
        raise TurnedAway(
            Refusal(
                code="not-available",
                message=_("This server cannot make a PDF."),
                fix=_("Open the page without .pdf and print it. Who runs the server can add what is missing."),
            )
        ) from error
    return _named(HttpResponse(body, content_type="application/pdf"), f"{kind}.pdf", "attachment")


def _named(answer: HttpResponse, name: str, how: str) -> HttpResponse:
    """With a name for the file in which nobody can be read, and never kept on the way."""
    answer["Content-Disposition"] = f'{how}; filename="goldthread-{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _paper(request: HttpRequest, client: str, plan: str, kind: Paper) -> str:
    """The page. Raises TurnedAway for who may not open the plan, and for a paper that is not for them."""
    actor = actor_of(request)
    if actor.role in _WHOSE_OWN and kind not in _CLIENTS:
        raise _not_for_them()
    view: PlanView = must(request, OpenPlan(client=client, plan=plan, pictures=kind in _SIGNED)).shown
    if view.plan is None:
        return _part(request, view, kind)
    if actor.role is Role.SUPPORTER and kind == "safety" and not view.plan.safety:
        raise _not_for_them()  # an empty paper would say that there is no safety plan
    record = _record(request, client)
    if record is None and kind == "team":  # its pages tell what the record says
        raise _not_for_them()
    case = Case(on=door().now().date(), record=record or _without(client, view.plan), plan=view.plan)
    agreed = _agreed(request, case, view, whole=record is not None) if kind in _SIGNED else None
    return render_html(
        case=case, desk=door().desk, reader=kind, agreed=agreed, crisis=centre_crisis(request), house=_house(request)
    )


def _house(request: HttpRequest) -> House:
    """Whose paper it is."""
    settings = door().books.settings(actor_of(request).centre)
    return House(name=settings.name, logo=settings.logo)


def _part(request: HttpRequest, view: PlanView, kind: Paper) -> str:
    """What a supporter was let into without the rest of the plan: the safety plan, or nothing on paper."""
    if kind != "safety" or not view.safety:
        raise _not_for_them()
    return safety_page(
        steps=view.safety, plan=None, name="", language=request.LANGUAGE_CODE or "en", desk=door().desk,
        crisis=centre_crisis(request), house=_house(request),
    )  # fmt: skip


def _record(request: HttpRequest, client: str) -> Record | None:
    """The record for those who may open it; None for the others."""
    if actor_of(request).role not in PERMISSIONS["open-record"]:
        return None
    view: RecordView = must(request, OpenRecord(client=client)).shown
    return view.record


def _without(client: str, plan: Plan) -> Record:
    """A record that says nothing: who is shown a plan alone is not told a name here either."""
    return Record(client=Client(id=client, name=_("The client"), language=plan.language))


def _agreed(request: HttpRequest, case: Case, view: PlanView, *, whole: bool) -> Agreed:
    ids = {each.by for each in view.versions}
    for signed in view.signed:
        ids |= {signed.signer, signed.by} | ({signed.witness} if signed.witness else set())
    ids |= {each.signer for each in view.declined}
    ids |= {each.signer for each in view.agreement.signers} if view.agreement is not None else set()
    centre, client = actor_of(request).centre, case.record.client
    names = {each.id: each.name for each in door().named(centre, ids - {client.id}).values()}
    return Agreed(
        versions=view.versions,
        signed=view.signed,
        declined=view.declined,
        standing=view.agreement,
        names=names | {client.id: client.name},
        findings=view.findings,
        whole_record=whole,
    )


def _not_for_them() -> TurnedAway:
    return TurnedAway(
        Refusal(
            code="role-may-not",
            message=_("This paper is not for who you act as here."),
            fix=_("Ask the team to go through it with you."),
        )
    )
