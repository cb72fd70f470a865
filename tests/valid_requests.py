"""For every action, a request that is not refused for what it says, and the folder that it needs."""

import datetime
from collections.abc import Callable
from typing import Any

import msgspec

from goldthread.plan import Level, Plan
from goldthread.plan.operations import ChangeField, SetHeader
from goldthread.practice import actions as verbs
from goldthread.practice.action import Request
from goldthread.practice.entries import Capacity
from goldthread.practice.folder import Folder, Stay
from goldthread.practice.people import Actor
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.settings import Settings
from goldthread.record import Client, Fact, Strength, Withdrawn
from goldthread.terms import LifeDomain, Role
from standing_folders import (
    AT,
    BEFORE,
    CLIENT,
    FORM,
    FORM_LINK,
    JOINED,
    PLAN,
    PROPOSAL,
    RESPONSIBLE,
    SECOND,
    STRANGER,
    SUPPORTER,
    SUPPORTER_LINK,
    TEAM_PROPOSAL,
    outsider,
    proposal_of,
    standing_case,
)

TODAY = AT.date()
TOMORROW = TODAY + datetime.timedelta(days=1)
Fields = dict[str, Any]
_BUILDERS: dict[str, Callable[[Actor, Folder], Fields]] = {}


def built_actions() -> frozenset[str]:
    """The actions that have a builder here."""
    return frozenset(_BUILDERS)


def valid_request(action: str, actor: Actor, folder: Folder) -> Request:
    """What this actor could well ask for, of this folder."""
    found = verbs.action_named(action)
    assert found is not None
    request: Request = found.request(**_BUILDERS[action](actor, folder))
    return request


def folder_needed(action: str, stay: Stay | None) -> Fields:
    """How the folder must stand, beside its stay and the state of its plan, for the request to be fit."""
    if action in {"sign", "decline-to-sign"}:
        return {"signed": False}  # something is left to be signed
    if action in {"activate", "countersign"}:
        return {"signed": True}
    if action == "review-glass":
        return {"glass": True}
    return {"joined": action == "undo-merge" and stay is not Stay.MERGED}


def _for(*actions: str) -> Callable[[Callable[[Actor, Folder], Fields]], Callable[[Actor, Folder], Fields]]:
    def register(builder: Callable[[Actor, Folder], Fields]) -> Callable[[Actor, Folder], Fields]:
        _BUILDERS.update(dict.fromkeys(actions, builder))
        return builder

    return register


def _always(action: str, **fields: Any) -> None:
    def build(actor: Actor, folder: Folder) -> Fields:
        return {"client": CLIENT, **fields}

    _BUILDERS[action] = build


def _on_plan(action: str, **fields: Any) -> None:
    _always(action, plan=PLAN, **fields)


def _fact(**fields: Any) -> Fact:
    said: Fields = {"said_by": "client", "recorded_by": "intake", "recorded_on": TODAY, "source": "talk"}
    return Strength(id="strength-new", text="I can wait.", **said, **fields)


# Intake and record

_always("take-enquiry")
_always("admit", on=TODAY, level=Level.OUTPATIENT, responsible=RESPONSIBLE, as_role=Role.THERAPIST)
_always("record-fact", fact=_fact())
_always("import-record", facts=(_fact(),))
_always("set-aside-domain", fact="aside", domain=LifeDomain.LEGAL, reason="Later.", look_again_on=TOMORROW)
_always("give-form", form="form-new", instrument="phq9", to="client")
_always("close-form", form=FORM, reason="Not now.")
_always("make-link", link="link-new", form=FORM)
_always("end-link", link=FORM_LINK)


@_for("open-link", "see-link")
def _through_a_link(actor: Actor, folder: Folder) -> Fields:
    return {"client": CLIENT, "link": SUPPORTER_LINK if actor.role is Role.SUPPORTER else FORM_LINK}


