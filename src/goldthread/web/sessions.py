"""Sessions in the database, sealed: what allauth keeps in them names the login that was typed."""

import hashlib
from base64 import b64decode, b64encode
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.serializers import JSONSerializer

from goldthread.web.door import door
from goldthread.web.models import Session

_A_FEW = 20  # sessions that are cleared at once: no sign-in waits for more than a moment


def _found_by(key: str) -> str:
    # The key has more than 128 random bits: no salt and no slow hash is needed.
    return hashlib.sha256(key.encode()).hexdigest()


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
        plain = door().seals.unseal(b64decode(row.session_data), row.session_key) if row is not None else None
        if plain is None:
            self._session_key = None
            return {}
        return dict(JSONSerializer().loads(plain))

    def exists(self, session_key: str | None = None) -> bool:
        """Whether there is a session with that key."""
        return Session.objects.filter(session_key=_found_by(session_key or "")).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row."""
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined]  # the stubs do not know of it
        found_by = _found_by(key)
        sealed = door().seals.seal(JSONSerializer().dumps(data), found_by)
        return Session(
            session_key=found_by, session_data=b64encode(sealed).decode(), expire_date=self.get_expiry_date()
        )

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
