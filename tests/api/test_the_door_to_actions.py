"""The HTTP door: who asks, in which role, what, and with which status it is answered."""

import base64
import logging

import msgspec
import pytest
from django.http import HttpRequest

from dictionary_books import DictionaryBooks
from door_of_dictionaries import PASSWORD, Knocker, code_of, said
from goldthread.api.answering import broken, no_such_address, status_of, unreadable
from goldthread.api.asking import MAX_BODY
from goldthread.api.door import Health
from goldthread.api.tries import FailedTries
from goldthread.plan import State
from goldthread.practice.actions import all_actions
from standing_folders import AT, CLIENT, PLAN, standing_books

WORDS = "He keeps a key to the boathouse."
FACT = {
    "kind": "strength",
    "id": "boathouse",
    "said_by": "client",
    "recorded_by": "therapist",
    "recorded_on": "2026-01-01",
    "source": "talk",
    "text": WORDS,
}
REQUEST = {"client": CLIENT, "fact": FACT}


@pytest.fixture
def books() -> DictionaryBooks:
    return standing_books()


@pytest.fixture
def door(books: DictionaryBooks) -> Knocker:
    return Knocker(books)


def test_a_therapist_records_a_fact(door: Knocker, books: DictionaryBooks) -> None:
    answer = door.send("/actions/record-fact", body=REQUEST, by="therapist")
    assert answer.status_code == 200
    assert said(answer) == {
        "action": "record-fact",
        "answer": {"fact": "boathouse"},
        "shown": None,
        "repeated": False,
    }
    folder = books.folder_of("harbour", CLIENT)
    assert folder is not None
    assert WORDS in {getattr(fact, "text", "") for fact in folder.facts}


