"""`goldthread demo`: the twelve of the cast as clients of a centre, with staff around them."""

import datetime
import json
from pathlib import Path

import pytest

from goldthread.case import cast_names, cast_path, read_case
from goldthread.wiring.past import moved, newcomers, told
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
    assert len(cast_names()) == 12
    assert first["clients"] == 12 + len(newcomers())
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


def test_half_a_year_lies_behind_it_and_its_newest_days_are_these_days(shown: House) -> None:
    password = ("--password-file", str(shown.home / "demo-password"))
    asks = ("--by", "cora", "--to", "the auditor", "--purpose", "to count", *password)
    today = datetime.datetime.now(datetime.UTC).date()
    states, outcomes, ages, versions = {}, set(), [], []
    for client in (*cast_names(), *newcomers()):
        copy = json.loads(shown.done("export", client, *asks))
        ages += [
            (today - datetime.date.fromisoformat(fact["recorded_on"])).days for fact in copy["case"]["record"]["facts"]
        ]
        for each in copy["plans"]:
            states[client] = each["plan"]["state"]
            outcomes |= {review["outcome"] for review in each["plan"].get("reviews", ())}
            versions.append(len(each["versions"]))
    assert max(ages) > 180
    assert 0 < min(ages) <= 3
    assert set(states.values()) == {"draft", "proposed", "active", "under-review", "completed"}
    assert outcomes == {"kept", "changed", "ended"}
    assert max(versions) >= 3


@pytest.mark.parametrize("name", cast_names())
def test_a_case_is_moved_as_a_whole_and_keeps_the_days_of_the_week(name: str) -> None:
    case = read_case(cast_path(name)).case
    today = datetime.date(2031, 1, 1)
    after = moved(case, today, told(name).weeks)
    days = {
        new.recorded_on - old.recorded_on
        for new, old in zip(after.record.facts, case.record.facts, strict=True)
    }  # fmt: skip
    assert len(days) == 1
    assert days.pop().days % 7 == 0
    assert 0 <= (today - after.on).days - 7 * told(name).weeks < 7
    assert after.record.client == case.record.client


def test_a_centre_with_real_clients_is_not_made_a_demonstration(harbour: House) -> None:
    before = harbour.done("store", "stats")
    assert harbour.refused("demo", harbour.home) == (2, "another-home")
    assert harbour.done("store", "stats") == before


# 24 November 2026 put a form of the newest days on the day whose name a form of the case file already had.
@pytest.mark.parametrize("day", ["2026-11-24", "2028-02-29", "2027-01-01"])
def test_it_can_be_made_on_any_day(day: str, tmp_path: Path) -> None:
    home = tmp_path / "demo"
    home.mkdir(mode=0o700)
    (home / "demo-day").write_text(f"{day}\n")
    house = House(home)
    house.done("demo", home)
    assert house.done("audit", "verify") == "The trail is whole.\n"
