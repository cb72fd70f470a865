"""Opening a link, its questions, and the page for a bad hour."""

import datetime
import uuid

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from goldthread.instruments import InstrumentDefinition
from goldthread.practice.actions.answer_form import AnswerForm
from goldthread.practice.actions.open_link import ACTION, OpenLink
from goldthread.practice.crisis import UNITED_STATES
from goldthread.practice.perform import Done, perform
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import new_id
from goldthread.web.client.answering import asked_of
from goldthread.web.client.bad_hour import help_of
from goldthread.web.client.saying import told
from goldthread.web.door import door
from goldthread.web.links.inside import Inside, begin, closed, end, inside, session_of, set_language, show
from goldthread.web.links.keeping import Target, digest_of_code, target_of

_both = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@_both
def ask(request: HttpRequest, secret: str) -> HttpResponse:
    """Who is it? One page for every address of this kind, whether there is such a link or not."""
    if request.method != "POST":
        return redirect("link-open", secret) if session_of(request, secret) is not None else show(request, "ask")
    if not ratelimit.consume(request, action="link"):
        return closed(request, status=429)
    target = target_of(secret)
    if target is None or not opens(request, secret, target):
        return closed(request)
    answer = redirect("link-open", secret)
    begin(answer, secret)
    return answer


def opens(request: HttpRequest, secret: str, target: Target) -> bool:
    """Whether what was typed opens the link. It is asked for without a key: nothing is kept of what was said."""
    code = "".join(each for each in request.POST.get("code", "") if each in "0123456789")
    asked = OpenLink(
        client=target.client, link=target.link, birth_date=_birth_date(request),
        code=digest_of_code(secret, code) if code else "",
    )  # fmt: skip
    here = door()
    done = perform(action=ACTION, request=asked, actor=target.actor, at=here.now, books=here.books, desk=here.desk)
    return isinstance(done, Done) and bool(done.answer["opened"])


def _birth_date(request: HttpRequest) -> datetime.date | None:
    try:
        return datetime.date(*(int(request.POST.get(part, "")) for part in ("year", "month", "day")))
    except (ValueError, OverflowError):  # no number, no day, or further away than any calendar goes
        return None


@require_GET
@inside
def opened(request: HttpRequest, here: Inside) -> HttpResponse:
    """Where it leads: the first open question, or the signature."""
    if here.view.form is None:
        answer = redirect("link-signature", here.secret)
    else:
        definition = _definition(here)
        if not definition.is_worded:
            return show(request, "on_paper", here=here)
        optional = {each.id for each in definition.items if each.optional and each.id not in here.view.form.answers}
        left = set(here.view.missing) | optional
        place = next((place for place, each in enumerate(definition.items, start=1) if each.id in left), 0)
        answer = redirect("link-question", here.secret, place) if place else redirect("link-end", here.secret)
    set_language(request, answer, here.view.language)
    return answer


def _definition(here: Inside) -> InstrumentDefinition:
    """Raises Http404 for a link to something else."""
    if here.view.form is None:
        raise Http404
    return door().desk.library.instruments[here.view.form.given.instrument]


@_both
@inside
def question(request: HttpRequest, here: Inside, number: int) -> HttpResponse:
    """One question; every answer is kept at once."""
    definition, form = _definition(here), here.view.form
    if form is None or not 1 <= number <= len(definition.items) or not definition.items[number - 1].wording:
        raise Http404
    error = ""
    if request.method == "POST":
        sent = request.POST.get("answer", "")
        if request.POST.get("go") != "skip":
            error, helps = _answered(request, here, definition.items[number - 1].id, sent)
            if helps:
                return redirect("link-help", here.secret)
        if not error:
            last = number >= len(definition.items)
            return redirect("link-end", here.secret) if last else redirect("link-question", here.secret, number + 1)
    asked = asked_of(definition, form, number, error) | {
        "action": here.address("link-question", number),
        "back": here.address("link-question", number - 1) if number > 1 else "",
    }
    return show(request, "question", here=here, question=asked)


def _answered(request: HttpRequest, here: Inside, item: str, sent: str) -> tuple[str, bool]:
    """What is wrong with the answer, and whether it asks for help at once (told once)."""
    try:
        value = float(sent)
    except ValueError:
        return _("Choose an answer, or say that you would rather not."), False
    form = here.view.form.given.form if here.view.form is not None else ""
    asked = AnswerForm(client=here.target.client, form=form, answers={item: value})
    done = here.ask(request, asked, key=uuid.uuid4().hex)
    if isinstance(done, Refusal):
        return told(done), False
    helps = done.shown is not None and done.shown["help_now"] and not here.session.get("helped")
    if helps:
        here.session["helped"] = True
        here.session.save()
    return "", bool(helps)


@_both
@inside
def last(request: HttpRequest, here: Inside) -> HttpResponse:
    """All seen: what is open, and the last step, with which the link is used."""
    definition, form, error = _definition(here), here.view.form, ""
    if form is not None and request.method == "POST":
        asked = AnswerForm(
            client=here.target.client, form=form.given.form, answers={}, finish=new_id(request, "form")
        )  # fmt: skip
        done = here.ask(request, asked)
        if not isinstance(done, Refusal):
            helps = done.shown is not None and done.shown["help_now"]
            return end(show(request, "done", here=here, helps=helps), here.secret, here.session)
        error = told(done)
    missing = set(here.view.missing)
    places = [place for place, each in enumerate(definition.items, start=1) if each.id in missing]
    answered = bool(form.answers) if form is not None else False
    return show(request, "form_end", here=here, open=places, answered=answered, error=error)


@login_not_required
@require_GET
def bad_hour(request: HttpRequest, secret: str) -> HttpResponse:
    """Lines that anybody may call. It asks nothing and says nothing about anybody."""
    target = target_of(secret) if session_of(request, secret) is not None else None
    centre = target.centre if target is not None else door().centre
    crisis = door().books.settings(centre).crisis if centre else UNITED_STATES
    return show(request, "help", help=help_of(None, crisis), secret=secret)
