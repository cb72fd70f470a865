"""Put right who the client is: name, birth date, pronouns, language."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import ClientDescribed
from goldthread.practice.refusing import Refused
from goldthread.record import Client
from goldthread.terms import ItemId


class DescribeClient(Request, frozen=True, kw_only=True):
    """The whole description, as it is right now."""

    client: ItemId
    person: Client


def decide(request: DescribeClient, here: Situation) -> Decision:
    """The new description. Refused: `another-client` (the ids differ), `nothing-changed`."""
    if request.person.id != request.client:
        raise Refused("another-client", "The folder and the person have different ids.", fix="Keep the id.")
    if request.person == here.here.client:
        raise Refused("nothing-changed", "Nothing has changed.", fix="Keep what stands.")
    return Decision(entries=(ClientDescribed(**here.stamp(), client=request.person),))


ACTION = Action(name="describe-client", title="Put right who the client is", request=DescribeClient, decide=decide)
