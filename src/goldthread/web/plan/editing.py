"""Changing an item: saved into a draft, proposed elsewhere. Where two people changed one thing, people choose."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goldthread.plan.conflicts import Conflict
from goldthread.plan.operations import ChangeField
from goldthread.practice.actions.edit_plan import EditPlan
from goldthread.practice.actions.propose_change import ProposeChange
from goldthread.practice.perform import Done
from goldthread.practice.refusing import Refusal
from goldthread.web.acting import ONCE, ask, number_sent
from goldthread.web.plan import workspace as shown
from goldthread.web.plan.forms import changes, item_form, own_words
from goldthread.web.plan.opening import Opened, opened
from goldthread.web.plan.reading import before_of, new_id, page, status_of
from goldthread.web.plan.talking import value_text
from goldthread.web.plan.threads import href
from goldthread.web.plan.words import FIELDS


@require_POST
def edit(request: HttpRequest, client: str, plan: str, item: str) -> HttpResponse:
    """Keep what was typed about one item, or bring it back with what stands in the way. Nothing typed is lost."""
    here = opened(request, client, plan)
    before = _plain(request, "before")
    if item not in here.items:
        return _gone(request, here)
    if "mine" in request.POST:
        return _send(request, here, item, _chosen(request, here, item, before))
    collection, held = here.items[item]
    form = item_form(here, collection, held, request.POST)
    if not form.is_valid():
        return page(request, here, item=item, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    operations = changes(here, collection, held, form, before)
    if not operations:
        messages.info(request, _("Nothing was changed."))
        return _back(here, item)
    return _send(request, here, item, operations, form=form)


def seen_of(request: HttpRequest) -> int:
    """The revision that the sender saw. Raises BadRequest."""
    return number_sent(request, "seen")


def _plain(request: HttpRequest, name: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(request.POST.get(name, ""), type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise BadRequest("The form came without what it was made from.") from error


def _send(
    request: HttpRequest, here: Opened, item: str, operations: tuple[ChangeField, ...], form: Any = None
) -> HttpResponse:
    if not operations:
        messages.success(request, _("It stays as the others wrote it."))
        return _back(here, item)
    seen = seen_of(request)
    done = _saved(request, here, operations, seen) if here.editable else _proposed(request, here, operations, seen)
    if isinstance(done, Refusal):
        if done.code == "conflict":
            return _conflict(request, opened(request, here.client, here.plan.id), item, operations, done)
        return page(request, here, item=item, form=form, refusal=done, status=status_of(done))
    if not here.editable:
        messages.success(request, _("It is proposed. Somebody else settles it."))
    elif done.answer.get("revision", 0) > seen + 1:
        messages.success(request, _("Saved, together with what others changed meanwhile."))
    else:
        messages.success(request, _("Saved."))
    return _back(here, item)


def _saved(request: HttpRequest, here: Opened, steps: tuple[ChangeField, ...], seen: int) -> Done | Refusal:
    return ask(request, EditPlan(client=here.client, plan=here.plan.id, seen=seen, operations=steps))


def _proposed(request: HttpRequest, here: Opened, steps: tuple[ChangeField, ...], seen: int) -> Done | Refusal:
    name, words = new_id("proposal", request.POST.get(ONCE, "")), request.POST.get("words", "")
    return ask(
        request,
        ProposeChange(
            client=here.client, plan=here.plan.id, proposal=name, seen=seen, operations=steps, words=words.strip()
        ),
    )


def _back(here: Opened, item: str) -> HttpResponse:
    return redirect(f"{shown.address(here, 'plan')}{href(item)}")


# Two people, one field


def _conflict(
    request: HttpRequest, here: Opened, item: str, operations: tuple[ChangeField, ...], refusal: Refusal
) -> HttpResponse:
    """Both texts with the choice; what was typed in other fields comes along."""
    if item not in here.items or any(each.item != item or each.field is None for each in refusal.conflicts):
        return _gone(request, here)
    values = {
        "here": here,
        "conflicts": [_told(here, each) for each in refusal.conflicts],
        "mine": msgspec.json.encode({each.field: each.after for each in operations}).decode(),
        "before": before_of(here, item),
        "edit_address": shown.address(here, "plan-edit", item),
        "address": f"{shown.address(here, 'plan')}{href(item)}",
    }
    return render(request, "web/plan/conflict.html", values, status=HTTPStatus.CONFLICT)


def _told(here: Opened, conflict: Conflict) -> dict[str, Any]:
    field = conflict.field or ""
    return {
        "id": conflict.id,
        "about": f"{here.names.get(conflict.item or '', '')}: {FIELDS.get(field, field)}",
        "base": value_text(conflict.base),
        "mine": value_text(conflict.mine),
        "theirs": value_text(conflict.theirs),
        "theirs_who": _("Somebody else, meanwhile"),
        "other_field": isinstance(conflict.mine, str) and isinstance(conflict.theirs, str),
    }


def _chosen(request: HttpRequest, here: Opened, item: str, before: dict[str, Any]) -> tuple[ChangeField, ...]:
    """What is sent on after people chose: one's own, or the words that were found together."""
    found = []
    for field, mine in _plain(request, "mine").items():
        take = request.POST.get(f"take-{item}/{field}", "mine")
        written = request.POST.get(f"other-{item}/{field}", "").replace("\r\n", "\n")
        if take == "other" and field == "own_words":
            after: Any = own_words(here, written) if written.strip() else None
        else:
            after = written if take == "other" else mine
        if take != "theirs" and after != before.get(field):
            change = ChangeField(
                collection=here.items[item][0], id=item, field=field, before=before.get(field), after=after
            )
            found.append(change)
    return tuple(found)


def _gone(request: HttpRequest, here: Opened) -> HttpResponse:
    """The item is no longer there: what was typed is shown, so that it can be put elsewhere."""
    typed = [
        {"label": FIELDS.get(name, name), "value": "; ".join(filter(None, request.POST.getlist(name)))}
        for name in request.POST
        if name in FIELDS
    ]
    values = {"here": here, "typed": [each for each in typed if each["value"]], "address": shown.address(here, "plan")}
    return render(request, "web/plan/gone.html", values, status=HTTPStatus.CONFLICT)
