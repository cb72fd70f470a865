"""A complete copy of a client's folder, for whoever has a right to it: plain values of a documented shape.

Session notes are not in it: psychotherapy notes are excepted from the right of access (45 CFR 164.524(a)(1)(i)).
"""

import datetime
from collections.abc import Callable, Iterable

import msgspec

from goldthread.case import Case
from goldthread.plan import Plan
from goldthread.practice.editing import base_of
from goldthread.practice.entries import (
    AnyEntry,
    SignaturesAsked,
    SignatureTried,
    Signed,
    SigningDeclined,
    VersionSealed,
)
from goldthread.practice.folder import (
    Access,
    Episode,
    Folder,
    Form,
    Glass,
    Link,
    MergedFrom,
    PlanFile,
    Proposal,
    Revised,
    Stay,
)
from goldthread.practice.history import past_of
from goldthread.practice.listing import leading
from goldthread.practice.ports import Trace
from goldthread.practice.refusing import Refused
from goldthread.practice.trace_view import TraceLine, lines_of
from goldthread.terms import ItemId


class VersionCopy(msgspec.Struct, frozen=True, kw_only=True):
    """A sealed version and the plan as it stood (None where its revisions are no longer kept in the folder)."""

    sealed: VersionSealed
    plan: Plan | None


class PlanCopy(msgspec.Struct, frozen=True, kw_only=True):
    """One plan with all that hangs on it. Disagreements, waivers and reviews stand in the plan itself."""

    plan: Plan
    revision: int
    changes: tuple[Revised, ...]
    versions: tuple[VersionCopy, ...]
    proposals: tuple[Proposal, ...]
    asked: tuple[SignaturesAsked, ...]
    signed: tuple[Signed, ...]
    declined: tuple[SigningDeclined, ...]
    tries: tuple[SignatureTried, ...]


class ClientCopy(msgspec.Struct, frozen=True, kw_only=True):
    """The folder as it stands. `case` is a case file (record and newest plan), read by `goldthread.case.read_case`.
    `plans` are all plans, oldest first; `trace` the audit trail of this client, newest first. Times are UTC."""

    shape: str = "goldthread-client-copy/1"
    made_at: datetime.datetime
    case: Case
    stay: Stay
    contact: str
    words: str
    episodes: tuple[Episode, ...]
    forms: tuple[Form, ...]
    links: tuple[Link, ...]
    plans: tuple[PlanCopy, ...]
    access: tuple[Access, ...]
    glass: tuple[Glass, ...]
    joined: tuple[MergedFrom, ...]
    joined_to: ItemId | None
    trace: tuple[TraceLine, ...]


def copy_of(
    folder: Folder, *, entries: Callable[[], Iterable[AnyEntry]], traces: Iterable[Trace], at: datetime.datetime
) -> ClientCopy:
    """The copy, as of `at`. `entries`: all of the folder's, asked for where a version is older than the revisions that
    the folder keeps."""
    files = sorted(folder.plans.values(), key=lambda file: (file.plan.started_on, file.plan.id))
    newest = leading(folder) or (files[-1] if files else None)
    return ClientCopy(
        made_at=at,
        case=Case(on=at.date(), record=folder.record, plan=newest.plan if newest is not None else None),
        stay=folder.stay,
        contact=folder.contact,
        words=folder.words,
        episodes=folder.episodes,
        forms=tuple(folder.forms.values()),
        links=folder.links,
        plans=tuple(_plan(file, entries) for file in files),
        access=folder.access,
        glass=folder.glass,
        joined=folder.merged_from,
        joined_to=folder.merged_into,
        trace=lines_of(traces, folder),
    )


def _plan(file: PlanFile, entries: Callable[[], Iterable[AnyEntry]]) -> PlanCopy:
    kept = {each.revision: _plan_at(file, each.revision) for each in file.versions}
    if None in kept.values():
        kept |= {each.sealed.revision: each.plan for each in past_of(entries(), file.plan.id).versions}
    return PlanCopy(
        plan=file.plan,
        revision=file.revision,
        changes=file.recent,
        versions=tuple(VersionCopy(sealed=each, plan=kept[each.revision]) for each in file.versions),
        proposals=file.proposals,
        asked=file.asked,
        signed=file.signed,
        declined=file.declined,
        tries=file.tries,
    )


def _plan_at(file: PlanFile, revision: int) -> Plan | None:
    try:
        return base_of(file, revision)
    except Refused:
        return None
