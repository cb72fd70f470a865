"""What asks for another look at the plan, in words that blame nobody."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldthread.practice.waits import Asked, AskKind

_WORDS: dict[AskKind, object] = {
    "overdose": gettext_lazy("an overdose"),
    "suicide-attempt": gettext_lazy("a suicide attempt"),
    "self-harm": gettext_lazy("self-harm"),
    "critical-item": gettext_lazy("an answer in a form that cannot wait"),
    "risk": gettext_lazy("a risk that is higher than before"),
    "return-to-use": gettext_lazy("a return to use"),
    "emergency": gettext_lazy("a visit to the emergency department"),
    "hospital": gettext_lazy("a hospital stay"),
    "violence": gettext_lazy("violence"),
    "use": gettext_lazy("news about use"),
    "arrest": gettext_lazy("an arrest"),
    "fall": gettext_lazy("a fall"),
    "loss": gettext_lazy("a loss"),
    "missed-sessions": gettext_lazy("missed sessions"),
    "level": gettext_lazy("another level of care"),
    "diagnosis": gettext_lazy("a new diagnosis"),
    "medicine": gettext_lazy("a change in medicines"),
    "housing": gettext_lazy("a change of home"),
    "work": gettext_lazy("a change in work"),
    "life-change": gettext_lazy("a change in life"),
}
_MOST = 3  # on a list; the page of the review says all. A product choice.


def said(asked: Asked) -> str:
    """One of them with its day."""
    return _("%(what)s (%(day)s)") % {"what": _WORDS[asked.kind], "day": date_format(asked.on, "DATE_FORMAT")}


def said_in_short(asks: Iterable[Asked]) -> str:
    """The gravest of them on one line, each kind once, and how many kinds more there are."""
    kinds = {each.kind: each for each in reversed(tuple(asks))}
    first = list(reversed(kinds.values()))
    text = ", ".join(said(each) for each in first[:_MOST])
    more = len(first) - _MOST
    return text if more <= 0 else _("%(first)s, and %(count)s more") % {"first": text, "count": more}
