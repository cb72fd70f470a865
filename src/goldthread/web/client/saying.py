"""The client's voice: propose, rank, see it differently, ask for another look, tell how it went."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.paper.view import ranked
from goldthread.plan import Goal, Objective, Plan, State
from goldthread.plan.operations import ChangeField, Operation
from goldthread.practice.action import Request
from goldthread.practice.actions.open_review import OpenReview
from goldthread.practice.actions.propose_change import ProposeChange
from goldthread.practice.actions.record_disagreement import RecordDisagreement
from goldthread.practice.actions.record_fact import RecordFact
from goldthread.practice.refusing import Refusal
from goldthread.practice.viewing import PlanView
from goldthread.record import Statement
from goldthread.terms import LifeDomain, Role, Section, Words
from goldthread.web.acting import ask, new_id
from goldthread.web.client import forms
from goldthread.web.client.own import Mine, for_client, language, my_plan, own_client, show, today
from goldthread.web.client.plain import choices_of
from goldthread.web.plain_refusals import plain

_both = require_http_methods(["GET", "HEAD", "POST"])


@_both
@for_client
def proposal(request: HttpRequest) -> HttpResponse:
    """A change in own words. Of a goal and a step the new words themselves are proposed, ready to be taken up."""
    mine = my_plan(request)
    view, plan = _view(mine), _plan(mine)
    if view is None or plan is None:
        return redirect("my-plan")
    choices, about = choices_of(plan), request.POST.get("about") or request.GET.get("about", "")
    now = dict(choices).get(about, "")
    form = forms.Proposal(
        request.POST or None,
        choices=choices,
        named=bool(now),
        initial={"about": about, "text": _words_of(plan, about), "seen": view.revision},
    )
    if request.method == "POST" and form.is_valid() and form.cleaned_data["text"] == _words_of(plan, about):
        form.add_error("text", told(Refusal(code="nothing-proposed", message="", fix="")))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        steps = _operations(plan, said["about"], said["text"])
        words = said["why"] if steps else " ".join(filter(None, (_about(dict(choices), said["about"]), said["text"])))
        words = words if steps or not said["why"] else f"{words} ({said['why']})"
        asked = ProposeChange(
            client=mine.client, plan=mine.plan, proposal=new_id(request, "proposal"), seen=said["seen"],
            operations=steps, words=words,
        )  # fmt: skip
        if _said(request, asked, form, _("Your change is with your team. The plan stays as it is until you agree.")):
            return redirect("my-changes")
    return show(request, "proposal", form=form, now=now)


def _operations(plan: Plan, about: str, text: str) -> tuple[Operation, ...]:
    item = plan.item(about) if about else None
    if isinstance(item, Goal):
        words = Words(text=text, said_by=Role.CLIENT.value, on=today(), language=language())
        return (ChangeField(collection="goals", id=item.id, field="own_words", before=item.own_words, after=words),)
    if isinstance(item, Objective):
        return (ChangeField(collection="objectives", id=item.id, field="text", before=item.text, after=text),)
    return ()


def _words_of(plan: Plan, about: str) -> str:
    item = plan.item(about) if about else None
    if isinstance(item, Goal):
        return item.own_words.text if item.own_words else ""
    return item.text if isinstance(item, Objective) else ""


def _about(choices: dict[str, str], about: str) -> str:
    return f"“{choices[about]}”:" if about in choices else ""


@_both
@for_client
def ranks(request: HttpRequest) -> HttpResponse:
    """The goals in the client's order, as a proposal."""
    mine = my_plan(request)
    view, plan = _view(mine), _plan(mine)
    if view is None or plan is None or len(plan.goals) < 2:
        return redirect("my-plan")
    goals = ranked(plan.goals)
    named = [(each.id, each.own_words.text if each.own_words else each.clinical) for each in goals]
    form = forms.Ranks(request.POST or None, goals=named)
    if request.method == "POST" and form.is_valid():
        steps = tuple(
            ChangeField(collection="goals", id=each.id, field="rank", before=each.rank, after=place)
            for each in goals
            if each.rank != (place := int(form.cleaned_data[each.id]))
        )
        words = _("This is the order that is right for me.")
        asked = ProposeChange(
            client=mine.client, plan=mine.plan, proposal=new_id(request, "proposal"), seen=view.revision,
            operations=steps, words=words,
        )  # fmt: skip
        if _said(request, asked, form, _("Your order is with your team.")):
            return redirect("my-changes")
    return show(request, "ranks", form=form)


