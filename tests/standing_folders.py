"""Standing folders: one client of the cast in every stay and every state of a plan, in books with a member of every
role. Built from entries, so that what a test finds is what the ledger makes of them."""

import datetime
from functools import cache
from typing import Any

import msgspec

from dictionary_books import DictionaryBooks
from goldthread.case import Case, cast_path, read_case
from goldthread.plan import Level, Plan, ReviewHeld, State
from goldthread.plan.operations import AddItem
from goldthread.plan.states import move
from goldthread.plan.versions import first_version
from goldthread.practice import entries as e
from goldthread.practice.agreement import item_hashes
from goldthread.practice.folder import Folder, Stay
from goldthread.practice.folding import fold
from goldthread.practice.ledger_text import write_entry
from goldthread.practice.people import CLINICIANS, Actor
from goldthread.practice.settings import Settings
from goldthread.record import Client, Strength
from goldthread.terms import Role

CENTRE = "harbour"
CLIENT = "ruth-okafor"  # of the cast: something is asked about her plan, and nothing stops it
PLAN = "plan-ruth-okafor"
SECOND = "ruth-again"  # a second folder of the same person, not joined
JOINED = "ruth-before"  # a folder of the same person that was joined to hers (`joined=True`)
NEIGHBOUR = "walter-brandt"  # another client of the centre
FORM = "form-open"  # an instrument that she has begun
FORM_LINK = "link-form"  # her one-time link to it, which she has opened
SUPPORTER_LINK = "link-supporter"  # the supporter's, to a signature; it opens with the digest below
CODE = "c0" * 32
PROPOSAL = "proposal-open"  # her own proposal
TEAM_PROPOSAL = "proposal-of-nurse"  # as is that of every other clinician, and the supporter's
SUPPORTER = "kwame"  # let in with every scope
RESPONSIBLE = Role.THERAPIST.value
SETTINGS = Settings(name="Harbour")
SCOPES: tuple[e.Scope, ...] = ("plan", "safety", "aftercare", "propose", "sign")

# How a plan comes to each state; the moves are those of the table of states.
WAYS: dict[State, tuple[str, ...]] = {
    State.DRAFT: (),
    State.PROPOSED: ("propose",),
    State.AGREED: ("propose", "agree"),
    State.ACTIVE: ("propose", "agree", "start"),
    State.UNDER_REVIEW: ("propose", "agree", "start", "review"),
    State.COMPLETED: ("propose", "agree", "start", "review", "complete"),
    State.SUPERSEDED: ("propose", "agree", "start", "supersede"),
    State.WITHDRAWN: ("withdraw",),
}
_ASKED: dict[str, e.Capacity] = {
    CLIENT: "client", "therapist": "author", "supervisor": "supervisor", SUPPORTER: "client",
    **{role.value: "team" for role in CLINICIANS if role not in {Role.THERAPIST, Role.SUPERVISOR}},
}  # fmt: skip


@cache
def standing_case() -> Case:
    """Her record and plan, from the cast."""
    return read_case(cast_path(CLIENT)).case


AT = datetime.datetime.combine(standing_case().on, datetime.time(9), datetime.UTC)
BEFORE = AT - datetime.timedelta(days=1)  # when everything in the folders was written

RUTH = Actor(id="ruth", centre=CENTRE, role=Role.CLIENT, client=CLIENT)
WALTER = Actor(id="walter", centre=CENTRE, role=Role.CLIENT, client=NEIGHBOUR)
KWAME = Actor(id=SUPPORTER, centre=CENTRE, role=Role.SUPPORTER)
STRANGER = Actor(id="stranger", centre=CENTRE, role=Role.SUPPORTER)  # nobody let them in


def member(role: Role) -> Actor:
    """The member of the centre in that role; a clinician is on her care team."""
    return Actor(id=role.value, centre=CENTRE, role=role)


def outsider(role: Role) -> Actor:
    """Another member in that role, on nobody's team."""
    return Actor(id=f"other-{role.value}", centre=CENTRE, role=role)


def glass_breaker(role: Role) -> Actor:
    """A clinician outside the team whose broken glass is open (with `glass=True`)."""
    return Actor(id=f"glass-{role.value}", centre=CENTRE, role=role)


def proposal_of(actor: Actor) -> str:
    """The id of that member's open proposal."""
    return PROPOSAL if actor.client == CLIENT else f"proposal-of-{actor.id}"


