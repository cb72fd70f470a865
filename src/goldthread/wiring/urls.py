"""The addresses of the server. Here the store meets the door."""

from functools import cache

from goldthread.api.door import Account, Door, Health
from goldthread.api.views import addresses
from goldthread.practice.desk import open_desk
from goldthread.store import accounts
from goldthread.store.books import StoreBooks
from goldthread.store.keys import centre_keys
from goldthread.store.memory import Memory
from goldthread.store.opening import centres, refuse_no_file, within
from goldthread.store.trouble import StoreTrouble
from goldthread.wiring.acting import now
from goldthread.wiring.standing import missing_migrations


def _signs_in(account: Account, login: str, password: str) -> bool:
    member = accounts.sign_in(centre=account.centre, login=login, password=password)
    return member is not None and member.id == account.id


def _health() -> Health:
    try:
        refuse_no_file("default")
        if not _migrated():
            return Health(database=True, key=False, migrations=False)
        known = centres()
    except StoreTrouble:
        return Health(database=False, key=False, migrations=False)
    return Health(database=True, key=all(_opens(centre) for centre in known), migrations=True)


_seen_migrated: list[bool] = []  # once whole, the tables stay so while the server runs; looking reads every migration


def _migrated() -> bool:
    if not _seen_migrated and not missing_migrations():
        _seen_migrated.append(True)
    return bool(_seen_migrated)


def _opens(centre: str) -> bool:
    """Whether the ring opens the centre's own key."""
    try:
        with within(centre, using="default") as cursor:
            centre_keys(cursor, centre)
    except StoreTrouble:
        return False
    return True


@cache
def door() -> Door:
    """The door of this process."""
    return Door(
        books=StoreBooks(memory=Memory()),
        desk=open_desk(),
        account_of=lambda token: accounts.member_of_token(token, at=now()),
        signs_in=_signs_in,
        health=_health,
        now=now,
        troubles=(StoreTrouble,),
    )


urlpatterns = addresses(door())
handler400 = "goldthread.api.answering.unreadable"
handler404 = "goldthread.api.answering.no_such_address"
handler500 = "goldthread.api.answering.broken"
