"""A client's folder: all that the centre keeps about one client, as its entries have made it. Frozen values."""

import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Literal

import msgspec

from goldthread.plan import Level, Plan
from goldthread.plan.operations import Operation
from goldthread.practice.entries import (
    ChangeProposed,
    FormFinished,
    FormGiven,
    LinkMade,
    ProposalSettled,
    Scope,
    SignaturesAsked,
    SignatureTried,
    Signed,
    SigningDeclined,
    VersionSealed,
)
from goldthread.record import AnyFact, Client, Record
from goldthread.terms import ItemId, Role


class Stay(StrEnum):
    """Where the client is with the centre."""

    ENQUIRY = "enquiry"
    ADMITTED = "admitted"
    COMPLETED = "completed"
    MERGED = "merged"


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """An instrument that is being filled in: what was asked, the answers so far, and how it ended."""

    given: FormGiven
    answers: dict[str, Any] = {}
    finished: FormFinished | None = None


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A one-time link: how often what was said of oneself was wrong, when it was last opened rightly, and how it ended
    (empty: not yet, but for its time)."""

    made: LinkMade
    wrong: int = 0
    opened_at: datetime.datetime | None = None
    ended: Literal["", "used", "replaced", "withdrawn", "tries"] = ""

    def works_at(self, at: datetime.datetime) -> bool:
        """Whether it can be opened at that time."""
        return not self.ended and at < self.made.until


class Revised(msgspec.Struct, frozen=True, kw_only=True):
    """How one revision of a plan came about: whose change, when, and the operations that lead to it."""

    revision: int
    at: datetime.datetime
    by: ItemId
    role: Role
    operations: tuple[Operation, ...]
    cause: str = ""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A suggested change, and what came of it (None: still open)."""

    made: ChangeProposed
    settled: ProposalSettled | None = None


class PlanFile(msgspec.Struct, frozen=True, kw_only=True):
    """One plan with what hangs on it. `recent` are the newest revisions, oldest first (at most KEPT_REVISIONS; older
    ones stay in the ledger): by them a change that was made from an earlier revision is merged. `sealed` is the plan as
    it stands in the newest version; `writers` are the accounts that began it or changed what is signed; `begun_at` is
    not known of plans in snapshots from before it was kept."""

    plan: Plan
    revision: int = 0
    sealed: Plan | None = None
    writers: tuple[ItemId, ...] = ()
    begun_at: datetime.datetime | None = None
    recent: tuple[Revised, ...] = ()
    versions: tuple[VersionSealed, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    asked: tuple[SignaturesAsked, ...] = ()
    signed: tuple[Signed, ...] = ()
    declined: tuple[SigningDeclined, ...] = ()
    tries: tuple[SignatureTried, ...] = ()

    @property
    def version(self) -> VersionSealed | None:
        """The newest sealed version."""
        return self.versions[-1] if self.versions else None

    def proposal(self, proposal: str) -> Proposal | None:
        """The proposal with that id."""
        return next((each for each in self.proposals if each.made.proposal == proposal), None)


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """One account's access to the folder: on the care team, or a supporter with scopes."""

    member: ItemId
    as_role: Role
    since: datetime.datetime
    until: datetime.datetime | None = None
    scopes: tuple[Scope, ...] = ()


class Glass(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Access that was taken outside the care team; and when compliance looked at it, who, and what came of it."""

    member: ItemId
    role: Role
    since: datetime.datetime
    until: datetime.datetime
    reason: str
    reviewed_at: datetime.datetime | None = None
    reviewed_by: ItemId | None = None
    review: str = ""


class Episode(msgspec.Struct, frozen=True, kw_only=True):
    """One stay: from admission to completion."""

    admitted_on: datetime.date
    level: Level
    programme: str = ""
    responsible: ItemId
    completed_on: datetime.date | None = None
    outcome: Literal["", "completed", "transferred-out", "left-early", "other"] = ""


class MergedFrom(msgspec.Struct, frozen=True, kw_only=True):
    """A folder that was joined to this one, and the facts that came over."""

    other: ItemId
    facts: tuple[AnyFact, ...]


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """When people last looked at the plan as a whole: its first version, or a review that was held. `facts`: how many
    facts of this folder were known then, `level` the setting of the treatment."""

    at: datetime.datetime
    facts: int
    level: Level | None = None


class Folder(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All that the centre keeps about one client. `entries`: how many entries made it; `last_at`: when the newest was
    written. `merged_into`: the folder in which this client's chart goes on, after a merge. `looked` is None where
    nobody has yet, and in snapshots from before it was kept."""

    client: Client
    stay: Stay
    entries: int
    last_at: datetime.datetime
    facts: tuple[AnyFact, ...] = ()
    episodes: tuple[Episode, ...] = ()
    forms: dict[ItemId, Form] = {}
    links: tuple[Link, ...] = ()
    plans: dict[ItemId, PlanFile] = {}
    access: tuple[Access, ...] = ()
    glass: tuple[Glass, ...] = ()
    merged_into: ItemId | None = None
    merged_from: tuple[MergedFrom, ...] = ()
    contact: str = ""
    words: str = ""
    looked: Looked | None = None

    @cached_property
    def record(self) -> Record:
        """The whole-person record: the client, their facts, and those of folders that were joined to this one."""
        joined = tuple(fact for each in self.merged_from for fact in each.facts)
        return Record(client=self.client, facts=self.facts + joined)

    @property
    def episode(self) -> Episode | None:
        """The newest stay."""
        return self.episodes[-1] if self.episodes else None

    def plan(self, plan: str) -> PlanFile | None:
        """The plan with that id."""
        return self.plans.get(plan)

    def link(self, link: str) -> Link | None:
        """The one-time link with that id."""
        return next((each for each in self.links if each.made.link == link), None)

    def access_of(self, member: str, at: datetime.datetime) -> Access | None:
        """The access that the account has at that time, if any."""
        return next(
            (each for each in self.access if each.member == member and (each.until is None or at < each.until)), None
        )

    def glass_of(self, member: str, at: datetime.datetime) -> Glass | None:
        """The broken glass through which the account looks at that time, if any."""
        return next((each for each in self.glass if each.member == member and each.since <= at < each.until), None)


KEPT_REVISIONS = 100
