"""What pages of signing in show."""

from allauth.mfa.models import Authenticator
from django import template

from goldthread.web.signing_in.passkeys import name_of

register = template.Library()


@register.filter
def passkey_name(passkey: Authenticator) -> str:
    """What its owner calls it."""
    return name_of(passkey)
