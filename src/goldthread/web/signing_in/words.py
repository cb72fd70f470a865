"""In plain words: by what somebody signed in, and how it ended."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_HOW: dict[str, Any] = {
    "password": gettext_lazy("Password"), "passkey": gettext_lazy("Passkey"),
    "identity": gettext_lazy("Sign-in of the centre"), "demonstration": gettext_lazy("Demonstration"),
    "app": gettext_lazy("Code from an app"), "code": gettext_lazy("Spare code"),
    "again": gettext_lazy("Password, asked for again"), "second-step": gettext_lazy("Second step"),
    "session": gettext_lazy("Signing out elsewhere"),
}  # fmt: skip
_OUTCOME: dict[str, Any] = {
    "done": gettext_lazy("Signed in"), "wrong-password": gettext_lazy("Wrong password or login"),
    "wrong-code": gettext_lazy("Wrong code"), "wrong-passkey": gettext_lazy("The passkey did not fit"),
    "closed": gettext_lazy("The account is closed"), "not-linked": gettext_lazy("Linked to nobody here"),
    "linked": gettext_lazy("Linked"), "unlinked": gettext_lazy("Link taken away"),
    "app-added": gettext_lazy("App set up"), "app-removed": gettext_lazy("App taken away"),
    "passkey-added": gettext_lazy("Passkey added"), "passkey-removed": gettext_lazy("Passkey taken away"),
    "ended": gettext_lazy("Signed out there"),
    "code-added": gettext_lazy("New spare codes"), "code-removed": gettext_lazy("Spare codes taken away"),
}  # fmt: skip


def how_words(how: str) -> str:
    """ "password+app" as "Password, then: code from an app"."""
    first, _plus, second = how.partition("+")
    words = str(_HOW.get(first, first))
    return f"{words} + {_HOW.get(second, second)}" if second else words


def outcome_words(outcome: str) -> str:
    """How it ended."""
    return str(_OUTCOME.get(outcome) or _("Not done"))
