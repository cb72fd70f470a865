"""The secret in a link's address, and where it leads. Only the secret's SHA-256 is kept."""

import datetime
import hashlib
import secrets
from base64 import b64decode, b64encode

import msgspec

from goldthread.practice.people import Actor
from goldthread.terms import ItemId, Role
from goldthread.web.door import door
from goldthread.web.models import LinkAddress


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Which link of which folder, and for whom: a supporter by their account, else the client."""

    centre: ItemId
    client: ItemId
    link: ItemId
    supporter: ItemId | None = None

    @property
    def actor(self) -> Actor:
        """Who comes through it. A client has no account here, and is called by the folder's id."""
        if self.supporter is not None:
            return Actor(id=self.supporter, centre=self.centre, role=Role.SUPPORTER, link=self.link)
        return Actor(id=self.client, centre=self.centre, role=Role.CLIENT, client=self.client, link=self.link)


def new_secret() -> str:
    """256 random bits, as they stand in the address."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """By which the link is found. The secret is random and long: no salt and no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def digest_of_code(secret: str, code: str) -> str:
    """A code as the practice keeps it. It has only six digits: without the secret nobody can try them all."""
    return hashlib.sha256(f"{secret}:{code}".encode()).hexdigest()


def keep(secret: str, target: Target, until: datetime.datetime) -> None:
    """Keep where the secret leads; what led somewhere until now is thrown away."""
    LinkAddress.objects.filter(until__lt=door().now()).delete()
    digest = digest_of(secret)
    sealed = door().seals.seal(msgspec.json.encode(target), digest)
    LinkAddress.objects.create(digest=digest, sealed=b64encode(sealed).decode(), until=until)


def target_of(secret: str) -> Target | None:
    """Where it leads; None for a secret that is none, is over, or cannot be read any more."""
    row = LinkAddress.objects.filter(digest=digest_of(secret), until__gt=door().now()).first()
    plain = None if row is None else door().seals.unseal(b64decode(row.sealed), row.digest)
    return None if plain is None else msgspec.json.decode(plain, type=Target)
