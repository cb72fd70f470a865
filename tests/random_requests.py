"""Requests drawn at random for every action: valid ones, stale ones, ones with ids that are taken or of nobody."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from goldthread.plan.operations import ChangeField
from goldthread.practice.action import Request
from goldthread.practice.folder import Folder
from goldthread.practice.people import Actor
from goldthread.record import Client, Strength
from goldthread.terms import Role
from plain_practice import PlainPractice
from planted_books import CLIENT, NEIGHBOUR, PEOPLE, SECOND, TwoCentres
from standing_folders import FORM, PLAN, PROPOSAL, TEAM_PROPOSAL, proposal_of, standing_folder
from valid_requests import valid_request

Choose = Callable[[Sequence[Any]], Any]
NEW = "new-client"
CLIENTS = (*[CLIENT] * 12, *[NEIGHBOUR] * 3, SECOND, SECOND, NEW, NEW, "nobody")
_MEMBERS = tuple(who.id for who in PEOPLE if who.role not in {Role.CLIENT, Role.PARTNER})
# What is edited: kind of the part, collection, field.
_PARTS = (("plan", "goals", "clinical"), ("plan", "interventions", "text"), ("safety", "safety", "text"),
          ("aftercare", "aftercare", "text"))  # fmt: skip
_SCOPES = (("plan",), ("safety",), ("aftercare", "propose"), ("sign",), ("plan", "propose", "sign"), ("propose",))
_REASON = "This was talked over together."


class Asking:
    """Who asks whom, of what, and when: all that a request is drawn from."""

    def __init__(
        self,
        *,
        choose: Choose,
        world: TwoCentres,
        model: PlainPractice,
        actor: Actor,
        at: datetime.datetime,
        client: str,
    ) -> None:
        self.choose, self.world, self.model, self.actor, self.at, self.client = choose, world, model, actor, at, client
        self.folder: Folder | None = world.plain.folder_of(actor.centre, client)

    def of(self, *values: Any) -> Any:
        return self.choose(values)

    def word(self, kind: str) -> str:
        by = self.actor.id if kind in {"said", "note", "reason"} else ""
        return self.world.plant(kind, self.client, self.actor.centre, by=by)

    @property
    def joined(self) -> tuple[str, ...]:
        """The folders that were joined to this one, or that it was joined to."""
        if self.folder is None:
            return ()
        into = (self.folder.merged_into,) if self.folder.merged_into else ()
        return (*(each.other for each in self.folder.merged_from), *into) * 4

    @property
    def plan(self) -> str:
        held = self.model.clients.get(self.client)
        return str(self.of(*(held.plans if held is not None and held.plans else [PLAN]), PLAN))

    def request(self, action: str) -> Request:
        """What is asked for."""
        built = valid_request(action, self.actor, self.folder or standing_folder())
        changes: dict[str, Any] = {}
        if "client" in built.__struct_fields__:
            changes["client"] = self.client
        if "plan" in built.__struct_fields__:
            changes["plan"] = self.plan
        if "version" in built.__struct_fields__:
            changes["version"] = self.of(1, 1, 1, 2, 2, 3)
        if "reauthenticated_at" in built.__struct_fields__:
            changes["reauthenticated_at"] = self.of(self.at, self.at, self.at - datetime.timedelta(hours=1))
        made = _CHANGES.get(action)
        changes.update(made(self) if made is not None else {})
        return msgspec.structs.replace(built, **changes)


def _enquiry(asking: Asking) -> dict[str, Any]:
    born = asking.of(None, datetime.date(1980, 2, 3))
    person = Client(id=asking.client, name=f"Sam Reyes {asking.word('name')}", born=born)
    return {"person": person, "words": f"Help. {asking.word('record')}"}


def _described(asking: Asking) -> dict[str, Any]:
    name = f"{asking.of('Ruth', 'Sam', 'Ruth Okafor')} {asking.word('name')}"
    return {"person": Client(id=asking.client, name=name, born=asking.of(None, datetime.date(1980, 2, 3)))}


def _strength(asking: Asking, **more: Any) -> Strength:
    return Strength(
        id=more.pop("id", None) or asking.of("fact-a", "fact-b", "fact-c", "fact-d", "strength-first"),
        said_by=asking.of("client", "client", "sister"), recorded_by="anybody", recorded_on=asking.at.date(),
        source="talk", text=f"I can wait {asking.of(1, 2, 3)} hours. {asking.word('record')}", **more,
    )  # fmt: skip


def _corrected(asking: Asking) -> dict[str, Any]:
    corrects = asking.of("strength-first", "fact-a", "fact-b", "no-such-fact")
    return {"fact": _strength(asking, id=asking.of("fact-c", "fact-d", "fact-e"), corrects=corrects)}


def _edit(asking: Asking) -> dict[str, Any]:
    """Of one field, as it stood at the revision that was seen, or with a wrong memory of it."""
    held, plan = asking.model.clients.get(asking.client), asking.plan
    revisions = held.plans.get(plan, []) if held is not None else []
    newest = max(0, len(revisions) - 1)
    seen = max(0, newest - asking.of(0, 0, 0, 1, 2, 4, -1))
    return {"plan": plan, "seen": seen, "operations": (_change(asking, revisions, seen),)}


def _change(asking: Asking, revisions: list[Any], seen: int) -> ChangeField:
    kind, collection, field = asking.of(*_PARTS)
    first = next(iter(getattr(_standing_plan(), collection)))
    fields = revisions[seen] if seen < len(revisions) else {}
    before = "something else" if asking.of(*range(12)) == 0 else fields.get((first.id, field), "")
    after = f"{asking.of('Once', 'Twice', 'Three times')} a week. {asking.word(kind)}"
    return ChangeField(collection=collection, id=first.id, field=field, before=before, after=after)


def _standing_plan() -> Any:
    return standing_folder().plans[PLAN].plan


def _proposed(asking: Asking) -> dict[str, Any]:
    edit = _edit(asking) if asking.of(True, True, False) else {}
    name = asking.of("proposal-a", "proposal-b", "proposal-c", PROPOSAL)
    return {**edit, "proposal": name, "words": f"Less on Mondays. {asking.word('said')}"}


def _settled(asking: Asking) -> dict[str, Any]:
    names = ("proposal-a", "proposal-b", "proposal-c", PROPOSAL, TEAM_PROPOSAL, proposal_of(asking.actor))
    return {
        "proposal": asking.of(*names), "answer": asking.of("", "Next month."),
        "outcome": asking.of("taken-up", "taken-up", "not-now", "taken-back"),
    }  # fmt: skip


def _disagreed(asking: Asking) -> dict[str, Any]:
    kind, collection, _ = asking.of(*_PARTS)
    first = next(iter(getattr(_standing_plan(), collection)))
    name = asking.of("disagreement-a", "disagreement-b", "disagreement-c")
    if asking.of(True, True, False):
        return {"disagreement": name, "about": first.id, "words": f"I see it otherwise. {asking.word(kind)}"}
    return {"disagreement": name, "about": None, "words": "", "answer": f"We hear you. {asking.word('plan')}"}


def _granted(asking: Asking) -> dict[str, Any]:
    names = [asking.of(*_MEMBERS), "sade", "stranger", "other-nurse", "other-therapist", "nobody"]
    name = asking.of(*names)
    role = next((who.role for who in PEOPLE if who.id == name), Role.NURSE)
    role = asking.of(role, role, role, Role.NURSE)
    scopes = asking.of(*_SCOPES) if role is Role.SUPPORTER else ()
    until = asking.of(None, asking.at + datetime.timedelta(seconds=30), asking.at + datetime.timedelta(minutes=90))
    return {"member": name, "as_role": role, "scopes": scopes, "until": until}


def _asked(asking: Asking) -> dict[str, Any]:
    people = [{asking.client: "client"}, {asking.client: "client", "therapist": "author"}, {"nurse": "team"}]
    return {"of": asking.of(*people), "cause": f"As agreed. {asking.word('plan')}"}


def _reasoned(asking: Asking) -> dict[str, Any]:
    return {"reason": f"{_REASON} {asking.word('plan')}"}


def _looked_at(asking: Asking) -> dict[str, Any]:
    glass = asking.folder.glass if asking.folder is not None else ()
    found = asking.of(*glass) if glass else None
    said = {"words": asking.word("reason")}
    return said if found is None else {**said, "member": found.member, "since": found.since}


_CHANGES: dict[str, Callable[[Asking], dict[str, Any]]] = {
    "take-enquiry": _enquiry,
    "describe-client": _described,
    "record-fact": lambda asking: {"fact": _strength(asking)},
    "import-record": lambda asking: {"facts": (_strength(asking),)},
    "correct-fact": _corrected,
    "set-aside-domain": lambda asking: {"fact": asking.of("fact-d", "fact-e"), "reason": asking.word("record")},
    "give-form": lambda asking: {"form": asking.of("form-b", "form-a", "form-c")},
    "answer-form": lambda asking: {
        "form": asking.of(FORM, "form-a", "form-b"), "answers": {asking.of("q1", "q2", "q99"): asking.of(0, 1, 9)},
        "finish": asking.of(None, None, "fact-form", "fact-a"),
    },
    "close-form": lambda asking: {"form": asking.of(FORM, "form-a", "form-b"), "reason": asking.word("record")},
    "draft-plan": lambda asking: {"plan": asking.of("plan-b", "plan-a", PLAN)},
    "edit-plan": _edit,
    "propose-change": _proposed,
    "settle-proposal": _settled,
    "record-disagreement": _disagreed,
    "withdraw-plan": _reasoned,
    "take-back-plan": _reasoned,
    "hold-review": lambda asking: {
        "review": asking.of("review-a", "review-b"), "outcome": asking.of("kept", "changed", "ended"),
        "note": asking.word("plan"),
    },
    "ask-for-signatures": _asked,
    "decline-to-sign": lambda asking: {"words": asking.of("", asking.word("said"))},
    "write-session-note": lambda asking: {"note": asking.of("note-a", "note-b"), "text": asking.word("note")},
    "grant-access": _granted,
    "revoke-access": lambda asking: {"member": asking.of("kwame", "sade", asking.of(*_MEMBERS))},
    "transfer": lambda asking: {"responsible": asking.of("other-counselor", "counselor", "nobody")},
    "break-glass": lambda asking: {"reason": f"{_REASON} {asking.word('reason')}"},
    "merge-charts": lambda asking: {"other": asking.of(SECOND, SECOND, NEIGHBOUR, CLIENT, "nobody")},
    "undo-merge": lambda asking: {"other": asking.of(*asking.joined, SECOND, NEIGHBOUR)},
    "find-client": lambda asking: {"words": asking.of("Ruth", "Walter Brandt", asking.word("name"), "1980-02-03", "%")},
    "survey-charts": lambda asking: {"other": asking.of(None, SECOND, NEIGHBOUR, CLIENT, "nobody")},
    "open-account": lambda asking: {
        "member": asking.of("m-a", "m-b", "ruth"), "kind": asking.of("client", "supporter"),
        "login": asking.of("ama", "Ruth", " bea "), "name": f"Ama {asking.word('account')}",
    },
    "end-password": lambda asking: {"member": asking.of("ruth", "m-a", "nurse")},
    "close-account": lambda asking: {"member": asking.of("m-a", "m-b", "nurse")},
    "review-glass": _looked_at,
    "list-glasses": lambda asking: {"reviewed": asking.of(None, True, False), "limit": asking.of(1, 25)},
    "see-trace": lambda asking: {"limit": asking.of(1, 20, 500)},
}  # fmt: skip
