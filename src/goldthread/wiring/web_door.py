"""Here the store meets the pages."""

import base64
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import Error as DatabaseTrouble

from goldthread.store import accounts, ledger, sealing
from goldthread.store.keys import centre_keys, ring
from goldthread.store.opening import centres, within
from goldthread.store.trouble import StoreTrouble
from goldthread.web.door import Door, Known, Member
from goldthread.wiring.acting import now
from goldthread.wiring.own_account import OwnAccounts
from goldthread.wiring.shown import PASSWORD_FILE, Shown, read_shown
from goldthread.wiring.staff import StaffAccounts
from goldthread.wiring.urls import door as door_for_programs


def door() -> Door:
    """The door of this process."""
    programs = door_for_programs()
    shown = read_shown(settings.GOLDTHREAD_HOME) if settings.GOLDTHREAD_DEMONSTRATION else ()
    centre = settings.GOLDTHREAD_CENTRE or _only_centre()
    return Door(
        books=programs.books,
        desk=programs.desk,
        sign_in=_sign_in,
        account=_account,
        named=_named,
        now=now,
        seals=_Seals(),
        centre=centre,
        troubles=(*programs.troubles, DatabaseTrouble),  # sessions are read by Django itself
        shown=shown,
        sign_in_shown=lambda login: _sign_in_shown(shown, login),
        staff=StaffAccounts(),
        own=OwnAccounts(centre),
        counted=_counted,
    )


def _only_centre() -> str:
    known = centres()
    return known[0] if len(known) == 1 else ""


def _sign_in(centre: str, login: str, password: str) -> accounts.Member | None:
    try:
        return accounts.sign_in(centre=centre, login=login, password=password)
    except StoreTrouble as trouble:
        if trouble.code == "no-such-centre":  # nobody learns which centres there are: not from the time either
            make_password(password)
            return None
        raise


def _account(centre: str, member: str) -> Known | None:
    found = accounts.account(centre=centre, member=member)
    return None if found is None else Known(member=found[0], mark=found[1])


def _counted(centre: str, client: str) -> int:
    with within(centre, using="default", reading=True) as cursor:
        return ledger.counted(cursor, centre, client)


def _named(centre: str, ids: set[str]) -> dict[str, Member]:
    return {**accounts.named(centre=centre, ids=ids)}


def _sign_in_shown(shown: tuple[Shown, ...], login: str) -> accounts.Member | None:
    if login not in {each.login for each in shown}:
        return None
    password = (Path(settings.GOLDTHREAD_HOME) / PASSWORD_FILE).read_text().strip()
    return accounts.sign_in(centre=settings.GOLDTHREAD_CENTRE, login=login, password=password)


class _Seals:
    """Sessions are sealed with the newest master key: they are short. Secrets of second factors last, so they hang on
    the centre's own key, which is wrapped anew when the master key changes."""

    def seal(self, text: bytes, where: str) -> bytes:
        newest = ring().newest
        return newest.encode() + b"." + sealing.seal(_session_key(ring().keys[newest]), text, _place(where))

    def unseal(self, sealed: bytes, where: str) -> bytes | None:
        name, _, rest = sealed.partition(b".")
        master = ring().keys.get(name.decode("ascii", "replace"))
        if master is None:
            return None
        try:
            return sealing.unseal(_session_key(master), rest, _place(where))
        except sealing.Unreadable:
            return None

    def seal_secret(self, centre: str, text: str) -> str:
        sealed = sealing.seal(_secrets_key(centre), text.encode(), sealing.place("second-factor", centre))
        return f"{centre}/{base64.b64encode(sealed).decode()}"

    def unseal_secret(self, sealed: str) -> str:
        centre, _, text = sealed.partition("/")
        place = sealing.place("second-factor", centre)
        return sealing.unseal(_secrets_key(centre), base64.b64decode(text), place).decode()

    def blind(self, centre: str, word: str) -> str:
        with within(centre, using="default", reading=True) as cursor:
            return sealing.mark(centre_keys(cursor, centre).identities, word.encode()).hex()


def _place(where: str) -> bytes:
    return sealing.place("session", where)


@lru_cache(maxsize=4)
def _session_key(master: bytes) -> bytes:
    return sealing.subkey(master, "sessions")


def _secrets_key(centre: str) -> bytes:
    with within(centre, using="default", reading=True) as cursor:
        return sealing.subkey(centre_keys(cursor, centre).key, "second-factors")
