"""The rows of what is due, drawn by a function: there may be a hundred, and a template takes ten times as long.

Every value passes `escape`, here and nowhere later.
"""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from goldthread.web.today.due import Said


def due_rows(told: Iterable[Said]) -> SafeString:
    """Each with its client, what it is, why it is there, and the one link to what is done next."""
    past = f' <span class="gt-tag gt-ask">{escape(gettext("That day has passed"))}</span>'
    drawn = "".join(_row(each, past if each.past else "") for each in told)
    return mark_safe(drawn)  # noqa: S308 - every value in it was escaped


def _row(each: Said, past: str) -> str:
    name = escape(each.name)
    return (
        f'<li class="gt-due"><div><strong>{name}</strong>: {escape(each.text)}{past}<br>'
        f'<small class="gt-quiet">{escape(each.why)}</small></div>'
        f'<a class="gt-target" href="{escape(each.href)}">{escape(each.step)}'
        f'<span class="visually-hidden">: {name}, {escape(each.text)}</span></a></li>\n'
    )
