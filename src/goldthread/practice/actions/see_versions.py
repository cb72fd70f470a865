"""See versions of a plan: two of them as they stood, the steps between them, and who signed which."""

from typing import Annotated

import msgspec

from goldthread.plan import Plan, State
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.agreement import Standing, standing
from goldthread.practice.editing import file_of
from goldthread.practice.entries import SignaturesAsked, Signed, SigningDeclined, VersionSealed
from goldthread.practice.folder import PlanFile, Revised
from goldthread.practice.history import Past, VersionStood, past_of
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId

Number = Annotated[int, msgspec.Meta(ge=1)]


class SeeVersions(Request, frozen=True, kw_only=True):
    """Which two versions, by number. Without `earlier` it is the one before `later`; without both, the newest two."""

    client: ItemId
    plan: ItemId
    earlier: Number | None = None
    later: Number | None = None


class VersionsView(msgspec.Struct, frozen=True, kw_only=True):
    """All versions in a few words, oldest first, with every signature (without its picture) and how the signers stand
    to the plan as it is now. `earlier` and `later`: the two that are compared (`earlier` None: there is none before;
    both None: there is no version yet), and the `steps` that lead from one to the other."""

    plan: Plan
    state: State
    versions: tuple[VersionSealed, ...]
    signed: tuple[Signed, ...]
    declined: tuple[SigningDeclined, ...]
    asked: tuple[SignaturesAsked, ...]
    agreement: Standing
    earlier: VersionStood | None = None
    later: VersionStood | None = None
    steps: tuple[Revised, ...] = ()


def decide(request: SeeVersions, here: Situation) -> Decision:
    """The two versions, the older one first whatever was asked. Refused: `no-such-version`."""
    file = file_of(here, request.plan)
    view = _list(file)
    if not file.versions:
        if request.earlier is not None or request.later is not None:
            raise _missing()
        return Decision(answer={"plan": request.plan, "versions": 0}, shown=view)
    past = past_of(here.entries(), request.plan)
    earlier, later = _two(request, past)
    begin = earlier.sealed.revision if earlier is not None else 0
    steps = past.steps_between(begin, later.sealed.revision)
    shown = msgspec.structs.replace(view, earlier=earlier, later=later, steps=steps)
    return Decision(answer={"plan": request.plan, "versions": len(file.versions)}, shown=shown)


def _list(file: PlanFile) -> VersionsView:
    return VersionsView(
        plan=file.plan,
        state=file.plan.state,
        versions=file.versions,
        signed=tuple(msgspec.structs.replace(each, picture=b"", picture_type="") for each in file.signed),
        declined=file.declined,
        asked=file.asked,
        agreement=standing(file),
    )


def _two(request: SeeVersions, past: Past) -> tuple[VersionStood | None, VersionStood]:
    known = {each.sealed.number: each for each in past.versions}
    later = max(known) if request.later is None else request.later
    earlier = later - 1 if request.earlier is None else request.earlier
    if later not in known or (request.earlier is not None and earlier not in known):
        raise _missing()
    if earlier > later:
        earlier, later = later, earlier
    return known.get(earlier), known[later]


def _missing() -> Refused:
    return Refused("no-such-version", "The plan has no such version.", fix="Choose one of the list.")


ACTION = Action(name="see-versions", title="See versions of a plan", request=SeeVersions, decide=decide, writes=False)
