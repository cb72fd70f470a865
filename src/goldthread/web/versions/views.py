"""The page of versions: all of them as a list, two of them side by side, and whose signature still holds for what."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from goldthread.plan import State
from goldthread.plan.telling import what_changed
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.actions.see_versions import SeeVersions, VersionsView
from goldthread.practice.agreement import item_hashes
from goldthread.practice.entries import Signed, VersionSealed
from goldthread.practice.permissions import PERMISSIONS
from goldthread.web.acting import actor_of, must
from goldthread.web.door import door
from goldthread.web.plan.opening import refuse_elsewhere
from goldthread.web.templatetags.goldthread import role_name
from goldthread.web.versions.sides import Sides

Plain = dict[str, Any]


@require_GET
def versions(request: HttpRequest, client: str, plan: str) -> HttpResponse:
    """Two versions side by side: `?from=3&to=5`; without them the newest two."""
    actor = actor_of(request)
    refuse_elsewhere(actor)
    asked = SeeVersions(client=client, plan=plan, earlier=_number(request, "from"), later=_number(request, "to"))
    here = Here(request, client, must(request, asked).shown)
    return render(request, "web/versions/versions.html", here.values())


def _number(request: HttpRequest, name: str) -> int | None:
    typed = request.GET.get(name, "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and 0 < len(typed) < 7 and int(typed) > 0):
        raise Http404
    return int(typed)


class Here:
    """What the page shows. The client's name is on it where the reader may know it."""

    def __init__(self, request: HttpRequest, client: str, view: VersionsView) -> None:
        self.actor, self.client, self.view = actor_of(request), client, view
        may = self.actor.role in PERMISSIONS["open-record"]
        self.name = must(request, OpenRecord(client=client)).shown.record.client.name if may else ""
        self.sides = self._sides()

    def _sides(self) -> Sides | None:
        earlier, later = self.view.earlier, self.view.later
        if earlier is None or later is None:
            return None
        modalities = door().desk.library.modalities
        return Sides(before=earlier.plan, after=later.plan, modalities=modalities, steps=self.view.steps)

    def values(self) -> Plain:
        """All that the template takes."""
        return {
            "head": self._head(),
            "table": self._table(),
            "filters": self._picker(),
            "told": self._told(),
            "causes": self._causes(),
            "rows": [self._row(each) for each in self.sides.rows()] if self.sides else [],
            "same": self.sides.same() if self.sides else [],
            "before": self._named(self.view.earlier.sealed) if self.view.earlier else "",
            "now": self._named(self.view.later.sealed) if self.view.later else "",
            "short_before": self._short(self.view.earlier.sealed) if self.view.earlier else "",
            "short_now": self._short(self.view.later.sealed) if self.view.later else "",
            "compared": self.sides is not None,
            "signatures": list(self._signatures()),
            "asks": list(self._asks()),
        }

    def who(self, member: str) -> str:
        """What a member of the centre or the client is called."""
        if member == self.client:
            return self.name or _("The client")
        known = door().account(self.actor.centre, member)
        return known.member.name if known is not None else member

    def _head(self) -> Plain:
        back = reverse("plan", args=(self.client, self.view.plan.id))
        return {
            "kind": _("Versions of the plan"),
            "name": self.name or self.view.plan.title or _("Plan"),
            "state": self.view.state,
            "actions": [{"label": _("Back to the plan"), "href": back}],
        }

    def _named(self, sealed: VersionSealed) -> str:
        day = date_format(sealed.at, "DATE_FORMAT")
        return _("Version %(number)s, %(day)s") % {"number": sealed.number, "day": day}

    def _short(self, sealed: VersionSealed) -> str:
        return _("Version %(number)s") % {"number": sealed.number}

    def _table(self) -> Plain | None:
        if not self.view.versions:
            return None
        columns = [_("Version"), _("Made on"), _("By"), _("Where it stands"), _("Why there is it")]
        rows = [
            {
                "head": self._short(each),
                "href": f"?to={each.number}",
                "cells": [
                    {"label": columns[1], "text": date_format(each.at, "DATE_FORMAT")},
                    {"label": columns[2], "text": self.who(each.by)},
                    {"label": columns[3], "text": self._standing(each.number)},
                    {"label": columns[4], "text": each.cause or "–"},
                ],
            }
            for each in reversed(self.view.versions)
        ]
        return {"caption": _("All versions"), "columns": columns, "rows": rows}

    def _standing(self, number: int) -> str:
        newest = number == self.view.versions[-1].number
        state = _state(self.view.state) if newest else _("Replaced by version %(number)s") % {"number": number + 1}
        names = dict.fromkeys(self.who(each.signer) for each in self.view.signed if each.version == number)
        return f"{state}. " + (_("Signed by %s.") % ", ".join(names) if names else _("Nobody has signed it."))

    def _picker(self) -> Plain | None:
        """Which two: a form that can be linked to."""
        if len(self.view.versions) < 2:
            return None
        chosen = [each.sealed.number if each else 0 for each in (self.view.earlier, self.view.later)]
        fields = [
            {
                "name": name,
                "label": label,
                "options": [
                    {"value": each.number, "label": self._named(each), "chosen": each.number == number}
                    for each in self.view.versions
                ],
            }
            for name, label, number in zip(("from", "to"), (_("From"), _("To")), chosen, strict=True)
        ]
        return {"action": "", "fields": fields}

    def _told(self) -> list[str]:
        """In the words in which the client reads it."""
        earlier, later = self.view.earlier, self.view.later
        if earlier is None or later is None:
            return []
        told = what_changed(before=earlier.plan, after=later.plan)
        return [each.text for each in told if each.item is not None or "where the plan stands" not in each.text]

    def _causes(self) -> list[Plain]:
        """Who changed it, when and why: once for each cause that was given."""
        found = {(step.cause, step.by): step for step in self.view.steps if step.cause}
        return [
            {"on": step.at.date(), "by": self.who(step.by), "role": role_name(step.role), "cause": step.cause}
            for step in found.values()
        ]

    def _row(self, row: Plain) -> Plain:
        return {**row, "why": [{**each, "by": self.who(each["by"])} for each in row["why"]]}

    def _signatures(self) -> Iterator[Plain]:
        """Each signature, newest first, and how much of it still holds for the plan as it is now."""
        now = item_hashes(self.view.plan)
        for each in reversed(self.view.signed):
            standing = self.view.agreement.of(each.signer, each.capacity)
            held = set(standing.signed) if standing is not None else set()
            binds = [item for item, mark in each.items.items() if now.get(item) == mark and item in held]
            loose = [item for item in each.items if item not in binds]
            yield {
                "who": self.who(each.signer),
                "as": role_name(each.capacity),
                "on": each.at.date(),
                "version": each.version,
                "holds": _holds(each, binds),
                "loose": [self._item(item) for item in loose],
            }

    def _asks(self) -> Iterator[Plain]:
        """What asks whom (again)."""
        for each in self.view.agreement.signers:
            if each.asks:
                again = bool(each.signed or each.gone)
                items = [self._item(item) for item in each.asks]
                yield {"who": self.who(each.signer), "as": role_name(each.capacity), "again": again, "items": items}

    def _item(self, item: str) -> str:
        held = self.view.plan.item(item)
        sides = self.sides or Sides(
            before=self.view.plan, after=self.view.plan, modalities=door().desk.library.modalities
        )
        if held is not None:
            return sides.text(held)
        return sides.names.get(item, _("something that is no longer in the plan"))


def _holds(signed: Signed, binds: list[str]) -> str:
    if len(binds) == len(signed.items):
        return _("holds for all that was signed")
    words = {"n": len(binds), "of": len(signed.items)}
    return ngettext(
        "still holds for %(n)d of %(of)d parts", "still holds for %(n)d of %(of)d parts", len(binds)
    ) % words  # fmt: skip


def _state(state: State) -> str:
    return {
        State.DRAFT: _("It is being rewritten"), State.PROPOSED: _("Laid before those who sign"),
        State.AGREED: _("Agreed, not begun yet"), State.ACTIVE: _("In force"),
        State.UNDER_REVIEW: _("In force, and being looked at again"), State.COMPLETED: _("Completed"),
        State.SUPERSEDED: _("Replaced by another plan"), State.WITHDRAWN: _("Withdrawn"),
    }[state]  # fmt: skip
