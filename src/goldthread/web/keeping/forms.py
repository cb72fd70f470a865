"""The forms of what becomes of a folder as a whole."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.practice.reasons import SHORTEST
from goldthread.web.care.forms import long_text

_ID = r"^[a-z0-9][a-z0-9_.@-]{0,79}$"


class LookForm(forms.Form):
    """The second folder: looked for, or chosen."""

    words = forms.CharField(max_length=200, required=False)
    other = forms.RegexField(_ID, required=False)


class JoinForm(forms.Form):
    """The two are of one person."""

    reason = long_text(_("How do you know that they are of one person?"))
    sure = forms.BooleanField(label=_("I have looked at both, and they are of the same person"))


class ApartForm(forms.Form):
    """They are not."""

    reason = long_text(_("Why they are taken apart"))


class CopyForm(forms.Form):
    """Who gets a copy, and for what."""

    to = forms.CharField(label=_("To whom the copy goes"), max_length=400)
    purpose = long_text(_("For what"), rows=2)
    kind = forms.ChoiceField(
        label=_("What is handed out"), widget=forms.RadioSelect, initial="all",
        choices=[
            ("all", _("Everything, for another system (JSON)")),
            ("case", _("The record and the newest plan, as text (YAML)")),
        ],
    )  # fmt: skip


class OwnCopyForm(forms.Form):
    """What the client takes with them."""

    kind = forms.ChoiceField(
        label=_("What do you want?"), widget=forms.RadioSelect, initial="case",
        choices=[
            ("case", _("My record and my plan, as text that I can read")),
            ("all", _("All of it, for another clinic’s computer")),
        ],
    )  # fmt: skip


GROUNDS = (
    ("", "–"), ("asked-for-by-client", _("The client asks for it, and nothing obliges us to keep it")),
    ("retention-ended", _("The time for which it must be kept is over")),
    ("begun-in-error", _("The folder was begun in error")),
    ("court-order", _("A court orders it")),
)  # fmt: skip


class EraseForm(forms.Form):
    """The end of a folder. The name is typed, so that nobody erases the folder beside the one that they mean."""

    ground = forms.ChoiceField(label=_("On what ground"), choices=GROUNDS)
    reason = long_text(_("Why"), min_length=SHORTEST)
    name = forms.CharField(
        label=_("Type the client’s name as it stands above"), max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    known = forms.BooleanField(label=_("I know that nobody can bring it back"))

    def __init__(self, *args: Any, wanted: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = wanted

    def clean_name(self) -> str:
        """The same name: capitals and spaces between do not matter."""
        typed: str = self.cleaned_data["name"]
        if typed.casefold().split() != self.wanted.casefold().split():
            raise forms.ValidationError(_("This is not the name of this client."))
        return typed


class OpenAccountForm(forms.Form):
    """A new account."""

    kind = forms.ChoiceField(
        label=_("For whom"), widget=forms.RadioSelect,
        choices=[("client", _("The client")), ("supporter", _("Somebody whom the client may let in"))],
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=200)
    login = forms.CharField(
        label=_("Login"), max_length=200, widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
        help_text=_("By which they sign in. Nobody else sees it."),
    )  # fmt: skip


class ReviewForm(forms.Form):
    """What came of looking at a broken glass."""

    client = forms.RegexField(_ID, widget=forms.HiddenInput)
    member = forms.RegexField(_ID, widget=forms.HiddenInput)
    since = forms.CharField(max_length=40, widget=forms.HiddenInput)
    words = long_text(_("What came of it"), rows=2, required=False)
