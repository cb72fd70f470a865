"""The forms of signing in, and of another password."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.web.door import door


class SignIn(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Login and password, in a centre: the server's own where the address names no other."""

    centre = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.request.GET.get("centre", "") if self.request is not None else ""
        self.fields["centre"].initial = asked or door().centre
        self.fields["login"].label = _("Login")
        self.fields["login"].max_length = 200
        self.fields["password"].max_length = 1000  # more would only keep the server busy
        self.fields["password"].help_text = ""
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
            self.fields[name].widget.attrs["class"] = "form-control"
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")

    def user_credentials(self) -> dict[str, str]:
        """What is asked of the store."""
        cleaned = self.cleaned_data
        return {
            "username": cleaned["login"], "password": cleaned["password"],
            "centre": cleaned.get("centre") or door().centre,
        }  # fmt: skip


def _password(label: Any, autocomplete: str, **more: Any) -> forms.CharField:
    attributes = {"autocomplete": autocomplete, "class": "form-control"}
    # Neither end of it is cut off: a blank is a sign like others.
    return forms.CharField(
        label=label, max_length=1000, strip=False, widget=forms.PasswordInput(attributes), **more
    )  # fmt: skip


class NewPassword(forms.Form):
    """The password before, and the new one twice. Which passwords may be set, the store says."""

    use_required_attribute = False
    old = _password(_("Your password now"), "current-password")
    new = _password(
        _("Your new password"), "new-password",
        help_text=_("At least 12 characters. Four words that do not belong together are easy to keep in mind."),
    )  # fmt: skip
    again = _password(_("Your new password once more"), "new-password")

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        cleaned = super().clean() or {}
        if "new" in cleaned and "again" in cleaned and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("This is not the same as above."))
        return cleaned
