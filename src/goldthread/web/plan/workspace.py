"""What the page of a plan shows: tree, detail, coverage, findings. Plain values for the components."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldthread.checks import Finding
from goldthread.checks.catalogue import page_for
from goldthread.paper.naming import FIELDS, steps_of, told_by_name
from goldthread.paper.view import ranked
from goldthread.plan import Goal, Objective, PlanItem, PlanNeed, State
from goldthread.web.plan.opening import Opened
from goldthread.web.plan.threads import href, kind_name, text_of, thread_of
from goldthread.web.plan.words import BESIDE

Plain = dict[str, Any]
_OVER = (State.COMPLETED, State.SUPERSEDED, State.WITHDRAWN)


def address(here: Opened, name: str, *more: str) -> str:
    """The address of a page of this plan."""
    return reverse(name, args=(here.client, here.plan.id, *more))


def head(here: Opened) -> Plain:
    """Whose plan this is and how it stands. The name stands on the page and never in its title."""
    plan, view = here.plan, here.view
    facts = [{"label": _("Revision"), "value": view.revision}]
    if view.versions:
        facts.append({"label": _("Version"), "value": view.versions[-1].number})
    days = [rule.next_on for rule in plan.review_rules if rule.next_on is not None]
    if days:
        facts.append({"label": _("Next review"), "value": min(days)})
    client = here.record.record.client if here.record is not None else None
    return {
        "kind": _("Plan"),
        "name": here.name or plan.title or _("Plan"),
        "pronouns": client.pronouns if client else "",
        "state": view.state,
        "facts": [{"label": _("Plan"), "value": plan.title}, *facts] if plan.title and here.name else facts,
        "actions": _head_actions(here),
    }


def _head_actions(here: Opened) -> list[Plain]:
    found = []
    if here.record is not None:
        found.append({"label": _("Name the client"), "href": address(here, "plan-own")})
        found.append({"label": _("Record"), "href": reverse("record", args=(here.client,))})
    found.append({"label": _("Signatures and start"), "href": address(here, "plan-agreement")})
    if here.view.versions:
        found.append({"label": _("Versions"), "href": address(here, "plan-versions")})
    if here.record is not None and (here.may("open-review") or here.may("note-progress")):
        found.append({"label": _("Review meeting"), "href": address(here, "plan-meeting")})
    return [*found, *_papers(here)]


def _papers(here: Opened) -> list[Plain]:
    """The team's paper, and the evidence that the plan hangs together."""
    kinds = (("team", _("On paper")), ("evidence", _("Evidence packet")))
    return [
        {"label": label, "href": reverse("paper-pdf", args=(here.client, here.plan.id, kind))}
        for kind, label in kinds
        if here.record is not None or kind == "evidence"
    ]


# The tree


def tree(here: Opened, current: str) -> Plain:
    """Needs, the goals that answer them, their objectives, and what is done. A goal that answers several needs stands
    under the first of them; the others name it."""
    told: set[str] = set()
    goals = ranked(here.plan.goals)
    nodes = [_need_node(here, need, goals, told, current) for need in _needs_in_order(here)]
    left = [_goal_node(here, goal, told, current) for goal in goals if goal.id not in told]
    return {"label": _("Needs, goals, objectives and what is done"), "nodes": [*nodes, *left]}


def _needs_in_order(here: Opened) -> list[PlanNeed]:
    order = {need.id: place for place, need in enumerate(here.needs.needs)}
    return sorted(here.plan.needs, key=lambda need: (order.get(need.id, len(order)), need.id))


def _node(here: Opened, collection: str, item: PlanItem, current: str, nodes: Iterable[Plain] = ()) -> Plain:
    below = list(nodes)
    return {
        "id": item.id,
        "kind": kind_name(collection),
        "text": text_of(here, item),
        "own": isinstance(item, Goal) and item.own_words is not None,
        "href": href(item.id),
        "current": item.id == current,
        "note": _note(here, item),
        "count": ngettext("%(n)d thing beneath", "%(n)d things beneath", len(below)) % {"n": len(below)}
        if below
        else "",
        "nodes": below,
        "closed": isinstance(item, (Goal, Objective)) and not _shows(item.id == current, below),
        "here": _shows(item.id == current, below),
    }


def _shows(chosen: bool, below: list[Plain]) -> bool:
    return chosen or any(each["here"] for each in below)


def _note(here: Opened, item: PlanItem) -> str:
    said = []
    if isinstance(item, PlanNeed):
        goals = here.goals_of.get(item.id, ())
        said.append(", ".join(filter(None, (disposition_name(item.disposition), *goals))))
    found = here.found_at[item.id]
    if found:
        said.append(ngettext("%(n)d finding", "%(n)d findings", found) % {"n": found})
    return " · ".join(said)


def disposition_name(disposition: str) -> str:
    """What the plan says of a need, in words."""
    return str(_DISPOSITIONS.get(disposition, _DISPOSITIONS[""]))


_DISPOSITIONS = {
    "answered": gettext_lazy("answered"), "deferred": gettext_lazy("deferred"), "referred": gettext_lazy("referred"),
    "declined": gettext_lazy("declined"), "": gettext_lazy("nothing said yet"),
}  # fmt: skip


