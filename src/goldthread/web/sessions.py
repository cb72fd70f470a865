"""Sessions in the database, sealed: what allauth keeps in them names the login that was typed."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.serializers import JSONSerializer
from django.utils.crypto import salted_hmac

from goldthread.web.door import door
from goldthread.web.models import Session

_A_FEW = 20  # sessions that are cleared at once: no sign-in waits for more than a moment


def _found_by(key: str) -> str:
    # The key has more than 128 random bits: no salt and no slow hash is needed.
    return hashlib.sha256(key.encode()).hexdigest()


def _whose(account: str) -> str:
    """The mark of an account's sessions. Who has the table alone cannot tell whose they are, nor try."""
    return salted_hmac("goldthread.web.Session", account, algorithm="sha256").hexdigest() if account else ""


def _opened(row: Session) -> dict[str, Any] | None:
    """What a session holds; None where it cannot be read any more."""
    plain = door().seals.unseal(b64decode(row.session_data), row.session_key)
    return None if plain is None else dict(JSONSerializer().loads(plain))


def sessions_of(account: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The sessions of an account that have not ended: the hash of the key, and what is in it."""
    for row in Session.objects.filter(whose=_whose(account), expire_date__gt=door().now()):
        held = _opened(row)
        if held is not None:
            yield row.session_key, held


def end_sessions(account: str, found_by: set[str]) -> int:
    """End those of the account's sessions. How many there were."""
    return Session.objects.filter(whose=_whose(account), session_key__in=found_by).delete()[0]


class SessionStore(db.SessionStore):
    """Django's own, but a row is found by the hash of its key, and says nothing without the server's key."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def load(self) -> dict[str, Any]:
        """What the session holds; empty where it has ended or cannot be read any more."""
        key = self.session_key or ""
        row = Session.objects.filter(session_key=_found_by(key), expire_date__gt=door().now()).first()
        held = _opened(row) if row is not None else None
        if held is None:
            self._session_key = None
            return {}
        return held

    def exists(self, session_key: str | None = None) -> bool:
        """Whether there is a session with that key."""
        return Session.objects.filter(session_key=_found_by(session_key or "")).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row."""
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined]  # the stubs do not know of it
        found_by = _found_by(key)
        sealed = door().seals.seal(JSONSerializer().dumps(data), found_by)
        return Session(
            session_key=found_by, session_data=b64encode(sealed).decode(), expire_date=self.get_expiry_date(),
            whose=_whose(str(data.get(SESSION_KEY, ""))),
        )  # fmt: skip

    @property
    def found_by(self) -> str:
        """The hash by which this session is found."""
        return _found_by(self.session_key or "")

    def save(self, must_create: bool = False) -> None:
        """Keep it. Whoever begins a session clears away a few that have ended, so that nobody has to think of it."""
        super().save(must_create)
        if must_create:
            ended = Session.objects.filter(expire_date__lt=door().now()).order_by("expire_date")
            Session.objects.filter(pk__in=list(ended.values_list("pk", flat=True)[:_A_FEW])).delete()

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=_found_by(key)).delete()
