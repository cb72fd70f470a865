"""`goldthread serve`: a real server, asked over HTTP, on both databases; stopped in good order."""

import base64
import json
import socket
from collections.abc import Iterator

import pytest

from goldthread.api.asking import MAX_BODY
from goldthread.case import cast_path
from real_commands import SECRET, House, Served
from real_databases import PostgreSQL, postgresql_programs

WORDS = "He keeps a key to the boathouse."
FACT = {
    "kind": "strength",
    "said_by": "client",
    "recorded_by": "therapist",
    "recorded_on": "2026-01-01",
    "source": "talk",
    "text": WORDS,
}


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of a new database on a PostgreSQL server of the tests' own."""
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("There is no PostgreSQL server on this machine (Debian: apt install postgresql).")
    server = PostgreSQL(programs)
    server.ask("CREATE DATABASE harbour OWNER goldthread")
    yield server.url("harbour")
    server.remove()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(tmp_path_factory.mktemp(request.param) / "home")
    where = ("--database", request.getfixturevalue("database")) if request.param == "postgresql" else ()
    house.with_centre(*where)
    house.with_account("dana", "therapist")
    house.with_account("cora", "compliance", "supervisor")
    house.with_account("ruth", "client", client="ruth-okafor")
    house.done("import", cast_path("ruth-okafor"), "--into", "harbour", "--keep-ids", by="dana")
    return house


@pytest.fixture(scope="module")
def served(house: House) -> Iterator[Served]:
    with house.served() as server:
        yield server


@pytest.fixture(scope="module")
def dana(house: House) -> str:
    return house.token("dana")


def test_health_for_strangers_and_for_an_administrator(served: Served, house: House) -> None:
    assert served.ask("/health") == (200, {"status": "ok"})
    status, told = served.ask("/health", Authorization=f"Bearer {house.token('admin')}")
    assert (status, told["parts"]) == (200, {"database": True, "key": True, "migrations": True})


def test_a_fact_is_recorded_once_and_stands_in_the_record(served: Served, dana: str) -> None:
    asks = {"client": "ruth-okafor", "fact": {**FACT, "id": "boathouse"}}
    answers = [served.act("record-fact", dana, asks, Idempotency_Key="k-1") for _ in range(2)]
    assert [(status, told["repeated"]) for status, told in answers] == [(200, False), (200, True)]
    status, told = served.act("open-record", dana, {"client": "ruth-okafor"})
    assert status == 200
    assert json.dumps(told["shown"]).count(WORDS) == 1


def test_a_client_signs_with_a_fresh_sign_in(served: Served, house: House, dana: str) -> None:
    about = {"client": "ruth-okafor", "plan": "plan-ruth-okafor"}
    asks = {**about, "of": {"ruth-okafor": "client"}, "cause": "The first plan."}
    assert served.act("ask-for-signatures", dana, asks)[0] == 200
    ruth = house.token("ruth")
    signing = {**about, "version": 1, "kind": "typed", "name": "Ruth Okafor", "capacity": "client"}
    shown = base64.b64encode(f"ruth:{SECRET}".encode()).decode()
    wrong = base64.b64encode(b"dana:" + SECRET.encode()).decode()
    assert served.act("sign", ruth, signing)[1]["error"]["code"] == "sign-in-again"
    assert served.act("sign", ruth, signing, Goldthread_Sign_In=wrong)[0] == 403
    assert served.act("sign", ruth, signing, Goldthread_Sign_In=shown)[0] == 200


def test_a_token_that_ended_or_never_was_is_refused(served: Served, house: House, dana: str) -> None:
    for token in ("x", "harbour:x", f"elsewhere:{dana.partition(':')[2]}", ":", "harbour:"):
        assert served.act("open-record", token, {"client": "ruth-okafor"})[1]["error"]["code"] == "not-signed-in"


def test_two_roles_are_told_apart(served: Served, house: House) -> None:
    cora = house.token("cora")
    asks = {"client": "ruth-okafor"}
    assert served.act("see-trace", cora, asks)[1]["error"]["code"] == "role-needed"
    assert served.act("see-trace", cora, asks, Goldthread_Role="compliance")[0] == 200
    assert served.act("see-trace", cora, asks, Goldthread_Role="supervisor")[1]["error"]["code"] == "not-on-care-team"


def test_what_is_too_large_or_of_unknown_length_is_not_read(served: Served, dana: str) -> None:
    head = f"POST /actions/record-fact HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {dana}\r\n"
    head += "Content-Type: application/json\r\n"
    lengths = {f"Content-Length: {MAX_BODY + 1}\r\n\r\n": b" 413 ", "Transfer-Encoding: chunked\r\n\r\n": b" 411 "}
    for length, status in lengths.items():
        with socket.create_connection(("127.0.0.1", served.port), timeout=60) as line:
            line.sendall((head + length).encode())
            assert status in line.recv(4096)


def test_other_addresses_and_other_names_of_the_server_answer_nothing(served: Served) -> None:
    for path in ("/actions/", "/actions/a/b", "/actions/../admin"):
        assert served.ask(path)[1]["error"]["code"] == "no-such-address"
    assert served.ask("/health", Host="elsewhere.example")[1]["error"]["code"] == "wrong-host"


def test_a_port_is_served_once(served: Served, house: House) -> None:
    assert house.refused("serve", "--port", str(served.port)) == (6, "port-taken")


def test_the_log_holds_no_word_about_anybody(served: Served, dana: str) -> None:
    served.act("record-fact", dana, {"client": "ruth-okafor", "fact": {**FACT, "id": "boathouse", "text": "Another."}})
    served.ask("/health?Okafor=1")
    served.ask("/actions/Ruth-Okafor/x")
    log = served.log.read_text()
    assert "record-fact 409" in log
    for word in ("boathouse", "Ruth", "ruth", "okafor", dana, SECRET, "Another"):
        assert word not in log


def test_it_ends_when_it_is_told_and_starts_again_with_everything(house: House, dana: str) -> None:
    fact = {**FACT, "id": "before-the-end"}
    with house.served() as first:
        assert first.act("record-fact", dana, {"client": "ruth-okafor", "fact": fact})[0] == 200
        assert first.stop() == 0
    with house.served() as second:
        told = second.act("record-fact", dana, {"client": "ruth-okafor", "fact": fact})[1]
        assert told["error"]["code"] == "already-there"
    assert house.done("audit", "verify") == "The trail is whole.\n"
