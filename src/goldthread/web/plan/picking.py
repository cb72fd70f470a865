"""Starting a draft, and the options for a need: weighed with their reasons, and taken into the draft."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.curation import Option
from goldthread.notation import BadInput
from goldthread.practice.actions.draft_plan import DraftPlan
from goldthread.practice.actions.edit_plan import EditPlan
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.draft_case import find_options
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ONCE, actor_of, ask, must
from goldthread.web.plan import workspace as shown
from goldthread.web.plan.editing import seen_of
from goldthread.web.plan.forms import PickForm
from goldthread.web.plan.opening import Opened, opened, refuse_elsewhere
from goldthread.web.plan.picked import operations
from goldthread.web.plan.reading import new_id, status_of
from goldthread.web.plan.threads import href


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, client: str) -> HttpResponse:
    """The plans of a client, and the form that starts a draft from the record."""
    refuse_elsewhere(actor_of(request))
    record = must(request, OpenRecord(client=client)).shown
    may = actor_of(request).role in PERMISSIONS["draft-plan"]
    if request.method == "POST":
        done = ask(request, DraftPlan(client=client, plan=new_id("plan", request.POST.get(ONCE, ""))))
        if not isinstance(done, Refusal):
            messages.success(
                request, _("The draft is made from the record. What is still open is asked for at each item.")
            )
            return redirect("plan", client, done.answer["plan"])
        values = {"record": record, "may": may, "refusal": done, "client": client, "open": done.details.get("plan", "")}
        return render(request, "web/plan/start.html", values, status=status_of(done))
    return render(request, "web/plan/start.html", {"record": record, "may": may, "client": client})


@require_http_methods(["GET", "POST"])
def options(request: HttpRequest, client: str, plan: str, need: str) -> HttpResponse:
    """What could answer a need, ranked for this client with reasons for and against; one is taken with the client's
    words in the same form."""
    here = opened(request, client, plan)
    found = _found(request, here, need)
    if request.method == "POST":
        return _pick(request, here, need, found)
    return _page(request, here, need, found)


def _found(request: HttpRequest, here: Opened, need: str) -> tuple[Option, ...]:
    if here.case is None:
        must(request, OpenRecord(client=here.client))
        raise Http404
    try:
        return find_options(case=here.case, desk=here.desk, need=need)
    except BadInput:
        raise Http404 from None


def _page(
    request: HttpRequest,
    here: Opened,
    need: str,
    found: tuple[Option, ...],
    *,
    sent: PickForm | None = None,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    derived = here.needs.get(need)
    goals = [goal for goal in here.plan.goals if need in goal.needs]
    chosen = request.POST.get("modality", "")
    used = {each.modality for each in here.plan.interventions if need in each.needs}
    rows = [
        {
            "option": each,
            "used": each.modality in used,
            "form": sent if sent is not None and each.modality == chosen else PickForm(auto_id=f"{each.modality}-%s"),
            "open": each.modality == chosen,
        }
        for each in found
    ]
    values = {
        "here": here, "need": derived, "rows": rows, "refusal": refusal, "editable": here.editable,
        "back": f"{shown.address(here, 'plan')}{href(need) if need in here.items else ''}",
        "said": next(({"text": goal.own_words.text, "who": here.name, "on": goal.own_words.on,
                       "lang": goal.own_words.language} for goal in goals if goal.own_words is not None), None),
        "address": shown.options_href(here, need),
    }  # fmt: skip
    return render(request, "web/plan/options.html", values, status=status)


def _pick(request: HttpRequest, here: Opened, need: str, found: tuple[Option, ...]) -> HttpResponse:
    modality = request.POST.get("modality", "")
    if modality not in {each.modality for each in found} or here.case is None:
        raise BadRequest("This is no option for this need.")
    form = PickForm(request.POST, auto_id=f"{modality}-%s")
    if not form.is_valid():
        return _page(request, here, need, found, sent=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    said, does = form.cleaned_data["own_words"], form.cleaned_data["client_does"]
    steps = operations(here, here.case, need=need, modality=modality, said=said, does=does)
    asked = EditPlan(client=here.client, plan=here.plan.id, seen=here.view.revision, operations=steps)
    seen_of(request)
    done = ask(request, asked)
    if isinstance(done, Refusal) and done.code != "key-used-before":  # then it was taken when it was sent first
        return _page(request, here, need, found, sent=form, refusal=done, status=status_of(done))
    messages.success(request, _("It is in the draft. Look at its wording together."))
    return redirect(f"{shown.address(here, 'plan')}{href(need)}")
