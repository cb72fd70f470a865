"""The room's own tables: who sits at the screen. Nothing about a person stands in them in the open.

They have no centre key: an account's handle begins with its centre, a session is found by the hash of a random key
before anybody knows whose it is, and none of it is moved with a centre.
"""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac

from goldthread.web.door import Known, door


class Account(AbstractBaseUser):
    """A thin handle of an account of the store, so that second factors can hang on it. `id` is "centre/member".

    Name, login, roles and password are the store's alone.
    """

    password = None  # type: ignore[assignment]  # Django's way of leaving a field out
    last_login = None  # the audit trail tells
    id = models.TextField(primary_key=True)

    objects: ClassVar[BaseUserManager["Account"]] = BaseUserManager()

    USERNAME_FIELD = "id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    @cached_property
    def known(self) -> Known | None:
        """What the store says of the account in this request; None where it knows of none."""
        centre, _, member = self.id.partition("/")
        return door().account(centre, member)

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # computed: a closed account has no roles
        """Whether it may sign in."""
        return self.known is not None and bool(self.known.member.roles)

    def has_usable_password(self) -> bool:
        """Every account has a password, in the store. Without one, allauth would ask nobody to sign in again."""
        return True

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end with the password that began them."""
        mark = self.known.mark if self.known is not None else ""
        return salted_hmac("goldthread.web.Account", mark, secret=secret, algorithm="sha256").hexdigest()


class Session(AbstractBaseSession):
    """A session, sealed. `session_key` is the SHA-256 of the key in the cookie: who reads the table cannot use it.
    `whose` is a mark of the account that only the server can make, so that people find their own; "" of nobody."""

    session_key = models.CharField(max_length=64, primary_key=True)
    whose = models.CharField(max_length=64, default="", db_index=True)


class LinkAddress(models.Model):
    """Where a one-time link leads, sealed. `digest` is the SHA-256 of the secret in its address: who reads the table
    cannot use it. The link itself stands in the client's folder; a row that is lost only asks for a new link."""

    digest = models.CharField(max_length=64, primary_key=True)
    sealed = models.TextField()
    until = models.DateTimeField(db_index=True)


class Count(models.Model):
    """What Django's cache keeps in the database: how often somebody tried to sign in, under hashed names."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
