"""What the practice must answer, worked out apart from it: sets and dictionaries of plain values, changed by what was
asked and done. Facts, access, fields of plans, proposals, signatures, notes and kept answers are kept here; in which
stay a client and in which state a plan is, the model is told."""

import datetime
from typing import Any

import msgspec

from goldthread.plan import COLLECTIONS
from goldthread.practice.action import Action, Request
from goldthread.practice.folder import Folder, Stay
from goldthread.practice.people import CLINICIANS, Actor
from goldthread.practice.permissions import PERMISSIONS, SCOPE_NEEDED, THROUGH_GLASS, Reach
from goldthread.practice.policies import POLICIES
from goldthread.terms import Role

Time = datetime.datetime
Fields = dict[tuple[str, str], Any]  # of a plan: item and field
Seat = tuple[str, Time | None, frozenset[str]]  # role, until, scopes
_NOT_EDITED = {"waivers", "disagreements", "reviews", "review_rules"}
TOLERANCE = datetime.timedelta(seconds=5)


def plain(value: Any) -> Any:
    return msgspec.to_builtins(value)


def plain_fact(fact: Any) -> dict[str, Any]:
    """A fact without what the action writes into it."""
    return {name: value for name, value in plain(fact).items() if name not in {"recorded_by", "recorded_on"}}


def fields_of(plan: Any) -> Fields:
    """What is edited of a plan, field by field."""
    held: Fields = {("", name): plain(getattr(plan, name)) for name in ("title", "level", "programme")}
    for collection in COLLECTIONS:
        if collection not in _NOT_EDITED:
            for item in getattr(plan, collection):
                held.update(((item.id, field), plain(getattr(item, field))) for field in item.__struct_fields__)
    return held


def signatures(folder: Folder) -> set[tuple[str, int, str, str]]:
    """Who has signed which version of which plan, as what."""
    return {
        (name, each.version, each.signer, each.capacity) for name, file in folder.plans.items() for each in file.signed
    }


class PlainClient:
    """All that the model holds of one client."""

    def __init__(self, folder: Folder) -> None:
        self.facts = {fact.id: plain_fact(fact) for fact in folder.facts}
        self.joined: dict[str, dict[str, Any]] = {}
        self.ever_joined: set[str] = set()
        self.team: dict[str, Seat] = {
            each.member: (each.as_role.value, each.until, frozenset(each.scopes)) for each in folder.access
        }
        self.glass: dict[str, Time] = {}  # member: until when
        self.plans: dict[str, list[Fields]] = {}  # the plan at each of its revisions
        self.proposals: dict[tuple[str, str], tuple[int, Fields]] = {}
        self.signed = signatures(folder)
        self.stay = folder.stay
        self.states: dict[str, str] = {}
        self.told(folder)

    def told(self, folder: Folder) -> None:
        """The stay, the states, and how many revisions there are; a new plan is read once."""
        self.stay = folder.stay
        for name, file in folder.plans.items():
            self.states[name] = file.plan.state.value
            known = self.plans.setdefault(name, [fields_of(file.plan)])
            while len(known) <= file.revision:
                known.append(dict(known[-1]))

    @property
    def record(self) -> dict[str, Any]:
        return {name: fact for held in (self.facts, *self.joined.values()) for name, fact in held.items()}

    def seat(self, member: str, at: Time) -> Seat | None:
        found = self.team.get(member)
        return found if found is not None and (found[1] is None or at < found[1]) else None


