"""See what a one-time link is for: the form with its answers so far, or the plan that asks for a signature."""

import msgspec

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.folder import Form, Link
from goldthread.practice.links import own_link
from goldthread.practice.recording import instrument_of, scored
from goldthread.practice.viewing import PlanView, view_of
from goldthread.terms import ItemId


class SeeLink(Request, frozen=True, kw_only=True):
    """Which link."""

    client: ItemId
    link: ItemId


class LinkView(msgspec.Struct, frozen=True, kw_only=True):
    """What the link was made for, and no more. `missing`: items of the form that have no answer yet; `language`: the
    client's."""

    link: Link
    language: str
    form: Form | None = None
    missing: tuple[ItemId, ...] = ()
    plan: PlanView | None = None


def decide(request: SeeLink, here: Situation) -> Decision:
    """The form or the plan. Refused: `no-such-link`, `link-over`, `not-your-link`."""
    link = own_link(here.here, request.link, here.at, here.actor)
    form = here.here.forms.get(link.made.form or "")
    file = here.here.plan(link.made.plan or "")
    missing: tuple[ItemId, ...] = ()
    if form is not None:
        missing = tuple(scored(instrument_of(form.given.instrument, here), form.answers, here).missing)
    view = LinkView(
        link=link,
        language=here.here.client.language,
        form=form,
        missing=missing,
        plan=None if file is None else view_of(here, file),
    )
    return Decision(answer={"link": request.link}, shown=view)


ACTION = Action(name="see-link", title="See what a link is for", request=SeeLink, decide=decide, writes=False)
