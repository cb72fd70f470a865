"""Who looks after a centre, and the accounts as they see them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from goldthread.terms import Role
from goldthread.web.acting import actor_of
from goldthread.web.door import Staff, door

Page = Callable[..., HttpResponse]


def for_administrators(page: Page) -> Page:
    """Pages of administrators alone. Raises PermissionDenied for everybody else."""

    @wraps(page)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if actor_of(request).role is not Role.ADMINISTRATOR:
            raise PermissionDenied
        return page(request, *args, **kwargs)

    return answer


def accounts() -> Staff:
    """The accounts of the centre. Raises LookupError where the door has none."""
    staff = door().staff
    if staff is None:
        raise LookupError("this door knows no accounts")
    return staff


def names_of(request: HttpRequest, member: str) -> str:
    """What the account is called; its id where it is not known (who runs the server)."""
    known = door().account(actor_of(request).centre, member) if member else None
    return known.member.name if known is not None else member
