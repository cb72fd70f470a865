"""What is written down in a review meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Begin(forms.Form):
    """What brings client and team together."""

    why = forms.ChoiceField(
        label=_("What brings us here?"),
        choices=[
            ("agreed", _("It is the time that we agreed on")),
            ("no-longer-fits", _("My plan no longer fits")),
            ("happened", _("Something has happened")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Tell us more"), required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def cause(self) -> str:
        """Both as one text."""
        chosen = dict(self.fields["why"].choices)[self.cleaned_data["why"]]  # type: ignore[attr-defined]  # a choice field
        return ". ".join(filter(None, (str(chosen), self.cleaned_data["words"].strip())))


class OwnWords(forms.Form):
    """How it is for the client, word for word."""

    words = forms.CharField(
        label=_("How is it for you? What should be different?"),
        help_text=_("Write it as it is said."),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class End(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=_("How do we go on?"),
        choices=[
            ("kept", _("The plan goes on as it is")),
            ("changed", _("The plan changes. We write it together, and sign what is new")),
            ("ended", _("The plan is done")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What did we agree on? In plain words"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_on = forms.DateField(
        label=_("When do we look again?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