@_for("take-enquiry")
def _enquiry(actor: Actor, folder: Folder) -> Fields:
    return {"client": "new-client", "person": Client(id="new-client", name="Sam Reyes")}


@_for("describe-client")
def _described(actor: Actor, folder: Folder) -> Fields:
    return {
        "client": CLIENT,
        "person": msgspec.structs.replace(standing_case().record.client, gender="woman, she says"),
    }


@_for("correct-fact")
def _corrected(actor: Actor, folder: Folder) -> Fields:
    facts = standing_case().record.facts
    corrected = {fact.corrects for fact in facts}
    own = next(fact for fact in facts if fact.from_client and fact.id not in corrected)
    said: Fields = {"said_by": "client", "recorded_by": "intake", "recorded_on": TODAY, "source": "talk"}
    return {"client": CLIENT, "fact": Withdrawn(id="taken-back", corrects=own.id, reason="Not so.", **said)}


_always("answer-form", form=FORM, answers={"q1": 1})


# Plan and agreement

_always("draft-plan", plan="plan-new")
_on_plan("open-plan")
_on_plan("see-versions")
_on_plan("withdraw-plan", reason="Begun in error.")
_on_plan("take-back-plan", reason="There is more to say.")
_on_plan("open-review", cause="My plan no longer fits.")
_on_plan("hold-review", review="review-today", outcome="kept")
_on_plan("waive-finding", waiver="waiver-new", check="link-missing", by="Dana Reed", reason="We talked it over twice.")
_on_plan("ask-for-signatures", of={CLIENT: "client"}, cause="The first plan.")
_on_plan("log-signature-try", version=1, how="phone", outcome="No answer.")
_on_plan("activate", version=1)


def _plan() -> Plan:
    plan = standing_case().plan
    assert plan is not None
    return plan


@_for("edit-plan")
def _edited(actor: Actor, folder: Folder) -> Fields:
    change = SetHeader(field="title", before=_plan().title, after="The way back to work")
    return {"client": CLIENT, "plan": PLAN, "seen": 0, "operations": (change,)}


@_for("confirm-arrival")
def _arrived(actor: Actor, folder: Folder) -> Fields:
    return {"client": CLIENT, "plan": PLAN, "item": _plan().aftercare[0].id, "outcome": "arrived"}


@_for("note-progress")
def _noted(actor: Actor, folder: Folder) -> Fields:
    file = folder.plan(PLAN)
    plan, seen = (_plan(), 0) if file is None else (file.plan, file.revision)
    goal = plan.goals[0]
    step = ChangeField(
        collection="goals", id=goal.id, field="confidence_client", before=goal.confidence_client, after=2
    )
    return {"client": CLIENT, "plan": PLAN, "seen": seen, "operations": (step,)}


@_for("propose-change")
def _proposed(actor: Actor, folder: Folder) -> Fields:
    file = folder.plan(PLAN)
    seen = file.revision if file is not None else 0
    return {"client": CLIENT, "plan": PLAN, "proposal": "proposal-new", "seen": seen, "words": "Less on Mondays."}


@_for("settle-proposal")
def _settled(actor: Actor, folder: Folder) -> Fields:
    if actor.role is not Role.CLIENT and actor.role not in PERMISSIONS["draft-plan"]:
        return {"client": CLIENT, "plan": PLAN, "proposal": proposal_of(actor), "outcome": "taken-back"}
    other = TEAM_PROPOSAL if actor.role is Role.CLIENT else PROPOSAL
    return {"client": CLIENT, "plan": PLAN, "proposal": other, "outcome": "not-now", "answer": "Next month."}


@_for("record-disagreement")
def _disagreed(actor: Actor, folder: Folder) -> Fields:
    words = "I see it differently."
    return {
        "client": CLIENT,
        "plan": PLAN,
        "disagreement": "disagreement-new",
        "about": _plan().goals[0].id,
        "words": words,
    }