def test_a_request_sent_again_with_its_key_is_done_once(door: Knocker) -> None:
    first, again = (
        door.send("/actions/record-fact", body=REQUEST, by="therapist", Idempotency_Key="k-1") for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (200, 200)
    assert (said(first)["repeated"], said(again)["repeated"]) == (False, True)
    other = {**REQUEST, "fact": {**FACT, "id": "another"}}
    third = door.send("/actions/record-fact", body=other, by="therapist", Idempotency_Key="k-1")
    assert (third.status_code, code_of(third)) == (409, "key-used-before")


@pytest.mark.parametrize("key", ["", "two words", "ü", "k" * 201])
def test_a_key_that_is_none_is_refused(door: Knocker, key: str) -> None:
    answer = door.send("/actions/record-fact", body=REQUEST, by="therapist", Idempotency_Key=key)
    assert (answer.status_code, code_of(answer)) == (400, "bad-key")


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer wrong", "Basic dXNlcjpwYXNz", "Bearer token-therapist x"])
def test_without_a_valid_token_all_are_answered_alike(door: Knocker, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    answers = [door.send(f"/actions/{name}", body=REQUEST, **headers) for name in ("record-fact", "no-such-verb")]
    assert {answer.status_code for answer in answers} == {401}
    assert answers[0].content == answers[1].content
    assert answers[0]["WWW-Authenticate"] == "Bearer"


def test_after_ten_wrong_tokens_one_has_to_wait(door: Knocker) -> None:
    for number in range(10):
        assert door.send("/actions/record-fact", by=f"wrong-{number}").status_code == 401
    held = door.send("/actions/record-fact", body=REQUEST, by="therapist")
    assert (held.status_code, code_of(held)) == (429, "too-many-tries")
    assert int(held["Retry-After"]) > 0
    door.later(seconds=int(held["Retry-After"]))
    assert door.send("/actions/record-fact", body=REQUEST, by="therapist").status_code == 200


def test_who_has_several_roles_says_in_which_one_they_act(door: Knocker) -> None:
    asks = {"client": CLIENT}
    unsaid = door.send("/actions/open-record", body=asks, by="two-roles")
    assert (unsaid.status_code, code_of(unsaid)) == (400, "role-needed")
    assert said(unsaid)["error"]["details"] == {"roles": ["supervisor", "therapist"]}
    meant = door.send("/actions/open-record", body=asks, by="two-roles", Goldthread_Role="supervisor")
    assert meant.status_code == 200
    for not_theirs in ("compliance", "king"):
        answer = door.send("/actions/open-record", body=asks, by="two-roles", Goldthread_Role=not_theirs)
        assert (answer.status_code, code_of(answer)) == (403, "not-your-role")


def test_a_client_reaches_their_own_folder_alone(door: Knocker) -> None:
    assert door.send("/actions/open-record", body={"client": CLIENT}, by="ruth").status_code == 200
    other = door.send("/actions/open-record", body={"client": "walter-brandt"}, by="ruth")
    assert (other.status_code, code_of(other)) == (403, "not-your-folder")


def test_an_administrator_sees_no_folder(door: Knocker) -> None:
    for name in ("open-record", "open-plan"):
        asks = {"client": CLIENT} | ({"plan": PLAN} if name == "open-plan" else {})
        answer = door.send(f"/actions/{name}", body=asks, by="administrator")
        assert (answer.status_code, code_of(answer)) == (403, "role-may-not")


def test_what_is_not_there_is_answered_so(door: Knocker) -> None:
    plan = door.send("/actions/open-plan", body={"client": CLIENT, "plan": "none"}, by="therapist")
    assert (plan.status_code, code_of(plan)) == (404, "no-such-plan")
    for name in ("no-such-verb", "__init__", "record_fact"):
        verb = door.send(f"/actions/{name}", body={}, by="therapist")
        assert (verb.status_code, code_of(verb)) == (404, "no-such-action")


def test_not_the_moment_is_a_conflict(door: Knocker) -> None:
    answer = door.send("/actions/reopen", by="therapist", body={
        "client": CLIENT, "on": "2026-01-01", "level": "outpatient", "responsible": "therapist",
        "as_role": "therapist", "reason": "back",
    })  # fmt: skip
    assert (answer.status_code, code_of(answer)) == (409, "not-in-this-stay")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"client": CLIENT}, ""),
        ({**REQUEST, "more": WORDS}, ""),
        ({"client": CLIENT, "fact": {**FACT, "recorded_on": WORDS}}, "fact.recorded_on"),
        ({"client": CLIENT, "fact": {**FACT, "kind": WORDS}}, "fact.kind"),
        ({"client": WORDS, "fact": FACT}, "client"),
    ],
)
def test_a_body_that_does_not_fit_is_answered_with_its_field_and_without_its_words(
    door: Knocker, body: object, field: str
) -> None:
    answer = door.send("/actions/record-fact", body=body, by="therapist")
    error = said(answer)["error"]
    assert (answer.status_code, error["code"], error["field"]) == (400, "bad-value", field)
    assert WORDS not in answer.content.decode()


@pytest.mark.parametrize(
    "body", [b"{", b"client: ruth-okafor", b"\xff\xfe", b"[" * 100_000, b'{"client": "ruth-okafor"}{}', b"\x00"]
)
def test_a_body_that_is_not_json_is_refused(door: Knocker, body: bytes) -> None:
    answer = door.send("/actions/record-fact", body=body, by="therapist")
    assert (answer.status_code, code_of(answer)) == (400, "not-json")


def test_a_body_must_say_that_it_is_json_and_be_of_some_size(door: Knocker) -> None:
    text = door.send("/actions/record-fact", body=REQUEST, by="therapist", **{"Content-Type": "text/plain"})
    assert (text.status_code, code_of(text)) == (415, "not-json")
    large = door.send("/actions/record-fact", body=b" " * (MAX_BODY + 1), by="therapist")
    assert (large.status_code, code_of(large)) == (413, "too-large")


