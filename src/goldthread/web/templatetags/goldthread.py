"""What templates may call."""

import uuid

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from goldthread.web import drawn
from goldthread.web.acting import ONCE

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The hidden key of a form: sent twice, the form is done once. Every form that writes has one."""
    return format_html('<input type="hidden" name="{}" value="{}">', ONCE, uuid.uuid4().hex)


register.simple_tag(drawn.tree_nodes)
register.simple_tag(drawn.coverage_rows)
register.simple_tag(drawn.fact_lines)
register.simple_tag(drawn.client_rows)
register.simple_tag(drawn.own_words)
register.simple_tag(drawn.happenings)
register.simple_tag(drawn.reasons)


@register.filter
def role_name(role: str) -> str:
    """A role in the reader's language."""
    return gettext(role.replace("-", " "))
