"""The stay: who answers for it, its level of care, its end, and its beginning again."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from goldthread.plan import Level
from goldthread.practice.action import Request
from goldthread.practice.actions.change_level import ChangeLevel
from goldthread.practice.actions.complete import Complete
from goldthread.practice.actions.reopen import Reopen
from goldthread.practice.actions.transfer import Transfer
from goldthread.terms import Role
from goldthread.web.acting import actor_of
from goldthread.web.care.asking import done_or_said, named, staff_of
from goldthread.web.care.forms import CompleteForm, LevelForm, ReopenForm, TransferForm
from goldthread.web.door import door
from goldthread.web.record.opening import Whole, opened

_TITLES = {
    "change-level": gettext_lazy("Change the level of care"), "transfer": gettext_lazy("Hand the treatment over"),
    "complete": gettext_lazy("End the stay"), "reopen": gettext_lazy("Begin treatment again"),
}  # fmt: skip
_FORMS: dict[str, type[forms.Form]] = {
    "change-level": LevelForm, "transfer": TransferForm, "complete": CompleteForm, "reopen": ReopenForm,
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: HttpRequest, client: str) -> HttpResponse:
    """What can be done with the stay as it is now, one form for each."""
    if actor_of(request).role is Role.CLIENT:
        raise PermissionDenied
    here, sent = opened(request, client), request.POST.get("do", "")
    steps = [each for each in _FORMS if here.may(each)]
    if request.method == "POST" and sent not in _FORMS:
        raise Http404
    forms_ = {each: _form(request, each, sent) for each in dict.fromkeys((*steps, *([sent] if sent else ())))}
    if sent and forms_[sent].is_valid() and done_or_said(request, forms_[sent], _asked(sent, client, forms_[sent])):
        messages.success(request, _("It is done."))
        return redirect("stay", client)
    shown = [{"do": each, "title": _TITLES[each], "form": form, "open": each == sent} for each, form in forms_.items()]
    values = {"here": here, "forms": shown, "stays": _stays(request, here), "filled": forms_.get(sent)}
    status = HTTPStatus.OK if request.method != "POST" else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "web/care/stay.html", values, status=status)


def _form(request: HttpRequest, do: str, sent: str) -> forms.Form:
    more: dict[str, Any] = {"initial": {"on": door().now().date()}, "auto_id": f"{do}-%s"}
    if do in ("transfer", "reopen"):
        more["staff"] = staff_of(request)
    else:
        more["use_required_attribute"] = False
    return _FORMS[do](request.POST if do == sent else None, **more)


def _asked(do: str, client: str, form: Any) -> Request:
    said = form.cleaned_data
    if do == "change-level":
        return ChangeLevel(client=client, level=Level(said["level"]), on=said["on"], reason=said["reason"])
    if do == "complete":
        return Complete(client=client, on=said["on"], outcome=said["outcome"], words=said["words"])
    member, role = form.seat_of()
    if do == "transfer":
        programme, reason = said["programme"], said["reason"]
        return Transfer(client=client, responsible=member, as_role=role, programme=programme, reason=reason)
    return Reopen(
        client=client, on=said["on"], level=Level(said["level"]), responsible=member, as_role=role,
        reason=said["reason"],
    )  # fmt: skip


def _stays(request: HttpRequest, here: Whole) -> list[dict[str, Any]]:
    return [
        {
            "from": each.admitted_on, "until": each.completed_on, "level": each.level.value.replace("-", " "),
            "programme": each.programme, "answers": named(request, each.responsible),
        }
        for each in reversed(here.view.episodes)
    ]  # fmt: skip
