"""What allauth asks: nobody signs up, nothing is sent by e-mail, secrets are sealed, no message names a person."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goldthread.web.acting import member_of
from goldthread.web.door import door
from goldthread.web.models import Account
from goldthread.web.signing_in.noting import note_of


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Signing in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # The same words whatever was wrong: nobody learns from them who has an account.
        "username_password_mismatch": _("Nobody can be signed in with this login and password."),
        "too_many_login_attempts": _("There were too many tries. Wait five minutes, then try again."),
        "incorrect_password": _("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Accounts are made by an administrator."""
        return False

    def add_message(self, request: HttpRequest, level: int, *_args: Any, message: str = "", **_more: Any) -> None:
        """The page that follows says it; allauth's own messages name the person. A passkey that did not fit has no page
        of its own."""
        if message and level == messages.ERROR:
            messages.error(request, gettext("That did not work. Please try again, or take another way."))

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing leaves by e-mail."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Likewise."""

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A closed account: noted, and told."""
        note_of(request, user, "identity", "closed")
        answer: HttpResponse = super().respond_user_inactive(request, user)
        return answer

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether this is the password of who is signed in."""
        if not isinstance(user, Account) or user.known is None:
            return False
        member = user.known.member
        credentials = {"centre": member.centre, "username": member.login, "password": password}
        shown = self.authenticate(context.request, **credentials)
        return shown is not None and shown.pk == user.pk

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002 - allauth's signature
        # A login is somebody's once in a centre: tries are counted likewise, whatever address they come from.
        return f"{credentials.get('centre', '')}/{str(credentials.get('username', '')).strip().casefold()}"


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # likewise
    """Second factors."""

    def encrypt(self, text: str) -> str:
        """The secret, sealed with the key of the centre of who is signed in."""
        member = member_of(context.request)
        if member is None:
            raise LookupError("nobody is signed in")
        return door().seals.seal_secret(member.centre, text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret."""
        return door().seals.unseal_secret(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:  # noqa: A002 - allauth's signature
        """A name to begin with."""
        name: str = gettext("Passkey %d") % (Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1)
        return name

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """What the person's own device keeps with a passkey: the account's id, and the login."""
        said: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**said, "display_name": self._get_user_identifier(user)}

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        # Shown by the person's own authenticator, and kept by it: the login, which they type anyway.
        return user.known.member.login if isinstance(user, Account) and user.known is not None else ""
