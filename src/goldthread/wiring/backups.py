"""Backups as files: their names, how many are kept, the list of erased clients beside them, and when the newest was."""

import datetime
import os
import re
import time
from pathlib import Path
from typing import Any

import msgspec

from goldthread import __version__
from goldthread.cli.exits import Exit
from goldthread.cli.stopping import Stopped
from goldthread.store.backup import erasures
from goldthread.store.backup.disk import settle, writing
from goldthread.store.backup.proving import Proof, prove
from goldthread.store.backup.taking import take
from goldthread.store.chain import Head
from goldthread.wiring.further import thrown_away
from goldthread.wiring.home import CENTRE, home_folder, read_home

ENDING = ".gtb"
LAST = "last-backup.json"
_STAMP = "%Y%m%dT%H%M%SZ"
_LEFT_OVER = 24 * 3600  # seconds after which a half-written file is of a process that was killed


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A backup that was made and proven: its file and size in bytes, the seconds that writing and proving took, how far
    the trails in it go, and which older ones were removed."""

    file: str
    at: datetime.datetime
    bytes: int
    taking_seconds: float
    proving_seconds: float
    heads: tuple[Head, ...]
    key_inside: bool
    proof: Proof
    removed: tuple[str, ...] = ()


class Last(msgspec.Struct, frozen=True, kw_only=True):
    """What the home remembers of the newest backup, for `goldthread doctor`."""

    file: str
    at: datetime.datetime
    whole: bool


def make_backup(
    place: Path, *, at: datetime.datetime, keep: int | None, passphrase: str | None, thorough: bool
) -> Made:
    """Write a backup under another name, prove it, and only then give it its own. Raises Stopped and StoreTrouble."""
    path = _path(place, at, keep)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    began = time.perf_counter()
    with writing(part):
        manifest = take(part, at=at, version=__version__, choices=_choices(), passphrase=passphrase)
        taken = time.perf_counter()
        with thrown_away() as using:
            proof = prove(part, thorough=thorough, using=using)
        proven = time.perf_counter()
        size = part.stat().st_size
        part.rename(path)
        settle(path.parent)
    made = Made(
        file=str(path), at=at, bytes=size, taking_seconds=taken - began, proving_seconds=proven - taken,
        heads=manifest.heads, key_inside=passphrase is not None, proof=proof,
    )  # fmt: skip
    _remember(made)
    # Where something is wrong with the books, the older backups are what may still be right.
    removed = _remove_older(path, keep) if keep is not None and not proof.faults else ()
    return msgspec.structs.replace(made, removed=removed)


def _path(place: Path, at: datetime.datetime, keep: int | None) -> Path:
    """The file itself, or a new name in the folder."""
    place = place.absolute()
    if place.is_dir():
        return place / f"{_name()}-{at.astimezone(datetime.UTC).strftime(_STAMP)}{ENDING}"
    if keep is not None:
        message, fix = "--keep is for a folder of backups.", "Name a folder that is there instead of a file."
        raise Stopped(message, code="no-folder", exit_=Exit.USAGE, fix=fix)
    if place.exists():
        message, fix = f"There is a file already: {place}.", "Name another, or a folder: a backup is never replaced."
        raise Stopped(message, code="file-exists", exit_=Exit.BAD_INPUT, fix=fix)
    return place


def _name() -> str:
    return os.environ.get(CENTRE) or "goldthread"


def _choices() -> dict[str, Any]:
    """What another machine needs of this home; not the database's address (it may hold a password), not the key. And
    what people have set up for signing in: rows of the pages, which hold nothing else that lasts."""
    from goldthread.wiring.second_steps import kept_steps  # noqa: PLC0415 - Django is set up by now

    home = read_home(home_folder())
    chosen = {} if home is None else {"centre": home.centre, "hosts": home.hosts}
    return {**chosen, "signing_in": kept_steps()}


def _remember(made: Made) -> None:
    """Note the backup in the home, and who was erased both there and beside the backup, for backups from before."""
    list_ = erasures.erased()
    for folder in {Path(made.file).parent, home_folder()}:
        if folder.is_dir():
            path = folder / erasures.NAME
            with writing(path.with_name(f".{path.name}.part")):
                erasures.remember(path, list_)
    if home_folder().is_dir():
        last = Last(file=made.file, at=made.at, whole=not made.proof.faults)
        path = home_folder() / LAST
        part = path.with_name(f".{LAST}.{os.getpid()}.part")
        with writing(part):
            part.write_bytes(msgspec.json.encode(last))
            part.replace(path)


def _remove_older(newest: Path, keep: int) -> tuple[str, ...]:
    """Remove all but `keep` backups of this home that are older than the newest, and what a killed process left."""
    named = re.compile(rf"{re.escape(_name())}-\d{{8}}T\d{{6}}Z{re.escape(ENDING)}")
    there = sorted(newest.parent.iterdir())
    older = [path for path in there if named.fullmatch(path.name) and path.name < newest.name]
    left = re.compile(rf"\.{named.pattern}\.\d+\.part")
    parts = [path for path in there if left.fullmatch(path.name) and _age(path) > _LEFT_OVER]
    gone = [*older[: max(0, len(older) - keep)], *parts]
    for path in gone:
        path.unlink(missing_ok=True)
    return tuple(str(path) for path in gone)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def last_backup(home: Path) -> Last | None:
    """The newest backup that the home remembers; None where there is none."""
    try:
        return msgspec.json.decode((home / LAST).read_bytes(), type=Last)
    except (OSError, msgspec.DecodeError):
        return None
