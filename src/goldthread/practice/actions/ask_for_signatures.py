"""Ask for signatures: the plan is laid before client and team as a version, and each is asked to sign it."""

import datetime
from typing import Annotated

import msgspec

from goldthread.plan import State
from goldthread.plan.states import move
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.agreement import standing_of
from goldthread.practice.entries import AnyEntry, Capacity, PlanMoved, SignaturesAsked, Text
from goldthread.practice.folder import PlanFile
from goldthread.practice.refusing import Refused
from goldthread.practice.sealing import changed_since_sealed, seal
from goldthread.practice.signing import STAFF_CAPACITIES, signer_for_client
from goldthread.terms import ItemId


class AskForSignatures(Request, frozen=True, kw_only=True):
    """Who is asked, as what (the client by the id of the folder, everybody else by their account), by which day, and in
    a few words why this version came about."""

    client: ItemId
    plan: ItemId
    of: Annotated[dict[ItemId, Capacity], msgspec.Meta(min_length=1, max_length=50)]
    due: datetime.date | None = None
    cause: Text = ""


def decide(request: AskForSignatures, here: Situation) -> Decision:
    """A draft is proposed; what changed since the newest version becomes the next one; whoever has something left to
    sign is asked. Where nothing changed there is no new version, and the newest one is asked for again.

    Refused: `not-yet` (a goal is missing, or the day has passed), `not-a-signer`, `not-on-care-team`, `wrote-it`,
    `nothing-to-sign`.
    """
    file = here.here.plans[request.plan]
    if request.due is not None and request.due < here.today:
        raise Refused("not-yet", "The day by which to sign has passed.", fix="Give a day from today on.")
    for member, capacity in request.of.items():
        _may_be_asked(member, capacity, file, here)
    entries: list[AnyEntry] = []
    plan, revision = file.plan, file.revision
    if plan.state is State.DRAFT:
        plan, revision = move(plan, "propose"), revision + 1
        entries.append(PlanMoved(**here.stamp(), plan=plan.id, revision=revision, verb="propose"))
    number = file.version.number if file.version is not None else 0
    if changed_since_sealed(file):
        version = seal(file=file, plan=plan, revision=revision, cause=request.cause, here=here)
        number = version.number
        entries.append(version)
    asked = {each: as_ for each, as_ in sorted(request.of.items()) if standing_of(file, each, as_).asks}
    if asked:
        entries.append(SignaturesAsked(**here.stamp(), plan=plan.id, version=number, of=asked, due=request.due))
    if not entries:
        raise Refused("nothing-to-sign", "They have signed everything.", fix="Ask others, or activate the plan.")
    return Decision(entries=tuple(entries), answer={"version": number, "revision": revision, "asked": sorted(asked)})


def _may_be_asked(member: ItemId, capacity: Capacity, file: PlanFile, here: Situation) -> None:
    if capacity == "client":
        signer_for_client(member, here)
        return
    access = here.here.access_of(member, here.at)
    if access is None:
        message = "Somebody who is asked is not on this client's care team."
        raise Refused("not-on-care-team", message, fix="Add them to the team first.")
    if access.as_role not in STAFF_CAPACITIES.get(capacity, ()):
        role = access.as_role.value.replace("-", " ")
        message = f"Somebody who is there as {role} does not sign as {capacity}."
        raise Refused("not-a-signer", message, fix="Ask them in their own capacity.")
    if capacity == "countersign" and member in file.writers:
        message = "Whoever wrote a plan does not countersign it."
        raise Refused("wrote-it", message, fix="Ask another supervisor or prescriber.")


ACTION = Action(name="ask-for-signatures", title="Ask for signatures", request=AskForSignatures, decide=decide)
