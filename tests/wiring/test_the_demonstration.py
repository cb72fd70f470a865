"""`goldthread demo`: the twelve of the cast as clients of a centre, with staff around them."""

import datetime
import json

import pytest

from goldthread.case import cast_names, cast_path, read_case
from goldthread.wiring.demonstration import until_today
from real_commands import House


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(tmp_path_factory.mktemp("demo") / "demo", GOLDTHREAD_DATABASE_URL="postgresql://nobody@nowhere/none")
    told = house.done("demo", house.home)
    assert "walter" in told
    return House(house.home)


def test_the_twelve_are_there_and_a_second_run_adds_nothing(shown: House) -> None:
    def counts() -> dict[str, int]:
        found = json.loads(shown.done("store", "stats", "--format", "json"))["harbour"]
        return {what: count for what, count in found.items() if what != "trail lines"}

    first = counts()
    assert first["clients"] == len(cast_names()) == 12
    again = json.loads(shown.done("demo", shown.home, "--format", "json"))
    assert counts() == first
    assert {each["login"] for each in again["accounts"]} >= {"dana", "admin", "walter", "aaliyah"}
    assert shown.done("audit", "verify") == "The trail is whole.\n"


def test_each_signs_in_with_the_one_password_and_sees_what_is_theirs(shown: House) -> None:
    password = ("--password-file", str(shown.home / "demo-password"))
    asks = ("--to", "me", "--purpose", "my own copy", *password)
    own = json.loads(shown.done("export", "walter-brandt", "--by", "walter", *asks))
    assert own["case"]["record"]["client"]["name"] == "Walter Brandt"
    assert [plan["plan"]["state"] for plan in own["plans"]] == ["active"]
    assert shown.refused("export", "walter-brandt", "--by", "george", *asks) == (5, "not-your-folder")
    assert (shown.home / "demo-password").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", cast_names())
def test_a_case_of_days_to_come_is_moved_back_as_a_whole(name: str) -> None:
    case = read_case(cast_path(name)).case
    today = datetime.date(2025, 1, 1)
    moved = until_today(case, today)
    assert max(moved.on, *(fact.recorded_on for fact in moved.record.facts)) == today
    assert moved.record.client == case.record.client
    days = {
        after.recorded_on - before.recorded_on
        for after, before in zip(moved.record.facts, case.record.facts, strict=True)
    }
    assert len(days) == 1
    assert until_today(case, datetime.date(2030, 1, 1)) is case


def test_a_centre_with_real_clients_is_not_made_a_demonstration(harbour: House) -> None:
    before = harbour.done("store", "stats")
    assert harbour.refused("demo", harbour.home) == (2, "another-home")
    assert harbour.done("store", "stats") == before
