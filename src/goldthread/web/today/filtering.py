"""The filters of the list, as they stand in the address, so that a filtered list can be linked to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.practice.due_today import Due, kinds_of
from goldthread.practice.folder import Stay
from goldthread.practice.people import Actor
from goldthread.practice.permissions import PERMISSIONS, Reach
from goldthread.practice.ports import Line
from goldthread.web.door import door

MINE = "mine"
_STAYS = (Stay.ENQUIRY, Stay.ADMITTED, Stay.COMPLETED)


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What of the list is shown: `team` is "mine" (for whom somebody answers) or the account of a colleague; empty
    values leave all in."""

    team: str = ""
    stay: Stay | None = None
    what: str = ""

    def address(self, **changes: Any) -> str:
        """The page with this filter, and these changes."""
        wanted = msgspec.structs.replace(self, **changes)
        asked = {"team": wanted.team, "stay": wanted.stay.value if wanted.stay else "", "what": wanted.what}
        words = urlencode({name: value for name, value in asked.items() if value})
        return reverse("today") + (f"?{words}" if words else "")


def whats() -> dict[str, str]:
    """The kinds of things that are due."""
    return {
        "review": _("Reviews"), "scores": _("Scores off track"), "arrival": _("Arrivals"), "proposal": _("Proposals"),
        "disagreement": _("Disagreements"), "signatures": _("Signatures"), "draft": _("Drafts asleep"),
        "form": _("Forms"), "plan": _("Plans to begin"), "enquiry": _("Enquiries"),
    }  # fmt: skip


def filter_of(asked: QueryDict) -> Filter:
    """The filter of an address; what no filter knows is left out."""
    stay, what = asked.get("stay", ""), asked.get("what", "")
    known = stay in [each.value for each in _STAYS]
    return Filter(team=asked.get("team", ""), stay=Stay(stay) if known else None, what=what if what in whats() else "")


def chosen_of(lines: Iterable[Line], chosen: Filter, actor: Actor) -> list[Line]:
    """Those for whom the reader answers, or on whose team the chosen colleague is."""
    if chosen.team == MINE:
        return [line for line in lines if _answers_for(line, actor)]
    return [line for line in lines if not chosen.team or any(seat.member == chosen.team for seat in line.team)]


def _answers_for(line: Line, actor: Actor) -> bool:
    return line.waits is not None and line.waits.responsible == actor.id


def whose_links(lines: Sequence[Line], chosen: Filter, actor: Actor) -> list[dict[str, Any]]:
    """Mine, my team's or the centre's, as far as the role reaches, each with how many clients that is."""
    reach = PERMISSIONS["list-clients"][actor.role]
    mine = sum(_answers_for(line, actor) for line in lines)
    all_ = _("My team’s") if reach is Reach.TEAM else _("The centre’s")
    found = [_link(all_, chosen.address(team=""), len(lines), chosen.team == "")]
    if mine or chosen.team == MINE:
        found.append(_link(_("Mine"), chosen.address(team=MINE), mine, chosen.team == MINE))
    return found


def what_links(due: Sequence[Due], chosen: Filter, actor: Actor) -> list[dict[str, Any]]:
    """The kinds of which there is something, each with how many; and the one that is chosen."""
    counts, names = Counter(each.what for each in due), whats()
    found = [_link(_("Everything"), chosen.address(what=""), len(due), chosen.what == "")]
    for what in kinds_of(actor):
        if counts[what] or chosen.what == what:
            found.append(_link(names[what], chosen.address(what=what), counts[what], chosen.what == what))
    return found


def _link(label: str, href: str, count: int, chosen: bool) -> dict[str, Any]:
    return {"label": label, "href": href, "count": count, "chosen": chosen}


def fields(lines: Iterable[Line], chosen: Filter, actor: Actor) -> list[dict[str, Any]]:
    """The further filters as fields of a form; colleagues are those who share a team with somebody on the list. What is
    chosen above stays chosen."""
    stays = {
        "enquiry": _("Enquiry"), "admitted": _("In treatment"), "completed": _("Stay ended"),
    }  # fmt: skip
    teams = {"": _("Everybody on my list"), MINE: _("Those I answer for"), **_colleagues(lines, actor)}
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
