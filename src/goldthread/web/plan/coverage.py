"""The coverage grid: each need and cause against what the plan says of it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.plan import Disposition, PlanNeed
from goldthread.web.plan.opening import Opened
from goldthread.web.plan.threads import href
from goldthread.web.plan.words import CAUSES
from goldthread.web.plan.workspace import options_href

Plain = dict[str, Any]


def coverage(here: Opened) -> Plain:
    """Each need and each formulated cause against what the plan says of it: `blank` needs with all of their causes
    apart from the `told` ones."""
    rows = list(_rows(here))
    blanks = sum(each["disposition"] == "open" for row in rows for each in row)
    blank = [row for row in rows if any(each["disposition"] == "open" for each in row)]
    told = [row for row in rows if row not in blank]
    caption = ngettext("Needs and causes: %(n)d blank", "Needs and causes: %(n)d blanks", blanks) % {"n": blanks}
    return {
        "blank": {"caption": caption, "rows": [each for row in blank for each in row]},
        "told": {
            "caption": _("Needs and causes that the plan speaks of"),
            "rows": [each for row in told for each in row],
        },
        "count": len(told),
    }


def _rows(here: Opened) -> Iterator[list[Plain]]:
    held = {need.id: need for need in here.plan.needs}
    answered = _causes_taken_up(here)
    for derived in here.needs.needs:
        need = held.pop(derived.id, None)
        causes = [each for each in derived.causes if each.basis == "formulated" and each.role in CAUSES]
        yield [
            _row(here, derived.id, derived.title, need),
            *(
                {
                    "title": each.text,
                    "cause": CAUSES[each.role],
                    "disposition": "answered"
                    if not answered.isdisjoint((each.text, here.told(each), *each.facts))
                    else "open",
                    "by": "",
                    "href": f"{href(derived.id)}" if need is not None else options_href(here, derived.id),
                }
                for each in causes
            ),
        ]
    for need in held.values():
        yield [_row(here, need.id, need.title, need)]


def _causes_taken_up(here: Opened) -> set[str]:
    """As the check reads it: what needs and interventions name, and every fact that an item rests on."""
    named = {cause for need in here.plan.needs for cause in need.causes_answered}
    named |= {cause for each in here.plan.interventions for cause in each.causes}
    return named | {fact for collection, item in here.plan.items() if collection != "needs" for fact in item.facts}


def _row(here: Opened, need: str, title: str, held: PlanNeed | None) -> Plain:
    disposition = held.disposition if held is not None else Disposition.OPEN
    return {
        "title": title,
        "disposition": disposition.value,
        "by": _by_what(here, held) if held is not None else "",
        "href": options_href(here, need),
    }


def _by_what(here: Opened, need: PlanNeed) -> str:
    if need.disposition is Disposition.ANSWERED:
        names = list(here.goals_of.get(need.id, ()))
        done = here.done_for[need.id]
        if done:
            names.append(ngettext("%(n)d thing that is done", "%(n)d things that are done", done) % {"n": done})
        return ", ".join(names)
    return " ".join(filter(None, (need.referred_to, need.until.isoformat() if need.until else "", need.reason)))
