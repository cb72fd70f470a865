"""What `/health` finds out: database, migrations and key, each by itself."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest

from goldthread.practice.settings import Settings
from goldthread.terms import Role
from real_databases import close_all, migrate, set_up


@pytest.fixture(scope="module", autouse=True)
def _django(django_db_blocker: Any) -> Iterator[None]:
    set_up()
    with django_db_blocker.unblock() if django_db_blocker is not None else nullcontext():
        yield
        close_all()


def test_each_part_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.test import Client  # noqa: PLC0415 - settings first

    from goldthread.store import accounts, ring  # noqa: PLC0415
    from goldthread.store.trouble import trouble  # noqa: PLC0415
    from goldthread.wiring import urls  # noqa: PLC0415

    def health() -> tuple[int, Any]:
        answer = Client(headers={"Host": "localhost"}).get("/health", headers=by)
        return answer.status_code, answer.json().get("parts", answer.json())

    by: dict[str, str] = {}
    migrate("default")
    accounts.create_centre(centre="health-house", settings=Settings(name="Harbour"))
    password = "a long password"  # noqa: S105 - nobody's
    accounts.create_member(
        centre="health-house", member="ada", name="Ada", login="ada", password=password, roles=(Role.ADMINISTRATOR,)
    )
    token = accounts.issue_token(centre="health-house", member="ada")
    monkeypatch.setattr(urls, "_seen_migrated", [])  # other tests of this process have seen tables that were whole
    with monkeypatch.context() as older:
        older.setattr(urls, "missing_migrations", lambda: ("store.0002",))
        assert health() == (503, {"status": "trouble"})
    assert health() == (200, {"status": "ok"})
    by = {"Authorization": f"Bearer {token}"}
    assert health() == (200, {"database": True, "key": True, "migrations": True})
    monkeypatch.setattr(urls, "centre_keys", lambda *_: (_ for _ in ()).throw(trouble("database-error")))
    assert health() == (503, {"database": True, "key": False, "migrations": True})
    monkeypatch.setattr(urls, "centres", lambda: (_ for _ in ()).throw(trouble("database-gone")))
    assert health() == (503, {"status": "trouble"})
    assert ring.ring().newest
    ada = accounts.members(centre="health-house")[0]
    signs_in = urls.door().signs_in
    assert signs_in(ada, "ada", password)
    assert not signs_in(ada, "ada", "another")
