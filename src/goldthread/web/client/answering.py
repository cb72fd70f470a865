"""Questions, one a screen. Every answer is kept at once; no number is ever shown."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.instruments import InstrumentDefinition, score
from goldthread.practice.actions.answer_form import AnswerForm
from goldthread.practice.folder import Form
from goldthread.practice.record_view import RecordView
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ask, new_id
from goldthread.web.client.own import for_client, language, open_record, own_client, show, today
from goldthread.web.client.saying import told
from goldthread.web.client.views import open_forms
from goldthread.web.door import door

_HELPED = "helped"


@require_GET
@for_client
def forms(request: HttpRequest) -> HttpResponse:
    """The questions that wait for me."""
    record = open_record(request)
    known = {each.given.form: each for each in record.forms}
    lines = [
        {"id": form, "begun": bool(known[form].answers), "asks": _definition(known[form]).asks_about}
        for form in open_forms(record)
    ]
    return show(request, "forms", forms=lines)


@require_GET
@for_client
def form(request: HttpRequest, form: str) -> HttpResponse:
    """Where I stopped: the first question that is open."""
    record = open_record(request)
    found = _found(record, form)
    definition = _definition(found)
    if not definition.is_worded:
        return show(request, "on_paper")
    missing = set(_missing(record, definition, found))
    missing |= {each.id for each in definition.items if each.optional and each.id not in found.answers}
    place = next((place for place, each in enumerate(definition.items, start=1) if each.id in missing), 0)
    return redirect("my-question", form, place) if place else redirect("my-form-end", form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_client
def question(request: HttpRequest, form: str, number: int) -> HttpResponse:
    """One question."""
    record = open_record(request)
    found = _found(record, form)
    definition = _definition(found)
    if not 1 <= number <= len(definition.items) or not definition.items[number - 1].wording:
        raise Http404
    error = ""
    if request.method == "POST":
        sent = request.POST.get("answer", "")
        if request.POST.get("go") == "skip":
            return _after(form, number, definition)
        error = _("Choose an answer, or say that you would rather not.")
        if sent:
            error, helps = _answered(request, form, definition.items[number - 1].id, sent)
            if helps:
                return redirect(f"{reverse('my-bad-hour')}?form={form}")
            if not error:
                return _after(form, number, definition)
    action = reverse("my-question", args=[form, number])
    back = reverse("my-question", args=[form, number - 1]) if number > 1 else reverse("my-forms")
    asked = {**asked_of(definition, found, number, error), "action": action, "back": back}
    return show(request, "question", question=asked)


def _answered(request: HttpRequest, form: str, item: str, sent: str) -> tuple[str, bool]:
    """What is wrong with the answer, and whether it asks for help at once (told once for each form)."""
    try:
        value = float(sent)
    except ValueError:
        return _("Choose one of the answers."), False
    # What is sent twice says the same twice; an answer that is changed and changed back has to count.
    asked = AnswerForm(client=own_client(request), form=form, answers={item: value})
    done = ask(request, asked, key=uuid.uuid4().hex)
    if isinstance(done, Refusal):
        return told(done), False
    helped = request.session.get(_HELPED, [])
    if done.shown is None or not done.shown["help_now"] or form in helped:
        return "", False
    request.session[_HELPED] = [*helped, form]
    return "", True


def _after(form: str, number: int, definition: InstrumentDefinition) -> HttpResponse:
    last = number >= len(definition.items)
    return redirect("my-form-end", form) if last else redirect("my-question", form, number + 1)


def asked_of(definition: InstrumentDefinition, form: Form, number: int, error: str) -> dict[str, Any]:
    """One question as its component takes it, without its addresses."""
    own = definition.worded_in(language())
    here = _as_it_is if own is not None or language() == "en" else _english
    item, stem = (own or definition).items[number - 1], (own or definition).stem
    known = form.answers.get(item.id)
    return {
        "number": number, "of": len(definition.items), "percent": round(100 * (number - 1) / len(definition.items)),
        "text": here(item.wording), "help": here(stem) if stem else "", "english": here is _english,
        "name": "answer", "error": error, "last": number == len(definition.items),
        "choices": [
            {"value": f"{each:g}", "label": here(item.choices.get(f"{each:g}", f"{each:g}")),
             "checked": known is not None and float(known) == each}
            for each in item.answers
        ],
    }  # fmt: skip


def _as_it_is(text: str) -> str:
    return text


def _english(text: str) -> str:
    """A questionnaire is asked in the words in which it was tried and tested: English, where others are not here."""
    return format_html('<span lang="en">{}</span>', text)


@require_http_methods(["GET", "HEAD", "POST"])
@for_client
def end(request: HttpRequest, form: str) -> HttpResponse:
    """All seen: what is open, and the last step."""
    record = open_record(request)
    found = _found(record, form)
    definition = _definition(found)
    error = ""
    if request.method == "POST":
        asked = AnswerForm(client=own_client(request), form=form, answers={}, finish=new_id(request, "form"))
        done = ask(request, asked)
        if not isinstance(done, Refusal):
            helps = done.shown is not None and done.shown["help_now"]
            return show(request, "form_done", helps=helps)
        error = told(done)
    missing = set(_missing(record, definition, found))
    places = [place for place, each in enumerate(definition.items, start=1) if each.id in missing]
    return show(request, "form_end", form=form, open=places, answered=bool(found.answers), error=error)


def _missing(record: RecordView, definition: InstrumentDefinition, form: Form) -> tuple[str, ...]:
    client = record.record.client
    result = score(definition=definition, answers=form.answers, sex=client.sex, age=client.age(today()))
    return tuple(result.missing)


def _found(record: RecordView, form: str) -> Form:
    """The form, where it waits for the client. Raises Http404."""
    if form not in open_forms(record):
        raise Http404
    return next(each for each in record.forms if each.given.form == form)


def _definition(form: Form) -> InstrumentDefinition:
    return door().desk.library.instruments[form.given.instrument]
