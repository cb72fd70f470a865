"""Answer a form: whole or in parts, now or taken up again later; the last part makes it an administration."""

from typing import Any

from goldthread.instruments import Score
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import FactRecorded, FormAnswered, FormFinished
from goldthread.practice.folder import Form
from goldthread.practice.recording import instrument_of, refuse_taken, scored
from goldthread.practice.refusing import Refused
from goldthread.record import Administration
from goldthread.terms import ItemId, Role


class AnswerForm(Request, frozen=True, kw_only=True):
    """Answers by item id. `finish` names the fact that the administration becomes; without it the form stays open."""

    client: ItemId
    form: ItemId
    answers: dict[str, float]
    finish: ItemId | None = None


def decide(request: AnswerForm, here: Situation) -> Decision:
    """The answers, and where the form is finished, the administration. A client is shown whether an answer asks for
    help at once; staff are shown the score.

    Refused: `no-such-form`, `form-closed`, `link-expired`, `not-your-form` (it was given to the other side),
    `bad-answers`, `unfinished` (finished without any answer), `already-there`.
    """
    form = open_form(request.form, here)
    if here.actor.role is Role.CLIENT:
        if form.given.to != "client":
            raise Refused("not-your-form", "This form is filled in by staff.", fix="Ask your team about it.")
        if form.given.until is not None and here.at >= form.given.until:
            raise Refused("link-expired", "The time for this form has run out.", fix="Ask for a new one.")
    answers = {**form.answers, **request.answers}
    result = scored(instrument_of(form.given.instrument, here), answers, here)
    part = FormAnswered(**here.stamp(), form=request.form, answers=request.answers)
    if request.finish is None:
        missing = {"form": request.form, "missing": list(result.missing)}
        return Decision(entries=(part,), answer=missing, shown=_shown(result, here))
    if not answers:
        raise Refused("unfinished", "Nothing is answered yet.", fix="Answer, or close the form.")
    refuse_taken(request.finish, here)
    entries = (part, *_finished(request.finish, form, answers, here))
    return Decision(entries=entries, answer={"form": request.form, "fact": request.finish}, shown=_shown(result, here))


def open_form(form: str, here: Situation) -> Form:
    """The form, still open. Refused: `no-such-form`, `form-closed`."""
    found = here.here.forms.get(form)
    if found is None:
        raise Refused("no-such-form", "There is no such form.", fix="Open the folder again.")
    if found.finished is not None:
        raise Refused("form-closed", "This form is closed.", fix="Ask for a new one.")
    return found


def _finished(name: str, form: Form, answers: dict[str, float], here: Situation) -> tuple[FactRecorded, FormFinished]:
    fact = Administration(
        id=name,
        said_by="client",
        recorded_by=here.actor.role.value,
        recorded_on=here.today,
        since=here.today,
        source=f"form {form.given.form}",
        instrument=form.given.instrument,
        answers=answers,
    )
    return (
        FactRecorded(**here.stamp(), fact=fact),
        FormFinished(**here.stamp(), form=form.given.form, fact=name),
    )


def _shown(result: Score, here: Situation) -> Any:
    """Staff see the score. A client is never given a number without somebody to talk to; what asks for help at once is
    said at once."""
    if here.actor.role is not Role.CLIENT:
        return result
    return {"missing": list(result.missing), "help_now": any(flag.do_next for flag in result.flags)}


ACTION = Action(name="answer-form", title="Answer a form", request=AnswerForm, decide=decide)
