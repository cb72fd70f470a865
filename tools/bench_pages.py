"""Measures pages: the server's time (processor and wall, median) and the bytes of each, at several sizes of a centre.

In this process, by Django's own test client, over SQLite with everything sealed: everything that a worker does for a
page, without the sockets. Prints a Markdown table; `--out FILE` writes it. The load of the machine stands beneath it.
"""

import argparse
import gzip
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bench_clients as folders

_AIM = 25.0  # ms of the server's time, median, at 10,000 clients


def set_up(home: Path) -> None:
    """Django with a home of its own: tables, key, files that pages load, and the centre."""
    os.environ.update(GOLDTHREAD_HOME=str(home), DJANGO_SETTINGS_MODULE="goldthread.wiring.site")
    os.environ["GOLDTHREAD_HOSTS"] = "testserver"
    import django  # noqa: PLC0415 - settings first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from goldthread.store.ring import make_key_file  # noqa: PLC0415
    from goldthread.wiring.static_files import gather  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    make_key_file(home / "master.key")
    call_command("migrate", verbosity=0, interactive=False)
    gather()
    folders.make_centre("default")


def add_people() -> None:
    """The therapist of the first clients, and the client whose plan waits for a signature."""
    from goldthread.store.accounts import create_member  # noqa: PLC0415 - Django is set up by now

    for actor in (folders.therapist(0), folders.account(2)):
        create_member(
            centre=folders.CENTRE, member=actor.id, name=actor.id, login=actor.id, password="", roles=(actor.role,),
            client=actor.client,
        )  # fmt: skip


def browser(member: str) -> Any:
    """Somebody who has signed in."""
    from django.test import Client  # noqa: PLC0415 - Django is set up by now

    from goldthread.web.models import Account  # noqa: PLC0415

    visitor = Client()
    visitor.force_login(Account.objects.get_or_create(id=f"{folders.CENTRE}/{member}")[0])
    return visitor


def pages() -> Iterator[tuple[str, str, str]]:
    """What is asked for: whose page, what it is, where."""
    therapist, own = folders.therapist(0).id, folders.account(2).id
    record, draft, laid = (folders.client_id(number) for number in (0, 1, 2))
    yield therapist, "Today, 50 clients", "/"
    yield therapist, "record of 500 facts", f"/clients/{record}/"
    yield therapist, "plan of 10 goals, a draft", f"/clients/{draft}/plans/{folders.PLAN}/"
    yield therapist, "its agreement", f"/clients/{laid}/plans/{folders.PLAN}/agreement/"
    yield therapist, "the client's own sentences", f"/clients/{draft}/plans/{folders.PLAN}/own/"
    yield therapist, "its sentences, compared", f"/clients/{draft}/plans/{folders.PLAN}/own/?compare=1"
    for name, path in (
        ("what I want", "/my/"), ("my next steps", "/my/steps/"), ("who helps", "/my/people/"),
        ("a bad hour", "/my/bad-hour/"), ("sign", "/my/signature/"), ("who looked", "/my/trace/"),
    ):  # fmt: skip
        yield own, f"client: {name}", path


def measure(visitor: Any, path: str, times: int) -> tuple[float, float, int, int]:
    """Median milliseconds of the processor and of the clock, bytes as they are and as they are sent (compressed)."""
    processor, wall, body = [], [], b""
    for turn in range(times + 3):
        began, used = time.perf_counter(), time.process_time()
        answer = visitor.get(path, headers={"accept-encoding": "gzip"})
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
        body = answer.content
        if turn >= 3:  # the first ones fill what is remembered
            wall.append((time.perf_counter() - began) * 1000)
            processor.append((time.process_time() - used) * 1000)
    return statistics.median(processor), statistics.median(wall), len(gzip.decompress(body)), len(body)


def first_load() -> int:
    """Bytes of all scripts and styles together, as they are sent compressed."""
    from django.conf import settings  # noqa: PLC0415 - Django is set up by now

    files = [each for each in Path(settings.STATIC_ROOT).rglob("*") if each.suffix in (".css", ".js", ".svg")]
    packed = {each: [each.with_name(each.name + end) for end in (".br", ".gz")] for each in files}
    return sum(min(one.stat().st_size for one in (each, *some) if one.exists()) for each, some in packed.items())


def main() -> int:
    """All of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", default="100,10000")
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    lines = [
        "| Page | Clients | Processor, ms | Wall, ms | Bytes | Compressed | Aim |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    with tempfile.TemporaryDirectory(prefix="goldthread-pages-") as folder:
        set_up(Path(folder))
        add_people()
        there = 0
        for count in sorted(int(each) for each in given.clients.split(",")):
            folders.fill("default", count, there)
            there = count
            visitors: dict[str, Any] = {}
            for member, name, path in pages():
                visitor = visitors.setdefault(member, browser(member))
                processor, wall, size, packed = measure(visitor, path, given.times)
                met = "met" if wall <= _AIM else "**not met**"
                lines.append(f"| {name} | {count:,} | {processor:.1f} | {wall:.1f} | {size:,} | {packed:,} | {met} |")
        assets = first_load()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    lines += ["", f"All scripts and styles together, compressed: {assets:,} bytes (at most 150 KB wanted).",
              f"Load of the machine (1, 5, 15 minutes): {load}, {os.cpu_count()} cores."]  # fmt: skip
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if given.out:
        given.out.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
