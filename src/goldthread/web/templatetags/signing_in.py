"""What pages of signing in show."""

from allauth.mfa.models import Authenticator
from django import template

from goldthread.web.door import door
from goldthread.web.signing_in.elsewhere import identity_name
from goldthread.web.signing_in.passkeys import name_of

register = template.Library()


@register.filter
def passkey_name(passkey: Authenticator) -> str:
    """What its owner calls it."""
    return name_of(passkey)


@register.simple_tag
def signs_in_elsewhere(centre: str) -> str:
    """What the other server is called at which people of that centre sign in; "" where there is none."""
    return identity_name(centre or door().centre)
