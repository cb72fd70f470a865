"""Entries and folders as bytes, and back: equal values give equal bytes."""

from typing import Any

import msgspec

from goldthread.plan.operations import read_operations
from goldthread.practice.entries import AnyEntry, ChangeProposed, PlanChanged
from goldthread.practice.folder import Folder
from goldthread.practice.folding import LedgerDamaged
from goldthread.terms import ItemId

_decoder = msgspec.json.Decoder(AnyEntry)
_encoder = msgspec.json.Encoder(order="deterministic")


def write_entry(entry: AnyEntry) -> bytes:
    """The entry as JSON; equal entries give equal bytes."""
    return _encoder.encode(entry)


def read_entry(text: bytes) -> AnyEntry:
    """The entry that the bytes hold. Raises LedgerDamaged where they hold none."""
    try:
        entry: AnyEntry = _decoder.decode(text)
    except msgspec.DecodeError:
        raise LedgerDamaged("This is not an entry of a folder.") from None
    if isinstance(entry, (PlanChanged, ChangeProposed)):
        operations = read_operations(msgspec.to_builtins(entry.operations))
        return msgspec.structs.replace(entry, operations=operations)
    return entry


class _Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """A folder with the order in which its forms and plans came. All else in it is sorted, so that what was folded as
    it was asked for gives the bytes of what is read from the ledger."""

    folder: Folder
    forms: tuple[ItemId, ...]
    plans: tuple[ItemId, ...]


_snapshot_decoder = msgspec.json.Decoder(_Snapshot)


def write_folder(folder: Folder) -> bytes:
    """The folder as JSON, for a snapshot; equal folders whose forms and plans came in the same order give equal
    bytes."""
    return _encoder.encode(_Snapshot(folder=folder, forms=tuple(folder.forms), plans=tuple(folder.plans)))


def read_folder(text: bytes) -> Folder:
    """The folder that `write_folder` wrote. Raises LedgerDamaged where the bytes hold none."""
    try:
        kept = _snapshot_decoder.decode(text)
    except msgspec.DecodeError:
        raise LedgerDamaged("This is not a folder.") from None
    folder = kept.folder
    plans = {
        name: msgspec.structs.replace(
            file,
            recent=tuple(msgspec.structs.replace(each, operations=_typed(each.operations)) for each in file.recent),
            proposals=tuple(
                msgspec.structs.replace(
                    each, made=msgspec.structs.replace(each.made, operations=_typed(each.made.operations))
                )
                for each in file.proposals
            ),
        )
        for name, file in ((name, folder.plans[name]) for name in kept.plans)
    }
    return msgspec.structs.replace(folder, forms={name: folder.forms[name] for name in kept.forms}, plans=plans)


def _typed(operations: Any) -> Any:
    return read_operations(msgspec.to_builtins(operations))
