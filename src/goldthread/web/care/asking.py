"""What the pages of care have in common: forms that are sent to an address and come back with what is wrong."""

import datetime

from django import forms
from django.http import HttpRequest

from goldthread.practice.action import Request
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.refusing import Refusal
from goldthread.terms import ItemId
from goldthread.web.acting import actor_of, ask
from goldthread.web.door import Member, door


def staff_of(request: HttpRequest) -> tuple[Member, ...]:
    """Those who work in the centre."""
    known = door().staff
    return tuple(known.all(actor_of(request).centre)) if known is not None else ()


def named(request: HttpRequest, member: ItemId) -> str:
    """What an account is called."""
    known = door().account(actor_of(request).centre, member)
    return known.member.name if known is not None else member


def may(request: HttpRequest, action: str) -> bool:
    """Whether the role can do it at all; the practice decides when it is asked."""
    return actor_of(request).role in PERMISSIONS[action]


def done_or_said(request: HttpRequest, form: forms.Form, asked: Request) -> bool:
    """Whether it was done; else the form says why not."""
    done = ask(request, asked)
    if isinstance(done, Refusal):
        form.add_error(None, f"{done.message} {done.fix}")
        return False
    return True


def end_of(day: datetime.date | None) -> datetime.datetime | None:
    """The end of a day (UTC)."""
    if day is None:
        return None
    return datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time(), datetime.UTC)
