"""`goldthread store`: the tables, the projections and the keys."""

import typer

from goldthread.cli.exits import Exit
from goldthread.cli.options import Format, FormatOption
from goldthread.cli.saying import say, say_error, say_json

app = typer.Typer(help="Look after the store.", no_args_is_help=True, rich_markup_mode=None)


@app.command("migrate")
def migrate(format_: FormatOption = Format.TEXT) -> None:
    """Bring the tables to this version. Make a backup first."""
    from goldthread.wiring.standing import at_the_store  # noqa: PLC0415 - a command loads what it uses

    with at_the_store(migrated=False):
        from goldthread.wiring.tables import migrate as migrate_tables  # noqa: PLC0415

        count = migrate_tables()
    if format_ is Format.JSON:
        say_json({"steps": count})
    else:
        say(f"{count} steps were taken." if count else "The tables are of this version already.")


@app.command("rebuild")
def rebuild(format_: FormatOption = Format.TEXT) -> int:
    """Make the lists, snapshots and indexes anew from the ledgers. Nothing that was written is changed."""
    from goldthread.wiring.standing import at_the_store  # noqa: PLC0415

    with at_the_store():
        from goldthread.store.opening import centres  # noqa: PLC0415
        from goldthread.store.rebuilding import rebuild as rebuild_centre  # noqa: PLC0415

        counts = {centre: rebuild_centre(centre) for centre in centres()}
    if format_ is Format.JSON:
        say_json(counts)
    else:
        for centre, count in counts.items():
            say(f"{centre}: {count.clients} clients and {count.traces} lines of the trail.")
    return Exit.NOTHING


@app.command("rotate-key")
def rotate_key(format_: FormatOption = Format.TEXT) -> None:
    """Put a new master key on the ring and wrap every key with it, while the server runs. Goes on where it stopped."""
    from goldthread.wiring.standing import at_the_store  # noqa: PLC0415

    with at_the_store():
        from goldthread.store import keys  # noqa: PLC0415
        from goldthread.wiring.tables import add_master_key  # noqa: PLC0415

        path = add_master_key()
        done = keys.rotate()
    if format_ is Format.JSON:
        say_json({"wrapped": done})
    else:
        say(f"{done} keys are wrapped with the newest master key.")
    if path is not None:
        say_error(
            f"Keep a new copy of {path} apart from the backups. Backups from before need the older keys on the ring."
        )


@app.command("stats")
def stats(format_: FormatOption = Format.TEXT) -> None:
    """How much there is, by centre. Counts alone: nobody's words, and no key is needed."""
    from goldthread.wiring.standing import at_the_store  # noqa: PLC0415

    with at_the_store():
        from goldthread.wiring.tables import counted  # noqa: PLC0415

        found = counted()
    if format_ is Format.JSON:
        say_json(found)
        return
    for centre, counts in found.items():
        say(f"{centre}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
