"""Signatures that are asked for, and the start of the plan with all that still stops it."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goldthread.checks import Severity
from goldthread.practice.action import Request
from goldthread.practice.actions.activate import Activate
from goldthread.practice.actions.ask_for_signatures import AskForSignatures
from goldthread.practice.actions.take_back_plan import TakeBackPlan
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ask, number_sent
from goldthread.web.plan import signers
from goldthread.web.plan import workspace as shown
from goldthread.web.plan.opening import Opened, opened
from goldthread.web.plan.reading import status_of
from goldthread.web.plan.threads import href

Plain = dict[str, Any]
_ORDER = {"grave-findings": 0}
_UNSIGNED = frozenset({"client-signature", "author-signature", "countersignature"})


@require_GET
def agreement(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """Who has signed what, who can be asked, and what keeps the plan from starting."""
    return _page(request, opened(request, client, plan))


def _page(
    request: HttpRequest, here: Opened, *, refusal: Refusal | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    versions = here.view.versions
    own = signers.own_signatures(here)
    values = {
        "here": here,
        "name": here.name or here.plan.title,
        "refusal": refusal,
        "own": [{"as": signers.as_name(each.capacity), "asks": len(each.asks), "asked": each.asked} for each in own],
        "sign_address": shown.address(here, "plan-sign"),
        "cards": list(signers.cards(here)),
        "signatures": signers.grid(here),
        "drawings": list(signers.drawings(request, here)),
        "asks": here.may("ask-for-signatures"),
        "may_be_asked": list(signers.may_be_asked(here)),
        "starts": here.may("activate"),
        "stops": list(_stops(here, own)),
        "version": versions[-1].number if versions else None,
        "typed": request.POST,
        "back": shown.address(here, "plan"),
        "ask_address": shown.address(here, "plan-ask"),
        "back_address": shown.address(here, "plan-take-back") if here.may("take-back-plan") else "",
        "start_address": shown.address(here, "plan-activate"),
    }
    return render(request, "web/plan/agreement.html", values, status=status)


def _stops(here: Opened, own: tuple[signers.Own, ...]) -> Iterator[Plain]:
    """Each with the way to where it is mended, what is grave first. As long as nothing was laid before anybody, asking
    is one step: who has not signed yet is told with it."""
    codes = {each.code for each in here.view.stops}
    later = _UNSIGNED if "not-sealed" in codes and here.view.agreement is None else frozenset()
    for stop in sorted(here.view.stops, key=lambda each: _ORDER.get(each.code, 1)):
        if stop.code not in later:
            also = [each.message for each in here.view.stops if each.code in later] if stop.code == "not-sealed" else []
            ways = list(_ways(here, stop.code, own))
            yield {"message": stop.message, "fix": stop.fix, "also": also, "ways": ways}


def _ways(here: Opened, code: str, own: tuple[signers.Own, ...]) -> Iterator[Plain]:
    mine = {"author-signature": "author", "countersignature": "countersign"}.get(code)
    if code == "grave-findings":
        yield from _grave(here)
    elif code == "not-yet":
        yield {"label": _("Go to the plan"), "href": shown.address(here, "plan")}
    elif code == "client-signature" and _client_asked(here):
        yield {"label": _("Go to the client’s signature"), "href": f"#signer-{here.client}-client"}
    elif mine is not None and any(each.capacity == mine for each in own):
        yield {"label": _("Read and sign"), "href": f"{shown.address(here, 'plan-sign')}?as={mine}"}
    elif here.may("ask-for-signatures"):
        yield {"label": _("Ask for signatures"), "href": "#ask"}


def _client_asked(here: Opened) -> bool:
    return here.view.agreement is not None and here.view.agreement.of(here.client, "client") is not None


def _grave(here: Opened) -> Iterator[Plain]:
    """Every grave finding, and where it is acted on."""
    at = shown.address(here, "plan")
    for each in here.view.findings:
        if each.severity is Severity.STOP and not each.waived_by:
            place = href(each.item) if each.item in here.items else "#findings"
            fix = shown.fix_of(here, each) or place
            yield {"label": shown.message_of(here, each), "href": fix if fix.startswith("/") else f"{at}{fix}"}


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
    asked = Activate(client=client, plan=plan, version=number_sent(request, "version"))
    return _done(request, here, asked, _("The plan is active."))


@require_POST
def take_back(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """Back to a draft before anybody lives by it. Raises PermissionDenied for who never may."""
    here = opened(request, client, plan)
    if here.actor.role not in PERMISSIONS["take-back-plan"]:
        raise PermissionDenied
    reason = request.POST.get("reason", "").strip()
    if not reason:
        unsaid = Refusal(code="no-reason", message=_("The reason is missing."), fix=_("Say what has to change."))
        return _page(request, here, refusal=unsaid, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    said = _("The plan is a draft again. What was signed stays signed; what is changed asks again.")
    return _done(request, here, TakeBackPlan(client=client, plan=plan, reason=reason[:4_000]), said)


def _done(request: HttpRequest, here: Opened, asked: Request, said: str) -> HttpResponse:
    done = ask(request, asked)
    if isinstance(done, Refusal):
        return _page(request, here, refusal=done, status=status_of(done))
    messages.success(request, said)
    return redirect(shown.address(here, "plan-agreement"))
