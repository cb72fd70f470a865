"""A folder as it is surveyed: whose it is and how it stands, in words, and nothing of what it says."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldthread.practice.actions.survey_charts import SurveyCharts
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.survey import Joining, Side, Survey
from goldthread.terms import ItemId
from goldthread.web.acting import actor_of, must
from goldthread.web.door import door


def survey(request: HttpRequest, client: ItemId, other: ItemId | None = None) -> Survey:
    """The folder, and perhaps a second one. Raises TurnedAway."""
    found: Survey = must(request, SurveyCharts(client=client, other=other)).shown
    return found


def only_for(request: HttpRequest, action: str) -> None:
    """Raises PermissionDenied for a role that can never do it: the page says nothing to it."""
    if actor_of(request).role not in PERMISSIONS[action]:
        raise PermissionDenied


def rows(request: HttpRequest, sides: Iterable[Side]) -> list[dict[str, Any]]:
    """What is said of each folder, line by line, one value for each; `differs`: the people are told differently."""
    told = [_told(request, side) for side in sides]
    people = {_("Name"), _("Birth date"), _("Pronouns"), _("Language")}
    return [
        {
            "label": label,
            "values": [each[label] for each in told],
            "differs": label in people and len({each[label] for each in told}) > 1,
        }
        for label in told[0]
    ]


def _told(request: HttpRequest, side: Side) -> dict[str, str]:
    person = side.client
    names = door().named(actor_of(request).centre, set(side.team))
    plans = [f"{each.state.value.replace('-', ' ')} ({date_format(each.started_on)})" for each in side.plans]
    return {
        _("Name"): person.name,
        _("Birth date"): date_format(person.born) if person.born else _("not known"),
        _("Pronouns"): person.pronouns or _("not known"),
        _("Language"): person.language,
        _("Stay"): stay_said(side),
        _("Newest entry"): date_format(side.last_at.date()),
        _("Facts in the record"): str(side.facts),
        _("Plans"): ", ".join(plans) or _("none"),
        _("Questionnaires under way"): str(side.forms_open),
        _("Care team"): ", ".join(names[each].name if each in names else each for each in side.team) or _("nobody"),
        _("People whom the client has let in"): str(side.supporters),
        _("Accounts that hang on it"): str(side.accounts),
    }


def stay_said(side: Side) -> str:
    """The stay in words."""
    return {
        "enquiry": _("enquiry"), "admitted": _("in treatment"), "completed": _("stay ended"),
        "merged": _("joined to another folder"),
    }[side.stay.value]  # fmt: skip


def warnings(joining: Joining) -> list[str]:
    """What somebody should look at before joining the two: each is for a person to settle."""
    named = {"name": _("name"), "born": _("birth date"), "pronouns": _("pronouns"), "language": _("language")}
    said = []
    if joining.differs:
        what = ", ".join(named[each] for each in joining.differs)
        said.append(_("The two differ in: %(what)s. What the folder that goes on says is kept.") % {"what": what})
    if joining.both_admitted:
        said.append(_("Both are in treatment. The stay of the folder that goes in is then only read there."))
    if joining.both_plan:
        said.append(_("Both have a plan that is not over. Plans are not mixed: the other one can still be read."))
    if joining.renamed:
        said.append(_("%(count)s facts of both have the same number and get a new one.") % {"count": joining.renamed})
    return said
