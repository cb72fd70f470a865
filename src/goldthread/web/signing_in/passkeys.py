"""Passkeys: their names are sealed, for people call them by their own names; one that did not fit is noted."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as allauths
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from goldthread.web.models import Account
from goldthread.web.signing_in.noting import note, note_of

_MOST = 60  # characters of a name
# What a browser says of a passkey is read by fido2. Of what is not as it should be (no base64, another shape, a
# signature that does not fit) allauth takes some errors for a no, and not these: who made them up saw a fault of ours.
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, InvalidSignature)


def name_of(passkey: Authenticator) -> str:
    """What its owner calls it."""
    kept = str(passkey.data.get("name", ""))
    centre = str(passkey.user_id).partition("/")[0]
    # Those of before names were sealed are as they were typed, until they are named again.
    return str(get_adapter().decrypt(kept)) if kept.startswith(f"{centre}/") else kept


def _no(error: Exception) -> ValidationError:
    return error if isinstance(error, ValidationError) else get_adapter().validation_error("incorrect_code")


def _name(field: Any) -> None:
    field.label, field.max_length = _("What you call it"), _MOST
    field.widget.attrs.update({"class": "form-control", "maxlength": _MOST})


class AddPasskey(allauths.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey that was just made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self.fields["name"])
        alone = self.fields["passwordless"]
        alone.label, alone.help_text, alone.initial = _("Sign in with it alone, without a password"), "", True
        alone.widget.attrs["class"] = "form-check-input"

    def clean(self) -> dict[str, Any]:
        """The passkey that the browser made. Raises ValidationError for what is none."""
        try:
            return dict(super().clean())
        except _UNREADABLE as error:
            raise _no(error) from None

    def clean_name(self) -> str:
        """Its name, sealed."""
        return str(get_adapter().encrypt(super().clean_name()[:_MOST]))


class NamePasskey(allauths.EditWebAuthnForm):  # type: ignore[misc]  # likewise
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {**kwargs.get("initial", {}), "name": name_of(kwargs["instance"])}
        super().__init__(*args, **kwargs)
        _name(self.fields["name"])

    def clean_name(self) -> str:
        """The name, sealed."""
        return str(get_adapter().encrypt(self.cleaned_data["name"][:_MOST]))


class _Noted(forms.Form):
    """One that does not fit stands in the trail, with the account where it is known."""

    user: Any

    def clean_credential(self) -> Authenticator:
        """The passkey that was shown. Raises ValidationError."""
        try:
            return super().clean_credential()  # type: ignore[misc]  # of allauth's forms below
        except (ValidationError, *_UNREADABLE) as error:
            if isinstance(self.user, Account):
                note_of(context.request, self.user, "passkey", "wrong-passkey")
            else:
                note(context.request, None, "passkey", "wrong-passkey")
            raise _no(error) from None


class SignInByPasskey(_Noted, allauths.LoginWebAuthnForm):  # type: ignore[misc]  # likewise
    """Signing in by a passkey alone."""


class SecondStepByPasskey(_Noted, allauths.AuthenticateWebAuthnForm):  # type: ignore[misc]  # likewise
    """A passkey after the password."""


class AgainByPasskey(_Noted, allauths.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # likewise
    """A passkey of who is signed in already."""
