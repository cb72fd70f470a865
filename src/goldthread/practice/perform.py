"""The one way in which anything is done: who may, is it the moment, decide, write, trace, answer. One transaction."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from goldthread.plan.refusals import PlanRefused
from goldthread.practice import links, permissions, policies
from goldthread.practice.action import Action, Decision, Request, Situation, digest_of
from goldthread.practice.desk import Desk
from goldthread.practice.folder import Folder
from goldthread.practice.people import Actor
from goldthread.practice.ports import Books, Kept, Pages, Trace
from goldthread.practice.refusing import Refusal, Refused, of_plan
from goldthread.terms import Role

# Clocks of machines differ a little; more than this behind the newest trace is a clock that was set back.
_TOLERANCE = datetime.timedelta(seconds=5)


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """It was done. `answer`: small plain values; `shown`: what the asker gets to see; `repeated`: it had been done
    before, by the same request, and was not done again."""

    action: str
    answer: dict[str, Any] = {}
    shown: Any = None
    repeated: bool = False


def perform(
    *,
    action: Action,
    request: Request,
    actor: Actor,
    at: datetime.datetime | Callable[[], datetime.datetime],
    books: Books,
    desk: Desk,
    key: str | None = None,
) -> Done | Refusal:
    """Do what is asked, or say why not; either way it is traced. `at` is the time, in UTC, or a clock: it is looked at
    when the folders are open, so that whoever waited for others is not taken for somebody whose clock is behind. A
    request that is sent again with the same `key` is answered as before and does nothing twice.

    Errors of the store (no database, no disk, a wrong key) are raised, and then nothing was done.
    """
    with books.open(actor=actor, clients=_clients(request)) as pages:
        newest = pages.newest()
        now = at() if callable(at) else at
        if newest is not None and now < newest - _TOLERANCE:
            return _clock_behind(newest)
        now = now if newest is None else max(now, newest)
        call = _Call(action=action, request=request, actor=actor, at=now, books=books, desk=desk)
        known = pages.kept(key) if key else None
        if known is not None:
            return _repeated(action, request, known)
        decided = _decide(call, pages)
        if isinstance(decided, Refusal):
            pages.trace(call.trace(outcome=decided.code))
            return decided
        _write(decided, pages, call.clients)
        pages.trace(call.trace(seen=decided.seen, ground=getattr(request, "ground", "")))
        if key:
            pages.keep(key, Kept(digest=digest_of(request), answer=decided.answer))
        return Done(action=action.name, answer=decided.answer, shown=decided.shown)


def _clients(request: Request) -> tuple[str, ...]:
    named = (getattr(request, "client", None), getattr(request, "other", None))
    return tuple(dict.fromkeys(each for each in named if each))


class _Call(msgspec.Struct, frozen=True, kw_only=True):
    """One request with all that it needs."""

    action: Action
    request: Request
    actor: Actor
    at: datetime.datetime
    books: Books
    desk: Desk

    @property
    def client(self) -> str | None:
        return getattr(self.request, "client", None)

    @property
    def other(self) -> str | None:
        return getattr(self.request, "other", None)

    @property
    def clients(self) -> tuple[str, ...]:
        return _clients(self.request)

    def trace(self, *, outcome: str = "done", seen: tuple[str, ...] = (), ground: str = "") -> Trace:
        return Trace(
            at=self.at,
            member=self.actor.id,
            role=self.actor.role,
            action=self.action.name,
            client=self.client,
            outcome=outcome,
            seen=(*seen, self.other) if self.other else seen,
            ground=ground,
        )


def _decide(call: _Call, pages: Pages) -> Decision | Refusal:
    folders = [pages.folder(client) for client in call.clients]
    if any(pages.erased(client) for client in call.clients):
        return _erased(call)
    plan = getattr(call.request, "plan", None)
    for folder in folders or [None]:
        refused = permissions.refusal(action=call.action.name, actor=call.actor, folder=folder, at=call.at)
        refused = refused or links.refusal(request=call.request, actor=call.actor, folder=folder, at=call.at)
        refused = refused or policies.refusal(action=call.action.name, folder=folder, plan=plan)
        if refused is not None:
            return refused
    try:
        return call.action.decide(call.request, _situation(call, pages, folders))
    except Refused as refused_here:
        return refused_here.refusal
    except PlanRefused as refused_by_plan:
        return of_plan(refused_by_plan)


def _erased(call: _Call) -> Refusal:
    """To other clients and supporters, a folder that was erased looks like one that is not theirs, and as one that
    never was; staff are told."""
    told = Refusal(code="erased", message="This client's folder was erased.", fix="Nothing of it can be read.")
    if call.actor.role not in (Role.CLIENT, Role.SUPPORTER) or call.actor.client in call.clients:
        return told
    return permissions.refusal(action=call.action.name, actor=call.actor, folder=None, at=call.at) or told


def _situation(call: _Call, pages: Pages, folders: list[Folder | None]) -> Situation:
    actor, books, client = call.actor, call.books, call.client or ""
    return Situation(
        actor=actor,
        at=call.at,
        settings=books.settings(actor.centre),
        desk=call.desk,
        folder=folders[0] if folders else None,
        other=folders[1] if len(folders) > 1 else None,
        notes=lambda: pages.notes(client, actor.id),
        entries=lambda: pages.entries(client),
        roles_of=lambda member: books.member_role(centre=actor.centre, member=member),
        lines=partial(books.lines, actor=actor),
        find=lambda words: books.find(actor=actor, words=words),
        traces=lambda limit: books.traces(actor=actor, client=client, limit=limit),
        glasses=lambda asked: books.glasses(actor=actor, asked=asked),
        accounts=lambda client: books.accounts_of(centre=actor.centre, client=client),
        taken=lambda member, login: books.taken(centre=actor.centre, member=member, login=login),
    )


def _write(decision: Decision, pages: Pages, clients: tuple[str, ...]) -> None:
    if decision.entries:
        pages.add(clients[0], decision.entries)
    if decision.other_entries:
        pages.add(clients[1], decision.other_entries)
    if decision.note is not None:
        pages.add_note(clients[0], decision.note)
    if decision.account is not None:
        pages.change_account(decision.account)
    if decision.settings is not None:
        pages.change_settings(decision.settings)
    if decision.erase:
        pages.erase(clients[0])


def _repeated(action: Action, request: Request, known: Kept) -> Done | Refusal:
    if known.digest != digest_of(request):
        return Refusal(
            code="key-used-before",
            message="This key was used for another request.",
            fix="Make a new key for each request, and use it again only to send the same request again.",
        )
    return Done(action=action.name, answer=known.answer, repeated=True)


def _clock_behind(newest: datetime.datetime) -> Refusal:
    return Refusal(
        code="clock-behind",
        message=f"The clock of this machine is behind what was last written ({newest:%Y-%m-%d %H:%M:%S} UTC).",
        fix="Set the clock right (time synchronisation); nothing was written.",
    )
