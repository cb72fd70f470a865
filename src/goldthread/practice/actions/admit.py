"""Admit: treatment begins, and somebody answers for it."""

import datetime

from goldthread.plan import Level
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import Admitted, Text
from goldthread.practice.recording import refuse_future
from goldthread.practice.team import joining
from goldthread.terms import ItemId, Role


class Admit(Request, frozen=True, kw_only=True):
    """The day, the setting, and the account of the clinician who answers for the treatment, in which role."""

    client: ItemId
    on: datetime.date
    level: Level
    programme: Text = ""
    responsible: ItemId
    as_role: Role


def decide(request: Admit, here: Situation) -> Decision:
    """The admission. Refused: `not-yet` (a day that has not come), `cannot-be-responsible`."""
    refuse_future(request.on, here)
    team = joining(request.responsible, request.as_role, here)
    admitted = Admitted(
        **here.stamp(),
        on=request.on,
        level=request.level,
        programme=request.programme,
        responsible=request.responsible,
    )
    return Decision(entries=(admitted, *team), answer={"client": request.client})


ACTION = Action(name="admit", title="Admit to treatment", request=Admit, decide=decide)
