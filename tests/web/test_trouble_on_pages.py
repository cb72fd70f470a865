"""When the database is away: a calm page that says what to do, and everything is there when it is back."""

import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from real_commands import SECRET, House
from real_databases import PostgreSQL, postgresql_programs


class Reader:
    """Somebody at a browser without scripts."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(cookies, _AsItComes())

    def read(self, path: str, **form: str) -> tuple[int, str, str | None]:
        """Status, text and Retry-After."""
        data = urllib.parse.urlencode(form).encode() if form else None
        with self._opener.open(self.address + path, data=data, timeout=60) as answer:
            return answer.status, answer.read().decode(), answer.headers["Retry-After"]

    def sign_in(self, login: str) -> None:
        """Through the form."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.read("/sign-in/")[1])
        assert token is not None
        self.read("/sign-in/", csrfmiddlewaretoken=token[1], login=login, password=SECRET)


class _AsItComes(urllib.request.HTTPErrorProcessor):
    """Refusals are answers too; ways elsewhere are gone."""

    def http_response(self, request: urllib.request.Request, response: object) -> object:
        status = getattr(response, "status", 0)
        return super().http_response(request, response) if 300 <= status < 400 else response  # type: ignore[arg-type]


def test_pages_wait_calmly_for_a_database_that_is_away(tmp_path: Path) -> None:
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("There is no PostgreSQL server on this machine (Debian: apt install postgresql).")
    database = PostgreSQL(programs)
    database.ask("CREATE DATABASE harbour OWNER goldthread")
    house = House(tmp_path / "home").with_centre("--database", database.url("harbour"))
    house.with_account("dana", "therapist")
    try:
        with house.served() as served:
            reader = Reader(served.port)
            reader.sign_in("dana")
            assert "No client is on your list." in reader.read("/")[1]
            database.stop("immediate")
            for path in ("/", "/clients/ruth-okafor/"):
                status, text, again = reader.read(path)
                assert (status, again) == (503, "5")
                assert "Nothing that was saved is lost." in text
            database.start()
            status, text, _ = reader.read("/")
            assert status in (200, 503)  # the first may still find the lost connection
            assert "No client is on your list." in reader.read("/")[1]
            assert "postgresql" not in served.log.read_text()
    finally:
        database.remove()
