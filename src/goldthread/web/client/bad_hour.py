"""Help in a bad hour: what helped before, who to call. It works without a connection once it was opened."""

from pathlib import Path
from typing import Any

import msgspec
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from goldthread.paper.clientview import client_view, own
from goldthread.plan import Plan
from goldthread.web.client.own import for_client, my_plan, show, today
from goldthread.web.client.plain import person

_WORKER = Path(__file__).with_name("worker.js")


class CrisisLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that anybody may call or text, day and night. `source` is the key of a source in the library."""

    name: str
    phone: str
    text: str = ""
    source: str


# Where a centre names none: the United States.
CRISIS_LINES = (CrisisLine(name="988 Lifeline", phone="988", text="988", source="samhsa-988-2022"),)
EMERGENCY = "911"


@require_GET
@for_client
def bad_hour(request: HttpRequest) -> HttpResponse:
    """The one page for a bad hour; `form`: the questions to go back to afterwards."""
    mine = my_plan(request)
    plan = mine.view.plan if mine.view is not None else None
    return show(request, "bad_hour", help=help_of(plan), form=request.GET.get("form", ""), owner=request.user.pk)


def help_of(plan: Plan | None) -> dict[str, Any]:
    """What is shown, with a plan or without one."""
    lines = [{"name": each.name, "what": _line_said(), "phone": each.phone, "text": each.text} for each in CRISIS_LINES]
    help_: dict[str, Any] = {"crisis": lines, "danger": _("Is a life in danger? Call %s") % EMERGENCY}
    help_["danger_phone"] = EMERGENCY
    if plan is None:
        return help_
    view = client_view(plan=plan, on=today())
    where = {each.text: each.works_where for each in plan.skills if own(plan, each.works_where)}
    return help_ | {
        "skills": [{"text": each, "where": where.get(each, "")} for each in view.first],
        "people": [found for each in view.people if (found := person(each, plan))["phone"]],
        "safe_places": [each.text for each in plan.safety if each.step == "distraction" and own(plan, each.text)],
    }


def _line_said() -> str:
    return _("Free, day and night")


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The script that keeps this one page for when there is no connection. It says nothing about anybody."""
    return HttpResponse(_WORKER.read_bytes(), content_type="text/javascript")
