"""Give out an instrument: to staff, or to the client, on their own pages or by a link (`make-link`)."""

import datetime
from typing import Literal

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import FormGiven
from goldthread.practice.recording import instrument_of
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId


class GiveForm(Request, frozen=True, kw_only=True):
    """Which instrument, to whom. `form` is the id of this filling-in."""

    client: ItemId
    form: ItemId
    instrument: ItemId
    to: Literal["client", "staff"]


def decide(request: GiveForm, here: Situation) -> Decision:
    """The form, open for the hours that the centre gives a client. Refused: `already-there`, `no-such-instrument`."""
    if request.form in here.here.forms:
        raise Refused("already-there", "There is a form with this id.", fix="Give it another id.")
    definition = instrument_of(request.instrument, here)
    hours = datetime.timedelta(hours=here.settings.form_link_hours)
    until = here.at + hours if request.to == "client" else None
    entry = FormGiven(
        **here.stamp(),
        form=request.form,
        instrument=definition.id,
        to=request.to,
        until=until,
    )
    return Decision(entries=(entry,), answer={"form": request.form})


ACTION = Action(name="give-form", title="Give out an instrument", request=GiveForm, decide=decide)
