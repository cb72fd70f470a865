"""Restoring a backup into a home: the books under their own name only when they are whole, the old ones moved aside."""

import contextlib
import datetime
import os
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from goldthread.cli.exits import Exit
from goldthread.cli.stopping import Stopped
from goldthread.store import ring as rings
from goldthread.store.backup import erasures
from goldthread.store.backup.bringing_back import BroughtBack, bring_back
from goldthread.store.backup.chunks import Header, Reader
from goldthread.store.backup.disk import reading, settle
from goldthread.store.backup.erasures import Erased
from goldthread.store.backup.loading import refuse_full, whole
from goldthread.store.backup.moving_aside import in_the_way, move_file, move_tables, refuse_in_use
from goldthread.store.chain import Head
from goldthread.store.trouble import StoreTrouble
from goldthread.wiring.accounts import OPERATOR
from goldthread.wiring.commands.init import write_choices
from goldthread.wiring.further import database, filled_at_once
from goldthread.wiring.home import FILE, Home


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the home now, and under which names what stood there before can be found."""

    home: str
    books: BroughtBack
    moved_aside: tuple[str, ...] = ()


def read_header(path: Path) -> Header:
    """What stands in the clear in a backup."""
    with reading(path), path.open("rb") as file:
        return Reader(file).header


def restore(
    path: Path,
    *,
    home: Path,
    ring_text: str | None,
    database_url: str,
    erased: Erased,
    heads: tuple[Head, ...],
    at: datetime.datetime,
    over: bool,
) -> Restored:
    """Restore into the home that Django was set up for. `ring_text` is the key ring where it was handed over, and is
    then put into the home. Raises Stopped and StoreTrouble, and then all is as it was."""
    suffix = f"before-{at.astimezone(datetime.UTC).strftime('%Y%m%dt%H%M%Sz')}"
    _take_up_ring(ring_text, over=over)
    target = settings.DATABASES["default"]
    into = _into_sqlite if target["ENGINE"].endswith("sqlite3") else _into_postgresql
    new = not home.exists()
    work = _Work(
        path=path, home=home, ring_text=ring_text, database_url=database_url, suffix=suffix, over=over,
        bring={"erased": erased, "by": OPERATOR, "at": at, "heads": heads},
    )  # fmt: skip
    try:
        return into(work)
    except BaseException:
        if new:
            _take_away(home)
        raise


def _take_away(home: Path) -> None:
    """A home that was made for nothing; one that holds anything stays."""
    with contextlib.suppress(OSError):
        home.rmdir()


class _Work(msgspec.Struct, frozen=True, kw_only=True):
    path: Path
    home: Path
    ring_text: str | None
    database_url: str
    suffix: str
    over: bool
    bring: dict[str, Any]


def _take_up_ring(text: str | None, *, over: bool) -> None:
    """From here on this process opens with the key that was handed over. Raises Stopped where there is none."""
    path = Path(settings.GOLDTHREAD_KEY_FILE)
    if text is None:
        if not (settings.GOLDTHREAD_KEY or settings.GOLDTHREAD_KEY_COMMAND or path.exists()):
            message = "The master key is not here."
            fix = "Give the copy that is kept apart with --key-file, or the passphrase of the backup, if it has one."
            raise Stopped(message, code="key-needed", exit_=Exit.TROUBLE, fix=fix)
        return
    if path.exists() and not over and not _holds(path, text):
        message = f"There is another key already: {path}."
        fix = "Restore into another home; or say --over: the key that is there is then moved aside."
        raise Stopped(message, code="another-key", exit_=Exit.TROUBLE, fix=fix)
    settings.GOLDTHREAD_KEY, settings.GOLDTHREAD_KEY_COMMAND = text, ""


def _holds(path: Path, text: str) -> bool:
    """Whether the ring in the file has every key of the other."""
    try:
        there = rings.parse(path.read_text()).keys
    except (OSError, UnicodeDecodeError, StoreTrouble):
        return False
    return rings.parse(text).keys.items() <= there.items()


def _into_sqlite(work: _Work) -> Restored:
    """Into a file under another name, which gets its own when it is whole."""
    target = Path(settings.DATABASES["default"]["NAME"])
    there = bool(in_the_way(target))
    if there:
        if not work.over:
            raise _not_empty(target)
        refuse_in_use(target)
    _make_home(work.home)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with database(filled_at_once(part)) as using:
            books = _bring_back(work, using)
        _wait_for_disk(part)
        aside = _furnish(work, books)
        if there:
            aside.append(str(move_file(target, work.suffix)))
        part.rename(target)
        settle(target.parent)
    finally:
        for left in (part, part.with_name(part.name + "-journal")):
            left.unlink(missing_ok=True)
    return Restored(home=str(work.home), books=books, moved_aside=tuple(aside))


def _bring_back(work: _Work, using: str) -> BroughtBack:
    """The books, and what people have set up for signing in."""
    from goldthread.wiring.second_steps import bring_steps_back  # noqa: PLC0415 - Django is set up by now

    books = bring_back(work.path, using=using, **work.bring)
    bring_steps_back(books.choices.get("signing_in", {}), using=using)
    chosen = {name: value for name, value in books.choices.items() if name != "signing_in"}  # not to be told
    return msgspec.structs.replace(books, choices=chosen)


def _not_empty(target: Path) -> StoreTrouble:
    return StoreTrouble(
        f"There is a database already: {target}.",
        code="not-empty",
        fix="Restore into an empty home; or say --over: it is then moved aside, never destroyed.",
    )


def _into_postgresql(work: _Work) -> Restored:
    """In one transaction: until it ends nobody sees anything of it."""
    full = _is_full("default")
    if full is not None and not work.over:
        raise full
    _make_home(work.home)
    aside: list[str] = []
    with whole("default"):
        if full is not None:
            aside.append("schema " + move_tables(work.suffix.replace("-", "_"), using="default"))
        books = _bring_back(work, "default")
        aside += _furnish(work, books)
    return Restored(home=str(work.home), books=books, moved_aside=tuple(aside))


def _is_full(using: str) -> StoreTrouble | None:
    """What says that there are books already; None where there are none."""
    try:
        refuse_full(using=using)
    except StoreTrouble as trouble:
        if trouble.code != "not-empty":
            raise
        return trouble
    return None


def _make_home(home: Path) -> None:
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.chmod(0o700)
    except OSError as error:
        message = f"The home {home} cannot be made: {error.strerror}."
        raise Stopped(message, code="unwritable", exit_=Exit.TROUBLE) from None


def _wait_for_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
    path.chmod(0o600)


def _furnish(work: _Work, books: BroughtBack) -> list[str]:
    """Key, choices and list of erased clients, as far as they are missing; what was moved aside for it."""
    aside = []
    key = Path(settings.GOLDTHREAD_KEY_FILE)
    if work.ring_text is not None and not (key.exists() and _holds(key, work.ring_text)):
        if key.exists():
            old = key.with_name(f"{key.name}.{work.suffix}")
            key.rename(old)
            aside.append(str(old))
        _write_key(key, work.ring_text)
    if not (work.home / FILE).exists():
        centre = books.choices.get("centre") or min(head.centre for head in books.heads)
        chosen = Home(centre=centre, database_url=work.database_url)
        hosts = tuple(books.choices.get("hosts") or chosen.hosts)
        write_choices(work.home / FILE, msgspec.structs.replace(chosen, hosts=hosts))
    erasures.remember(work.home / erasures.NAME, work.bring["erased"])
    return aside


def _write_key(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
