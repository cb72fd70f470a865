"""Second steps and who people are elsewhere, in backups. Without them, whoever knows a password would be let in alone
just after the books were restored, and could set up a second step of their own. Secrets are sealed with the centre's
key, as they stand in the database."""

import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from goldthread.store.trouble import told
from goldthread.web.models import Account

_STEPS = ("user_id", "type", "data", "created_at", "last_used_at")
_TIMES = ("created_at", "last_used_at")
_LINKS = ("user_id", "provider", "uid")


def kept_steps(*, using: str = "default") -> dict[str, Any]:
    """All of them, as plain values. Raises StoreTrouble."""
    steps = Authenticator.objects.using(using).order_by("pk").values_list(*_STEPS)
    links = SocialAccount.objects.using(using).order_by("pk").values_list(*_LINKS)
    with told(using):
        return {"steps": [_plain(each) for each in steps], "links": [_plain(each) for each in links]}


def bring_steps_back(kept: dict[str, Any], *, using: str) -> None:
    """Put them into empty tables. Backups of before hold none. Raises StoreTrouble."""
    steps = [Authenticator(**_row(_STEPS, each)) for each in kept.get("steps", ())]
    links = [SocialAccount(**_row(_LINKS, each)) for each in kept.get("links", ())]
    handles = sorted({each.user_id for each in (*steps, *links)})
    with told(using), transaction.atomic(using=using):
        Account.objects.using(using).bulk_create([Account(id=each) for each in handles], ignore_conflicts=True)
        Authenticator.objects.using(using).bulk_create(steps)
        SocialAccount.objects.using(using).bulk_create(links)


def _plain(values: tuple[Any, ...]) -> list[Any]:
    return [each.isoformat() if isinstance(each, datetime.datetime) else each for each in values]


def _row(names: tuple[str, ...], values: list[Any]) -> dict[str, Any]:
    row = dict(zip(names, values, strict=True))
    return {name: _time(value) if name in _TIMES else value for name, value in row.items()}


def _time(said: str | None) -> datetime.datetime | None:
    return None if said is None else datetime.datetime.fromisoformat(said)
