"""What is written into a client's folder: a closed list of entries. An entry is added, never changed, and says who
wrote it and when; all that the centre knows of the client is read from their sequence (`folding`)."""

import datetime
from typing import Annotated, Any, Literal

import msgspec

from goldthread.plan import Level, Plan
from goldthread.plan.operations import Operation
from goldthread.practice.entry import Entry as Entry  # noqa: PLC0414 - all entries are found here
from goldthread.practice.folder_entries import AccountChanged as AccountChanged  # noqa: PLC0414 - all entries are found here
from goldthread.practice.folder_entries import Exported as Exported  # noqa: PLC0414 - all entries are found here
from goldthread.practice.folder_entries import GlassReviewed as GlassReviewed  # noqa: PLC0414 - all entries are found here
from goldthread.practice.link_entries import LinkEnded as LinkEnded  # noqa: PLC0414 - all entries are found here
from goldthread.practice.link_entries import LinkMade as LinkMade  # noqa: PLC0414 - all entries are found here
from goldthread.practice.link_entries import LinkTried as LinkTried  # noqa: PLC0414 - all entries are found here
from goldthread.record import AnyFact, Client
from goldthread.terms import ItemId, Role

Text = Annotated[str, msgspec.Meta(max_length=20_000)]
Said = Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
Reason = Annotated[str, msgspec.Meta(min_length=10, max_length=4_000)]
Scope = Literal["plan", "safety", "aftercare", "propose", "sign"]
# What somebody signs as. "client" may also be signed by a guardian (the signer's role says who).
Capacity = Literal["client", "author", "team", "supervisor", "countersign", "witness"]


class Enquired(Entry, tag="enquired", frozen=True, kw_only=True):
    """Somebody asked for help: the first entry of every folder."""

    client: Client
    contact: Text = ""
    words: Text = ""


class ClientDescribed(Entry, tag="client-described", frozen=True, kw_only=True):
    """Name, birth date, pronouns or language became known or were put right."""

    client: Client


class Admitted(Entry, tag="admitted", frozen=True, kw_only=True):
    """Treatment begins; `responsible` is the account of the clinician who answers for it."""

    on: datetime.date
    level: Level
    programme: Text = ""
    responsible: ItemId


class FactRecorded(Entry, tag="fact", frozen=True, kw_only=True):
    """A fact joins the record: new, or in the place of another (`corrects`)."""

    fact: AnyFact


class FormGiven(Entry, tag="form-given", frozen=True, kw_only=True):
    """An instrument is to be filled in. `link` stood here before links had entries of their own."""

    form: ItemId
    instrument: ItemId
    to: Literal["client", "staff"]
    link: str = ""
    until: datetime.datetime | None = None


class FormAnswered(Entry, tag="form-answered", frozen=True, kw_only=True):
    """A part of the answers; a later answer to the same item takes the place of the earlier one."""

    form: ItemId
    answers: dict[str, Any]


class FormFinished(Entry, tag="form-finished", frozen=True, kw_only=True):
    """The form is closed; where it was filled in, `fact` is the administration in the record."""

    form: ItemId
    fact: ItemId | None = None
    reason: Text = ""


class PlanStarted(Entry, tag="plan-started", frozen=True, kw_only=True):
    """A new plan, at revision 0."""

    plan: Plan


class PlanChanged(Entry, tag="plan-changed", frozen=True, kw_only=True):
    """Operations on a plan lead from `revision` - 1 to `revision`. `cause` says why, in the words of who changed it;
    `proposal` names the proposal that was taken up."""

    plan: ItemId
    revision: int
    operations: tuple[Operation, ...]
    cause: Text = ""
    proposal: ItemId | None = None


class PlanMoved(Entry, tag="plan-moved", frozen=True, kw_only=True):
    """A move of the table of states: the plan's state changes with it (and its revision by one)."""

    plan: ItemId
    revision: int
    verb: str
    reason: Text = ""


class VersionSealed(Entry, tag="version-sealed", frozen=True, kw_only=True):
    """Revision `revision` of a plan is version `number`; `hash` is of the version as `plan.versions` makes it."""

    plan: ItemId
    number: int
    revision: int
    previous: str
    hash: str
    cause: Text


class ChangeProposed(Entry, tag="change-proposed", frozen=True, kw_only=True):
    """Somebody suggests a change to `revision` of a plan, and says why in their own words."""

    proposal: ItemId
    plan: ItemId
    revision: int
    operations: tuple[Operation, ...] = ()
    words: Text = ""


class ProposalSettled(Entry, tag="proposal-settled", frozen=True, kw_only=True):
    """What came of a proposal, and why."""

    proposal: ItemId
    plan: ItemId
    outcome: Literal["taken-up", "partly", "not-now", "taken-back"]
    answer: Text = ""


