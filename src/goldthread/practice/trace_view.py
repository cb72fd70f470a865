"""What is shown of the audit trail of one client, in plain words."""

import datetime
from collections.abc import Iterable

import msgspec

from goldthread.practice.actions import action_named
from goldthread.practice.folder import Folder, Glass
from goldthread.practice.ports import Trace
from goldthread.terms import ItemId, Role

# Whether there are session notes is known to their author alone; a try from outside says nothing about that.
_NOTES = frozenset({"write-session-note", "read-session-notes"})
_FROM_OUTSIDE = frozenset({"role-may-not", "not-on-care-team"})


class TraceLine(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what, when. `did` is the action's title, `outcome` "done" or the code of the refusal; `reason` is given
    where the account broke the glass, and `through_glass` where it then looked through it. `words`: all that told."""

    at: datetime.datetime
    member: ItemId
    role: Role
    action: str
    did: str
    outcome: str
    reason: str = ""
    through_glass: bool = False
    words: str = ""


class TraceView(msgspec.Struct, frozen=True, kw_only=True):
    """The newest lines first, and every time that the glass was broken."""

    lines: tuple[TraceLine, ...]
    glass: tuple[Glass, ...]


def lines_of(traces: Iterable[Trace], folder: Folder) -> tuple[TraceLine, ...]:
    """The lines as people read them. That there are session notes is not shown."""
    return tuple(_line(each, folder) for each in traces if _shown(each))


def _shown(trace: Trace) -> bool:
    return trace.action not in _NOTES or trace.outcome in _FROM_OUTSIDE


def _line(trace: Trace, folder: Folder) -> TraceLine:
    action = action_named(trace.action)
    glass = _glass(trace, folder)
    breaking = glass is not None and trace.action == "break-glass" and trace.at == glass.since
    line = TraceLine(
        at=trace.at,
        member=trace.member,
        role=trace.role,
        action=trace.action,
        did=action.title if action is not None else trace.action,
        outcome=trace.outcome,
        reason=glass.reason if glass is not None and breaking else "",
        through_glass=glass is not None and not breaking,
    )
    return msgspec.structs.replace(line, words=_words(line))


def _glass(trace: Trace, folder: Folder) -> Glass | None:
    if trace.outcome != "done" or folder.access_of(trace.member, trace.at) is not None:
        return None
    return folder.glass_of(trace.member, trace.at)


def _words(line: TraceLine) -> str:
    role = line.role.value.replace("-", " ")
    words = f"{line.at:%Y-%m-%d %H:%M} UTC, {role} ({line.member}): {line.did}"
    words += " through a broken glass" if line.through_glass else ""
    words += f", because: {line.reason}" if line.reason else ""
    return words if line.outcome == "done" else f"{words} (refused: {line.outcome.replace('-', ' ')})"
