"""Two texts beside each other, with the words marked in which they differ: for eyes and for a voice."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

_WORD = re.compile(r"\s+|[^\s]+")
_ALIKE = 0.35  # texts less alike than this are read better whole than in scraps; a product choice


def apart(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Both texts, `<del>` in the first and `<ins>` in the second; each mark is said to a screen reader too."""
    if not before or not after:
        return _marked("del", before), _marked("ins", after)
    one, two = _WORD.findall(before), _WORD.findall(after)
    match = SequenceMatcher(a=one, b=two, autojunk=False)
    if match.ratio() < _ALIKE:
        return _marked("del", before), _marked("ins", after)
    old, new = SafeString(""), SafeString("")
    for what, from_one, to_one, from_two, to_two in match.get_opcodes():
        was, now = "".join(one[from_one:to_one]), "".join(two[from_two:to_two])
        old += format_html("{}", was) if what == "equal" else _marked("del", was)
        new += format_html("{}", now) if what == "equal" else _marked("ins", now)
    return old, new


def _marked(tag: str, text: str) -> SafeString:
    if not text.strip():
        return format_html("{}", text)
    said = _("taken out:") if tag == "del" else _("new:")
    end = _("end of the mark")
    return format_html(
        '<{0}><span class="visually-hidden">[{1} </span>{2}<span class="visually-hidden"> {3}]</span></{0}>',
        SafeString(tag), said, text, end,
    )  # fmt: skip
