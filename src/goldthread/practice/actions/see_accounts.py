"""See accounts: who can sign in as the client, and who was given an account so that the client can let them in."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.terms import ItemId


class SeeAccounts(Request, frozen=True, kw_only=True):
    """Of which client."""

    client: ItemId


def decide(request: SeeAccounts, here: Situation) -> Decision:
    """The accounts (`accounts_of_client.Holder`), closed ones too: ids and roles, no name."""
    found = here.accounts(request.client)
    return Decision(answer={"accounts": len(found)}, shown=found)


ACTION = Action(name="see-accounts", title="See a client's accounts", request=SeeAccounts, decide=decide, writes=False)
