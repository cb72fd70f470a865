"""How the fields of forms are drawn: as Django draws them, by functions where Django takes three templates for a field.

A page of the workspace has ten fields, and a list of choices draws each choice by two templates: half of the page's
time. Only the plainest widgets are drawn here; a test holds each against what Django's own templates make of it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

Widget = Mapping[str, Any]


class Widgets(DjangoTemplates):
    """Django's renderer of forms, with the plainest widgets drawn by functions."""

    def render(self, template_name: str, context: Mapping[str, Any], request: Any = None) -> str:
        """The HTML of a widget, or of whatever else Django has a template for."""
        draw = _DRAWN.get(template_name)
        if draw is None:
            return super().render(template_name, dict(context), request)
        return mark_safe(draw(context["widget"]))  # noqa: S308 - every value in it is escaped below


def _text(value: Any) -> str:
    return str(conditional_escape(value if isinstance(value, str) else str(value)))


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = f' value="{_text(widget["value"])}"' if widget["value"] is not None else ""
    return f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{value}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    value = _text(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget)}>\n{value}</textarea>'


def _select(widget: Widget) -> str:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{_text(widget["name"])}"{_attributes(widget)}>{groups}\n</select>'


def _group(name: Any, options: list[Widget]) -> str:
    drawn = "".join(f"\n  {_option(option)}" for option in options)
    return f'\n  <optgroup label="{_text(name)}">{drawn}\n  </optgroup>' if name else drawn


def _option(option: Widget) -> str:
    return f'<option value="{_text(option["value"])}"{_attributes(option)}>{_text(option["label"])}</option>\n'


_INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox", "input")
_DRAWN: dict[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
