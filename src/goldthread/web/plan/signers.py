"""Those who sign a plan: how each stands to it, and in which capacities who looks at the page may sign."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import msgspec
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.plan import PlanItem
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.agreement import SIGNED, SignerStanding
from goldthread.practice.entries import Capacity, SigningDeclined
from goldthread.practice.signing import STAFF_CAPACITIES
from goldthread.web.acting import must
from goldthread.web.door import door
from goldthread.web.links.making import working
from goldthread.web.plan import workspace as shown
from goldthread.web.plan.opening import Opened
from goldthread.web.plan.threads import kind_name, text_of
from goldthread.web.plan.words import CAPACITIES as NAMES
from goldthread.web.plan.words import HOW_TRIED, WHY_NOT
from goldthread.web.templatetags.goldthread import role_name

Plain = dict[str, Any]
CAPACITIES: tuple[Capacity, ...] = ("author", "countersign", "supervisor", "team")


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """What asks who looks at the page for their own signature, in one capacity: ids of items. `asked`: somebody asked
    them; `before`: what they signed and still stands."""

    capacity: Capacity
    asks: tuple[str, ...]
    before: tuple[str, ...]
    asked: bool


def as_name(capacity: str) -> str:
    """A capacity in words."""
    return str(NAMES.get(capacity, capacity))


def name_of(here: Opened, member: str) -> str:
    """What a signer is called."""
    if member == here.client:
        return here.name or _("The client")
    return here.called(member)


def signable(here: Opened) -> list[tuple[str, PlanItem]]:
    """All that a signature covers, with its collection, in the order of the plan."""
    return [(name, item) for name, item in here.plan.items() if name in SIGNED]


def own_signatures(here: Opened) -> tuple[Own, ...]:
    """In which capacities who looks at the page can sign now: those in which they were asked, and countersigning; where
    they were not asked, all that their role allows and in which something is left."""
    if not here.view.versions or not here.may("sign"):
        return ()
    found = [each for capacity in CAPACITIES if _may_as(here, capacity) and (each := _own(here, capacity)).asks]
    if not any(each.asked for each in found):
        return tuple(found)
    return tuple(each for each in found if each.asked or each.capacity == "countersign")


def _may_as(here: Opened, capacity: Capacity) -> bool:
    if here.actor.role not in STAFF_CAPACITIES[capacity]:
        return False
    return capacity != "countersign" or (here.may("countersign") and not _wrote(here))


def _wrote(here: Opened) -> bool:
    """As far as the page knows; the practice decides by the whole history."""
    me = here.actor.id
    signed = any((each.signer, each.capacity) == (me, "author") for each in here.view.signed)
    wrote = me in {each.by for each in here.view.versions} | {each.by for each in here.view.recent}
    return signed or wrote


def _own(here: Opened, capacity: Capacity) -> Own:
    held = here.view.agreement.of(here.actor.id, capacity) if here.view.agreement is not None else None
    if held is None:
        every = tuple(item.id for _name, item in signable(here))
        return Own(capacity=capacity, asks=every, before=(), asked=False)
    return Own(capacity=capacity, asks=held.asks, before=held.signed, asked=True)


def parts(here: Opened, asks: tuple[str, ...]) -> list[Plain]:
    """What is signed, by kind: each with its words, and whether it was signed in other words before."""
    ever = {item for each in here.view.signed if each.signer == here.actor.id for item in each.items}
    found: dict[str, list[Plain]] = {}
    wanted = set(asks)
    for collection, item in signable(here):
        if item.id in wanted:
            href = f"{shown.address(here, 'plan')}?item={item.id}#detail"
            told = {"text": text_of(here, item), "href": href, "changed": item.id in ever}
            found.setdefault(kind_name(collection), []).append(told)
    return [{"kind": kind, "items": items} for kind, items in found.items()]


# Everybody who was asked


def cards(here: Opened) -> Iterator[Plain]:
    """Everybody who was asked, signed or declined: how they stand to the plan, and what can be done about it."""
    if here.view.agreement is None:
        return
    of, writes, links = len(signable(here)), here.may("sign"), here.may("make-link")
    for each in here.view.agreement.signers:
        for_client = each.capacity == "client"
        yield {
            "signer": each.signer,
            "id": f"signer-{each.signer}-{each.capacity}",  # one person may be asked in two capacities
            "name": name_of(here, each.signer),
            "label": f"{name_of(here, each.signer)} ({as_name(each.capacity)})",
            "signed": len(each.signed),
            "of": of,
            "again": bool(each.asks and (each.signed or each.gone)),
            "done": not each.asks,
            "declined": _declined(here, each),
            "tries": list(_tries(here, each.signer)) if each.asks else [],
            "links": working(here.record, plan=here.plan.id, signer=each.signer) if for_client else [],
            "by_link": bool(for_client and each.asks and writes and links),
            "taken_down": _taken_down(here, each) if writes else "",
        }


def _taken_down(here: Opened, standing: SignerStanding) -> str:
    """Where it is written down what came of asking somebody else."""
    if not standing.asks or standing.signer == here.actor.id:
        return ""
    return reverse("plan-signer", args=(here.client, here.plan.id, standing.signer))


def _declined(here: Opened, standing: SignerStanding) -> Plain | None:
    """That they did not sign the newest version, in whose words."""
    number = here.view.versions[-1].number if here.view.versions else 0
    who = (standing.signer, standing.capacity, number)
    mine = [each for each in here.view.declined if (each.signer, each.capacity, each.version) == who]
    if not mine or not standing.asks:
        return None
    last: SigningDeclined = mine[-1]
    by = "" if last.by == last.signer else name_of(here, last.by)
    return {"why": WHY_NOT[last.why], "words": last.words, "on": last.at.date(), "by": by, "instead": last.instead}


def _tries(here: Opened, signer: str) -> Iterator[Plain]:
    """Newest first."""
    for each in reversed(here.view.tries):
        if each.signer == signer:
            how = HOW_TRIED[each.how]
            yield {"on": each.at.date(), "how": how, "outcome": each.outcome, "by": name_of(here, each.by)}


def grid(here: Opened) -> Plain | None:
    """Items and signers; None where nobody was asked yet."""
    if here.view.agreement is None:
        return None
    signers = here.view.agreement.signers
    return {
        "caption": _("Who has signed what"),
        "signers": [f"{name_of(here, each.signer)} ({as_name(each.capacity)})" for each in signers],
        "rows": [
            {
                "kind": kind_name(name),
                "item": text_of(here, item),
                "cells": [{"signer": name_of(here, each.signer), "state": _state(each, item.id)} for each in signers],
            }
            for name, item in signable(here)
        ],
    }


def _state(signer: SignerStanding, item: str) -> str:
    if item in signer.signed:
        return "signed"
    return "asks" if signer.signed or signer.gone else "waits"


def drawings(request: HttpRequest, here: Opened) -> Iterator[Plain]:
    """The names that were drawn and the pages that were scanned, newest first."""
    if all(each.kind in ("typed", "verbal") for each in here.view.signed):
        return
    view = must(request, OpenPlan(client=here.client, plan=here.plan.id, pictures=True)).shown
    for each in reversed(view.signed):
        if each.picture:
            source = f"data:{each.picture_type};base64,{b64encode(each.picture).decode()}"
            yield {"who": name_of(here, each.signer), "on": each.at.date(), "number": each.version, "source": source,
                   "witness": name_of(here, each.witness) if each.witness else ""}  # fmt: skip


def may_be_asked(here: Opened) -> Iterator[Plain]:
    """The client, and everybody on the care team in each capacity in which they may sign."""
    yield {
        "value": f"{here.client}:client",
        "label": here.name or _("The client"),
        "as": as_name("client"),
        "checked": True,
    }
    if here.record is None:
        return
    now, writers = door().now(), {each.by for each in here.view.recent}
    for access in here.record.access:
        if access.until is not None and access.until <= now:
            continue
        for capacity in CAPACITIES:
            me = access.member == here.actor.id
            wrote = me or access.member in writers  # others who could be its author are not offered
            if access.as_role in STAFF_CAPACITIES[capacity] and (capacity != "author" or wrote):
                label = f"{name_of(here, access.member)}, {role_name(access.as_role)}"
                yield {
                    "value": f"{access.member}:{capacity}", "label": label, "as": as_name(capacity),
                    "checked": me and capacity == "author",
                }  # fmt: skip