_CAPACITIES: dict[Role, Capacity] = {
    Role.CLIENT: "client",
    Role.SUPPORTER: "client",
    Role.THERAPIST: "author",
    Role.SUPERVISOR: "supervisor",
}


@_for("sign")
def _signed(actor: Actor, folder: Folder) -> Fields:
    return {**_typed(actor), "capacity": _CAPACITIES.get(actor.role, "team")}


def _typed(actor: Actor) -> Fields:
    return {
        "client": CLIENT, "plan": PLAN, "version": 1, "kind": "typed", "name": actor.id, "reauthenticated_at": AT
    }  # fmt: skip


@_for("countersign")
def _countersigned(actor: Actor, folder: Folder) -> Fields:
    return _typed(actor)


@_for("decline-to-sign")
def _declined(actor: Actor, folder: Folder) -> Fields:
    capacity = _CAPACITIES.get(actor.role, "team")
    return {"client": CLIENT, "plan": PLAN, "version": 1, "capacity": capacity, "why": "not-now"}


# Stay

_always("transfer", responsible=outsider(Role.COUNSELOR).id, as_role=Role.COUNSELOR, reason="A move.")
_always("change-level", level=Level.RESIDENTIAL, on=TODAY, reason="More support.")
_always("complete", on=TODAY, outcome="left-early")
_always(
    "reopen", on=TODAY, level=Level.OUTPATIENT, responsible=RESPONSIBLE, as_role=Role.THERAPIST, reason="She is back."
)


# The folder as a whole

_always("merge-charts", other=SECOND, reason="One person, two folders.")
_always("export-client", to="the client", purpose="She asked for it.")
_always("erase-client", ground="retention-ended", reason="The time for keeping is over.")
_always("see-accounts")
_always("open-account", member="m-new", kind="supporter", name="Ama Okafor", login="ama")
_always("end-password", member="ruth")
_always("close-account", member="ruth")
_always("break-glass", reason="Seen in the emergency room now.")
_always("write-session-note", note="note-1", kind="psychotherapy", on=TODAY, text="What we talked about.")
_always("read-session-notes")
_always("open-record")
_always("see-trace")


@_for("undo-merge")
def _apart(actor: Actor, folder: Folder) -> Fields:
    other = SECOND if folder.stay is Stay.MERGED else JOINED
    return {"client": CLIENT, "other": other, "reason": "Two people after all."}


@_for("grant-access")
def _granted(actor: Actor, folder: Folder) -> Fields:
    if actor.role is Role.CLIENT:
        return {"client": CLIENT, "member": STRANGER.id, "as_role": Role.SUPPORTER, "scopes": ("plan",)}
    return {"client": CLIENT, "member": outsider(Role.NURSE).id, "as_role": Role.NURSE}


@_for("revoke-access")
def _revoked(actor: Actor, folder: Folder) -> Fields:
    return {"client": CLIENT, "member": SUPPORTER if actor.role is Role.CLIENT else Role.PEER_SPECIALIST.value}


@_for("survey-charts")
def _surveyed(actor: Actor, folder: Folder) -> Fields:
    return {"client": CLIENT, "other": SECOND if actor.role is Role.COMPLIANCE else None}


@_for("review-glass")
def _reviewed(actor: Actor, folder: Folder) -> Fields:
    return {"client": CLIENT, "member": "glass-nurse", "since": BEFORE, "words": "They were right to look."}


@_for("list-clients", "list-glasses")
def _listed(actor: Actor, folder: Folder) -> Fields:
    return {}


@_for("find-client")
def _found(actor: Actor, folder: Folder) -> Fields:
    return {"words": "Ruth"}


@_for("read-settings")
def _read(actor: Actor, folder: Folder) -> Fields:
    return {}


@_for("change-settings")
def _changed(actor: Actor, folder: Folder) -> Fields:
    return {"settings": Settings(name="Harbour House by the sea"), "seen": 0}


__all__ = ["built_actions", "folder_needed", "valid_request"]
