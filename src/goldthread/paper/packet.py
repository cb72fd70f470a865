"""The evidence packet of one plan: from need to goal to objective to score to decision to signature, holes first."""

import datetime
from collections.abc import Iterator, Mapping

import msgspec

from goldthread.case import Case
from goldthread.checks import Finding, Severity
from goldthread.curation.telling import day, tell
from goldthread.needs import Reading, derive_needs
from goldthread.paper.view import GoalView, NeedView, PlanView, view_of
from goldthread.plan import Disposition, Objective, Waiver
from goldthread.practice.agreement import SIGNED, SignerStanding, Standing
from goldthread.practice.check_plan import check_plan
from goldthread.practice.desk import Desk
from goldthread.practice.entries import Signed, SigningDeclined, VersionSealed
from goldthread.terms import ItemId

_SCORES = 3  # the newest of a measure; the record has them all


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """What a practice knows of a plan beside the case: its sealed versions, who signed and declined, how each stands to
    the plan now. `names` are people by the id of their account, the client by the id of the folder. `whole_record` is
    False for a reader who is not shown the record: then the packet says so. `signed` comes with its pictures."""

    versions: tuple[VersionSealed, ...] = ()
    signed: tuple[Signed, ...] = ()
    declined: tuple[SigningDeclined, ...] = ()
    standing: Standing | None = None
    names: Mapping[ItemId, str] = {}
    findings: tuple[Finding, ...] | None = None
    whole_record: bool = True

    def standing_signatures(self) -> tuple[Signed, ...]:
        """The newest signature of everybody whose name still stands at something in the plan, in the order given."""
        now = {(each.signer, each.capacity) for each in (self.standing.signers if self.standing else ()) if each.signed}
        newest = {(each.signer, each.capacity): each for each in self.signed}
        return tuple(sorted((newest[each] for each in newest if each in now), key=lambda each: each.at))

    def name(self, member: str) -> str:
        """What somebody is called."""
        return self.names.get(member, "somebody whose account is closed")


class House(msgspec.Struct, frozen=True, kw_only=True):
    """Whose paper it is: the centre's name, and its logo as PNG in base64 ("" for none). `logo_of` says to who does not
    see it what the picture is."""

    name: str
    logo: str = ""
    logo_of: str = "Logo of"


class Hole(msgspec.Struct, frozen=True, kw_only=True):
    """What is missing in the chain, and at which item of the packet (its id on the page; "" for the whole)."""

    text: str
    at: str = ""


class ObjectiveRow(msgspec.Struct, frozen=True, kw_only=True):
    """An objective with the name of its measure, the newest scores of it, what is done, and who signed it."""

    objective: Objective
    name: str
    measure: str
    scores: tuple[str, ...]
    care: tuple[str, ...]
    signatures: tuple[str, ...]


class GoalRow(msgspec.Struct, frozen=True, kw_only=True):
    """A goal with the needs that it answers, its objectives, and who signed it."""

    view: GoalView
    objectives: tuple[ObjectiveRow, ...]
    signatures: tuple[str, ...]


class Packet(msgspec.Struct, frozen=True, kw_only=True):
    """The whole packet, in reading order. `beside` are the needs that no goal answers."""

    view: PlanView
    on: datetime.date
    holes: tuple[Hole, ...]
    goals: tuple[GoalRow, ...]
    beside: tuple[NeedView, ...]
    signers: tuple[SignerStanding, ...]
    waivers: tuple[Waiver, ...]
    signable: int


def packet_of(*, case: Case, desk: Desk, on: datetime.date | None, agreed: Agreed | None) -> Packet:
    """The packet of the case's plan. Raises ValueError where there is none."""
    library, reading = desk.library, desk.read(case=case, on=on)
    needs = derive_needs(reading=reading, definitions=library.needs, links=tuple(library.links.values()))
    known = agreed.findings if agreed is not None else None
    findings = check_plan(case=case, desk=desk, on=on) if known is None else known
    view = view_of(case=case, reading=reading, needs=needs, findings=findings, modalities=library.modalities)
    goals = tuple(_goal(each, view, reading, agreed) for each in view.goals)
    answering = {need for each in view.plan.goals for need in each.needs}
    return Packet(
        view=view,
        on=reading.on,
        holes=tuple(_holes(view, goals, findings, agreed, reading.on)),
        goals=goals,
        beside=tuple(row for row in view.needs if row.id not in answering),
        signers=agreed.standing.signers if agreed is not None and agreed.standing is not None else (),
        waivers=view.plan.waivers,
        signable=sum(len(getattr(view.plan, name)) for name in SIGNED),
    )


