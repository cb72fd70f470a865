"""Close an account of a client or of a supporter: nobody signs in with it any more."""

from goldthread.practice.accounts_of_client import AccountChange, holder_of
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import AccountChanged
from goldthread.terms import ItemId


class CloseAccount(Request, frozen=True, kw_only=True):
    """Whose folder, and which account of those that hang on it."""

    client: ItemId
    member: ItemId


def decide(request: CloseAccount, here: Situation) -> Decision:
    """No role, no password, no session. What was done with it stays under its id. Refused: `no-such-account`."""
    role = holder_of(here.accounts(request.client), request.member).roles[0]
    change = AccountChange(what="close", member=request.member, client=request.client, role=role)
    entry = AccountChanged(**here.stamp(), member=request.member, what=change.what)
    return Decision(entries=(entry,), account=change, answer={"member": request.member})


ACTION = Action(name="close-account", title="Close an account", request=CloseAccount, decide=decide)