class SignaturesAsked(Entry, tag="signatures-asked", frozen=True, kw_only=True):
    """These are asked to sign a version, each in a capacity, by a day: accounts, and the client by the folder's id."""

    plan: ItemId
    version: int
    of: dict[ItemId, Capacity]
    due: datetime.date | None = None


class Signed(Entry, tag="signed", frozen=True, kw_only=True):
    """A person's agreement, bound to items of a version by the hash of each. `signer` is the account; the client is
    named by the id of the folder, whichever account they sign with, and on paper or by word of mouth too (where `by`
    wrote it down and `witness` was there). `picture`: the drawn name or the scan."""

    plan: ItemId
    version: int
    signer: ItemId
    capacity: Capacity
    kind: Literal["drawn", "typed", "paper-scan", "verbal"]
    items: dict[ItemId, str]
    name: Text = ""
    witness: ItemId | None = None
    picture: Annotated[bytes, msgspec.Meta(max_length=2_000_000)] = b""
    picture_type: Literal["", "image/png", "image/jpeg"] = ""


class SigningDeclined(Entry, tag="signing-declined", frozen=True, kw_only=True):
    """Somebody does not sign, or cannot; `instead` says what takes its place (a supervisor's look, another day)."""

    plan: ItemId
    version: int
    signer: ItemId
    capacity: Capacity
    why: Literal["does-not-agree", "not-now", "unable"]
    words: Text = ""
    items: tuple[ItemId, ...] = ()
    instead: Text = ""


class SignatureTried(Entry, tag="signature-tried", frozen=True, kw_only=True):
    """A try to get a signature, and what came of it."""

    plan: ItemId
    version: int
    signer: ItemId
    how: Literal["in-person", "phone", "letter", "message", "video"]
    outcome: Said


class TeamJoined(Entry, tag="team-joined", frozen=True, kw_only=True):
    """An account may see this folder: a member of the care team, or a supporter with scopes; for a time or for good."""

    member: ItemId
    as_role: Role
    scopes: tuple[Scope, ...] = ()
    until: datetime.datetime | None = None
    reason: Text = ""


class TeamLeft(Entry, tag="team-left", frozen=True, kw_only=True):
    """The access of an account ends."""

    member: ItemId
    reason: Text = ""


class GlassBroken(Entry, tag="glass-broken", frozen=True, kw_only=True):
    """Access outside the care team, for a reason, until a time. Compliance and the client see it."""

    reason: Reason
    until: datetime.datetime


class Transferred(Entry, tag="transferred", frozen=True, kw_only=True):
    """Somebody else answers for the treatment from now on."""

    responsible: ItemId
    programme: Text = ""
    reason: Said


class LevelChanged(Entry, tag="level-changed", frozen=True, kw_only=True):
    """The setting of the treatment changes."""

    level: Level
    on: datetime.date
    reason: Said


class StayCompleted(Entry, tag="stay-completed", frozen=True, kw_only=True):
    """The programme has come to its end; what follows is aftercare."""

    on: datetime.date
    outcome: Literal["completed", "transferred-out", "left-early", "other"]
    words: Text = ""


class StayReopened(Entry, tag="stay-reopened", frozen=True, kw_only=True):
    """The client is back, or something still needs attention."""

    on: datetime.date
    level: Level
    responsible: ItemId
    reason: Said


class ChartsMerged(Entry, tag="charts-merged", frozen=True, kw_only=True):
    """Two folders are of one person. In the folder that stays, `facts` are the ids of what came over; in the other,
    `into` is where it went."""

    other: ItemId
    into: bool
    facts: tuple[AnyFact, ...] = ()
    reason: Said


class MergeUndone(Entry, tag="merge-undone", frozen=True, kw_only=True):
    """The two folders are of two people after all: each is as it was, with what was added to it since."""

    other: ItemId
    into: bool
    reason: Said


AnyEntry = (
    Enquired
    | ClientDescribed
    | Admitted
    | FactRecorded
    | FormGiven
    | FormAnswered
    | FormFinished
    | LinkMade
    | LinkTried
    | LinkEnded
    | PlanStarted
    | PlanChanged
    | PlanMoved
    | VersionSealed
    | ChangeProposed
    | ProposalSettled
    | SignaturesAsked
    | Signed
    | SigningDeclined
    | SignatureTried
    | TeamJoined
    | TeamLeft
    | GlassBroken
    | GlassReviewed
    | Transferred
    | LevelChanged
    | StayCompleted
    | StayReopened
    | ChartsMerged
    | MergeUndone
    | Exported
    | AccountChanged
)
