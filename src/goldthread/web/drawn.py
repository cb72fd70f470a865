"""Components that stand on a page a hundred times, drawn by a function each: a template takes ten times as long for
them. What they take and how they look is on the components page of the manual, as for all others.

Every value passes `escape`, here and nowhere later: what is put together is marked as safe.
"""

import datetime
import html
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from goldthread.practice.ports import Line
from goldthread.web.identifiers import address_for

Plain = Mapping[str, Any]
_SHORT = 60  # letters by which a link says what it is about


def escape(value: object) -> str:
    """As Django escapes, which also asks of each value whether it is translated later: on a page of a thousand values
    that takes longer than all the rest of drawing them."""
    return html.escape(str(value))


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
        way = " " + _way(line["correct"], correct, line["text"])
    origin = escape(line["origin"])
    return f'<li id="fact-{escape(line["id"])}">{kind}{text}<br><small class="gt-quiet">{origin}</small>{way}</li>'


def _way(href: str, word: str, about: str) -> str:
    """A link that says what it is about by its first words: the rest stands right beside it."""
    short = about if len(about) <= _SHORT else f"{about[: _SHORT - 1]}…"
    hidden = f'<span class="visually-hidden">: {escape(short)}</span>'
    return f'<a class="gt-target small" href="{escape(href)}">{word}{hidden}</a>'


def own_words(quotes: Iterable[Plain]) -> SafeString:
    """What the client says, exactly as said, each with what it is about and the way to correct it: id, text, who, on,
    where, about, worry, correct."""
    correct, worry = escape(gettext("Correct")), escape(gettext("A great worry"))
    return _safe("".join(_quote(each, correct, worry) for each in quotes))


def _quote(quote: Plain, correct: str, worry: str) -> str:
    about = quote["about"]
    worries = f'<span class="gt-tag gt-ask">{worry}</span>' if quote["worry"] else ""
    way = _way(quote["correct"], correct, quote["text"]) if quote["correct"] else ""
    return (
        f'<li id="fact-{escape(quote["id"])}"><div class="gt-tags"><span class="gt-tag">'
        f"{escape(about[:1].upper() + about[1:])}</span>{worries}</div>\n"
        f'<figure class="gt-quote"><blockquote>“{escape(quote["text"])}”</blockquote>\n'
        f"<figcaption>{escape(quote['who'])}, {_time(quote['on'])}, {escape(quote['where'])}</figcaption></figure>"
        f"{way}</li>"
    )


def happenings(events: Iterable[Plain]) -> SafeString:
    """What happened: on, text, origin; and with `anchor` the fact that says so: id, correct."""
    correct = escape(gettext("Correct"))
    return _safe("".join(_happening(each, correct) for each in events))


def _happening(event: Plain, correct: str) -> str:
    known = event.get("anchor")
    begun = f'<li id="fact-{escape(event["id"])}">' if known else "<li>"
    origin = f' <small class="gt-quiet">{escape(event["origin"])}</small>' if event["origin"] else ""
    way = " " + _way(event["correct"], correct, event["text"]) if known and event["correct"] else ""
    return f"{begun}{_time(event['on'])} {escape(event['text'])}{origin}{way}</li>"


def reasons(because: Iterable[Plain]) -> SafeString:
    """Why something is called for, each reason with the facts that it comes from: why, from [{id, text, origin}]. A
    fact that stands under an earlier reason already says there where it comes from."""
    said: set[str] = set()
    return _safe("".join(_reason(each, said) for each in because))


def _reason(reason: Plain, said: set[str]) -> str:
    facts = []
    for fact in reason["from"]:
        origin = "" if fact["id"] in said else f'<br><small class="gt-quiet">{escape(fact["origin"])}</small>'
        said.add(fact["id"])
        facts.append(f'<li><a href="#fact-{escape(fact["id"])}">{escape(fact["text"])}</a>{origin}</li>')
    found = f"<ul>{''.join(facts)}</ul>" if facts else ""
    return f"<p>{escape(reason['why'])}</p>\n{found}"


def _time(day: datetime.date) -> str:
    return f'<time datetime="{day.isoformat()}">{escape(day_name(day))}</time>'


def day_name(day: datetime.date) -> str:
    """A day in the reader's language. A page of a record has hundreds, and Django puts each together anew."""
    return _day(day, get_language())


@lru_cache(maxsize=4096)
def _day(day: datetime.date, language: str | None) -> str:  # noqa: ARG001 - Django knows the language by itself
    return date_format(day, "DATE_FORMAT")


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
    due = escape(day_name(line.due)) if line.due is not None else "–"
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{named}</th>\n'
        f'<td role="cell" data-label="{words["Stay"]}">{stay}</td>\n'
        f'<td role="cell" data-label="{words["Plan"]}">{states[line.plan_state]}</td>\n'
        f'<td role="cell" data-label="{words["Next"]}">{due}</td>\n'
        f'<td role="cell" data-label="{words["Missing"]}" class="gt-number">{line.unsigned}</td></tr>\n'
    )


def _safe(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308 - every value in it was escaped above
