"""My plan in three screens: what I want, my next steps, who helps; and a page with all the rest."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from goldthread.paper.clientview import client_view, dated_review, readable
from goldthread.plan import State
from goldthread.practice.record_view import RecordView
from goldthread.web.client import plain
from goldthread.web.client.own import Mine, for_client, my_plan, open_record, show, today
from goldthread.web.door import door

LIVING = (State.DRAFT, State.PROPOSED, State.AGREED, State.ACTIVE, State.UNDER_REVIEW)
SIGNABLE = (State.PROPOSED, State.AGREED, State.ACTIVE)


@require_GET
@for_client
def want(request: HttpRequest) -> HttpResponse:
    """What I want, in my own words; before it, what waits for me."""
    record = open_record(request)
    mine = my_plan(request, plans=record.plans)
    if mine.view is None or mine.view.plan is None:
        return show(request, "no_plan", place="want", forms=len(open_forms(record)))
    view = client_view(plan=mine.view.plan, on=today())
    return show(
        request, "want", place="want", mine=mine, state=mine.view.state, forms=len(open_forms(record)),
        sign=to_sign(mine), goals=plain.goals(view, mine.name, voice=voice(mine)),
        review=dated_review(mine.view.plan, today()), voice=voice(mine),
    )  # fmt: skip


@require_GET
@for_client
def steps(request: HttpRequest) -> HttpResponse:
    """My next steps: what comes next, then the steps to each goal."""
    mine = my_plan(request)
    if mine.view is None or mine.view.plan is None:
        return show(request, "no_plan", place="steps")
    plan = mine.view.plan
    view = client_view(plan=plan, on=today())
    beside = [each.client_does or each.text for each in view.beside if readable(plan, each.client_does or each.text)]
    return show(
        request, "steps", place="steps", coming=plain.coming(view),
        goals=plain.steps_by_goal(view, voice=voice(mine)), beside=beside, voice=voice(mine),
    )  # fmt: skip


@require_GET
@for_client
def people(request: HttpRequest) -> HttpResponse:
    """Who helps: my own people, and my team."""
    mine = my_plan(request)
    if mine.view is None or mine.view.plan is None:
        return show(request, "no_plan", place="people")
    return show(request, "people", place="people", people=plain.people(mine.view.plan))


@require_GET
@for_client
def more(request: HttpRequest) -> HttpResponse:
    """Everything else that I can do here."""
    mine = my_plan(request)
    has_plan = mine.view is not None
    return show(request, "more", place="more", plan=has_plan, mine=mine, voice=voice(mine), sign=to_sign(mine))


def voice(mine: Mine) -> bool:
    """Whether the plan lives: then the client may change, rank and disagree."""
    return mine.view is not None and mine.view.state in LIVING


def to_sign(mine: Mine) -> tuple[str, ...]:
    """The ids of what asks for the client's signature."""
    view = mine.view
    if view is None or view.agreement is None or not view.versions or view.state not in SIGNABLE:
        return ()
    own = view.agreement.of(mine.client, "client")
    return () if own is None else own.asks


def open_forms(record: RecordView) -> list[str]:
    """The ids of the forms that wait for the client."""
    now = door().now()
    return [
        each.given.form
        for each in record.forms
        if each.finished is None and each.given.to == "client" and (each.given.until is None or now < each.given.until)
    ]
