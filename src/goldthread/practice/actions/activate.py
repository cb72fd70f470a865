"""Activate: the plan is agreed on, and the work begins."""

from goldthread.plan import State
from goldthread.plan.states import move
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import PlanMoved
from goldthread.practice.folder import PlanFile
from goldthread.practice.refusing import Refused
from goldthread.practice.sealing import newest
from goldthread.practice.stops import stops
from goldthread.practice.viewing import findings_now
from goldthread.terms import ItemId


class Activate(Request, frozen=True, kw_only=True):
    """The newest version of the plan, as the asker saw it; `instead_of` is the plan whose place it takes, if any."""

    client: ItemId
    plan: ItemId
    version: int
    instead_of: ItemId | None = None


def decide(request: Activate, here: Situation) -> Decision:
    """The moves by which the plan is agreed on and starts, and by which the other one is superseded.

    Refused: `no-version`, `stale-version`, `stopped` (`details` has the codes of all `stops` at once, and what to do
    about each in `told`), `no-such-plan`, `not-from-here` (the other plan is not lived by).
    """
    file = here.here.plans[request.plan]
    number = newest(file, request.version).number
    found = stops(file=file, settings=here.settings, findings=findings_now(here, file.plan))
    if found:
        told = [{"code": stop.code, "message": stop.message, "fix": stop.fix, **stop.details} for stop in found]
        raise Refused(
            "stopped",
            "This plan cannot become active yet: " + " ".join(stop.message for stop in found),
            fix=" ".join(stop.fix for stop in found),
            details={"stops": [stop.code for stop in found], "told": told},
        )
    verbs = ("agree", "start") if file.plan.state is State.PROPOSED else ("start",)
    moved = (*_moves(file, verbs, here), *_superseded(request, here))
    return Decision(entries=moved, answer={"version": number, "revision": file.revision + len(verbs)})


def _moves(file: PlanFile, verbs: tuple[str, ...], here: Situation) -> tuple[PlanMoved, ...]:
    plan, moved = file.plan, []
    for revision, verb in enumerate(verbs, file.revision + 1):
        plan = move(plan, verb)
        moved.append(PlanMoved(**here.stamp(), plan=plan.id, revision=revision, verb=verb))
    return tuple(moved)


def _superseded(request: Activate, here: Situation) -> tuple[PlanMoved, ...]:
    if request.instead_of is None:
        return ()
    other = here.here.plan(request.instead_of)
    if other is None or other.plan.id == request.plan:
        raise Refused("no-such-plan", "There is no such other plan in this folder.", fix="Open the folder again.")
    return _moves(other, ("supersede",), here)


ACTION = Action(name="activate", title="Activate the plan", request=Activate, decide=decide)