@_both
@for_client
def disagreement(request: HttpRequest) -> HttpResponse:
    """I see it differently."""
    mine = my_plan(request)
    plan = _plan(mine)
    if plan is None:
        return redirect("my-plan")
    choices, about = choices_of(plan), request.POST.get("about") or request.GET.get("about", "")
    now = dict(choices).get(about, "")
    form = forms.SeenDifferently(request.POST or None, choices=choices, named=bool(now), initial={"about": about})
    if request.method == "POST" and form.is_valid():
        asked = RecordDisagreement(
            client=mine.client, plan=mine.plan, disagreement=new_id(request, "seen"),
            about=form.cleaned_data["about"], words=form.cleaned_data["words"],
        )  # fmt: skip
        if _said(request, asked, form, _("Your words are in the plan now. Your team has to answer them.")):
            return redirect("my-changes")
    return show(request, "disagreement", form=form, now=now)


@_both
@for_client
def review(request: HttpRequest) -> HttpResponse:
    """My plan no longer fits. While it is not in force there is nothing to review yet: then it is a proposal."""
    mine = my_plan(request)
    view = _view(mine)
    if view is None:
        return redirect("my-plan")
    form = forms.NoLongerFits(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        asked: Request = (
            OpenReview(client=mine.client, plan=mine.plan, cause=words)
            if view.state is State.ACTIVE
            else ProposeChange(
                client=mine.client,
                plan=mine.plan,
                proposal=new_id(request, "proposal"),
                seen=view.revision,
                words=words,
            )
        )
        if _said(request, asked, form, _("Your team knows. You look at the plan together, soon.")):
            return redirect("my-plan")
    return show(request, "review", form=form, under_review=view.state is State.UNDER_REVIEW)


# Where in the record a story about a step belongs: a product choice, which whoever reads it may change.
_DOMAINS = {
    Section.SAFETY: LifeDomain.SAFETY,
    Section.WITHDRAWAL_MANAGEMENT: LifeDomain.WITHDRAWAL,
    Section.MEDICATION: LifeDomain.MEDICINES,
    Section.PHYSICAL_HEALTH: LifeDomain.PHYSICAL_HEALTH,
    Section.MENTAL_HEALTH: LifeDomain.MOOD,
    Section.CO_OCCURRING: LifeDomain.MOOD,
    Section.TRAUMA: LifeDomain.TRAUMA,
    Section.WORK_STRESS: LifeDomain.WORK_STRESS,
    Section.COPING_SKILLS: LifeDomain.STRENGTHS,
    Section.RELAPSE_PREVENTION: LifeDomain.SUBSTANCE_USE,
    Section.SOCIAL_FAMILY: LifeDomain.FAMILY,
    Section.SPIRITUAL_MEANING: LifeDomain.SPIRITUALITY,
}


@_both
@for_client
def story(request: HttpRequest) -> HttpResponse:
    """How it went, as a fact of the record in the client's own words."""
    plan = _plan(my_plan(request))
    choices = [(each.id, each.text) for each in plan.objectives if each.text] if plan is not None else []
    about = request.POST.get("about") or request.GET.get("about", "")
    now = dict(choices).get(about, "")
    form = forms.Story(request.POST or None, choices=choices, named=bool(now), initial={"about": about})
    if request.method == "POST" and form.is_valid():
        asked = RecordFact(client=own_client(request), fact=_fact(request, form.cleaned_data, plan))
        if _said(request, asked, form, _("Thank you. Your words are kept, and your team can read them.")):
            return redirect("my-steps")
    return show(request, "story", form=form, now=now)


def _fact(request: HttpRequest, said: dict[str, Any], plan: Plan | None) -> Statement:
    labels = {"well": _("It went well"), "partly": _("Some of it worked"), "not": _("It did not work")}
    text = ". ".join(filter(None, (labels.get(said["went"], ""), said["words"])))
    step = plan.item(said["about"]) if plan is not None and said["about"] else None
    goal = plan.item(step.goal) if plan is not None and isinstance(step, Objective) else None
    domain = _DOMAINS.get(goal.section, LifeDomain.HOPES) if isinstance(goal, Goal) else LifeDomain.HOPES
    return Statement(
        id=new_id(request, "own"), said_by=Role.CLIENT.value, recorded_by=Role.CLIENT.value, recorded_on=today(),
        since=today(), source=f"own page, step {step.id}" if step is not None else "own page", domain=domain, text=text,
    )  # fmt: skip


def _view(mine: Mine) -> PlanView | None:
    return mine.view


def _plan(mine: Mine) -> Plan | None:
    return mine.view.plan if mine.view is not None else None


def _said(request: HttpRequest, asked: Request, form: Any, thanks: str) -> bool:
    """Whether it was done; else the form says why not, and what was typed stays in it."""
    done = ask(request, asked)
    if isinstance(done, Refusal):
        form.add_error(None, told(done))
        return False
    messages.success(request, thanks)
    return True


def told(refusal: Refusal) -> str:
    """A refusal in the client's words."""
    return plain(refusal)
