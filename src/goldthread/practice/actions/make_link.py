"""Make a one-time link: to a form that the client fills in, or to a signature that was asked for."""

import datetime
from typing import Annotated

import msgspec

from goldthread.plan import State
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.actions.answer_form import open_form
from goldthread.practice.agreement import standing_of
from goldthread.practice.entries import LinkMade
from goldthread.practice.policies import POLICIES
from goldthread.practice.refusing import Refused
from goldthread.practice.sealing import newest
from goldthread.practice.signing import signer_for_client
from goldthread.terms import ItemId

Digest = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?$")]


class MakeLink(Request, frozen=True, kw_only=True):
    """`link` is the new id. To which `form`; or under which `version` of which plan (`of_plan`), for which `signer`
    (none: the client). `code`: the SHA-256 of the link's secret, a colon and six digits, for when no birth date can be
    asked for. `in_hand`: on a device that is handed over here and now, which makes whoever asks the witness."""

    client: ItemId
    link: ItemId
    form: ItemId | None = None
    of_plan: ItemId | None = None
    version: int = 0
    signer: ItemId | None = None
    code: Digest = ""
    in_hand: bool = False


def decide(request: MakeLink, here: Situation) -> Decision:
    """The link, for the hours that the centre gives; it ends an older one to the same. It opens with the birth date
    where it is the client's and the record has one, else with the code.

    Refused: `already-there`, `one-purpose`, `no-code`, what `_to_form` and `_to_signature` refuse.
    """
    if here.here.link(request.link) is not None:
        raise Refused("already-there", "There is a link with this id.", fix="Give it another id.")
    if (request.form is None) == (request.of_plan is None):
        message = "A link opens one form, or one signature."
        raise Refused("one-purpose", message, fix="Name a form or a plan.")
    signer = request.signer or here.here.client.id
    until = here.at + datetime.timedelta(hours=here.settings.form_link_hours)
    if request.form is not None:
        until = min(until, _to_form(request.form, signer, here) or until)
    else:
        _to_signature(request, signer, here)
    by_date = signer == here.here.client.id and here.here.client.born is not None
    if not by_date and not request.code:
        message = "There is no birth date to ask for."
        raise Refused("no-code", message, fix="Give a code, and tell it to them yourself.")
    entry = LinkMade(
        **here.stamp(), link=request.link, form=request.form, plan=request.of_plan, version=request.version,
        signer=signer, until=until, code="" if by_date else request.code, in_hand=request.in_hand,
    )  # fmt: skip
    answer = {"link": request.link, "until": until.isoformat(), "opens_with": "birth-date" if by_date else "code"}
    return Decision(entries=(entry,), answer=answer)


def _to_form(name: str, signer: str, here: Situation) -> datetime.datetime | None:
    """Until when the form is open. Refused: `no-such-form`, `form-closed`, `link-expired`, `not-your-form`."""
    form = open_form(name, here)
    if form.given.to != "client" or signer != here.here.client.id:
        message = "Only the client answers by a link, and only a form that was given to them."
        raise Refused("not-your-form", message, fix="Give the form to the client.")
    if form.given.until is not None and here.at >= form.given.until:
        raise Refused("link-expired", "The time for this form has run out.", fix="Give it out again.")
    return form.given.until


def _to_signature(request: MakeLink, signer: str, here: Situation) -> None:
    """Refused: `no-such-plan`, `not-in-this-state`, `no-version`, `stale-version`, `not-a-signer`, `not-asked`,
    `nothing-to-sign`."""
    file = here.here.plan(request.of_plan or "")
    if file is None:
        raise Refused("no-such-plan", "There is no such plan in this folder.", fix="Open the folder again.")
    if file.plan.state not in (POLICIES["sign"].plan or tuple(State)):
        raise Refused("not-in-this-state", "This plan is not to be signed now.", fix="Open the plan again.")
    newest(file, request.version)
    signer_for_client(signer, here)
    access = here.here.access_of(signer, here.at)
    if access is not None and "plan" not in access.scopes:
        message = "They may sign, and the client has not let them see the plan."
        raise Refused("not-a-signer", message, fix="Ask the client whether they may see it.")
    if not any(each.of.get(signer) == "client" for each in file.asked):
        raise Refused("not-asked", "They were not asked to sign.", fix="Ask for their signature first.")
    if not standing_of(file, signer, "client").asks:
        raise Refused("nothing-to-sign", "They have signed everything.", fix="There is nothing to do.")


ACTION = Action(name="make-link", title="Make a one-time link", request=MakeLink, decide=decide)
