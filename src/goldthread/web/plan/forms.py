"""Forms of the workspace. An item's form is made from the fields that its kind has; what it held when the page was read
comes back with it, so that only what was changed is sent on."""

import datetime
import types
from enum import StrEnum
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from goldthread.needs import Need
from goldthread.plan import PlanItem
from goldthread.plan.operations import ChangeField, hints
from goldthread.terms import Words
from goldthread.web.plan.opening import Opened
from goldthread.web.plan.words import FIELDS

# What is not typed: ids, the thread to the record, and where an item was drafted from.
_NOT_TYPED = frozenset({"id", "facts", "asks", "from_option", "strengths", "aspects", "modality", "title"})
_FIRST = {
    "needs": ("disposition", "reason", "until", "referred_to", "causes_answered"),
    "goals": ("own_words", "clinical", "importance_client", "confidence_client", "needs"),
    "objectives": ("text", "measure", "unit", "baseline", "target", "target_date", "steps"),
    "interventions": ("text", "frequency", "duration", "by_whom", "client_does", "because", "objectives"),
}
_LINES = frozenset({"steps", "comfort"})
_SHORT = frozenset({
    "measure", "unit", "frequency", "duration", "by_whom", "contact", "name", "relation", "prescriber", "decided_by",
    "credential", "medicine", "substance", "referred_to", "noticed_by", "source", "education_by",
})  # fmt: skip
_ONE_TO_TEN = frozenset({
    "importance_client", "confidence_client", "importance_clinician", "confidence_clinician", "confidence",
})  # fmt: skip