def _goal(goal: GoalView, view: PlanView, reading: Reading, agreed: Agreed | None) -> GoalRow:
    rows = []
    for step in goal.steps:
        objective = step.objective
        definition = reading.instruments.get(objective.measure)
        scored = reading.scores(objective.measure) if definition is not None else []
        rows.append(
            ObjectiveRow(
                objective=objective,
                name=view.names[objective.id],
                measure=definition.name if definition is not None else objective.measure,
                scores=tuple(tell(form, reading) for form, _ in scored[:_SCORES]),
                care=tuple(view.names[each.id] for each in (*step.interventions, *step.again)),
                signatures=signatures_at(objective.id, agreed),
            )
        )
    return GoalRow(view=goal, objectives=tuple(rows), signatures=signatures_at(goal.goal.id, agreed))


def signatures_at(item: str, agreed: Agreed | None) -> tuple[str, ...]:
    """Whose signature stands at an item as it is now: name, in which capacity, on which day."""
    if agreed is None or agreed.standing is None:
        return ()
    return tuple(
        f"{agreed.name(each.signer)} ({each.capacity}), {day(_signed_at(each, item, agreed).date())}"
        for each in agreed.standing.signers
        if item in each.signed
    )


def _signed_at(signer: SignerStanding, item: str, agreed: Agreed) -> datetime.datetime:
    who = (signer.signer, signer.capacity)
    return max(each.at for each in agreed.signed if (each.signer, each.capacity) == who and item in each.items)


def _holes(
    view: PlanView, goals: tuple[GoalRow, ...], findings: tuple[Finding, ...], agreed: Agreed | None, on: datetime.date
) -> Iterator[Hole]:
    yield from _holes_of_agreement(view, agreed)
    told = {row.id: f"need-{row.number}" for row in view.needs}
    told |= {item.id: item.id for item in (*view.plan.goals, *view.plan.objectives)}
    for finding in findings:
        if finding.severity is Severity.STOP and not finding.waived_by:
            yield Hole(text=finding.message, at=told.get(finding.item or "", ""))
    for row in view.needs:
        yield from _holes_of_need(row)
    for goal in goals:
        yield from _holes_of_goal(goal)
    for item in view.plan.disagreements:
        if not item.answer:
            yield Hole(text=f"{item.who} sees something differently, and has no answer yet.", at=item.id)
    for waiver in view.plan.waivers:
        if waiver.until is not None and waiver.until < on:
            yield Hole(
                text=f"A finding was set aside until {day(waiver.until)}, and not looked at since.", at=waiver.id
            )


def _holes_of_agreement(view: PlanView, agreed: Agreed | None) -> Iterator[Hole]:
    if agreed is None:
        yield Hole(text="Versions and signatures are not known: this packet was made from a case file alone.")
        return
    if not agreed.whole_record:
        yield Hole(text="Scores and reasons of the record are not shown to who asked for this packet.")
    if not agreed.versions:
        yield Hole(text="No version of the plan has been sealed.")
    signers = agreed.standing.signers if agreed.standing is not None else ()
    if not any(each.signed for each in signers if each.capacity == "client"):
        yield Hole(text="The client's signature stands at nothing in this plan.")
    for each in signers:
        if each.asks:
            names = [view.names[item] for item in each.asks if item in view.names]
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            who = f"{agreed.name(each.signer)} ({each.capacity})"
            yield Hole(text=f"Not signed by {who} as it stands now: {'; '.join(names[:3])}{more}.")


def _holes_of_need(row: NeedView) -> Iterator[Hole]:
    at = f"need-{row.number}"
    if row.need is None:
        yield Hole(text=f"{row.title}: the record calls for it, and it is not in the plan.", at=at)
    elif row.need.disposition is Disposition.OPEN:
        yield Hole(text=f"{row.title}: nothing has been decided yet.", at=at)
    elif row.need.disposition is Disposition.ANSWERED and not row.answers:
        yield Hole(text=f"{row.title}: said to be answered, and nothing in the plan answers it.", at=at)
    elif row.need.disposition is not Disposition.ANSWERED and not row.need.reason:
        yield Hole(text=f"{row.title}: {row.need.disposition}, and no reason is written down.", at=at)


def _holes_of_goal(row: GoalRow) -> Iterator[Hole]:
    goal, name = row.view.goal, f"Goal {row.view.number}"
    if goal.own_words is None:
        yield Hole(text=f"{name} is not in the client's own words.", at=goal.id)
    if not goal.needs:
        yield Hole(text=f"{name} answers no need.", at=goal.id)
    if not row.objectives:
        yield Hole(text=f"{name} has no objective.", at=goal.id)
    for each in row.objectives:
        objective = each.objective
        lacks = {
            "measure": objective.measure, "baseline": objective.baseline, "target": objective.target,
            "target date": objective.target_date,
        }  # fmt: skip
        missing = [word for word, value in lacks.items() if value in (None, "")]
        if missing:
            yield Hole(text=f"{each.name} has no {', no '.join(missing)}.", at=objective.id)
        if not each.care:
            yield Hole(text=f"{each.name}: nothing is done for it yet.", at=objective.id)