class PlainPractice:
    """One centre."""

    def __init__(self, at: Time) -> None:
        self.newest = at
        self.clients: dict[str, PlainClient] = {}
        self.erased: set[str] = set()
        self.notes: dict[tuple[str, str], list[str]] = {}
        self.answers: dict[tuple[str, str], tuple[str, Request, Any]] = {}

    def foreseen(self, action: Action, request: Any, actor: Actor, at: Time, key: str | None) -> str | None:
        """The code of the answer ("done" and "repeated" among them); None where the model does not know it."""
        if at < self.newest - TOLERANCE:
            return "clock-behind"
        kept = self.answers.get((actor.id, key)) if key else None
        if kept is not None:
            return "repeated" if kept[:2] == (action.name, unsigned(request)) else "key-used-before"
        at = max(at, self.newest)
        return self.denied(action.name, request, actor, at) or _foreseen_by_verb(self, action.name, request, actor, at)

    def allowed(self, action: str, actor: Actor, client: str, at: Time) -> bool:
        """Whether somebody may do this with a client, and one of their plans is in a fit state."""
        if client in self.erased:
            return False
        held = self.clients.get(client)
        plans = (*held.states, None) if held is not None else (None,)
        about = client if action not in {"list-clients", "find-client", "list-glasses"} else None
        return not self._who(action, actor, about, held, at) and any(
            self._when(action, held, plan) is None for plan in plans
        )

    def denied(self, action: str, request: Any, actor: Actor, at: Time) -> str | None:
        """The code by which who asks, or the moment, forbids it; None where both allow it."""
        asked = [name for name in (getattr(request, "client", None), getattr(request, "other", None)) if name]
        if self.erased.intersection(asked):
            outside = actor.role in {Role.CLIENT, Role.SUPPORTER} and actor.client not in asked
            return (self._who(action, actor, asked[0], None, at) if outside else None) or "erased"
        for name in dict.fromkeys(asked) or [None]:
            held = self.clients.get(name) if name else None
            code = self._who(action, actor, name, held, at) or self._when(action, held, getattr(request, "plan", None))
            if code:
                return code
        return None

    def _who(self, action: str, actor: Actor, name: str | None, held: PlainClient | None, at: Time) -> str | None:
        reach = PERMISSIONS[action].get(actor.role)
        if reach is None:
            return "role-may-not"
        if reach is Reach.CENTRE:
            return None
        if reach is Reach.OWN and (held is None or actor.client != name):
            return "not-your-folder"
        if reach is Reach.GRANTED and (held is None or not self._granted(action, actor, held, at)):
            return "not-granted"
        if held is None:
            return "not-on-care-team" if reach is Reach.TEAM and name else None
        on_team = (held.seat(actor.id, at) or ("",))[0] == actor.role.value
        glass = at < held.glass.get(actor.id, at)
        if reach is Reach.TEAM and not on_team and not (glass and action in THROUGH_GLASS):
            return "not-on-care-team"
        if reach is Reach.OUTSIDE and (on_team or glass):
            return "on-care-team" if on_team else "already-open"
        return "no-longer-an-enquiry" if reach is Reach.ENQUIRY and held.stay is not Stay.ENQUIRY else None

    def _granted(self, action: str, actor: Actor, held: PlainClient, at: Time) -> bool:
        seat = held.seat(actor.id, at)
        return seat is not None and seat[0] == "supporter" and bool(seat[2] & set(SCOPE_NEEDED[action]))

    def _when(self, action: str, held: PlainClient | None, plan: str | None) -> str | None:
        when = POLICIES[action]
        if not when.stays:
            return None
        if held is None:
            return "no-such-folder"
        if held.stay not in when.stays:
            return "merged-away" if held.stay is Stay.MERGED else "not-in-this-stay"
        if when.plan is None:
            return None
        if plan not in held.states:
            return "no-such-plan"
        return None if held.states[plan] in {state.value for state in when.plan} else "not-in-this-state"


def unsigned(request: Any) -> Any:
    """The request but for when its sender signed in again."""
    if "reauthenticated_at" in request.__struct_fields__:
        return msgspec.structs.replace(request, reauthenticated_at=None)
    return request


# What each verb answers, where that is plain to say.


def _foreseen_by_verb(here: PlainPractice, action: str, request: Any, actor: Actor, at: Time) -> str | None:
    held = here.clients.get(getattr(request, "client", ""))
    match action:
        case "record-fact" if held is not None:
            return _fact(held, request, actor)
        case "edit-plan" if held is not None:
            return edited(held, request)[0]
        case "grant-access" if held is not None:
            return _grant(held, request, actor, at)
        case "take-enquiry":
            return "already-there" if held is not None else "done"
        case "write-session-note":
            known = here.notes.get((request.client, actor.id), [])
            return "already-there" if request.note in known else "done"
        case "open-record" | "open-plan" | "list-clients" | "find-client" | "see-trace" | "export-client":
            return "done"
        case "break-glass" | "read-session-notes" | "erase-client":
            return "done"
    return None


