"""Forms (questionnaires): given out, and filled in by staff together with the client."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goldthread.instruments import Item
from goldthread.practice.actions.answer_form import AnswerForm
from goldthread.practice.actions.give_form import GiveForm
from goldthread.practice.folder import Form
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ask, new_id
from goldthread.web.links.making import working
from goldthread.web.record.opening import Whole, opened
from goldthread.web.record.page import page
from goldthread.web.turned_away import status_of


@require_POST
def give(request: HttpRequest, client: str) -> HttpResponse:
    """Give out a form: to the client's own pages, or to be filled in here at once."""
    to, form = request.POST.get("to", ""), new_id(request, "form")
    if to not in ("client", "staff"):
        raise Http404
    asked = GiveForm(client=client, form=form, instrument=request.POST.get("instrument", ""), to=to)  # type: ignore[arg-type]  # one of the two
    done = ask(request, asked)
    if isinstance(done, Refusal):
        return page(request, opened(request, client), refusal=done, status=status_of(done))
    if to == "staff":
        return redirect("record-form", client, form)
    messages.success(request, _("The form waits on the client’s own pages."))
    return redirect(f"{reverse('record', args=(client,))}#forms")


@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, client: str, form: str) -> HttpResponse:
    """The questions with their answers so far. They may be saved in parts; finished, they become a score."""
    here = opened(request, client)
    if here.own or not here.may("answer-form"):
        raise PermissionDenied
    found = next((each for each in here.view.forms if each.given.form == form), None)
    definition = here.desk.library.instruments.get(found.given.instrument) if found is not None else None
    if found is None or definition is None or found.finished is not None:
        raise Http404
    if request.method == "GET":
        return _shown(request, here, found, _kept(found))
    typed = {each.id: request.POST.get(each.id, "") for each in definition.items}
    finish = new_id(request, "fact") if request.POST.get("go") == "finish" else None
    answers = {item: value for item, text in typed.items() if (value := _number(text)) is not None}
    done = ask(request, AnswerForm(client=client, form=form, answers=answers, finish=finish))
    if isinstance(done, Refusal):
        return _shown(request, here, found, {**_kept(found), **answers}, done)
    if finish is None:
        messages.success(request, _("Saved. What was answered is kept."))
        return redirect("record-form", client, form)
    messages.success(request, _("The form is finished."))
    return redirect(f"{reverse('record', args=(client,))}#scores")


def _kept(form: Form) -> dict[str, float]:
    return {item: float(value) for item, value in form.answers.items()}


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _shown(
    request: HttpRequest,
    here: Whole,
    found: Form,
    answers: dict[str, float],
    refusal: Refusal | None = None,
) -> HttpResponse:
    definition = here.desk.library.instruments[found.given.instrument]
    values = {
        "here": here,
        "name": definition.name,
        "asks_about": definition.asks_about,
        "stem": definition.stem,
        "worded": definition.is_worded,
        "permission": definition.permission.note,
        "to_client": found.given.to == "client" and here.may("make-link"),
        "form": found.given.form,
        "links": working(here.view, form=found.given.form),
        "items": [_asked(each, answers.get(each.id)) for each in definition.items],
        "refusal": refusal,
    }
    return render(request, "web/record/fill.html", values, status=status_of(refusal) if refusal else HTTPStatus.OK)


def _asked(item: Item, answer: float | None) -> dict[str, Any]:
    """An item whose text may not be shipped is asked from the paper form, by our own short name of it."""
    many = len(item.answers) > 11
    return {
        "id": item.id,
        "text": item.wording or item.about,
        "rule": item.rule,
        "optional": item.optional,
        "typed": many,
        "value": "" if answer is None else f"{answer:g}",
        "choices": []
        if many
        else [
            {"value": f"{each:g}", "label": item.choices.get(f"{each:g}", f"{each:g}"), "checked": each == answer}
            for each in item.answers
        ],
    }
