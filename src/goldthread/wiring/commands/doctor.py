"""`goldthread doctor`: looks at everything and says what is wrong and what to do."""

from goldthread.cli.exits import Exit
from goldthread.cli.options import Format, FormatOption
from goldthread.cli.saying import say, say_json
from goldthread.wiring.home import home_folder
from goldthread.wiring.standing import set_up, telling


def doctor(format_: FormatOption = Format.TEXT) -> int:
    """Look at home, key, disk, database, walls, clock, audit trail, lists and backups, and say what to do.

    Changes nothing. Exit code 1: something is not good.
    """
    set_up()
    with telling():
        from goldthread.wiring.acting import now  # noqa: PLC0415 - a command loads what it uses
        from goldthread.wiring.examining import examine  # noqa: PLC0415

        looks = list(examine(home_folder(), now=now()))
    good = all(look.state == "good" for look in looks)
    if format_ is Format.JSON:
        say_json({"good": good, "looks": looks})
    else:
        for look in looks:
            say(f"{look.state:8} {look.what}: {look.said}")
            if look.fix:
                say(f"         {look.fix}")
    return Exit.NOTHING if good else Exit.FINDINGS
