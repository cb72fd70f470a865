"""Help in a bad hour: what helped before, who to call. It works without a connection once it was opened."""

from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldthread.paper.clientview import client_view, own
from goldthread.plan import Plan
from goldthread.practice.crisis import Crisis, CrisisLine
from goldthread.web.acting import actor_of
from goldthread.web.client.own import for_client, language, my_plan, show, today
from goldthread.web.client.plain import person
from goldthread.web.door import door

_WORKER = Path(__file__).with_name("worker.js")


@require_GET
@for_client
def bad_hour(request: HttpRequest) -> HttpResponse:
    """The one page for a bad hour; `form`: the questions to go back to afterwards."""
    mine = my_plan(request)
    plan = mine.view.plan if mine.view is not None else None
    return show(
        request,
        "bad_hour",
        help=help_of(plan, centre_crisis(request)),
        form=request.GET.get("form", ""),
        owner=request.user.pk,
    )


def centre_crisis(request: HttpRequest) -> Crisis:
    """Who answers at any hour, as the centre of who asks has it."""
    return door().books.settings(actor_of(request).centre).crisis


def help_of(plan: Plan | None, crisis: Crisis) -> dict[str, Any]:
    """What is shown, with a plan or without one."""
    lines = [
        {"name": each.name, "what": _line_said(each), "phone": each.phone, "text": each.sms} for each in crisis.lines
    ]
    help_: dict[str, Any] = {"crisis": lines, "danger": _("Is a life in danger? Call %s") % crisis.emergency}
    help_["danger_phone"] = crisis.emergency
    if plan is None:
        return help_
    view = client_view(plan=plan, on=today())
    where = {each.text: each.works_where for each in plan.skills if own(plan, each.works_where)}
    return help_ | {
        "skills": [{"text": each, "where": where.get(each, "")} for each in view.first],
        "people": [found for each in view.people if (found := person(each, plan))["phone"]],
        "safe_places": [each.text for each in plan.safety if each.step == "distraction" and own(plan, each.text)],
    }


def _line_said(line: CrisisLine) -> str:
    """When it answers, in which language, and what to do on the call."""
    free = line.source == "samhsa-988-2022"  # of a centre's own line nothing is promised that it did not say
    hours = line.hours or (_("Free, day and night") if free else _("Day and night"))
    how = line.how.get(language(), "")
    return " · ".join(filter(None, (hours, line.language, how.rstrip("."))))


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The script that keeps this one page for when there is no connection. It says nothing about anybody."""
    return HttpResponse(_WORKER.read_bytes(), content_type="text/javascript")
