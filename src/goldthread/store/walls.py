"""How a database is set, and whether what guards the books is still up: triggers that refuse, walls between centres."""

from django.db import connections

from goldthread.store.looks import NotGood
from goldthread.store.trouble import told

_KEPT = ("entry", "note", "trail")
_OLDEST_POSTGRESQL = 150_000  # 15.0, as the server says its version

# Each pragma with what it must answer. Why: docs/explanation/the-store.md.
_PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "recursive_triggers": 1}
_SHOWN = {"fsync": ("on",), "full_page_writes": ("on",), "synchronous_commit": ("on", "remote_write", "remote_apply")}


def settings_of(using: str) -> str:
    """Whether what is acknowledged is on the disk, and what is destroyed is gone. Raises NotGood."""
    if connections[using].vendor == "postgresql":
        return _postgresql(using)
    with told(using), connections[using].cursor() as cursor:
        for name, wanted in _PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}")
            (found,) = cursor.fetchone()
            if found != wanted:
                said = f"SQLite has {name} {found} where it must have {wanted}."
                raise NotGood(said, "Put the database on a local disk that supports it, not on a network share.")
    return "What is acknowledged is on the disk."


def _postgresql(using: str) -> str:
    with told(using), connections[using].cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        if int(cursor.fetchone()[0]) < _OLDEST_POSTGRESQL:
            raise NotGood("The PostgreSQL server is older than 15.", "Bring it to a version that is looked after.")
        for name, good in _SHOWN.items():
            cursor.execute(f"SHOW {name}")
            (found,) = cursor.fetchone()
            if found not in good:
                said = f"PostgreSQL has {name} = {found}: what is acknowledged can be lost when the power goes."
                raise NotGood(said, f"Set {name} = on in postgresql.conf.")
    return "What is acknowledged is on the disk."


def append_only(using: str) -> str:
    """Whether the triggers that refuse to change or delete what was written are there."""
    vendor = connections[using].vendor
    with told(using), connections[using].cursor() as cursor:
        if vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled IN ('O', 'A')"
            )
            wanted = {f"store_{table}_kept" for table in _KEPT}
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = {f"store_{table}_no_{change}" for table in _KEPT for change in ("update", "delete")}
        missing = wanted - {row[0] for row in cursor.fetchall()}
    if missing:
        said = f"The database no longer refuses to change what was written: {', '.join(sorted(missing))} is gone."
        fix = "Somebody with an account of the database took it away. Run `goldthread audit verify`, then restore."
        raise NotGood(said, fix)
    return "The database refuses to change what was written."


def walls(using: str) -> str:
    """Whether the walls between centres are up and hold for our own account. SQLite has none."""
    if connections[using].vendor != "postgresql":
        return "SQLite has no walls between centres: every statement names its centre."
    with told(using), connections[using].cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()
        if row is None or row[0]:
            fix = "Give GOLDTHREAD_DATABASE_URL an account that is no superuser and has no BYPASSRLS."
            raise NotGood("The database account of the server may look over the walls between centres.", fix)
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace "
            r"AND c.relkind = 'r' AND c.relname LIKE 'store\_%%' AND NOT (c.relrowsecurity AND c.relforcerowsecurity "
            "AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'wall')) ORDER BY 1",
            [],
        )
        open_ = [name for (name,) in cursor.fetchall()]
    if open_:
        said = f"The wall between centres is down for {', '.join(open_)}."
        raise NotGood(
            said, "Run ALTER TABLE … ENABLE and FORCE ROW LEVEL SECURITY for it, and find out who took it down."
        )
    return "The walls between centres are up, and hold for our own account."
