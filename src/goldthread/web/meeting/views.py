"""The review meeting, one screen after another. Each is saved by itself, and nothing of it is lost where one stops."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.plan import Goal
from goldthread.practice.action import Request
from goldthread.practice.actions.hold_review import HoldReview
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.actions.open_review import OpenReview
from goldthread.practice.actions.record_fact import RecordFact
from goldthread.practice.refusing import Refusal
from goldthread.record import Statement
from goldthread.terms import LifeDomain
from goldthread.web.acting import ask, must, new_id
from goldthread.web.meeting import progress
from goldthread.web.meeting.forms import Begin, End, OwnWords
from goldthread.web.meeting.noting import noted
from goldthread.web.meeting.talk import END, SINCE, SOURCE, WORDS, Talk
from goldthread.web.plan.opening import opened
from goldthread.web.plan.reading import status_of

Plain = dict[str, Any]
_FORMS: dict[str, type[forms.Form]] = {SINCE: Begin, WORDS: OwnWords, END: End}


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """What is talked about now: `?at=` since, the id of a goal, words, or end."""
    here = opened(request, client, plan)
    if here.record is None:
        must(request, OpenRecord(client=client))  # refused: who reads no record holds no meeting
    talk = Talk(here, request.POST.get("at") or request.GET.get("at", ""))
    if request.method != "POST":
        return _page(request, talk)
    if request.POST.get("at") != talk.at:
        raise BadRequest("The plan has no such goal, or no review is open.")
    return _goal(request, talk, talk.goal) if talk.goal is not None else _form(request, talk)


def _page(
    request: HttpRequest, talk: Talk, *, form: forms.Form | None = None, refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    values: Plain = {
        "talk": talk, "here": talk.here, "refusal": refusal, "steps": list(talk.steps()), "form": form,
        "opens": talk.here.may("open-review"), "holds": talk.here.may("hold-review"),
    }  # fmt: skip
    if talk.goal is not None:
        values |= _goal_values(request, talk, talk.goal)
    elif form is None:
        values["form"] = _FORMS[talk.at](auto_id="meeting-%s", initial=_first(talk))
    if talk.at == SINCE:
        values |= {"since": talk.since(), "scores": progress.scores(talk), "done": _just_held(talk)}
    if talk.at == WORDS:
        values["said"] = talk.said_today()
    if talk.at == END:
        values |= {"summary": _summary(talk), "signs": _signs(talk)}
    return render(request, "web/meeting/meeting.html", values, status=status)


def _first(talk: Talk) -> Plain:
    if talk.at == SINCE and talk.here.view.asks:
        return {"why": "happened"}
    return {"outcome": "changed" if _signs(talk) else "kept"} if talk.at == END else {}


def _just_held(talk: Talk) -> Any:
    last = talk.last
    return last if last is not None and last.on == talk.today and not talk.open else None


def _goal_values(request: HttpRequest, talk: Talk, goal: Goal) -> Plain:
    """What is asked about a goal; what was sent stays where it was not taken."""
    sent = request.POST if request.method == "POST" else None
    place = talk.goals.index(goal) + 1
    ratings, steps = progress.ratings(talk, goal), progress.steps(talk, goal)
    outcome, why = progress.outcome_of(goal.status), goal.status_reason
    if sent is not None:
        outcome, why = sent.get("outcome", ""), sent.get("why", "")
        for side in (each for rating in ratings for each in rating["sides"]):
            side["value"], side["slide"] = sent.get(side["name"], ""), sent.get(f"{side['name']}_slide", "")
        for step in steps:
            step["now"], step["outcome"] = sent.get(f"now-{step['id']}", ""), sent.get(f"outcome-{step['id']}", "")
    return {
        "goal": goal, "place": place, "of": len(talk.goals), "quote": talk.quote(goal),
        "together": talk.moves_with(goal), "ratings": ratings,
        "goal_steps": steps, "outcomes": progress.outcomes(), "outcome": outcome, "why": why,
        "may_note": talk.here.may("note-progress"),
    }  # fmt: skip


def _goal(request: HttpRequest, talk: Talk, goal: Goal) -> HttpResponse:
    refusal = noted(request, talk, goal)
    if refusal is not None:
        return _page(request, talk, refusal=refusal, status=status_of(refusal))
    messages.success(request, _("Saved."))
    return redirect(f"{talk.address}?at={talk.after}")


def _form(request: HttpRequest, talk: Talk) -> HttpResponse:
    form = _FORMS[talk.at](request.POST, auto_id="meeting-%s")
    if not form.is_valid():
        return _page(request, talk, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    done = ask(request, _asked(request, talk, form))
    if isinstance(done, Refusal):
        return _page(request, talk, form=form, refusal=done, status=status_of(done))
    messages.success(request, _("Saved."))
    if talk.at == SINCE:  # it is open now, and has the other screens
        return redirect(f"{talk.address}?at={talk.goals[0].id if talk.goals else WORDS}")
    return redirect(talk.address if talk.at == END else f"{talk.address}?at={talk.after}")


def _asked(request: HttpRequest, talk: Talk, form: forms.Form) -> Request:
    client, plan, typed = talk.here.client, talk.plan.id, form.cleaned_data
    if isinstance(form, Begin):
        return OpenReview(client=client, plan=plan, cause=form.cause())
    if isinstance(form, End):
        return HoldReview(client=client, plan=plan, review=new_id(request, "review"), **typed)
    fact = Statement(
        id=new_id(request, "own"), said_by="client", recorded_by="client", recorded_on=talk.today, since=talk.today,
        source=SOURCE, domain=LifeDomain.HOPES, text=typed["words"].strip(),
    )  # fmt: skip
    return RecordFact(client=client, fact=fact)


def _summary(talk: Talk) -> list[Plain]:
    """What came of each goal, on one line, with the numbers before and now."""
    told = dict(progress.outcomes())
    return [
        {
            "place": place,
            "text": goal.own_words.text if goal.own_words else _("It has no words yet."),
            "outcome": told[progress.outcome_of(goal.status)],
            "why": goal.status_reason,
            "href": f"?at={goal.id}",
            "sure": [
                side for rating in progress.ratings(talk, goal) for side in rating["sides"]
                if rating["name"] == "confidence" and side["value"] is not None
            ],
        }
        for place, goal in enumerate(talk.goals, start=1)
    ]  # fmt: skip


def _signs(talk: Talk) -> bool:
    """Whether something is different now that people had signed."""
    asked = talk.here.view.agreement
    return asked is not None and any(each.signed and each.asks for each in asked.signers)
