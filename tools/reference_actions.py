"""Makes docs/reference/actions.md: every action with the fields of its request and the codes of its refusals."""

import inspect
import re
import types
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from goldthread.api.answering import status_of
from goldthread.practice import permissions, policies
from goldthread.practice.action import Action
from goldthread.practice.actions import all_actions
from goldthread.record import AnyFact
from goldthread.terms import ItemId

_WORDS = {
    "str": "text",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "bytes": "base64 text",
    "date": "day (YYYY-MM-DD)",
    "datetime": "time (RFC 3339)",
    "Any": "any value",
    "NoneType": "null",
}
_CODE = re.compile(r"`([a-z]+(?:-[a-z]+)+|erased|conflict|unsettled)`")
_FROM_TABLES = ("role-may-not", "not-your-folder", "not-on-care-team", "not-granted", "no-longer-an-enquiry",
                "no-such-folder", "merged-away", "not-in-this-stay", "no-such-plan", "not-in-this-state", "erased",
                "key-used-before", "clock-behind")  # fmt: skip

_HEAD = """# Actions

Everything that is done in Goldthread is one of these actions: over HTTP (`POST /actions/NAME`, see [http](http.md)) and
on the command line. A request is JSON; ids of new things come with the request and are the caller's to choose (small
letters, digits and `. _ - @`, at most 80 characters; never a word about a person). Who may do what, and when, is laid
out in [permissions](permissions.md).

Every action may be refused for reasons of who and when: {codes}. The codes below are of the action itself; what a plan
refuses (`bad-value`, `no-such-item`, …) comes with them. The number is the status over HTTP.

Facts, plans and their items are described by the [schemas](schema).
"""


def actions_page(made: str) -> str:
    """The reference of actions, after the line that says how it is made."""
    text = made + _HEAD.format(codes=", ".join(_with_status(code) for code in _FROM_TABLES))
    for action in all_actions().values():
        text += _section(action)
    return text


def _section(action: Action) -> str:
    text = f"\n## {action.name}\n\n{action.title}. {_plain(action.request.__doc__)}\n\n"
    text += f"Who: {_who(action.name)}. When: {_when(action.name)}."
    text += " Writes.\n\n" if action.writes else " Reads; that somebody read is traced.\n\n"
    text += "| Field | What | Must be there |\n|---|---|---|\n"
    kinds = inspect.get_annotations(action.request, eval_str=True)
    for field in msgspec.structs.fields(action.request):
        text += f"| `{field.name}` | {_kind(kinds.get(field.name, field.type))} | {'yes' if field.required else ''} |\n"
    return text + f"\n{_plain(_linked(action))}\n"


def _linked(action: Action) -> str:
    """What `decide` says of itself, each code with its status."""
    told, sign, codes = (action.decide.__doc__ or "").partition("Refused:")
    return told + sign + _CODE.sub(lambda found: _with_status(found[1]), codes)


def _with_status(code: str) -> str:
    return f"`{code}` ({int(status_of(code))})"


def codes_of(action: Action) -> tuple[str, ...]:
    """The codes that the action itself refuses with, as its docstring names them."""
    return tuple(_CODE.findall((action.decide.__doc__ or "").partition("Refused:")[2]))


def _who(action: str) -> str:
    by_reach: dict[str, list[str]] = {}
    for role, reach in permissions.PERMISSIONS[action].items():
        by_reach.setdefault(_REACH[reach], []).append(role.value.replace("-", " "))
    return "; ".join(f"{', '.join(roles)} ({reach})" for reach, roles in by_reach.items())


_REACH = {
    permissions.Reach.OWN: "their own folder",
    permissions.Reach.GRANTED: "where the client let them in",
    permissions.Reach.TEAM: "on the care team",
    permissions.Reach.OUTSIDE: "not on the care team",
    permissions.Reach.ENQUIRY: "while it is an enquiry",
    permissions.Reach.CENTRE: "in the whole centre",
}


def _when(action: str) -> str:
    when = policies.POLICIES[action]
    stays = ", ".join(stay.value for stay in when.stays) or "at any time"
    plan = f"; the plan is {', '.join(state.value.replace('-', ' ') for state in when.plan)}" if when.plan else ""
    return stays + plan


def _kind(kind: Any) -> str:
    """A type in the words of the reference."""
    if kind == ItemId:
        return "id"
    if kind == AnyFact:
        return "a fact"
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _kind(inner[0]) + "".join(_bounds(inner[1:]))
    if origin is Literal:
        return "one of " + ", ".join(f"`{each}`" for each in inner)
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(_kind(each) for each in inner))
    if origin in (tuple, list):
        return f"list of: {_kind(inner[0])}"
    if origin is dict:
        return f"mapping of {_kind(inner[0])} to {_kind(inner[1])}"
    return _named(kind)


def _named(kind: Any) -> str:
    name = getattr(kind, "__name__", str(kind))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _struct(kind)
    if members := getattr(kind, "__members__", None):
        return "one of " + ", ".join(f"`{each.value}`" for each in members.values())
    return _WORDS.get(name, name)


def _struct(kind: type[msgspec.Struct]) -> str:
    """A struct by its name, in words: `AddItem` is "add item"; where it says its kind, with that word."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower()


def _bounds(metas: Iterable[Any]) -> Iterator[str]:
    for meta in metas:
        if meta.max_length is not None:
            yield f", at most {meta.max_length:,}"
        if meta.min_length:
            yield f", at least {meta.min_length}"
        if meta.ge is not None:
            yield f", from {meta.ge}"
        if meta.le is not None:
            yield f", to {meta.le}"


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
