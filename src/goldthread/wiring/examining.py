"""Everything that `goldthread doctor` looks at: the home, the key, the disk, the store, the backups."""

import datetime
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from goldthread.library import load_library
from goldthread.store import keys
from goldthread.store.backup import erasures
from goldthread.store.books import StoreBooks
from goldthread.store.looking import look_at_database, look_over
from goldthread.store.looks import Look, NotGood, tried
from goldthread.store.opening import centres
from goldthread.wiring.backups import last_backup
from goldthread.wiring.home import FILE
from goldthread.wiring.standing import missing_migrations

_LITTLE = 2**30  # bytes free: below it somebody should make room
_NOTHING = 100 * 2**20  # bytes free: below it writing will soon stop
_OLD = datetime.timedelta(hours=36)  # a backup each night, and one that is missed is told


def examine(home: Path, *, now: datetime.datetime) -> Iterator[Look]:
    """One look after another, those at the database only where it answers."""
    yield tried("home", lambda: _home(home))
    yield tried("key", _key)
    yield tried("disk", lambda: _disk(home))
    database = tried("database", _database)
    if database.state == "good":
        database = look_at_database()
    yield database
    if database.state == "good":
        tables = tried("tables", _tables)
        yield tables
        if tables.state == "good":
            yield from look_over(now=now)
            yield tried("erasures", lambda: _erasures(home))
            yield tried("rule packs", _rule_packs)
    yield tried("backup", lambda: _backup(home, now))


def _home(home: Path) -> str:
    """Nobody but the account that runs the server may look in."""
    if not home.is_dir():
        raise NotGood(f"There is no home {home}.", "Run `goldthread init`, or name another in GOLDTHREAD_HOME.")
    for path in (home, *sorted(home.iterdir())):
        mode = path.stat().st_mode
        if mode & 0o077:
            fix = f"Run: chmod {'700' if stat.S_ISDIR(mode) else '600'} {path}"
            raise NotGood(f"Others than its owner may look into {path}.", fix)
    if not os.access(home, os.W_OK | os.X_OK):
        raise NotGood(f"Nothing can be written into {home}.", "Run this as the account of the server.")
    told = "" if (home / FILE).exists() else f" It has no {FILE}: the environment says everything."
    return f"{home} is for its owner alone.{told}"


def _key() -> str:
    ring = keys.ring()
    return f"The key ring can be read; its newest key is {ring.newest}, of {len(ring.keys)}."


def _disk(home: Path) -> str:
    free = shutil.disk_usage(home if home.is_dir() else home.anchor).free
    said = f"{free / 2**30:.1f} GiB are free where the home is."
    if free < _LITTLE:
        raise NotGood(said, "Make room.", "wrong" if free < _NOTHING else "warning")
    return said


def _database() -> str:
    """To ask for a SQLite database that is not there would make one."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and not Path(database["NAME"]).exists():
        fix = "Run `goldthread init`, restore a backup, or name another home in GOLDTHREAD_HOME."
        raise NotGood(f"There is no database {database['NAME']}.", fix)
    return ""


def _tables() -> str:
    missing = missing_migrations()
    if missing:
        fix = "Make a backup, then run `goldthread store migrate`; for a new store `goldthread init`."
        raise NotGood(f"The tables lack {len(missing)} steps of this version.", fix)
    return "The tables are of this version."


def _backup(home: Path, now: datetime.datetime) -> str:
    last = last_backup(home)
    if last is None:
        raise NotGood("No backup was made from this home.", "Run `goldthread backup` every night.", "warning")
    hours = (now - last.at).total_seconds() / 3600
    said = f"The newest backup is {hours:.0f} hours old: {last.file}."
    if not last.whole:
        fix = "Keep the older backups, and run `goldthread audit verify`."
        raise NotGood(f"{said} Something in it was not as it was written.", fix)
    if now - last.at > _OLD:
        raise NotGood(said, "Find out why the nightly `goldthread backup` does not run.", "warning")
    return said


def _rule_packs() -> str:
    """A pack that the library does not have gives no due dates and asks for no signers, and nothing else says so."""
    packs, books = load_library().rulepacks, StoreBooks()
    chosen = {centre: books.settings(centre).rule_pack for centre in centres()}
    unknown = sorted(f"{centre} ({pack})" for centre, pack in chosen.items() if pack and pack not in packs)
    if unknown:
        named = ", ".join(unknown)
        said = f"The settings name a rule pack that the library does not have, so that nothing is due by it: {named}."
        raise NotGood(
            said, "Choose another pack in the centre's settings, or bring the library with it back.", "warning"
        )
    return "Every rule pack that is chosen is in the library."


def _erasures(home: Path) -> str:
    """Who was erased once must be erased now, and must stand in the list that is kept for older backups."""
    path, now_erased = home / erasures.NAME, erasures.erased()
    listed = erasures.read(path) if path.exists() else frozenset()
    last = last_backup(home)
    beside = Path(last.file).parent / erasures.NAME if last is not None else path
    back = listed - now_erased
    if back:
        names = ", ".join(f"{centre} {client}" for centre, client in sorted(back))
        said = f"Clients who were erased can be read again, from an older backup: {names}."
        raise NotGood(said, "Erase them again (`erase-client`).")
    missing = now_erased - (erasures.read(beside) if beside.exists() else frozenset())
    if missing:
        said = f"{len(missing)} erased clients are on no list beside the backups."
        fix = "Make a backup, or run `goldthread audit erasures --out FILE` and keep the file with the backups."
        raise NotGood(said, fix, "warning")
    return "Erased clients stand on the list beside the backups." if now_erased else "No client was erased."
