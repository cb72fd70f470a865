"""What is shown of a plan: to the client and the team all of it, to a supporter what they were let into."""

from typing import TypeVar

import msgspec

from goldthread.case import Case
from goldthread.checks import Finding
from goldthread.needs import Reading
from goldthread.plan import AftercareItem, Plan, PlanItem, SafetyStep, State
from goldthread.practice.action import Situation
from goldthread.practice.agreement import Standing, standing
from goldthread.practice.check_plan import check_plan
from goldthread.practice.due_dates import Ruling, ruling
from goldthread.practice.entries import Scope, SignatureTried, Signed, SigningDeclined, VersionSealed
from goldthread.practice.folder import PlanFile, Proposal, Revised
from goldthread.practice.refusing import Refusal
from goldthread.practice.review_asks import asks_of
from goldthread.practice.stops import stops
from goldthread.practice.waits import Asked
from goldthread.terms import Role

P = TypeVar("P", bound=PlanItem)


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """A plan as it is shown, at `revision`: with what the checks say of it now, what was proposed, its sealed versions,
    and how those who were asked to sign stand to it (`agreement`; None where nobody was asked yet), with every
    signature (without its picture, where that is not asked for), every one that was `declined`, and the `tries` to get
    one. `stops` is what
    keeps a plan that is not lived by yet from becoming active; `ruling` what the centre's rule pack asks for.
    `asks`: what was written into the record since people last looked and asks for another look.
    `recent` are its newest revisions, oldest first, from which what changed is told.

    A supporter who was let into the safety plan or aftercare, and not into the plan, sees those in `safety` and
    `aftercare`, and `plan` is None. Supporters see no findings, and of proposals and signatures their own.
    """

    plan: Plan | None
    revision: int
    state: State
    findings: tuple[Finding, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    versions: tuple[VersionSealed, ...] = ()
    recent: tuple[Revised, ...] = ()
    agreement: Standing | None = None
    signed: tuple[Signed, ...] = ()
    declined: tuple[SigningDeclined, ...] = ()
    tries: tuple[SignatureTried, ...] = ()
    stops: tuple[Refusal, ...] = ()
    ruling: Ruling | None = None
    asks: tuple[Asked, ...] = ()
    safety: tuple[SafetyStep, ...] = ()
    aftercare: tuple[AftercareItem, ...] = ()


def view_of(here: Situation, file: PlanFile, *, pictures: bool = False) -> PlanView:
    """The plan as this actor sees it; with the pictures of its signatures only where they are asked for."""
    if here.actor.role is Role.SUPPORTER:
        return _for_supporter(here, file)
    findings = findings_now(here, file.plan)
    return PlanView(
        plan=file.plan,
        revision=file.revision,
        state=file.plan.state,
        findings=findings,
        proposals=file.proposals,
        versions=file.versions,
        recent=file.recent,
        agreement=standing(file) if file.asked or file.signed or file.declined else None,
        signed=file.signed if pictures else tuple(_without_picture(each) for each in file.signed),
        declined=file.declined,
        tries=file.tries,
        stops=stops(file=file, settings=here.settings, findings=findings) if file.plan.state in _BEFORE else (),
        ruling=ruling_of(here, file),
        asks=asks_of(here.here, file),
    )


def _without_picture(signed: Signed) -> Signed:
    return msgspec.structs.replace(signed, picture=b"", picture_type="")


_BEFORE = (State.DRAFT, State.PROPOSED, State.AGREED)


def ruling_of(here: Situation, file: PlanFile | None) -> Ruling:
    """The dates and signers that the centre's rule pack asks for today."""
    packs = here.desk.library.rulepacks
    return ruling(folder=here.here, file=file, settings=here.settings, packs=packs, on=here.today)


def findings_now(here: Situation, plan: Plan) -> tuple[Finding, ...]:
    """What the checks say of the plan and the client's record today."""
    case = Case(on=here.today, record=here.here.record, plan=plan)
    reading = here.desk.read(case=case)
    known: tuple[Plan, Reading, tuple[Finding, ...]] | None = case.record.kept.get("findings")
    if known is None or known[0] is not plan or known[1] is not reading:
        # Kept with the record: several pages of one plan are opened one after another.
        known = case.record.kept["findings"] = plan, reading, check_plan(case=case, desk=here.desk)
    return known[2]


def may_see(here: Situation, collection: str | None) -> bool:
    """Whether the actor sees that collection of the plan (None: what the plan says of itself as a whole)."""
    if here.actor.role is not Role.SUPPORTER:
        return True
    if collection == "waivers":
        return False
    return _PARTS.get(collection or "", "plan") in _scopes(here)


_PARTS: dict[str, Scope] = {"safety": "safety", "aftercare": "aftercare"}


def _scopes(here: Situation) -> tuple[Scope, ...]:
    access = here.here.access_of(here.actor.id, here.at)
    return () if access is None else access.scopes


def _for_supporter(here: Situation, file: PlanFile) -> PlanView:
    whole = may_see(here, None)
    safety = file.plan.safety if may_see(here, "safety") else ()
    aftercare = file.plan.aftercare if may_see(here, "aftercare") else ()
    return PlanView(
        plan=_cut(file.plan, safety, aftercare) if whole else None,
        revision=file.revision,
        state=file.plan.state,
        proposals=tuple(each for each in file.proposals if each.made.by == here.actor.id),
        versions=file.versions if whole else (),
        agreement=_own_standing(here, file) if whole else None,
        safety=() if whole else tuple(_alone(each) for each in safety),
        aftercare=() if whole else tuple(msgspec.structs.replace(_alone(each), need=None) for each in aftercare),
    )


def _own_standing(here: Situation, file: PlanFile) -> Standing:
    return Standing(signers=tuple(each for each in standing(file).signers if each.signer == here.actor.id))


def _cut(plan: Plan, safety: tuple[SafetyStep, ...], aftercare: tuple[AftercareItem, ...]) -> Plan:
    """The plan without the parts that are not shown, and without what was said about their items."""
    hidden = {item.id for item in (*plan.safety, *plan.aftercare)} - {item.id for item in (*safety, *aftercare)}
    return msgspec.structs.replace(
        plan,
        safety=safety,
        aftercare=aftercare,
        waivers=(),
        disagreements=tuple(each for each in plan.disagreements if each.about not in hidden),
    )


def _alone(item: P) -> P:
    """The item without what leads to the rest of the plan and the record."""
    return msgspec.structs.replace(item, facts=(), from_option=None, because="", asks=())
