"""Signing in elsewhere (OpenID Connect). Of who somebody is there a blind index is kept, and nothing else: no name, no
e-mail, no token. Nobody becomes a member by it: an account is linked by who is signed in to it already."""

import hmac
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import get_random_string

from goldthread.web.door import door
from goldthread.web.signing_in import identity_refusals as refusals
from goldthread.web.signing_in.noting import note

_NONCE = 32  # characters


class CentreServer(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """The other server, as it describes itself."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Its description. Raises OAuth2Error where it calls itself otherwise than the centre does."""
        config: dict[str, Any] = super().openid_config
        wanted = self.get_provider().app.settings["server_url"]
        if str(config.get("issuer", "")).rstrip("/") != wanted:
            raise OAuth2Error("another issuer")
        return config

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        # allauth trusts the connection; the signature is looked at as well.
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token, keys_url=self.openid_config["jwks_uri"], issuer=self.openid_config["issuer"],
            audience=app.client_id, lookup_kid=jwtkit.lookup_kid_jwk,
        )  # fmt: skip
        return claims


class CentreIdentity(OpenIDConnectProvider):  # type: ignore[misc]  # likewise
    """How we ask there, and what we take of the answer."""

    oauth2_adapter_class = CentreServer

    def redirect(self, request: HttpRequest, process: str, next_url: str | None = None, **_: Any) -> Any:
        """The way there, with a nonce that the answer has to repeat. What a request adds of its own is left out."""
        nonce = get_random_string(_NONCE)
        return super().redirect(request, process, next_url, auth_params={"nonce": nonce}, nonce=nonce)

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Who it is there, so that nobody can read it here."""
        claims = data["id_token"]
        return door().seals.blind(door().centre, f"{claims['iss']}\n{claims['sub']}")

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - allauth's signature
        """Nothing is kept."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - likewise
        """Nothing is taken up: our accounts are found by their id, and another server must not name one."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:  # noqa: ARG002 - likewise
        """Likewise."""
        return []

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> SocialLogin:
        """Who came back, with the nonce that the answer repeats."""
        login = super().sociallogin_from_response(request, response)
        login.nonce = str(response["id_token"].get("nonce", ""))
        return login


class Identities(DefaultSocialAccountAdapter):  # type: ignore[misc]  # likewise
    """What allauth asks about signing in elsewhere."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> CentreIdentity:
        """Ours."""
        return CentreIdentity(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - likewise
        """Nobody becomes a member by another server."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> AbstractBaseUser:  # noqa: ARG002 - likewise
        """Nothing that the other server says names one of our accounts."""
        return sociallogin.user  # type: ignore[no-any-return]  # allauth has no types

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Who came back. Raises ImmediateHttpResponse with a page for whom it is not."""
        if not hmac.compare_digest(sociallogin.nonce, str(sociallogin.state.get("nonce") or "none")):
            raise ImmediateHttpResponse(refusals.not_known(request))
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            if sociallogin.is_existing and sociallogin.user != request.user:
                raise ImmediateHttpResponse(refusals.anothers(request))
        elif not sociallogin.is_existing:
            note(request, None, "identity", "not-linked")
            raise ImmediateHttpResponse(refusals.linked_to_nobody(request))

    def on_authentication_error(self, request: HttpRequest, *_: Any, error: Any = None, **_more: Any) -> None:
        """Nobody came back, or not from where we sent them. Raises ImmediateHttpResponse with a page."""
        cancelled = error == AuthError.CANCELLED
        raise ImmediateHttpResponse(refusals.cancelled(request) if cancelled else refusals.not_known(request))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:  # noqa: ARG002 - likewise
        """After linking."""
        return reverse("own-account")
