"""What of a list of clients is due: by day, with the rule that says so, and the page on which it is done."""

import datetime
from collections.abc import Iterable
from typing import Any

import msgspec
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.ports import Line
from goldthread.terms import Role
from goldthread.web.identifiers import Address, address_for

# No review is due of a plan that has not begun; and of one that is being looked at, it is said once.
_NOT_LIVED_BY = ("draft", "proposed", "under-review")
SOON = datetime.timedelta(days=14)  # a product choice


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do. `what`: the kind, by which the list is filtered; `on`: the day, where there is one."""

    what: str
    client: str
    name: str
    text: str
    rule: str
    href: str
    on: datetime.date | None = None
    past: bool = False


def due_of(lines: Iterable[Line], *, role: Role, today: datetime.date) -> list[Due]:
    """What is due of these clients: days first, the earliest first, then by name."""
    plans = role in PERMISSIONS["open-plan"] and role in PERMISSIONS["open-record"]
    record, work = address_for("record"), address_for("plan-start" if plans else "record")
    found = [each for line in lines for each in _due(line, role, today, record, work)]
    return sorted(found, key=lambda each: (each.on or datetime.date.max, each.what, each.name, each.client))


def _due(line: Line, role: Role, today: datetime.date, record: Address, work: Address) -> Iterable[Due]:
    said: dict[str, Any] = {"client": line.client, "name": line.name, "href": work(line.client)}
    if line.due is not None and line.due <= today + SOON and line.plan_state not in _NOT_LIVED_BY:
        text = _("Review due %(day)s") % {"day": date_format(line.due, "DATE_FORMAT")}
        yield Due(
            what="review", text=text, rule=_("The plan’s own rule for its next review"),
            on=line.due, past=line.due < today, **said,
        )  # fmt: skip
    if line.plan_state == "under-review":
        yield Due(what="review", text=_("A review is open"), rule=_("Somebody asked for it"), **said)
    if line.unsigned:
        text = _("Signatures missing: %(count)s") % {"count": line.unsigned}
        yield Due(what="signatures", text=text, rule=_("They were asked to sign the newest version"), **said)
    if line.stay == "admitted" and not line.plan_state and role in PERMISSIONS["draft-plan"]:
        yield Due(what="plan", text=_("No plan yet"), rule=_("In treatment without a plan"), **said)
    if line.stay == "enquiry":
        said["href"] = record(line.client)
        yield Due(what="enquiry", text=_("An enquiry"), rule=_("Treatment has not begun"), **said)
