"""The forms of a client's way through the centre."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goldthread.plan import Level
from goldthread.practice.people import CLINICIANS
from goldthread.practice.reasons import SHORTEST
from goldthread.practice.team import RESPONSIBLE
from goldthread.record import Client
from goldthread.terms import ItemId, Role
from goldthread.web.door import Member

_LONG = 4_000  # characters
LEVELS = [(each.value, each.value.replace("-", " ").capitalize()) for each in Level]


def long_text(label: Any, *, rows: int = 3, **more: Any) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(label=label, max_length=_LONG, widget=forms.Textarea({"rows": rows}), **more)


def day(label: Any, **more: Any) -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


def seats(staff: Iterable[Member], roles: tuple[Role, ...]) -> list[tuple[str, str]]:
    """The accounts that can act in one of these roles, each with the role, by name."""
    found = [
        (f"{each.id}|{role.value}", f"{each.name} ({role.value.replace('-', ' ')})")
        for each in staff
        for role in each.roles
        if role in roles
    ]
    return sorted(found, key=lambda each: each[1])


class _WithSeat(forms.Form):
    """A form that names an account in a role."""

    roles: tuple[Role, ...] = RESPONSIBLE

    def __init__(self, *args: Any, staff: Iterable[Member], **kwargs: Any) -> None:
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seat"]
        field.choices = [("", "–"), *seats(staff, self.roles)]

    def seat_of(self) -> tuple[ItemId, Role]:
        """Who, in which role."""
        member, _bar, role = self.cleaned_data["seat"].partition("|")
        return member, Role(role)


class EnquiryForm(forms.Form):
    """Who asks for help. A name is enough to begin."""

    name = forms.CharField(label=_("Name, as the person wants to be called"), max_length=200)
    born = day(_("Birth date"), required=False)
    pronouns = forms.CharField(label=_("Pronouns"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[("en", "English"), ("es", "Español")])
    contact = long_text(
        _("How to reach them"), rows=2, required=False, help_text=_("And how not: who must not learn of it.")
    )
    words = long_text(_("What brings them, in their own words"), required=False)

    def clean_born(self) -> datetime.date | None:
        """A day that has been."""
        born: datetime.date | None = self.cleaned_data["born"]
        if born is not None and not datetime.date(1900, 1, 1) <= born <= datetime.date.today():
            raise forms.ValidationError(_("This day cannot be a birth date."))
        return born

    def person(self, client: ItemId) -> Client:
        """The person, as the record holds them."""
        said = self.cleaned_data
        return Client(
            id=client,
            name=said["name"].strip(),
            born=said["born"],
            pronouns=said["pronouns"],
            language=said["language"],
        )


class AdmissionForm(_WithSeat):
    """Treatment begins."""

    on = day(_("First day of treatment"))
    level = forms.ChoiceField(label=_("Level of care"), choices=LEVELS)
    programme = forms.CharField(label=_("Programme"), max_length=200, required=False)
    seat = forms.ChoiceField(label=_("Who answers for the treatment"))


class GrantForm(_WithSeat):
    """Somebody joins the team."""

    roles = CLINICIANS
    seat = forms.ChoiceField(label=_("Who"))
    until = day(_("Until"), required=False, help_text=_("Empty: until somebody ends it."))
    reason = forms.CharField(label=_("Why"), max_length=400, required=False)


class TransferForm(_WithSeat):
    """Somebody else answers for the treatment."""

    seat = forms.ChoiceField(label=_("Who answers from now on"))
    programme = forms.CharField(label=_("Programme, where it changes"), max_length=200, required=False)
    reason = long_text(_("Why"), rows=2)


class LevelForm(forms.Form):
    """Another level of care."""

    level = forms.ChoiceField(label=_("New level of care"), choices=LEVELS)
    on = day(_("Since"))
    reason = long_text(_("Why"), rows=2)


class CompleteForm(forms.Form):
    """The stay ends."""

    on = day(_("Last day"))
    outcome = forms.ChoiceField(
        label=_("How it ended"),
        choices=[
            ("completed", _("The programme was completed")), ("transferred-out", _("Treatment goes on elsewhere")),
            ("left-early", _("The client left before the end")), ("other", _("In another way")),
        ],
    )  # fmt: skip
    words = long_text(_("What is to be said about it"), required=False)


class ReopenForm(_WithSeat):
    """Treatment begins again."""

    on = day(_("First day of treatment"))
    level = forms.ChoiceField(label=_("Level of care"), choices=LEVELS)
    seat = forms.ChoiceField(label=_("Who answers for the treatment"))
    reason = long_text(_("Why"), rows=2)


class GlassForm(forms.Form):
    """Why it cannot wait."""

    reason = long_text(_("Why it cannot wait for the care team"), min_length=SHORTEST)


SHARED = (
    ("plan", _("My plan")), ("safety", _("My safety plan")), ("aftercare", _("What comes after treatment")),
    ("propose", _("They may suggest changes")), ("sign", _("They may sign for me")),
)  # fmt: skip


class SharingForm(forms.Form):
    """Whom a client lets in, and into what."""

    login = forms.CharField(
        label=_("The name they sign in with"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("They get it from the centre. Ask them for it."),
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label=_("What do you share?"), choices=SHARED, widget=forms.CheckboxSelectMultiple
    )
    until = day(_("Until which day?"), required=False, help_text=_("Leave it empty to share until you stop it."))
