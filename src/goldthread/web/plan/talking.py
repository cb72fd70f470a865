"""Proposals and disagreements as the components show them."""

from typing import Any

from django.utils.translation import gettext as _

from goldthread.plan.operations import AddItem, ChangeField, Operation, RemoveItem
from goldthread.practice.folder import Proposal
from goldthread.terms import Role
from goldthread.web.plan import workspace as shown
from goldthread.web.plan.opening import Opened
from goldthread.web.plan.threads import kind_name, text_of
from goldthread.web.plan.words import FIELDS
from goldthread.web.templatetags.goldthread import role_name

Plain = dict[str, Any]
_STATES = {"taken-up": "taken", "partly": "taken", "not-now": "declined", "taken-back": "declined"}


def proposals(here: Opened) -> list[Plain]:
    """Proposals, the open ones first, each with where it is settled."""
    return sorted((_proposal(here, each) for each in here.view.proposals), key=lambda each: each["state"] != "open")


def _proposal(here: Opened, proposal: Proposal) -> Plain:
    made, settled = proposal.made, proposal.settled
    steps = [_told(here, each) for each in made.operations]
    own = made.by == here.actor.id
    return {
        "id": made.proposal,
        "who": _who(here, made.role),
        "about": ", ".join(dict.fromkeys(about for about, _, _ in steps)) or _("in words"),
        "before": "; ".join(before for _, before, _ in steps if before),
        "after": "; ".join(after for _, _, after in steps if after) or made.words,
        "why": made.words if steps else "",
        "state": "open" if settled is None else _STATES[settled.outcome],
        "answer": settled.answer if settled else "",
        "own": own,
        "settles": settled is None and here.may("settle-proposal"),
        "takes": here.editable,
        "address": shown.address(here, "plan-settle", made.proposal),
    }


def _who(here: Opened, role: Role) -> str:
    return here.name if role is Role.CLIENT and here.name else role_name(role)


def _told(here: Opened, step: Operation) -> tuple[str, str, str]:
    """What a step is about, what stands there, and what would."""
    if isinstance(step, ChangeField):
        name = here.names.get(step.id, step.id)
        return f"{name}: {FIELDS.get(step.field, step.field)}", value_text(step.before), value_text(step.after)
    if isinstance(step, AddItem):
        return str(kind_name(step.collection)), "", text_of(here, step.item)
    if isinstance(step, RemoveItem):
        return str(kind_name(step.collection)), text_of(here, step.item), _("Taken out")
    return step.field, value_text(step.before), value_text(step.after)


def value_text(value: Any) -> str:
    """A value of a field in words."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(value_text(each) for each in value)
    if isinstance(value, dict):
        return str(value.get("text", ""))
    return str(getattr(value, "text", value))


def disagreements(here: Opened) -> list[Plain]:
    """Disagreements, each in the person's words with its answer, or with where it is answered."""
    return [
        {
            "id": each.id,
            "about": here.names.get(each.about, _("the plan")),
            "quote": {"text": each.words, "who": each.who, "on": each.on},
            "answer": each.answer,
            "answered_by": each.answered_by,
            "answered_on": each.answered_on,
            "answers": not each.answer and here.may("record-disagreement"),
            "address": shown.address(here, "plan-answer", each.id),
        }
        for each in here.plan.disagreements
    ]
