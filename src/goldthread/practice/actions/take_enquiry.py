"""Take an enquiry: somebody asks for help, and a folder begins."""

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.entries import Enquired, TeamJoined, Text
from goldthread.practice.people import CLINICIANS
from goldthread.practice.refusing import Refused
from goldthread.record import Client
from goldthread.terms import ItemId


class TakeEnquiry(Request, frozen=True, kw_only=True):
    """Who asks for help (`person`, whose id is `client`), how to reach them, and what they said."""

    client: ItemId
    person: Client
    contact: Text = ""
    words: Text = ""


def decide(request: TakeEnquiry, here: Situation) -> Decision:
    """The first entry of a folder. A clinician who takes the enquiry is on its team. `alike` says how many folders have
    a client of the same name and birth date: perhaps the person has been here before.

    Refused: `already-there`, `another-client` (the ids differ).
    """
    if here.folder is not None:
        raise Refused("already-there", "There is a folder with this id.", fix="Give the new folder another id.")
    if request.person.id != request.client:
        raise Refused("another-client", "The folder and the person have different ids.", fix="Give both the same id.")
    born = request.person.born
    alike = len(here.find(f"{request.person.name} {born}")) if born else 0
    entries: list[Enquired | TeamJoined] = [
        Enquired(**here.stamp(), client=request.person, contact=request.contact, words=request.words)
    ]
    if here.actor.role in CLINICIANS:
        reason = "took the enquiry"
        entries.append(TeamJoined(**here.stamp(), member=here.actor.id, as_role=here.actor.role, reason=reason))
    return Decision(entries=tuple(entries), answer={"client": request.client, "alike": alike})


ACTION = Action(name="take-enquiry", title="Take an enquiry", request=TakeEnquiry, decide=decide)