def test_an_address_answers_its_own_method(door: Knocker) -> None:
    for method, path, allowed in (("GET", "/actions/record-fact", "POST"), ("POST", "/health", "GET")):
        answer = door.send(path, method=method, by="therapist")
        assert (answer.status_code, answer["Allow"]) == (405, allowed)


def test_strangers_learn_only_whether_it_works() -> None:
    ill = Health(database=True, key=False, migrations=True)
    for health, status, word in ((Health(database=True, key=True, migrations=True), 200, "ok"), (ill, 503, "trouble")):
        door = Knocker(standing_books(), health=health)
        stranger = door.send("/health", method="GET")
        assert (stranger.status_code, said(stranger)) == (status, {"status": word})
        therapist = door.send("/health", method="GET", by="therapist")
        assert said(therapist) == {"status": word}
        administrator = door.send("/health", method="GET", by="administrator")
        assert said(administrator) == {"status": word, "parts": msgspec.to_builtins(health)}


def test_every_answer_carries_headers_that_keep_it_from_caches_and_frames(door: Knocker) -> None:
    answers = [
        door.send("/health", method="GET"),
        door.send("/actions/record-fact", body=REQUEST, by="therapist"),
        door.send("/actions/record-fact", body=REQUEST),
        door.send("/actions/record-fact", body=b"{", by="therapist"),
    ]
    for answer in answers:
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer["Content-Type"] == "application/json"
        assert answer["Content-Disposition"] == 'attachment; filename="answer.json"'