def standing_books(
    *,
    stay: Stay = Stay.ADMITTED,
    plan: State | None = State.DRAFT,
    signed: bool | None = None,
    joined: bool = False,
    glass: bool = False,
) -> DictionaryBooks:
    """Books in which her folder stands in that stay, with a plan in that state (None: no plan; an enquiry has none).

    `signed`: client and author have signed the version (None: from the agreed state on). `joined`: another folder was
    joined to hers. `glass`: one outsider of every clinical role looks through a broken glass.
    """
    books = _empty_books()
    for client, written in _ledgers(stay, plan, signed, joined, glass).items():
        books.entries[CENTRE, client] = list(written)
    return books


def standing_folder(**how: Any) -> Folder:
    """Her folder, as `standing_books` builds it."""
    folder = standing_books(**how).folder_of(CENTRE, CLIENT)
    assert folder is not None
    return folder


def _empty_books() -> DictionaryBooks:
    books = DictionaryBooks()
    books.add_centre(CENTRE, SETTINGS)
    for role in Role:
        if role not in {Role.CLIENT, Role.SUPPORTER}:
            for actor in (member(role), outsider(role), glass_breaker(role)):
                books.add_member(CENTRE, actor.id, role)
    for actor in (RUTH, WALTER, KWAME, STRANGER):
        books.add_member(CENTRE, actor.id, actor.role, client=actor.client)
    return books


@cache
def _ledgers(
    stay: Stay, plan: State | None, signed: bool | None, joined: bool, glass: bool
) -> dict[str, tuple[bytes, ...]]:
    assert plan is None or stay is not Stay.ENQUIRY
    own = [*_begun(), *_form(), *(_admission() if stay is not Stay.ENQUIRY else ()), *_team()]
    if plan is not None:
        own += _plan(plan, plan not in {State.DRAFT, State.PROPOSED} if signed is None else signed)
    own += _links()
    if glass:
        own += [
            e.GlassBroken(**_by(glass_breaker(role)), reason="Seen at the hospital tonight.", until=AT + _A_DAY)
            for role in CLINICIANS
        ]
    folders: dict[str, list[e.AnyEntry]] = {CLIENT: own, SECOND: _second(SECOND), NEIGHBOUR: _neighbour()}
    if joined:
        folders[JOINED] = _second(JOINED)
        _join(folders, goes=JOINED, stays=CLIENT)
    if stay is Stay.COMPLETED:
        own.append(e.StayCompleted(**_by(member(Role.THERAPIST)), on=BEFORE.date(), outcome="completed"))
    if stay is Stay.MERGED:
        _join(folders, goes=CLIENT, stays=SECOND)
    return {client: tuple(write_entry(entry) for entry in written) for client, written in folders.items()}


_A_DAY = datetime.timedelta(days=1)


def _by(actor: Actor) -> dict[str, Any]:
    return {"at": BEFORE, "by": actor.id, "role": actor.role}


def _begun() -> list[e.AnyEntry]:
    record = standing_case().record
    intake = _by(member(Role.INTAKE))
    return [
        e.Enquired(**intake, client=record.client, words="I would like some help."),
        *(e.FactRecorded(**intake, fact=fact) for fact in record.facts),
    ]


def _form() -> list[e.AnyEntry]:
    return [e.FormGiven(**_by(member(Role.INTAKE)), form=FORM, instrument="phq9", to="client")]


def _links() -> list[e.AnyEntry]:
    by = {**_by(member(Role.THERAPIST)), "until": AT + _A_DAY}
    return [
        e.LinkMade(**by, link=FORM_LINK, form=FORM, signer=CLIENT),
        e.LinkTried(**_by(RUTH), link=FORM_LINK, right=True),
        e.LinkMade(**by, link=SUPPORTER_LINK, plan=PLAN, version=1, signer=SUPPORTER, code=CODE),
    ]


def _admission() -> list[e.AnyEntry]:
    on = standing_case().record.facts[0].recorded_on
    admitted = e.Admitted(**_by(member(Role.INTAKE)), on=on, level=Level.OUTPATIENT, responsible=RESPONSIBLE)
    return [admitted]


def _team() -> list[e.AnyEntry]:
    by = _by(member(Role.SUPERVISOR))
    staff = [e.TeamJoined(**by, member=role.value, as_role=role) for role in CLINICIANS]
    return [*staff, e.TeamJoined(**_by(RUTH), member=SUPPORTER, as_role=Role.SUPPORTER, scopes=SCOPES)]


def _second(client: str) -> list[e.AnyEntry]:
    """Of the same person: a short enquiry of another year, with a fact of its own."""
    person = msgspec.structs.replace(standing_case().record.client, id=client)
    intake = _by(member(Role.INTAKE))
    fact = Strength(
        id="strength-choir", said_by="client", recorded_by="intake", recorded_on=BEFORE.date(), source="telephone",
        text="I sing in a choir.",
    )  # fmt: skip
    return [e.Enquired(**intake, client=person), e.FactRecorded(**intake, fact=fact)]