def _fact(held: PlainClient, request: Any, actor: Actor) -> str:
    if request.fact.id in held.record:
        return "already-there"
    if request.fact.corrects is not None:
        return "is-a-correction"
    return "not-your-words" if actor.role is Role.CLIENT and request.fact.said_by != "client" else "done"


def edited(held: PlainClient, request: Any) -> tuple[str, Fields]:
    """What comes of an edit of one field, and which fields it changes: merged by nothing but three values."""
    revisions = held.plans[request.plan]
    (step,) = request.operations
    where = ("" if not hasattr(step, "id") else step.id, step.field)
    if request.seen >= len(revisions):
        return "not-there-yet", {}
    if where not in revisions[request.seen]:
        return "no-such-item", {}
    base, now = revisions[request.seen].get(where), revisions[-1].get(where)
    before, after = plain(step.before), plain(step.after)
    if before != base:
        return "not-what-stands-there", {}
    if after in (base, now):
        return "done", {}
    return ("done", {where: after}) if base == now else ("conflict", {})


def _grant(held: PlainClient, request: Any, actor: Actor, at: Time) -> str | None:
    if request.member == actor.id:
        return "not-to-yourself"
    supporter = request.as_role is Role.SUPPORTER
    if supporter != (actor.role is Role.CLIENT):
        return "only-the-client" if supporter else "only-supporters"
    if not supporter and request.as_role not in CLINICIANS:
        return "no-team-role"
    if request.until is not None or bool(request.scopes) != supporter:
        return None
    seat = held.seat(request.member, at)
    if request.member.removeprefix("other-") == request.as_role.value and seat is None:
        return "done"
    return None


def learn(here: PlainPractice, action: str, request: Any, actor: Actor, at: Time) -> None:
    """Change the model by what was done."""
    held = here.clients.get(getattr(request, "client", ""))
    if held is None:
        return  # a new folder is met when it is there
    if "plan" in request.__struct_fields__:
        _learn_of_plan(held, action, request, actor)
        return
    match action:
        case "record-fact" | "correct-fact":
            held.facts[request.fact.id] = plain_fact(request.fact)
        case "import-record":
            held.facts.update({fact.id: plain_fact(fact) for fact in request.facts if fact.id not in held.record})
        case "grant-access":
            held.team[request.member] = (request.as_role.value, request.until, frozenset(request.scopes))
        case "revoke-access":
            del held.team[request.member]
        case "admit" | "reopen" | "transfer":
            seat = held.seat(request.responsible, at)
            if seat is None or seat[:2] != (request.as_role.value, None):
                held.team[request.responsible] = (request.as_role.value, None, frozenset())
        case "break-glass":
            held.glass[actor.id] = at + datetime.timedelta(hours=4)
        case "write-session-note":
            here.notes.setdefault((request.client, actor.id), []).append(request.note)
        case "erase-client":
            here.erased.add(request.client)
            del here.clients[request.client]


def _learn_of_plan(held: PlainClient, action: str, request: Any, actor: Actor) -> None:
    match action:
        case "edit-plan":
            _step(held, request.plan, edited(held, request)[1])
        case "note-progress":
            _step(held, request.plan, {(step.id, step.field): plain(step.after) for step in request.operations})
        case "confirm-arrival":
            changes = {(request.item, "confirmed"): request.outcome}
            if request.outcome == "missed" and not held.plans[request.plan][-1].get((request.item, "if_not")):
                changes[request.item, "if_not"] = request.instead
            _step(held, request.plan, changes)
        case "propose-change":
            changes = {(step.id, step.field): plain(step.after) for step in request.operations}
            held.proposals[request.plan, request.proposal] = (request.seen, changes)
        case "settle-proposal" if request.outcome == "taken-up":
            _step(held, request.plan, held.proposals.get((request.plan, request.proposal), (0, {}))[1])
        case "sign" | "countersign":
            capacity = getattr(request, "capacity", "countersign")
            own = request.client if actor.role is Role.CLIENT else actor.id
            held.signed.add((request.plan, request.version, getattr(request, "signer", None) or own, capacity))


def _step(held: PlainClient, plan: str, changes: Fields) -> None:
    newest = held.plans[plan][-1]
    if any(newest.get(where) != value for where, value in changes.items()):
        held.plans[plan].append({**newest, **changes})