def test_trouble_of_the_store_is_told_as_such(
    door: Knocker, books: DictionaryBooks, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(*_: object) -> None:
        raise ConnectionError(WORDS)

    monkeypatch.setattr(books, "settings", gone)
    with caplog.at_level(logging.INFO):
        answer = door.send("/actions/record-fact", body=REQUEST, by="therapist")
    assert (answer.status_code, code_of(answer)) == (503, "store-trouble")
    assert int(answer["Retry-After"]) > 0
    assert "ConnectionError" in caplog.text
    assert WORDS not in caplog.text + answer.content.decode()


def test_a_bug_is_loud_in_the_log_and_holds_no_words_of_a_person(
    door: Knocker, books: DictionaryBooks, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr(books, "settings", broken)
    with caplog.at_level(logging.INFO):
        answer = door.send("/actions/record-fact", body=REQUEST, by="therapist")
    error = said(answer)["error"]
    assert (answer.status_code, error["code"]) == (500, "bug")
    (number,) = [word for word in caplog.text.split() if word.rstrip(":") in error["fix"] and len(word) == 13]
    assert f"bug {number}" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "perform.py" in caplog.text
    assert WORDS not in caplog.text + answer.content.decode()


def test_the_log_says_what_was_done_and_nothing_of_whom(door: Knocker, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        door.send("/actions/record-fact", query="name=Ruth", body=REQUEST, by="therapist")
        door.send("/actions/secret-in-the-path", body=REQUEST, by="therapist")
    assert [record.getMessage().split()[:2] for record in caplog.records] == [["record-fact", "200"], ["-", "404"]]
    assert not any(word in caplog.text for word in ("Ruth", CLIENT, WORDS, "token-", "secret"))


@pytest.mark.parametrize("name", sorted(all_actions()))
def test_every_action_has_an_address_and_asks_who_is_there(door: Knocker, name: str) -> None:
    assert door.send(f"/actions/{name}", body={}).status_code == 401
    assert door.send(f"/actions/{name}", body={"no": "field"}, by="therapist").status_code == 400


def sign_in(login: str, password: str) -> str:
    return base64.b64encode(f"{login}:{password}".encode()).decode()


SIGNING = {"client": CLIENT, "plan": PLAN, "version": 1, "kind": "typed", "name": "Ruth Okafor", "capacity": "client"}


@pytest.fixture
def asked() -> Knocker:
    """The door to books in which her plan is laid before her, and nobody has signed yet."""
    return Knocker(standing_books(plan=State.PROPOSED))


def test_a_typed_name_counts_with_a_fresh_sign_in(asked: Knocker) -> None:
    bare = asked.send("/actions/sign", body=SIGNING, by="ruth")
    assert (bare.status_code, code_of(bare)) == (403, "sign-in-again")
    again = {"Goldthread_Sign_In": sign_in("ruth", PASSWORD), "Idempotency_Key": "k-sign"}
    answers = [asked.send("/actions/sign", body=SIGNING, by="ruth", **again)]
    asked.later(seconds=1)
    answers.append(asked.send("/actions/sign", body=SIGNING, by="ruth", **again))
    assert [(answer.status_code, said(answer)["repeated"]) for answer in answers] == [(200, False), (200, True)]


@pytest.mark.parametrize("shown", ["not base64", sign_in("ruth", "wrong"), sign_in("therapist", PASSWORD)])
def test_a_sign_in_that_is_not_the_signers_is_refused_and_soon_held_up(asked: Knocker, shown: str) -> None:
    for _ in range(10):
        answer = asked.send("/actions/sign", body=SIGNING, by="ruth", Goldthread_Sign_In=shown)
        assert (answer.status_code, code_of(answer)) == (403, "not-signed-in-again")
    right = sign_in("ruth", PASSWORD)
    held = asked.send("/actions/sign", body=SIGNING, by="ruth", Goldthread_Sign_In=right)
    assert (held.status_code, code_of(held)) == (429, "too-many-tries")


def test_nobody_says_themselves_that_they_signed_in_again(asked: Knocker) -> None:
    body = {**SIGNING, "reauthenticated_at": asked.at.isoformat()}
    answer = asked.send("/actions/sign", body=body, by="ruth")
    assert (answer.status_code, said(answer)["error"]["field"]) == (400, "reauthenticated_at")


def test_a_server_that_is_called_by_another_name_does_not_answer(door: Knocker) -> None:
    answer = door.send("/health", method="GET", Host="elsewhere.example")
    assert (answer.status_code, code_of(answer)) == (400, "wrong-host")


def test_a_wait_ends_and_the_oldest_names_are_forgotten() -> None:
    tries = FailedTries()
    for _ in range(10):
        tries.failed("first", AT)
    assert tries.wait("first", AT) is not None
    for number in range(10_000):
        tries.failed(f"later-{number}", AT)
    assert tries.wait("first", AT) is None


def test_operations_that_are_none_are_refused_without_their_words(door: Knocker) -> None:
    operations = [{"op": "add", "collection": "goals", "item": {"id": "g", "more": WORDS}}]
    asks = {"client": CLIENT, "plan": PLAN, "seen": 0, "operations": operations}
    answer = door.send("/actions/edit-plan", body=asks, by="therapist")
    assert answer.status_code in (400, 422)
    assert WORDS not in answer.content.decode()


def test_a_clock_behind_is_told_as_trouble_of_the_machine(door: Knocker) -> None:
    door.send("/actions/record-fact", body=REQUEST, by="therapist")
    door.later(hours=-1)
    answer = door.send("/actions/open-record", body={"client": CLIENT}, by="therapist")
    assert (answer.status_code, code_of(answer)) == (503, "clock-behind")
    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("code", "status"),
    [("not-on-care-team", 403), ("no-such-plan", 404), ("conflict", 409), ("erased", 410), ("no-reason", 422)],
)
def test_a_refusal_has_the_status_that_is_documented(code: str, status: int) -> None:
    assert status_of(code) == status


def test_addresses_of_nothing_and_what_cannot_be_read_are_answered_in_json() -> None:
    request = HttpRequest()
    for view, status in ((no_such_address, 404), (unreadable, 400), (broken, 500)):
        answer = view(request)
        assert (answer.status_code, answer["Cache-Control"]) == (status, "no-store")
        assert set(said(answer)["error"]) >= {"code", "message", "fix"}