def _neighbour() -> list[e.AnyEntry]:
    return [e.Enquired(**_by(member(Role.INTAKE)), client=Client(id=NEIGHBOUR, name="Walter Brandt"))]


def _join(folders: dict[str, list[e.AnyEntry]], *, goes: str, stays: str) -> None:
    by = _by(member(Role.COMPLIANCE))
    going = fold(folders[goes])
    assert going is not None
    facts = tuple(_renamed(fact, goes) for fact in going.facts)
    reason = "One person, two folders."
    folders[goes].append(e.ChartsMerged(**by, other=stays, into=True, reason=reason))
    folders[stays].append(e.ChartsMerged(**by, other=goes, into=False, facts=facts, reason=reason))


def _renamed(fact: Any, prefix: str) -> Any:
    corrects = None if fact.corrects is None else f"{prefix}-{fact.corrects}"[:80]
    return msgspec.structs.replace(fact, id=f"{prefix}-{fact.id}"[:80], corrects=corrects)


def _plan(state: State, signed: bool) -> list[e.AnyEntry]:
    case = standing_case()
    assert case.plan is not None
    plan = msgspec.structs.replace(case.plan, state=State.DRAFT)
    therapist = _by(member(Role.THERAPIST))
    made: list[e.AnyEntry] = [e.PlanStarted(**therapist, plan=plan), *_proposals()]
    revision = 0
    for verb in WAYS[state]:
        if verb == "complete":
            revision += 1
            closing = ReviewHeld(id="review-closing", on=BEFORE.date(), cause="The programme ends.", outcome="ended")
            operations = (AddItem(collection="reviews", item=closing),)
            plan = msgspec.structs.replace(plan, reviews=(*plan.reviews, closing))
            made.append(e.PlanChanged(**therapist, plan=PLAN, revision=revision, operations=operations))
        revision += 1
        made.append(e.PlanMoved(**therapist, plan=PLAN, revision=revision, verb=verb))
        plan = move(plan, verb)
        if verb == "propose":
            made += _laid_before(plan, revision, signed)
    return made


def _proposals() -> list[e.AnyEntry]:
    """Hers, and one of each who works on the plan with her."""
    hers = e.ChangeProposed(**_by(RUTH), proposal=PROPOSAL, plan=PLAN, revision=0, words="Can we meet in the morning?")
    others = [member(role) for role in CLINICIANS] + [KWAME]
    return [
        hers,
        *(
            e.ChangeProposed(
                **_by(actor), proposal=proposal_of(actor), plan=PLAN, revision=0, words="A word on sleep is missing."
            )
            for actor in others
        ),
    ]


def _laid_before(plan: Plan, revision: int, signed: bool) -> list[e.AnyEntry]:
    """The version that was sealed, who was asked to sign it, and the two signatures that it needs."""
    therapist = _by(member(Role.THERAPIST))
    version = first_version(plan=plan, by=RESPONSIBLE, on=BEFORE.date(), cause="The first plan.")
    made: list[e.AnyEntry] = [
        e.VersionSealed(
            **therapist, plan=PLAN, number=1, revision=revision, previous="", hash=version.hash, cause=version.cause
        ),
        e.SignaturesAsked(**therapist, plan=PLAN, version=1, of=_ASKED, due=(AT + _A_DAY).date()),
    ]
    signers: tuple[tuple[Actor, e.Capacity], ...] = ((RUTH, "client"), (member(Role.THERAPIST), "author"))
    for actor, capacity in signers if signed else ():
        made.append(
            e.Signed(
                **_by(actor), plan=PLAN, version=1, signer=actor.client or actor.id, capacity=capacity, kind="typed",
                items=item_hashes(plan), name=actor.id,
            )
        )  # fmt: skip
    return made


__all__ = [
    "AT", "BEFORE", "CENTRE", "CLIENT", "CODE", "FORM", "FORM_LINK",
    "JOINED", "KWAME", "NEIGHBOUR", "PLAN", "PROPOSAL", "RESPONSIBLE",
    "RUTH", "SCOPES", "SECOND", "SETTINGS", "STRANGER", "SUPPORTER",
    "SUPPORTER_LINK", "TEAM_PROPOSAL", "WALTER", "glass_breaker",
    "member", "outsider", "proposal_of", "standing_books", "standing_case", "standing_folder",
]  # fmt: skip
