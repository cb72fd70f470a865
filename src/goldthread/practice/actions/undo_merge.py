"""Undo a merge: the two folders are of two people after all."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import AnyEntry, FactRecorded, MergeUndone, Said
from goldthread.practice.folder import Folder
from goldthread.practice.joined_facts import built_on, with_names
from goldthread.practice.refusing import Refused
from goldthread.record import AnyFact
from goldthread.terms import ItemId


class UndoMerge(Request, frozen=True, kw_only=True):
    """The two folders, in either order."""

    client: ItemId
    other: ItemId
    reason: Said


def decide(request: UndoMerge, here: Situation) -> Decision:
    """Each folder as it was, with what was added to it since. What was written since as a correction of a fact that
    came over goes with that fact, under its former names. `handed_back` says how many did.

    Refused: `not-joined`.
    """
    folder, other = here.here, here.other
    if other is not None and other.merged_into == request.client:
        stays, goes = folder, other
    elif other is not None and folder.merged_into == request.other:
        stays, goes = other, folder
    else:
        raise Refused("not-joined", "These two folders were not joined.", fix="Open the folder to see what joined it.")
    back = _handed_back(stays, goes)
    of_stays: tuple[AnyEntry, ...] = (_undone(goes, False, request, here),)
    of_goes: tuple[AnyEntry, ...] = (
        _undone(stays, True, request, here),
        *(FactRecorded(**here.stamp(), fact=fact) for fact in back),
    )
    one, two = (of_stays, of_goes) if stays is folder else (of_goes, of_stays)
    return Decision(entries=one, other_entries=two, answer={"handed_back": len(back)})


def _undone(other: Folder, into: bool, request: UndoMerge, here: Situation) -> MergeUndone:
    return MergeUndone(**here.stamp(), other=other.client.id, into=into, reason=request.reason)


def _handed_back(stays: Folder, goes: Folder) -> tuple[AnyFact, ...]:
    joined = next(each.facts for each in stays.merged_from if each.other == goes.client.id)
    # Nobody writes in a folder that was joined to another, so its facts are those that came over, in their order.
    former = {after.id: before.id for before, after in zip(goes.facts, joined, strict=True)}
    return tuple(with_names(fact, former) for fact in built_on(stays.facts, joined))


ACTION = Action(name="undo-merge", title="Take two folders apart again", request=UndoMerge, decide=decide)
