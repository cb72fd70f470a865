"""`goldthread user`: administrators look after accounts; everybody after their own password and tokens."""

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from real_commands import SECRET, House


def accounts(house: House) -> dict[str, Any]:
    found = json.loads(house.done("user", "list", "--format", "json", by="admin"))
    return {each["login"]: each for each in found}


def test_an_administrator_makes_an_account_and_its_id_says_nothing(harbour: House) -> None:
    account = harbour.with_account("mara.lee", "nurse")
    made = accounts(harbour)["mara.lee"]
    assert (made["id"], made["name"], made["roles"]) == (account, "Name of mara.lee", ["nurse"])
    assert "mara" not in account
    words = ("--name", "x", "--role", "nurse", "--new-password-file", harbour.passwords)
    assert harbour.refused("user", "add", "Mara.Lee", *words, by="admin") == (6, "login-there")


@pytest.mark.parametrize("command", [("list",), ("disable", "ruth"), ("roles", "ruth", "--role", "therapist")])
def test_others_look_after_no_accounts(harbour: House, command: tuple[str, ...]) -> None:
    assert harbour.refused("user", *command, by="dana") == (5, "not-your-role")


def test_who_does_not_know_the_password_is_refused_in_the_same_words(harbour: House) -> None:
    wrong = harbour.home.parent / "wrong"
    wrong.write_text("not the password\n")
    answers = [
        harbour.run("user", "list", "--by", login, "--password-file", wrong)
        for login in ("admin", "nobody-of-this-name")
    ]
    assert {(each.returncode, each.stderr) for each in answers} == {(5, answers[0].stderr)}
    assert "[not-signed-in]" in answers[0].stderr


def test_nobody_is_asked_where_there_is_no_terminal(harbour: House) -> None:
    assert harbour.refused("user", "list", "--by", "admin") == (2, "no-password")
    assert harbour.refused("user", "list") == (2, "not-signed-in")
    assert harbour.refused("user", "list", "--by", "admin", "--password-file", "no-such-file") == (3, "unreadable")
    empty = harbour.home.parent / "empty"
    empty.touch()
    assert harbour.refused("user", "list", "--by", "admin", "--password-file", empty) == (3, "empty")


def test_a_closed_account_signs_in_no_more_by_password_or_token(harbour: House) -> None:
    harbour.with_account("leaver", "counselor")
    token = harbour.token("leaver")
    harbour.done("user", "disable", "leaver", by="admin")
    assert harbour.refused("user", "token", by="leaver") == (5, "not-signed-in")
    assert harbour.refused("user", "token", GOLDTHREAD_TOKEN=token) == (5, "not-signed-in")
    assert accounts(harbour)["leaver"]["roles"] == []
    assert harbour.refused("user", "disable", "admin", by="admin") == (5, "your-own")
    assert harbour.refused("user", "disable", "nobody-of-this-name", by="admin") == (3, "no-such-account")


def test_roles_are_given_and_taken_and_a_client_stays_one(harbour: House) -> None:
    harbour.with_account("mover", "counselor")
    harbour.done("user", "roles", "mover", "--role", "therapist", "--role", "supervisor", by="admin")
    assert accounts(harbour)["mover"]["roles"] == ["therapist", "supervisor"]
    for login, role in (("mover", "client"), ("ruth", "therapist")):
        assert harbour.run("user", "roles", login, "--role", role, *harbour.signed("admin")).returncode == 2
    words = ("--name", "x", "--role", "client", "--new-password-file", str(harbour.passwords))
    assert harbour.run("user", "add", "odd", *words, *harbour.signed("admin")).returncode == 2


def test_everybody_changes_their_own_password_and_their_tokens_end(harbour: House) -> None:
    harbour.with_account("changer", "nurse")
    token = harbour.token("changer")
    other = harbour.home.parent / "other"
    other.write_text("two herons on one leg\n")
    harbour.done("user", "password", "changer", "--new-password-file", other, by="changer")
    assert harbour.refused("user", "token", by="changer") == (5, "not-signed-in")
    assert harbour.refused("user", "token", GOLDTHREAD_TOKEN=token) == (5, "not-signed-in")
    assert harbour.done("user", "token", "--by", "changer", "--password-file", other).startswith("harbour:")
    assert harbour.refused("user", "password", "changer", "--new-password-file", other, by="dana") == (
        5,
        "not-your-role",
    )
    harbour.done("user", "password", "changer", "--new-password-file", harbour.passwords, by="admin")
    assert harbour.token("changer")


def test_nobody_gets_a_password_that_is_tried_first(harbour: House) -> None:
    weak = harbour.home.parent / "weak"
    weak.write_text("Password12345!\n")
    new = ("--new-password-file", weak)
    assert harbour.refused("user", "add", "soft", "--name", "Soft", "--role", "nurse", *new, by="admin") == (
        6,
        "weak-password",
    )
    assert harbour.refused("user", "password", "dana", *new, by="admin") == (6, "weak-password")
    assert harbour.refused("user", "password", "admin", *new, "--recover") == (6, "weak-password")
    assert harbour.token("dana")


def test_who_runs_the_server_recovers_an_administrator_and_nobody_else(harbour: House) -> None:
    new = ("--new-password-file", harbour.passwords, "--recover")
    harbour.done("user", "password", "admin", *new)
    assert harbour.refused("user", "password", "dana", *new) == (5, "role-may-not")


def test_what_is_done_with_accounts_stands_in_the_trail_without_names(harbour: House) -> None:
    account = harbour.with_account("traced", "nurse")
    with closing(sqlite3.connect(harbour.home / "goldthread.sqlite3")) as database:
        lines = database.execute("SELECT role, action FROM store_trail").fetchall()
    assert ("administrator", f"add-account:{account}") in lines
    assert not any("traced" in action for _, action in lines)


def test_a_password_is_never_taken_from_the_command_line_or_shown(harbour: House) -> None:
    helped = harbour.done("user", "add", "--help") + harbour.done("user", "password", "--help")
    assert "--password " not in helped
    assert SECRET not in harbour.done("user", "list", "--format", "json", by="admin")


def test_accounts_are_listed_for_people_with_their_own_folder(harbour: House) -> None:
    lines = {line.split()[1]: line for line in harbour.done("user", "list", by="admin").splitlines()}
    assert lines["ruth"].endswith("(client)  client ruth-okafor")
    assert lines["dana"].endswith("Name of dana  (therapist)")
    asks = ("--name", "Plain", "--role", "nurse", "--new-password-file", harbour.passwords)
    assert "plain may sign in as nurse. The account's id is m-" in harbour.done(
        "user", "add", "plain", *asks, by="admin"
    )


def test_changes_of_accounts_are_told_to_programs_too(harbour: House) -> None:
    account = harbour.with_account("programs", "nurse")
    as_json = ("--format", "json")
    told = json.loads(harbour.done("user", "token", *as_json, by="programs"))
    assert (told["account"], told["token"].partition(":")[0]) == (account, "harbour")
    for command in (
        ("password", "programs", "--new-password-file", harbour.passwords),
        ("roles", "programs", "--role", "counselor"),
        ("disable", "programs"),
    ):
        assert json.loads(harbour.done("user", *command, *as_json, by="admin")) == {"account": account}
    refused = harbour.run("user", "token", *as_json, *harbour.signed("programs"))
    assert json.loads(refused.stdout)["error"]["code"] == "not-signed-in"