class Checks(forms.CheckboxSelectMultiple):
    """Boxes to tick, written in one go: a plan has dozens of needs, and a template for each box takes its time."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 - Django's signature
        """The list of boxes."""
        chosen, start = {str(each) for each in value or ()}, (attrs or {}).get("id", name)
        rows = (
            (f"{start}_{place}", name, each, mark_safe(" checked") if str(each) in chosen else "", label)
            for place, (each, label) in enumerate(self.choices)
        )
        box = (
            '<label class="gt-choice" for="{0}"><input type="checkbox" id="{0}" name="{1}" value="{2}"{3}>'
            "<span>{4}</span></label>"
        )
        return format_html('<div id="{}">{}</div>', start, format_html_join("", box, rows))


class ItemForm(forms.Form):
    """The fields of one item. `first` are those that are filled in most; `more` stand folded beneath."""

    first: tuple[str, ...] = ()

    def first_fields(self) -> list[forms.BoundField]:
        """Fields in sight."""
        return [self[name] for name in self.fields if name in self.first]

    def more_fields(self) -> list[forms.BoundField]:
        """Fields that are folded."""
        return [self[name] for name in self.fields if name not in self.first]


def item_form(here: Opened, collection: str, item: PlanItem, data: Any = None) -> ItemForm:
    """The form of an item, filled with what it holds, or with what was sent."""
    asks = {ask.field: ask.question for ask in item.asks}
    kinds = hints(type(item))
    fields = {name: field for name in type(item).__struct_fields__ if (field := _field(here, item, name, kinds[name]))}
    for name, field in fields.items():
        field.label = FIELDS.get(name, name.replace("_", " ").capitalize())
        field.help_text = asks.get(name, "")
        field.required = False
    first = tuple(name for name in _FIRST.get(collection, tuple(fields)) if name in fields)
    ordered = {name: fields[name] for name in (*first, *(name for name in fields if name not in first))}
    kind = type("Form", (ItemForm,), {**ordered, "first": first})
    form: ItemForm = kind(
        data, initial=shown_values(item, ordered), auto_id=f"{item.id}-%s", use_required_attribute=False
    )
    return form


def shown_values(item: PlanItem, names: Any) -> dict[str, Any]:
    """What an item holds in these fields, as plain values."""
    plain = msgspec.to_builtins(item)
    return {name: "\n".join(plain[name]) if name in _LINES else plain[name] for name in names}


def _field(here: Opened, item: PlanItem, name: str, kind: Any) -> forms.Field | None:
    value = getattr(item, name)
    if name in _NOT_TYPED or (name == "own_words" and value is not None):
        return None  # words that were said are the client's; nobody types over them
    if name in ("needs", "objectives", "causes_answered"):
        return forms.MultipleChoiceField(choices=_members(here, item, name), widget=Checks)
    if name in _LINES or name == "own_words":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4_000, strip=False)
    return _plain(name, kind)


def _plain(name: str, kind: Any) -> forms.Field | None:
    options = get_args(kind) if get_origin(kind) in (types.UnionType, Union) else (kind,)
    nullable = type(None) in options
    kind = next(each for each in options if each is not type(None))
    if name in _ONE_TO_TEN:
        return forms.TypedChoiceField(
            choices=[("", "–"), *((each, str(each)) for each in range(11))], coerce=int, empty_value=None
        )
    if get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        words = get_args(kind) if get_origin(kind) is Literal else tuple(kind)
        choices = [(str(each), str(each).replace("-", " ")) for each in words]
        return forms.TypedChoiceField(choices=[("", "–"), *choices] if nullable else choices, empty_value=None)
    return _of_type(name, _bare(kind))


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if hasattr(kind, "__metadata__") else kind


def _of_type(name: str, kind: Any) -> forms.Field | None:
    if kind is bool:
        return forms.BooleanField()
    if kind is int:
        return forms.IntegerField(min_value=0)
    if kind is float:
        return forms.FloatField(widget=forms.NumberInput(attrs={"step": "any"}))
    if kind is datetime.date:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    if kind is str and name not in ("need", "one", "other", "goal", "after", "continues_into", "about", "scale"):
        widget = forms.TextInput() if name in _SHORT else forms.Textarea(attrs={"rows": 3})
        return forms.CharField(widget=widget, max_length=4_000, strip=False)
    return None  # a reference: it is tied where the item is made


def _members(here: Opened, item: PlanItem, name: str) -> list[tuple[str, str]]:
    if name == "causes_answered":
        derived: Need | None = here.needs.get(item.id)
        known = [here.told(each) for each in derived.causes if each.role != "protective"] if derived else []
        return [(each, each) for each in dict.fromkeys([*known, *item.causes_answered])]  # type: ignore[attr-defined]  # a need has it
    return [(each.id, here.names[each.id]) for each in getattr(here.plan, name)]


def changes(
    here: Opened, collection: str, item: PlanItem, form: ItemForm, before: dict[str, Any]
) -> tuple[ChangeField, ...]:
    """The operations for what was typed otherwise than it stood when the page was read."""
    found = []
    for name, value in form.cleaned_data.items():
        after, was = _as_kept(here, name, value), before.get(name)
        emptied = after in (None, "") and (was in (None, "") or not _may_be_empty(hints(type(item))[name], after))
        if after != was and not emptied:
            found.append(ChangeField(collection=collection, id=item.id, field=name, before=was, after=after))
    return tuple(found)


def _may_be_empty(kind: Any, value: Any) -> bool:
    return value == "" or type(None) in get_args(kind)


def _as_kept(here: Opened, name: str, value: Any) -> Any:
    if name == "own_words":
        return own_words(here, value) if value.strip() else None
    if name in _LINES:
        return [line.strip() for line in value.splitlines() if line.strip()]
    if isinstance(value, list):
        return sorted(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    return value


def own_words(here: Opened, said: str) -> dict[str, Any]:
    """Words of the client, written down today."""
    from goldthread.web.door import door  # noqa: PLC0415 - the clock alone

    language = here.record.record.client.language if here.record is not None else here.plan.language
    words = Words(text=said.strip(), said_by="client", on=door().now().date(), language=language)
    plain: dict[str, Any] = msgspec.to_builtins(words)
    return plain


class WaiverForm(forms.Form):
    """Why a finding is set aside, and until when."""

    reason = forms.CharField(
        label=_("Why it is set aside"), min_length=10, max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class PickForm(forms.Form):
    """What the client says to an option, in the same form that takes it into the draft."""

    own_words = forms.CharField(
        label=_("What the client wants here, in their own words"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    client_does = forms.CharField(
        label=_("What the client will do, as they say it"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(forms.Form):
    """An answer to a proposal or a disagreement."""

    answer = forms.CharField(label=_("Your answer"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}))
