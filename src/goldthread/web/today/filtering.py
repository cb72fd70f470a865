"""The filters of the list, as they stand in the address, so that a filtered list can be linked to."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from goldthread.practice.folder import Stay
from goldthread.practice.people import Actor
from goldthread.practice.ports import Line
from goldthread.web.door import door

MINE = "mine"
_STAYS = (Stay.ENQUIRY, Stay.ADMITTED, Stay.COMPLETED)


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What of the list is shown: `team` is "mine" or the account of a colleague; empty values leave all in."""

    team: str = ""
    stay: Stay | None = None
    what: str = ""


def whats() -> dict[str, str]:
    """The kinds of things that are due."""
    return {
        "review": _("Reviews"), "signatures": _("Signatures"), "plan": _("Plans to begin"), "enquiry": _("Enquiries"),
    }  # fmt: skip


def filter_of(asked: QueryDict) -> Filter:
    """The filter of an address; what no filter knows is left out."""
    stay, what = asked.get("stay", ""), asked.get("what", "")
    known = stay in [each.value for each in _STAYS]
    return Filter(team=asked.get("team", ""), stay=Stay(stay) if known else None, what=what if what in whats() else "")


def on_team(lines: Iterable[Line], chosen: Filter, actor: Actor) -> list[Line]:
    """The clients on whose team the chosen one is."""
    member = actor.id if chosen.team == MINE else chosen.team
    return [line for line in lines if not member or any(seat.member == member for seat in line.team)]


def fields(lines: Iterable[Line], chosen: Filter, actor: Actor) -> list[dict[str, Any]]:
    """The filters as fields of a form; colleagues are those who share a team with somebody on the list."""
    stays = {
        "enquiry": _("Enquiry"), "admitted": _("In treatment"), "completed": _("Stay ended"),
    }  # fmt: skip
    teams = {"": _("Everybody on my list"), MINE: _("Those on whose team I am"), **_colleagues(lines, actor)}
    return [
        _field("team", _("Team"), teams, chosen.team),
        _field("stay", _("Stay"), {"": _("Any"), **stays}, chosen.stay.value if chosen.stay else ""),
        _field("what", _("What is due"), {"": _("Anything"), **whats()}, chosen.what),
    ]


def _field(name: str, label: str, options: dict[str, str], chosen: str) -> dict[str, Any]:
    shown = [{"value": value, "label": text, "chosen": value == chosen} for value, text in options.items()]
    return {"name": name, "label": label, "options": shown}


def _colleagues(lines: Iterable[Line], actor: Actor) -> dict[str, str]:
    on_teams = {seat.member for line in lines for seat in line.team} - {actor.id}
    known = door().named(actor.centre, on_teams)
    found = {each.id: each.name for each in known.values() if each.client is None}
    return dict(sorted(found.items(), key=lambda each: each[1]))
