"""The small forms of the record: one for each kind of fact that is entered here."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from goldthread.record import FACT_KINDS, AnyFact
from goldthread.terms import LifeDomain, Section

_LONG = 4_000  # characters; a product choice, far below what a fact may hold
_DOMAINS = [(each.value, each.label.capitalize()) for each in LifeDomain]
_SECTIONS = [(each.value, each.label) for each in Section]


def _text(label: Any, *, rows: int = 2, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(label=label, max_length=_LONG, widget=widget, **more)


def _choice(label: Any, kind: str, field: str, **more: Any) -> forms.ChoiceField:
    """The words that the fact's own field may hold."""
    hint = get_type_hints(FACT_KINDS[kind])[field]
    words = get_args(hint) if get_origin(hint) is Literal else ()
    return forms.ChoiceField(label=label, choices=[(each, each.replace("-", " ")) for each in words], **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _domain(*, required: bool = True) -> forms.ChoiceField:
    choices = _DOMAINS if required else [("", "–"), *_DOMAINS]
    return forms.ChoiceField(label=_("Side of life"), choices=choices, required=required)


_SAID = _("“client” where the client said it; else who it was.")
_SOURCE = _("The talk, letter or form in which it came up.")


class FactForm(forms.Form):
    """What every form asks: who said it, and from where it comes. `said_by` None: it is asked."""

    kind = ""
    said_by_is = ""  # "client" or "role": whose words the form is for
    anchor = ""
    for_client = True
    title: Any = ""

    def __init__(self, data: Any = None, *, role: str, name: str, initial: Mapping[str, Any] | None = None) -> None:
        given = {"said_by": "client", **(initial or {})}
        super().__init__(data, initial=given, auto_id=f"{name}-%s", use_required_attribute=False)
        self.role = role
        if role != "client" and not self.said_by_is:
            self.fields["said_by"] = _text(_("Who says it"), rows=1, help_text=_SAID)
        if role != "client" and self.kind != "set-aside":
            self.fields["source"] = _text(_("Where it comes from"), rows=1, help_text=_SOURCE)

    def values(self) -> dict[str, Any]:
        """What was typed, as the fields of the fact hold it."""
        found = {name: value for name, value in self.cleaned_data.items() if name not in ("said_by", "source")}
        return {name: (None if value == "" and name in _NULLABLE else value) for name, value in found.items()}

    def said(self) -> dict[str, str]:
        """Who said it and where, as far as this form asks or knows."""
        if self.role == "client":
            return {"said_by": "client", "source": "own page"}
        by = {"client": "client", "role": self.role}.get(self.said_by_is, self.cleaned_data.get("said_by", "client"))
        return {"said_by": by, "source": self.cleaned_data.get("source", "")}


_NULLABLE = frozenset({"domain", "importance", "last_practised", "since"})


class StrengthForm(FactForm):
    """A strength."""

    kind, anchor, title = "strength", "strengths", _("Add a strength")
    text = _text(_("What the client is good at, has, or has come through"))
    domain = _domain(required=False)


class HopeForm(FactForm):
    """A hope, in the client's words."""

    kind, said_by_is, anchor, title = "hope", "client", "words", _("Add a hope")
    text = _text(_("What the client wants their life to hold, in their own words"))
    domain = _domain(required=False)
    importance = forms.TypedChoiceField(
        label=_("How much it matters, 0 to 10"),
        choices=[("", "–"), *((each, str(each)) for each in range(11))],
        coerce=int,
        empty_value=None,
        required=False,
    )


class WordsForm(FactForm):
    """What the client says about a side of life."""

    kind, said_by_is, anchor, title = "statement", "client", "words", _("Write down what the client says")
    domain = _domain()
    text = _text(_("In the client’s own words, exactly as said"), rows=3)
    concern = _choice(_("How much of a worry it is to the client"), "statement", "concern", initial="unsaid")


class ViewForm(FactForm):
    """What a clinician sees in a side of life."""

    kind, said_by_is, anchor, title = "statement", "role", "views", _("Write down what you see")
    for_client = False
    domain = _domain()
    text = _text(_("In your own words"), rows=3)
    concern = _choice(_("How much of a worry it is"), "statement", "concern", initial="unsaid")


class TriggerForm(FactForm):
    """A trigger."""

    kind, anchor, title = "trigger", "triggers", _("Add a trigger")
    text = _text(_("What sets it off"))
    type = _choice(_("What it is"), "trigger", "type", initial="event")


class SkillForm(FactForm):
    """A coping skill."""

    kind, anchor, title = "coping-skill", "skills", _("Add a skill")
    text = _text(_("What the client does to get through"))
    helps = _choice(_("Does it help"), "coping-skill", "helps", initial="unknown")
    last_practised = _day(_("Last practised on"), required=False)
    works_where = _text(_("Where it works"), rows=1, required=False)


class SupportForm(FactForm):
    """Somebody who stands by the client."""

    kind, anchor, title = "support", "supports", _("Add somebody who helps")
    name = _text(_("Name"), rows=1)
    relation = _text(_("What they are to the client"), rows=1)
    type = _choice(_("Kind of support"), "support", "type", initial="other")
    helps_with = _text(_("What they help with"), rows=1, required=False)
    contact = _text(_("How to reach them"), rows=1, required=False)
    available_in_crisis = forms.BooleanField(label=_("Can be called in a bad hour"), required=False)
    strained = forms.BooleanField(label=_("Things are strained between them"), required=False)


class MedicineForm(FactForm):
    """A medicine, without any word on how much."""

    kind, anchor, title = "medicine", "medicines", _("Add a medicine")
    name = _text(_("Name"), rows=1, help_text=_("The name alone: how much is the prescriber’s matter."))
    purpose = _text(_("What it is for"), rows=1, required=False)
    status = _choice(_("How it stands"), "medicine", "status", initial="active")
    taken = _choice(_("Is it taken"), "medicine", "taken", initial="unknown")
    prescriber = _text(_("Who prescribes it"), rows=1, required=False)
    side_effects = _text(_("What it does that is not wanted"), required=False)


class CauseForm(FactForm):
    """Part of the formulation."""

    kind, anchor, title = "cause", "causes", _("Add a cause")
    for_client = False
    text = _text(_("What it is"))
    role_of_it = _choice(_("What it does"), "cause", "role")
    bears_on = forms.MultipleChoiceField(
        label=_("What it bears on"), choices=_SECTIONS, widget=forms.CheckboxSelectMultiple
    )

    def values(self) -> dict[str, Any]:
        """`role` is also what the form calls the role of who types."""
        found = super().values()
        return {"text": found["text"], "role": found["role_of_it"], "bears_on": tuple(found["bears_on"])}


class EventForm(FactForm):
    """Something that happened, a return to use too."""

    kind, anchor, title = "event", "events", _("Add something that happened")
    topic = _choice(_("What it was"), "event", "topic", initial="life-change")
    text = _text(_("What happened"))
    since = _day(_("On which day"), required=False)


class ConsideredForm(FactForm):
    """A side of life that was gone through together."""

    kind, said_by_is, anchor, title = "considered", "role", "domains", _("Say what was gone through")
    for_client = False
    domain = _domain()
    note = _text(_("Note"), rows=1, required=False)


class SetAsideForm(FactForm):
    """A side of life that waits."""

    kind, said_by_is, anchor, title = "set-aside", "role", "domains", _("Set a side of life aside")
    for_client = False
    domain = _domain()
    reason = _text(_("Why it waits"))
    look_again_on = _day(_("Look at it again on"))


# By the word that stands in the address.
FORMS: dict[str, type[FactForm]] = {
    "words": WordsForm, "hope": HopeForm, "strength": StrengthForm, "view": ViewForm, "trigger": TriggerForm,
    "skill": SkillForm, "support": SupportForm, "medicine": MedicineForm, "event": EventForm,
    "cause": CauseForm, "considered": ConsideredForm, "set-aside": SetAsideForm,
}  # fmt: skip


def fields_of(form: FactForm) -> SafeString:
    """The form's fields, each with its label, help and errors."""
    return render_to_string("web/record/fields.html", {"form": form})


@cache
def blank_fields(name: str, for_client: bool, language: str) -> SafeString:  # noqa: ARG001 - a template knows the language by itself
    """Likewise of a form that nobody has filled in: the same for everybody in that language, so it is drawn once. A
    page of the record has nine of them, and Django draws a field by three templates."""
    return fields_of(FORMS[name](role="client" if for_client else "staff", name=name))


def name_for(fact: AnyFact) -> str:
    """Which form the fact is corrected in; empty where it can only be taken back."""
    kind = str(type(fact).__struct_config__.tag)
    if kind == "statement":
        return "words" if fact.from_client else "view"
    return next((name for name, form in FORMS.items() if form.kind == kind), "")


def initial_of(fact: AnyFact) -> dict[str, Any]:
    """What the fact holds, by field of its form."""
    plain: dict[str, Any] = msgspec.structs.asdict(fact)
    return {**plain, "role_of_it": plain.get("role")}


class TakeBackForm(forms.Form):
    """Why a fact is taken back."""

    reason_to_take_back = _text(_("Why it is taken back"))
