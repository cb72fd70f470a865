"""The forms of the client's pages: few fields, plain labels, nothing that has to be known."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_LONG = 4_000  # characters; what the text of a plan holds


def _own_words(label: Any, *, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=_LONG, widget=forms.Textarea({"rows": rows}), **more)


class About(forms.Form):
    """A form about one thing in the plan, which is chosen where it was not named."""

    about = forms.ChoiceField(label=_("What is it about?"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["about"]
        field.choices = [("", "—"), *choices]
        if named:
            field.widget = forms.HiddenInput()


class Proposal(About):
    """A change, in the client's words."""

    text = _own_words(_("How should it be?"))
    why = _own_words(_("Why?"), rows=2, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SeenDifferently(About):
    """A disagreement with one thing in the plan."""

    words = _own_words(_("How do you see it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].required = True


class NoLongerFits(forms.Form):
    """What asks for another look at the plan."""

    words = _own_words(_("What does not fit?"))


class Story(About):
    """How something went."""

    went = forms.ChoiceField(
        label=_("How did it go?"),
        choices=[("well", _("It went well")), ("partly", _("Some of it worked")), ("not", _("It did not work"))],
        widget=forms.RadioSelect,
        required=False,
    )
    words = _own_words(_("Tell it in your own words"), required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two is enough."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("went") and not cleaned.get("words"):
            raise forms.ValidationError(_("Choose one, or write a few words."))
        return cleaned


class Ranks(forms.Form):
    """The goals in the client's order."""

    def __init__(self, *args: Any, goals: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(str(place), str(place)) for place in range(1, len(goals) + 1)]
        for place, (goal, text) in enumerate(goals, start=1):
            self.fields[goal] = forms.ChoiceField(label=text, choices=places, initial=str(place))

    def clean(self) -> dict[str, Any]:
        """Each place once."""
        cleaned: dict[str, Any] = super().clean() or {}
        if len(set(cleaned.values())) < len(cleaned):
            raise forms.ValidationError(_("Two goals have the same number. Give each its own."))
        return cleaned


class Name(forms.Form):
    """A signature."""

    name = forms.CharField(
        label=_("Type your full name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )


class No(forms.Form):
    """Not signing."""

    why = forms.ChoiceField(
        label=_("Why not?"),
        choices=[("not-now", _("Not now")), ("does-not-agree", _("I do not agree"))],
        widget=forms.RadioSelect,
    )
    words = _own_words(_("Do you want to say more?"), rows=3, required=False)
