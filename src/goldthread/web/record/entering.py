"""Entering facts one by one, and correcting them. A form that is refused comes back as it was filled in."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.practice.actions.correct_fact import CorrectFact
from goldthread.practice.actions.record_fact import RecordFact
from goldthread.practice.actions.set_aside_domain import SetAsideDomain
from goldthread.practice.perform import Done
from goldthread.practice.refusing import Refusal
from goldthread.record import FACT_KINDS, AnyFact, Withdrawn
from goldthread.web.acting import actor_of, ask, new_id
from goldthread.web.door import door
from goldthread.web.record.forms import FORMS, FactForm, TakeBackForm, initial_of, name_for
from goldthread.web.record.lines import line
from goldthread.web.record.opening import Whole, opened
from goldthread.web.record.page import page
from goldthread.web.turned_away import status_of


@require_POST
def add(request: HttpRequest, client: str, name: str) -> HttpResponse:
    """Keep one fact."""
    actor = actor_of(request)
    kind = FORMS.get(name)
    if kind is None:
        raise Http404
    form = kind(request.POST, role=actor.role.value, name=name)
    if not form.is_valid():
        return page(request, opened(request, client), filled=form, name=name, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    done = _kept(request, client, form)
    if isinstance(done, Refusal):
        status = status_of(done)
        return page(request, opened(request, client), filled=form, name=name, refusal=done, status=status)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('record', args=(client,))}#{kind.anchor}")


def _kept(request: HttpRequest, client: str, form: FactForm) -> Done | Refusal:
    fact, values = new_id(request, "fact"), form.values()
    if form.kind == "set-aside":
        return ask(request, SetAsideDomain(client=client, fact=fact, **values))
    # Who wrote it down, and when, is set by the action.
    kind: Any = FACT_KINDS[form.kind]
    made = kind(id=fact, recorded_by=form.role, recorded_on=door().now().date(), **form.said(), **values)
    return ask(request, RecordFact(client=client, fact=made))


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, client: str, fact: str) -> HttpResponse:
    """Put another fact in the place of this one, or take it back. The former stays in the record."""
    here = opened(request, client)
    former = here.chart.by_id.get(fact)
    if former is None:
        raise Http404
    if not here.may_correct(former):
        raise PermissionDenied
    taking_back = "reason_to_take_back" in request.POST
    form = _correction_form(request, here, former, sent=request.method == "POST" and not taking_back)
    back = TakeBackForm(request.POST if taking_back else None, auto_id="back-%s", use_required_attribute=False)
    refusal = None
    if request.method == "POST":
        refusal = _corrected(request, here, former, back if taking_back else form)
        if refusal is None:
            messages.success(request, _("Corrected. What stood there before stays in the record."))
            return redirect("record", client)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = status_of(refusal) if isinstance(refusal, Refusal) else HTTPStatus.UNPROCESSABLE_ENTITY
    values = {
        "here": here, "line": line(here, former), "form": form, "back": back, "taking_back": taking_back,
        "refusal": refusal if isinstance(refusal, Refusal) else None,
    }  # fmt: skip
    return render(request, "web/record/correct.html", values, status=status)


def _correction_form(request: HttpRequest, here: Whole, former: AnyFact, *, sent: bool) -> FactForm | None:
    name = name_for(former)
    if not name:
        return None
    data, role = request.POST if sent else None, here.actor.role.value
    return FORMS[name](data, role=role, name="correct", initial=initial_of(former))


def _corrected(
    request: HttpRequest, here: Whole, former: AnyFact, form: FactForm | TakeBackForm | None
) -> Refusal | bool | None:
    """None where it was done; True where the form is to be mended."""
    if form is None:
        raise Http404
    if not form.is_valid():
        return True
    fact, today = new_id(request, "fact"), door().now().date()
    made: AnyFact
    if isinstance(form, TakeBackForm):
        role = here.actor.role.value
        made = Withdrawn(
            id=fact, said_by=role, recorded_by=role, recorded_on=today, source="correction", corrects=former.id,
            reason=form.cleaned_data["reason_to_take_back"],
        )  # fmt: skip
    else:
        # What the form does not ask stays as it was: codes, days, who said it.
        said = {name: form.cleaned_data[name] for name in ("said_by", "source") if name in form.cleaned_data}
        changed: Any = {**form.values(), **said, "id": fact, "corrects": former.id}
        made = msgspec.structs.replace(former, **changed)
    done = ask(request, CorrectFact(client=here.client, fact=made))
    return done if isinstance(done, Refusal) else None
