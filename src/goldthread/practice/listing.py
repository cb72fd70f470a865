"""What a list shows of a folder, without opening it: read from the folder whenever it changes."""

import datetime

from goldthread.plan import State
from goldthread.practice.folder import Folder, PlanFile
from goldthread.practice.ports import Line, Seat
from goldthread.practice.waiting import waits_of

_WORKING = (State.ACTIVE, State.UNDER_REVIEW, State.AGREED, State.PROPOSED, State.DRAFT)


def line_of(folder: Folder) -> Line:
    """The folder as one line of a list."""
    file = leading(folder)
    episode, waits = folder.episode, waits_of(folder, file)
    return Line(
        client=folder.client.id,
        name=folder.client.name,
        stay=folder.stay.value,
        level=episode.level.value if episode is not None else "",
        plan_state=file.plan.state.value if file is not None else "",
        due=_due(file),
        unsigned=len(waits.missing),
        team=tuple(
            Seat(member=each.member, as_role=each.as_role, until=each.until)
            for each in sorted(folder.access, key=lambda each: each.member)
        ),
        waits=waits,
    )


def leading(folder: Folder) -> PlanFile | None:
    """The plan that matters most now: the one that is lived by, else the one that is furthest on its way."""
    files = [file for file in folder.plans.values() if file.plan.state in _WORKING]
    files.sort(key=lambda file: (_WORKING.index(file.plan.state), file.plan.id))
    return files[0] if files else None


def _due(file: PlanFile | None) -> datetime.date | None:
    if file is None:
        return None
    return min((rule.next_on for rule in file.plan.review_rules if rule.next_on is not None), default=None)
