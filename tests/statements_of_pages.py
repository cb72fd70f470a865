"""Opens pages of a demonstration in this process and prints, as JSON, the SQL statements that each of them took.

Run in a process of its own, with GOLDTHREAD_HOME: who signs in, and the addresses, are its arguments (login, address,
login, address, …). Each page is opened once before, so that what a process does only once is not counted.
"""

import json
import os
import sys


def statements(wanted: list[tuple[str, str]], password: str) -> dict[str, list[str]]:
    """The statements of each page, by its address. Fails for a page that does not answer with 200."""
    from django.db import connection  # noqa: PLC0415 - Django is set up by now
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    browsers: dict[str, Client] = {}
    found = {}
    for login, address in wanted:
        if login not in browsers:
            browsers[login] = Client(headers={"host": "localhost"})
            browsers[login].post("/sign-in/", {"login": login, "password": password})
        browsers[login].get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = browsers[login].get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        found[address] = [each["sql"] for each in asked.captured_queries]
    return found


if __name__ == "__main__":
    from goldthread.wiring.standing import set_up

    set_up()
    words = sys.argv[1:]
    pairs = list(zip(words[::2], words[1::2], strict=True))
    json.dump(statements(pairs, os.environ["PASSWORD"]), sys.stdout)
