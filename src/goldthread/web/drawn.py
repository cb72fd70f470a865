"""Components that stand on a page a hundred times, drawn by a function each: a template takes ten times as long for
them. What they take and how they look is on the components page of the manual, as for all others.

Every value passes `escape`, here and nowhere later: what is put together is marked as safe.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from goldthread.practice.ports import Line
from goldthread.web.identifiers import address_for

Plain = Mapping[str, Any]


def tree_nodes(nodes: Iterable[Plain]) -> SafeString:
    """One level of a tree: each node is a link to its detail, and what stands under it opens without script. A node:
    kind, text, own, lang, note, href, current, count, closed, nodes."""
    return _safe(_level(nodes))


def _level(nodes: Iterable[Plain]) -> str:
    return f"<ul>\n{''.join(map(_node, nodes))}</ul>\n"


def _node(node: Plain) -> str:
    get = node.get
    current = ' aria-current="true"' if get("current") else ""
    own = ' class="gt-own"' if get("own") else ""
    lang = f' lang="{escape(node["lang"])}"' if get("lang") else ""
    note = f" <small>{escape(node['note'])}</small>" if get("note") else ""
    below = ""
    if get("nodes"):
        opened = "" if get("closed") else " open"
        below = f"<details{opened}><summary>{escape(get('count', ''))}</summary>\n{_level(node['nodes'])}</details>"
    return (
        f'<li><a class="gt-node" href="{escape(get("href", ""))}"{current}><span class="gt-kind">'
        f"{escape(get('kind', ''))}</span> <span{own}{lang}>{escape(get('text', ''))}</span>{note}</a>\n{below}</li>\n"
    )


_MARKS = (("answered", "✓", " gt-good"), ("deferred", "…", ""), ("referred", "→", ""), ("declined", "–", ""))


def coverage_rows(rows: Iterable[Plain]) -> SafeString:
    """The rows of the coverage grid: title, cause, disposition, by, href. What nothing is said of stands out."""
    words = {
        "answered": gettext("Answered"), "deferred": gettext("Deferred"), "referred": gettext("Referred"),
        "declined": gettext("Declined"), "by": gettext("By what"),
        "fill": gettext("Blank: say what the plan does"), "blank": gettext("Blank: the plan says nothing"),
    }  # fmt: skip
    words = {name: escape(word) for name, word in words.items()}
    return _safe("".join(_row(row, words) for row in rows))


def _row(row: Plain, words: Mapping[str, str]) -> str:
    title, said = escape(row["title"]), row.get("disposition")
    cause = f'<small class="gt-quiet">{escape(row["cause"])}</small><br>' if row.get("cause") else ""
    begun = (
        f'<tr role="row"{" class=" + chr(34) + "gt-cause" + chr(34) if cause else ""}>\n'
        f'<th scope="row" role="rowheader">{cause}{title}</th>\n'
    )
    if said == "open" or not said:
        told = words["blank"]
        if row.get("href"):
            hidden = f'<span class="visually-hidden"> {title}</span>'
            told = f'<a href="{escape(row["href"])}">{words["fill"]}{hidden}</a>'
        return f'{begun}<td role="cell" colspan="5" class="gt-blank">{told}</td>\n</tr>\n'
    cells = "".join(
        f'<td role="cell" class="gt-mark{good}">{sign} {words[name]}</td>\n'
        if said == name
        else '<td role="cell" data-empty></td>\n'
        for name, sign, good in _MARKS
    )
    return f'{begun}{cells}<td role="cell" data-label="{words["by"]}">{escape(row.get("by", ""))}</td></tr>\n'


def fact_lines(lines: Iterable[Plain], *, kinds: bool = False) -> SafeString:
    """Facts of the record, each with where it comes from and the way to correct it: id, text, kind, origin, correct.
    With `kinds` the kind stands before it."""
    correct = escape(gettext("Correct"))
    return _safe("".join(_fact(line, correct, kinds) for line in lines))


def _fact(line: Plain, correct: str, kinds: bool) -> str:
    text, kind, way = escape(line["text"]), "", ""
    if kinds:
        kind = f'<span class="gt-kind">{escape(line["kind"][:1].upper() + line["kind"][1:])}</span>'
    if line["correct"]:
        hidden = f'<span class="visually-hidden">: {text}</span>'
        way = f' <a class="gt-target small" href="{escape(line["correct"])}">{correct}{hidden}</a>'
    origin = escape(line["origin"])
    return f'<li id="fact-{escape(line["id"])}">{kind}{text}<br><small class="gt-quiet">{origin}</small>{way}</li>'


def client_rows(lines: Iterable[Line], *, leads: str = "") -> SafeString:
    """The rows of a list of clients; each name leads to the client's page of that name, where one is given."""
    words, states = _words_of_a_list(), {"": "–"}
    at = address_for(leads) if leads else None
    return _safe("".join(_client(line, at(line.client) if at else "", words, states) for line in lines))


def _words_of_a_list() -> dict[str, str]:
    words = {
        "Stay": gettext("Stay"), "Plan": gettext("Plan"), "Next": gettext("Next review"),
        "Missing": gettext("Signatures missing"), "enquiry": gettext("Enquiry"), "admitted": gettext("In treatment"),
        "completed": gettext("Stay ended"),
    }  # fmt: skip
    return {name: escape(word) for name, word in words.items()}


def _client(line: Line, way: str, words: Mapping[str, str], states: dict[str, str]) -> str:
    if line.plan_state not in states:
        states[line.plan_state] = render_to_string("web/components/state.html", {"state": line.plan_state})
    name, stay = escape(line.name), words.get(line.stay) or escape(line.stay)
    named = f'<a class="gt-target" href="{escape(way)}">{name}</a>' if way else name
    due = escape(date_format(line.due, "DATE_FORMAT")) if line.due is not None else "–"
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{named}</th>\n'
        f'<td role="cell" data-label="{words["Stay"]}">{stay}</td>\n'
        f'<td role="cell" data-label="{words["Plan"]}">{states[line.plan_state]}</td>\n'
        f'<td role="cell" data-label="{words["Next"]}">{due}</td>\n'
        f'<td role="cell" data-label="{words["Missing"]}" class="gt-number">{line.unsigned}</td></tr>\n'
    )


def _safe(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308 - every value in it was escaped above
