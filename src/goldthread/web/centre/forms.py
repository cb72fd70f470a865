"""The forms of a centre's settings and of its accounts."""

import base64
from collections.abc import Mapping
from typing import Any, get_args

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.library.rule_packs import RulePack
from goldthread.practice.crisis import CrisisLine
from goldthread.practice.entries import Capacity
from goldthread.practice.logo import MOST_BYTES, NoLogo, clean_logo
from goldthread.practice.settings import Settings, Stop
from goldthread.terms import Role

_STOPS: dict[Stop, Any] = {
    "client-signature": _("The client has signed. Without it, a plan can begin that its own client never agreed to."),
    "author-signature": _("The author has signed. Without it, a plan can begin for which nobody answers."),
    "grave-findings": _("No grave finding is open. Without it, a plan can begin although a check warns of harm."),
    "countersignature": _("Who has to countersign has done so. Without it, a plan can begin before that."),
}
_SIGNERS: dict[Capacity, Any] = {
    "client": _("The client"), "author": _("The author"), "team": _("The others on the care team"),
    "supervisor": _("A supervisor"), "countersign": _("Who countersigns"),
}  # fmt: skip
_PHONE = r"^[0-9+()\- ]*[0-9]$"


def _several(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **more)


def _hours(label: Any, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=most, **more)


class SettingsForm(forms.Form):
    """What a centre decides, but for the lines for a crisis."""

    name = forms.CharField(label=_("Name of the centre"), max_length=120)
    logo = forms.FileField(
        label=_("Logo"), required=False, widget=forms.FileInput({"accept": "image/png"}),
        help_text=_("A PNG of at most 50 KB. Leave it empty to keep what there is."),
    )  # fmt: skip
    no_logo = forms.BooleanField(label=_("Show no logo"), required=False)
    languages = _several(_("Languages of the pages"), [("en", "English"), ("es", "Español")])
    emergency = forms.RegexField(
        r"^[0-9+]+$", label=_("Number to dial when a life is in danger"), max_length=20,
        error_messages={"invalid": _("Write it in digits, for example 911 or 112.")},
    )  # fmt: skip
    rule_pack = forms.ChoiceField(label=_("Rules that hold here"), required=False)
    stops = _several(
        _("A plan begins only when …"), list(_STOPS.items()), required=False,
        help_text=_("What you leave out no longer stops a plan. It is still shown as missing."),
    )  # fmt: skip
    waive_stops = forms.BooleanField(
        label=_("A grave finding may be set aside, with a name and a reason"), required=False,
        help_text=_("Otherwise it has to be settled in the plan."),
    )  # fmt: skip
    signers = _several(_("Who signs a plan"), [(each, _SIGNERS[each]) for each in _SIGNERS], required=False)
    countersign_days = forms.IntegerField(
        label=_("Days for countersigning"), min_value=1, max_value=365, required=False,
        help_text=_("Where the rules give none. Empty: no day is set."),
    )  # fmt: skip
    glass_hours = _hours(_("Hours that a record stays open after the glass is broken"), 72)
    form_link_hours = _hours(_("Hours that a link to a form or a signature works"), 720)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, packs: Mapping[str, RulePack], **kwargs: Any) -> None:
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)
        field: Any = self.fields["rule_pack"]
        field.choices = [("", _("None: only the centre’s own")), *((each.id, each.title) for each in packs.values())]

    def clean_logo(self) -> str:
        """The picture in base64, with what draws it and nothing else; "" where none was sent."""
        sent = self.cleaned_data.get("logo")
        if not sent:
            return ""
        try:
            return base64.b64encode(clean_logo(sent.read(MOST_BYTES + 1))).decode()
        except NoLogo as error:
            raise forms.ValidationError(str(error)) from error

    def settings(self, former: Settings, lines: tuple[CrisisLine, ...]) -> Settings:
        """The settings as they are wanted."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "no_logo")}
        said["logo"] = "" if self.cleaned_data["no_logo"] else said["logo"] or former.logo
        said |= {name: tuple(said[name]) for name in ("languages", "stops", "signers")}
        return msgspec.structs.replace(former, crisis_lines=lines, **said)


class LineForm(forms.Form):
    """A line for a crisis."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.RegexField(
        _PHONE, label=_("Number to call"), max_length=40,
        error_messages={"invalid": _("Write a number that a telephone can dial.")},
    )  # fmt: skip
    sms = forms.RegexField(
        _PHONE, label=_("Number for a text"), max_length=40, required=False,
        error_messages={"invalid": _("Write a number that a telephone can dial.")},
    )  # fmt: skip
    hours = forms.CharField(
        label=_("When somebody answers"), max_length=120, required=False, help_text=_("Empty: day and night.")
    )
    language = forms.CharField(label=_("In which language"), max_length=120, required=False)


Lines = forms.formset_factory(LineForm, extra=2, max_num=6, validate_max=True, can_delete=True)
STAFF_ROLES = tuple(each for each in Role if each is not Role.CLIENT)
_ROLES = [(each.value, each.value.replace("-", " ").capitalize()) for each in STAFF_ROLES]


class RolesForm(forms.Form):
    """The roles of an account."""

    roles = _several(_("Roles"), _ROLES)

    def wanted(self) -> tuple[Role, ...]:
        """The roles that were chosen."""
        return tuple(Role(each) for each in self.cleaned_data["roles"])


class AccountForm(RolesForm):
    """A new account."""

    name = forms.CharField(label=_("Name"), max_length=200)
    login = forms.CharField(label=_("Login"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    field_order = ("name", "login", "roles")


assert set(_STOPS) == set(get_args(Stop))  # noqa: S101 - a new stop needs its words here
