"""End a password of a client or of a supporter: one that was lost, or that somebody else may know."""

from goldthread.practice.accounts_of_client import AccountChange, holder_of
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import AccountChanged
from goldthread.terms import ItemId


class EndPassword(Request, frozen=True, kw_only=True):
    """Whose folder, and which account of those that hang on it."""

    client: ItemId
    member: ItemId


def decide(request: EndPassword, here: Situation) -> Decision:
    """Sessions end, and nobody signs in by the password any more; another is then made. Refused: `no-such-account`."""
    role = holder_of(here.accounts(request.client), request.member).roles[0]
    change = AccountChange(what="end-password", member=request.member, client=request.client, role=role)
    entry = AccountChanged(**here.stamp(), member=request.member, what=change.what)
    return Decision(entries=(entry,), account=change, answer={"member": request.member})


ACTION = Action(name="end-password", title="End the password of an account", request=EndPassword, decide=decide)
