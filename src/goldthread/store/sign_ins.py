"""Who tried to sign in, how, whether it went well, and from where: lines of the audit trail.

What the line says of where (an address, a browser) is sealed with the centre's key, and stands in the line's ground.
"""

import base64
import datetime

import msgspec
from django.db.backends.utils import CursorWrapper

from goldthread.practice.people import Actor
from goldthread.practice.ports import Trace
from goldthread.store import sealing, trail
from goldthread.store.keys import centre_keys
from goldthread.store.opening import within
from goldthread.store.pages import StorePages
from goldthread.terms import ItemId, Role

NOBODY = "nobody"  # the member of a line of which no account is known
_PREFIX = "sign-in:"
# As the indexes of the trail say it, word for word: only so is one of them taken.
_OF_SIGN_INS = "action >= 'sign-in:' AND action < 'sign-in;'"


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """The address that a request came from, and the kind of browser that it says it is."""

    address: str = ""
    browser: str = ""


class SignIn(msgspec.Struct, frozen=True, kw_only=True):
    """One try. `how`: by what ("password", "passkey" …); `outcome`: "done", or what was wrong."""

    number: int
    at: datetime.datetime
    member: ItemId
    how: str
    outcome: str
    where: Where


def note_sign_in(
    *, centre: str, member: str | None, role: Role, how: str, outcome: str, where: Where, at: datetime.datetime,
    using: str = "default",
) -> None:  # fmt: skip
    """Add the line. `member` None: there is no account with that login."""
    actor = Actor(id=member or NOBODY, centre=centre, role=role)
    with within(centre, using=using) as cursor:
        pages = StorePages(cursor, actor, ())
        newest = pages.newest()
        at = at if newest is None else max(at, newest)
        ground = _sealed(cursor, centre, where)
        action = f"{_PREFIX}{how}"
        pages.trace(Trace(at=at, member=actor.id, role=role, action=action, outcome=outcome, ground=ground))
        pages.close()


def sign_ins(
    *, centre: str, member: str | None = None, before: int | None = None, limit: int, using: str = "default"
) -> tuple[SignIn, ...]:
    """The newest tries, newest first: of one account, or of all; before the one with that number."""
    own, values = ("AND member = %s ", [member]) if member is not None else ("", [])
    before = (1 << 62) if before is None else before
    with within(centre, using=using, reading=True) as cursor:
        cursor.execute(
            f"SELECT seq, at, member, action, outcome, ground FROM store_trail WHERE centre = %s {own}"
            f"AND seq < %s AND {_OF_SIGN_INS} ORDER BY seq DESC LIMIT %s",
            [centre, *values, before, limit],
        )
        return tuple(_sign_in(cursor, centre, row) for row in cursor.fetchall())


def _sign_in(cursor: CursorWrapper, centre: str, row: tuple[int, int, str, str, str, str]) -> SignIn:
    seq, at, member, action, outcome, ground = row
    return SignIn(
        number=seq, at=trail.time_of(at), member=member, how=action.removeprefix(_PREFIX), outcome=outcome,
        where=_unsealed(cursor, centre, ground),
    )  # fmt: skip


def _sealed(cursor: CursorWrapper, centre: str, where: Where) -> str:
    sealed = sealing.seal(
        centre_keys(cursor, centre).sign_ins, msgspec.json.encode(where), sealing.place("sign-in", centre)
    )
    return base64.b64encode(sealed).decode()


def _unsealed(cursor: CursorWrapper, centre: str, ground: str) -> Where:
    plain = sealing.unseal(
        centre_keys(cursor, centre).sign_ins, base64.b64decode(ground), sealing.place("sign-in", centre)
    )
    return msgspec.json.decode(plain, type=Where)
