"""Entries and folders as bytes, and back: equal values give equal bytes."""

from typing import Any

import msgspec

from goldthread.plan.operations import read_operations
from goldthread.practice.entries import AnyEntry, ChangeProposed, PlanChanged
from goldthread.practice.folder import Folder
from goldthread.practice.folding import LedgerDamaged

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


_folder_decoder = msgspec.json.Decoder(Folder)
# Forms and plans stay in the order in which they came; sorted, a folder would be shown otherwise after a snapshot.
_folder_encoder = msgspec.json.Encoder()


def write_folder(folder: Folder) -> bytes:
    """The folder as JSON, for a snapshot; the same ledger gives the same bytes."""
    return _folder_encoder.encode(folder)


def read_folder(text: bytes) -> Folder:
    """The folder that `write_folder` wrote. Raises LedgerDamaged where the bytes hold none."""
    try:
        folder = _folder_decoder.decode(text)
    except msgspec.DecodeError:
        raise LedgerDamaged("This is not a folder.") from None
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
        for name, file in folder.plans.items()
    }
    return msgspec.structs.replace(folder, plans=plans)


def _typed(operations: Any) -> Any:
    return read_operations(msgspec.to_builtins(operations))