def _need_node(here: Opened, need: PlanNeed, goals: list[Goal], told: set[str], current: str) -> Plain:
    mine = [goal for goal in goals if need.id in goal.needs]
    nodes = [_goal_node(here, goal, told, current) for goal in mine if goal.id not in told]
    loose = [each for each in here.plan.interventions if need.id in each.needs and not each.objectives]
    nodes += [_node(here, "interventions", each, current) for each in loose]
    return _node(here, "needs", need, current, nodes)


def _goal_node(here: Opened, goal: Goal, told: set[str], current: str) -> Plain:
    told.add(goal.id)
    steps = []
    for objective in steps_of(here.plan, goal):
        done = [each for each in here.plan.interventions if objective.id in each.objectives]
        steps.append(
            _node(
                here, "objectives", objective, current, [_node(here, "interventions", each, current) for each in done]
            )
        )
    return _node(here, "goals", goal, current, steps)


def beside(here: Opened, current: str) -> list[Plain]:
    """The other parts of the plan, each with its items."""
    return [
        {
            "label": label,
            "count": len(items),
            "open": any(item.id == current for item in items),
            "nodes": [{**_node(here, name, item, current), "kind": ""} for item in items],
        }
        for name, label in BESIDE
        if (items := getattr(here.plan, name))
    ]


def options_href(here: Opened, need: str) -> str:
    """Where the options for a need are weighed."""
    return f"{here.options_at}{need}/" if here.record is not None else href(need)


# Findings and the detail


def findings(here: Opened, about: Iterable[Finding], item: str) -> list[Plain]:
    """Findings as the component shows them: each with its way to explain, to mend and to set aside."""
    waive = here.may("waive-finding") and here.view.state not in _OVER
    return [
        {
            "severity": each.severity.value,
            "message": message_of(here, each),
            "explain": address(here, "plan-explain", each.check),
            "fix": fix_of(here, each),
            "waive": f"?item={item}&waive={each.check}#waive" if waive else "",
            "waived_by": each.waived_by,
            "waived_why": _waived_why(here, each),
        }
        for each in about
    ]


def message_of(here: Opened, finding: Finding) -> str:
    """What a finding says, with items called by name."""
    return told_by_name(finding.message, here.names)


def fix_of(here: Opened, finding: Finding) -> str:
    """Where it can be mended, as an address from the plan's page; "" where it cannot."""
    if finding.item in here.items:
        return f"?item={_mended_at(here, finding.item, finding.check)}#edit" if here.editable else ""
    missing = finding.need or finding.item or ""
    return options_href(here, missing) if here.needs.get(missing) is not None else ""


def _mended_at(here: Opened, item: str, check: str) -> str:
    """The item with the field that is missing: of a need that is not watched, the withdrawal beside it."""
    if check != "withdrawal-risk-unwatched":
        return item
    return next((each.id for each in here.plan.withdrawal if item == each.need), item)


def _waived_why(here: Opened, finding: Finding) -> str:
    found = (each for each in here.plan.waivers if each.check in (finding.check, finding.code.lower()))
    return next((each.reason for each in found if each.item in (None, finding.item)), "")


def page_title(check: str) -> str:
    """The title of a check."""
    return page_for(check).title


def unplaced(here: Opened) -> list[Finding]:
    """Findings about the plan as a whole, or about what it lacks."""
    return [each for each in here.view.findings if each.item not in here.items]


def detail(here: Opened, item: str) -> Plain:
    """One item: what it says, what was found at it, and the thread both ways."""
    collection, held = here.items[item]
    thread = thread_of(here, collection, held)
    quote = held.own_words if isinstance(held, Goal) else None
    return {
        "id": item,
        "kind": kind_name(collection),
        "title": here.names[item] if quote is not None else text_of(here, held),
        "quote": None if quote is None else {
            "text": quote.text, "who": here.name or _("The client"), "on": quote.on, "lang": quote.language,
            "beside": held.clinical if isinstance(held, Goal) else "",
        },
        "findings": findings(here, [each for each in here.view.findings if each.item == item], item),
        "facts": list(_said(held)),
        "up": thread.up,
        "down": thread.down,
        "actions": _detail_actions(here, collection, item),
    }  # fmt: skip


_SHOWN = ("frequency", "duration", "by_whom", "client_does", "measure", "baseline", "target", "target_date",
          "importance_client", "confidence_client", "because", "reason", "referred_to", "until")  # fmt: skip


def _said(item: PlanItem) -> Iterator[Plain]:
    from goldthread.web.plan.words import FIELDS as LABELS  # noqa: PLC0415

    for name in _SHOWN:
        value = getattr(item, name, None)
        if value not in (None, "", ()):
            yield {"label": LABELS.get(name) or FIELDS.get(name, name), "value": value}


def _detail_actions(here: Opened, collection: str, item: str) -> list[Plain]:
    found: list[Plain] = []
    if collection == "needs" and here.record is not None and here.editable:
        found.append({"label": _("Options for this need"), "href": options_href(here, item), "primary": True})
    return [*found, {"label": _("Back to the tree"), "href": "#tree"}]
