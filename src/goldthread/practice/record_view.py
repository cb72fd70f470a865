"""What is shown of a folder's record."""

import datetime

import msgspec

from goldthread.practice.folder import Access, Episode, Folder, Form, Link, Stay
from goldthread.record import Record, as_of


class RecordView(msgspec.Struct, frozen=True, kw_only=True):
    """A client's record with what stands around it. `entries` says how far the folder had come when it was read;
    `plans` names the plans, which are opened by themselves."""

    record: Record
    stay: Stay
    entries: int
    episodes: tuple[Episode, ...]
    forms: tuple[Form, ...]
    access: tuple[Access, ...]
    plans: tuple[str, ...]
    links: tuple[Link, ...] = ()
    contact: str
    words: str


def view_of(folder: Folder, *, on: datetime.date | None = None) -> RecordView:
    """The folder's record as it is, or as it was known on that day."""
    record = folder.record
    return RecordView(
        record=record if on is None else as_of(record=record, on=on),
        stay=folder.stay,
        entries=folder.entries,
        episodes=folder.episodes,
        forms=tuple(folder.forms.values()),
        access=folder.access,
        plans=tuple(folder.plans),
        links=folder.links,
        contact=folder.contact,
        words=folder.words,
    )
