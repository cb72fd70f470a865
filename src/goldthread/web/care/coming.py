"""Somebody asks for help, and treatment begins."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.plan import Level
from goldthread.practice.actions.admit import Admit
from goldthread.practice.actions.find_client import FindClient, Found
from goldthread.practice.actions.take_enquiry import TakeEnquiry
from goldthread.practice.perform import Done
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role
from goldthread.web.acting import actor_of, ask, new_id
from goldthread.web.care.asking import done_or_said, may, staff_of
from goldthread.web.care.forms import AdmissionForm, EnquiryForm
from goldthread.web.door import door
from goldthread.web.record.opening import opened
from goldthread.web.turned_away import status_of

_both = require_http_methods(["GET", "HEAD", "POST"])
_MOST_ALIKE = 10


@_both
def enquiry(request: HttpRequest) -> HttpResponse:
    """Take an enquiry. Who may look for clients is shown first who could be the same person: name and stay alone."""
    if not may(request, "take-enquiry"):
        raise PermissionDenied
    form = EnquiryForm(request.POST or None, initial={"language": "en"}, use_required_attribute=False)
    values: dict[str, Any] = {"form": form}
    status: int = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    if request.method == "POST" and form.is_valid():
        alike = [] if "sure" in request.POST else _alike(request, form)
        if alike:
            return render(request, "web/care/enquiry.html", {**values, "alike": alike})
        client, said = new_id(request, "client"), form.cleaned_data
        asked = TakeEnquiry(client=client, person=form.person(client), contact=said["contact"], words=said["words"])
        done = ask(request, asked)
        if isinstance(done, Done):
            _tell(request, done)
            return redirect("record", client)
        values["refusal"], status = done, status_of(done)
    return render(request, "web/care/enquiry.html", values, status=status)


def _alike(request: HttpRequest, form: EnquiryForm) -> list[Found]:
    if not may(request, "find-client"):
        return []
    said = form.cleaned_data
    found: dict[str, Found] = {}
    for words in (said["name"], str(said["born"]) if said["born"] else ""):
        answer = ask(request, FindClient(words=words)) if words.strip() else None
        if answer is not None and not isinstance(answer, Refusal):
            found |= {each.client: each for each in answer.shown}
    return list(found.values())[:_MOST_ALIKE]


def _tell(request: HttpRequest, done: Done) -> None:
    if done.answer.get("alike") and not may(request, "find-client"):
        messages.warning(request, _("Somebody of the same name and birth date has a folder here. Tell compliance."))
    messages.success(request, _("The enquiry is taken."))


@_both
def admission(request: HttpRequest, client: str) -> HttpResponse:
    """Treatment begins, and somebody answers for it."""
    if not may(request, "admit"):
        raise PermissionDenied
    here = opened(request, client)
    form = AdmissionForm(request.POST or None, staff=staff_of(request), initial={"on": door().now().date()})
    if request.method == "POST" and form.is_valid() and _admitted(request, client, form):
        messages.success(request, _("Treatment has begun."))
        if actor_of(request).role is Role.INTAKE:
            messages.info(request, _("Your access to this record has ended with it, as it should."))
            return redirect("today")
        return redirect("care-team", client)
    status = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/care/admission.html", {"here": here, "form": form}, status=status)


def _admitted(request: HttpRequest, client: str, form: AdmissionForm) -> bool:
    (member, role), said = form.seat_of(), form.cleaned_data
    asked = Admit(
        client=client, on=said["on"], level=Level(said["level"]), programme=said["programme"], responsible=member,
        as_role=role,
    )  # fmt: skip
    return done_or_said(request, form, asked)
