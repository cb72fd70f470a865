"""Close a form that will not be filled in; the answers so far stay in the folder."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.actions.answer_form import open_form
from goldthread.practice.entries import FormFinished, Said
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId, Role


class CloseForm(Request, frozen=True, kw_only=True):
    """Which form, and why it is not filled in."""

    client: ItemId
    form: ItemId
    reason: Said


def decide(request: CloseForm, here: Situation) -> Decision:
    """The form is closed without an administration. Refused: `no-such-form`, `form-closed`, `not-your-form`."""
    form = open_form(request.form, here)
    if here.actor.role is Role.CLIENT and form.given.to != "client":
        raise Refused("not-your-form", "This form is filled in by staff.", fix="Ask your team about it.")
    entry = FormFinished(**here.stamp(), form=request.form, reason=request.reason)
    return Decision(entries=(entry,), answer={"form": request.form})


ACTION = Action(name="close-form", title="Close a form unfilled", request=CloseForm, decide=decide)
