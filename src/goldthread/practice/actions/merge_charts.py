"""Merge charts: two folders are of one person; one of them goes on."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import ChartsMerged, Said
from goldthread.practice.joined_facts import renamed
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId


class MergeCharts(Request, frozen=True, kw_only=True):
    """`client` is the folder that goes on, `other` the one whose facts join it."""

    client: ItemId
    other: ItemId
    reason: Said


def decide(request: MergeCharts, here: Situation) -> Decision:
    """The facts of the other folder in the record of this one. Its plans stay readable where they are; the access of
    its team is not handed on. `renamed` says how many facts got another id.

    Refused: `same-folder`, `holds-another` (a folder was joined to the other: no chains).
    """
    other = here.other
    if other is None:  # policies have made sure that both folders are there
        raise Refused("same-folder", "This is one folder.", fix="Name two folders of the same person.")
    if other.merged_from:
        raise Refused(
            "holds-another",
            "Another folder was joined to the one that is to go in.",
            fix="Undo that first, and join each to the folder that goes on.",
            details={"joined": [each.other for each in other.merged_from]},
        )
    facts = renamed(other.facts, taken={fact.id for fact in here.here.record.facts}, other=request.other)
    new = sum(before.id != after.id for before, after in zip(other.facts, facts, strict=True))
    stays = ChartsMerged(**here.stamp(), other=request.other, into=False, facts=facts, reason=request.reason)
    goes = ChartsMerged(**here.stamp(), other=request.client, into=True, reason=request.reason)
    return Decision(entries=(stays,), other_entries=(goes,), answer={"facts": len(facts), "renamed": new})


ACTION = Action(name="merge-charts", title="Join two folders of one person", request=MergeCharts, decide=decide)
