"""Find a client of the centre by name or birth date: has this person been here before?"""

import msgspec

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId


class FindClient(Request, frozen=True, kw_only=True):
    """Words of the name, or the birth date (2001-02-03); all of them must fit."""

    words: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Who was found, and nothing of what the folder holds."""

    client: ItemId
    name: str
    stay: str


def decide(request: FindClient, here: Situation) -> Decision:
    """The clients that fit: their names and stays alone. Refused: `nothing-to-look-for`."""
    if not request.words.strip():
        raise Refused("nothing-to-look-for", "There is nothing to look for.", fix="Give a name or a birth date.")
    found = tuple(Found(client=line.client, name=line.name, stay=line.stay) for line in here.find(request.words))
    return Decision(answer={"clients": len(found)}, shown=found, seen=tuple(each.client for each in found))


ACTION = Action(name="find-client", title="Find a client", request=FindClient, decide=decide, writes=False)
