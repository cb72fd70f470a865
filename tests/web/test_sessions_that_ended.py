"""Sessions that have ended are cleared away, a few with each that begins; those that last stay."""

import datetime
from collections.abc import Iterator

import pytest

from real_databases import close_all, migrate, set_up

set_up()

from goldthread.web.models import Session  # noqa: E402
from goldthread.web.sessions import SessionStore  # noqa: E402
from goldthread.wiring.acting import now  # noqa: E402 - Django's settings first


@pytest.fixture(autouse=True)
def database() -> Iterator[None]:
    """The tables in the home's own database."""
    migrate("default")
    Session.objects.all().delete()
    yield
    Session.objects.all().delete()
    close_all()


def test_sessions_that_ended_go_a_few_at_a_time_and_those_that_last_stay() -> None:
    past, ahead = now() - datetime.timedelta(days=1), now() + datetime.timedelta(days=1)
    rows = [Session(session_key=f"{n:064}", session_data="", expire_date=past) for n in range(50)]
    Session.objects.bulk_create([*rows, Session(session_key="f" * 64, session_data="", expire_date=ahead)])
    left = []
    for _ in range(4):
        SessionStore().create()
        left.append(Session.objects.filter(expire_date__lt=now()).count())
    assert left == [30, 10, 0, 0]
    assert Session.objects.filter(session_key="f" * 64).exists()
    assert Session.objects.count() == 5
