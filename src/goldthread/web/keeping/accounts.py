"""Accounts of a client and of those whom the client may let in: opened, given another password, closed.

A password is shown once, on a card that can be printed and says nothing of why somebody is here.
"""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goldthread.practice.accounts_of_client import Holder
from goldthread.practice.actions.close_account import CloseAccount
from goldthread.practice.actions.end_password import EndPassword
from goldthread.practice.actions.open_account import OpenAccount
from goldthread.practice.actions.see_accounts import SeeAccounts
from goldthread.practice.perform import Done
from goldthread.practice.refusing import Refusal
from goldthread.terms import ItemId, Role
from goldthread.web.acting import actor_of, ask, must, new_id, shown_again
from goldthread.web.door import Staff, door
from goldthread.web.keeping.forms import OpenAccountForm
from goldthread.web.keeping.surveyed import only_for
from goldthread.web.record.opening import Whole, opened
from goldthread.web.turned_away import status_of


@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: HttpRequest, client: str) -> HttpResponse:
    """Who can sign in, and a form for somebody new."""
    only_for(request, "see-accounts")
    here = opened(request, client)
    sent = request.POST.get("do", "")
    form = _form(request, here, sent)
    made: Done | Refusal | None = None
    if sent == "open" and form.is_valid():
        said = form.cleaned_data
        made = ask(
            request,
            OpenAccount(
                client=client, member=new_id(request, "account"), kind=said["kind"], name=said["name"],
                login=said["login"],
            ),
        )  # fmt: skip
    elif sent in ("password", "second", "close"):
        made = _changed(request, client, sent)
    elif request.method == "POST" and sent != "open":
        raise Http404
    if isinstance(made, Done) and (sent == "close" or made.repeated):
        _say(request, sent)
        return redirect("client-accounts", client)
    return _page(request, here, form, made)


def _changed(request: HttpRequest, client: ItemId, sent: str) -> Done | Refusal:
    """Whether somebody may end the password of that account, also says whether they may do away with a lost telephone:
    never without ending the password, so that who had both has neither."""
    member = request.POST.get("member", "")
    if sent == "second":
        shown_again(request)
    made = ask(request, (CloseAccount if sent == "close" else EndPassword)(client=client, member=member))
    if sent == "second" and isinstance(made, Done) and not made.repeated:
        return _staff().forget_second_factor(actor_of(request), member) or made
    return made


def _say(request: HttpRequest, sent: str) -> None:
    if sent == "close":
        messages.success(request, _("The account is closed."))
    else:
        messages.warning(request, _("This was done already. If the password was not written down, make a new one."))


def _form(request: HttpRequest, here: Whole, sent: str) -> OpenAccountForm:
    first = {"kind": "client", "name": here.view.record.client.name}
    return OpenAccountForm(request.POST if sent == "open" else None, initial=first, use_required_attribute=False)


def _page(request: HttpRequest, here: Whole, form: OpenAccountForm, made: Done | Refusal | None) -> HttpResponse:
    values: dict[str, Any] = {"here": here, "form": form}
    status: int = HTTPStatus.OK if not form.errors else HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(made, Done):
        values |= _card(request, made.answer["member"])
        made = values["refusal"]
        values["form"] = _form(request, here, "")
    if isinstance(made, Refusal):
        values["refusal"], status = made, status_of(made)
    holders: tuple[Holder, ...] = must(request, SeeAccounts(client=here.client)).shown
    values["people"] = _people(request, holders)
    return render(request, "web/keeping/accounts.html", values, status=status)


def _card(request: HttpRequest, member: ItemId) -> dict[str, Any]:
    """The first password, made now: it is nowhere else."""
    made = _staff().new_password(actor_of(request), member)
    known = door().account(actor_of(request).centre, member)
    if isinstance(made, Refusal):
        return {"refusal": made}
    login = known.member.login if known is not None else ""
    return {"refusal": None, "password": made, "login": login, "address": request.build_absolute_uri("/")}


def _staff() -> Staff:
    staff = door().staff
    if staff is None:
        raise PermissionDenied
    return staff


def _people(request: HttpRequest, holders: tuple[Holder, ...]) -> list[dict[str, Any]]:
    known = door().named(actor_of(request).centre, {each.member for each in holders})
    return [
        {
            "member": each.member, "name": known[each.member].name, "login": known[each.member].login,
            "open": bool(each.roles), "client": Role.CLIENT in each.roles,
        }
        for each in sorted(holders, key=lambda each: not each.roles)
        if each.member in known
    ]  # fmt: skip
