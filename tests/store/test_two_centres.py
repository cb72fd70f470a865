"""Two centres on one server, with the same ids in both: every action, every question to the books and every sealed
byte is tried across the wall."""

import datetime
import inspect
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.apps import apps
from django.db.models import BinaryField

from asking import desk
from goldthread.practice.actions import action_named, all_actions
from goldthread.practice.entries import GlassBroken
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done, perform
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.ports import GlassAsked, Kept
from goldthread.practice.session_note import SessionNote
from goldthread.record import Strength
from goldthread.store import chain
from goldthread.store.accounts import create_member, issue_token, member_of_token, members, sign_in
from goldthread.store.books import StoreBooks
from goldthread.store.trouble import StoreTrouble
from goldthread.terms import Role
from harbour import AT, DANA, STAMP, arrival, harbour, strength, trace, write
from planted_books import PEOPLE, TwoCentres
from real_databases import as_owner_of_the_disk
from standing_folders import CLIENT, standing_folder
from valid_requests import valid_request

NORA = Actor(id="dana", centre="hilltop", role=Role.THERAPIST)  # of the other centre, by the same id
HOSTILE = (
    "harbour", "' OR '1'='1", "x' OR centre = 'harbour' --", "%", "_", "*", "\\", "", "c-walter' UNION SELECT 1 --",
    "'); SELECT set_config('goldthread.centre', 'harbour', true); --", "c-nobody\n", "Walter Brandt",
)  # fmt: skip


def rows_of(books: StoreBooks, centre: str) -> dict[str, list[Any]]:
    """Every row that a centre has in any table."""
    names = sorted(model._meta.db_table for model in apps.get_app_config("store").get_models())
    found = {}
    for name in names:
        rows = as_owner_of_the_disk(books.using, f"SELECT * FROM {name} WHERE centre = '{centre}'")
        found[name] = sorted(repr(row) for row in rows)
    return found


# Every action

ENDING = {"complete", "merge-charts", "erase-client", "withdraw-plan"}  # tried last: then little else can be done


def tried(world: TwoCentres, actor: Actor, name: str, client: str) -> Any:
    action = action_named(name)
    assert action is not None
    request = valid_request(name, actor, standing_folder())
    if "client" in request.__struct_fields__:
        request = msgspec.structs.replace(request, client=client)
    return perform(action=action, request=request, actor=actor, at=AT, books=world.stored, desk=desk())


def test_no_action_in_one_centre_shows_or_changes_anything_of_the_other(using: str) -> None:
    world = TwoCentres(using)
    before = rows_of(world.stored, world.harbour)
    theirs = [word.encode() for word, planted in world.words.items() if planted.centre == world.harbour]
    done = set()
    for name in sorted(all_actions(), key=lambda name: name in ENDING):
        for who in PEOPLE:
            if who.role not in PERMISSIONS[name] and who.role is not Role.ADMINISTRATOR:
                continue
            answer = tried(world, msgspec.structs.replace(who, centre=world.lake), name, CLIENT)
            told = msgspec.json.encode(answer)
            assert [word for word in theirs if word in told] == [], name
            done |= {name} if isinstance(answer, Done) else set()
    assert rows_of(world.stored, world.harbour) == before
    assert {"open-record", "import-record", "grant-access", "see-trace", "export-client", "list-clients"} <= done
    assert chain.verify(world.harbour, using=using) == chain.verify(world.lake, using=using) == ()


def test_a_client_of_one_centre_is_to_the_other_as_if_they_were_nowhere(using: str) -> None:
    world = TwoCentres(using)
    intake = Actor(id="intake", centre=world.harbour, role=Role.INTAKE)
    assert isinstance(tried(world, intake, "take-enquiry", "new-client"), Done)
    for name in [name for name in all_actions() if name != "take-enquiry"]:
        for role in PERMISSIONS[name]:
            who = next(each for each in PEOPLE if each.role is role)
            actor = msgspec.structs.replace(who, centre=world.lake, client="new-client" if who.client else None)
            there, nowhere = (tried(world, actor, name, client) for client in ("new-client", "nobody"))
            if "client" in all_actions()[name].request.__struct_fields__:
                assert there == nowhere
                assert not isinstance(there, Done)


# Every question to the books


@pytest.fixture
def both(books: StoreBooks) -> StoreBooks:
    """Walter in both centres, under the same id, with an account, a note, a broken glass and a kept answer of the same
    id each."""
    for centre, name in (("harbour", "Walter Brandt"), ("hilltop", "Wanda Stern")):
        harbour(books, centre)
        actor = msgspec.structs.replace(DANA, centre=centre)
        create_member(
            centre=centre, member="dana", name=f"Dana of {centre}", login="dana@example.org", password="",
            roles=(Role.THERAPIST,), using=books.using,
        )  # fmt: skip
        for client in ("c-walter", "c-other"):
            write(books, arrival(client, f"{name} {client}"), actor=actor, client=client)
        write(books, tuple(strength(number, f"Said in {centre}.") for number in range(70)), actor=actor)
        broken = GlassBroken(**STAMP, reason=f"At the door of {centre}.", until=AT + datetime.timedelta(hours=4))
        for client in ("c-walter", "c-other"):
            write(books, (broken,), actor=actor, client=client)
        note = SessionNote(id="n1", at=AT, by="dana", kind="psychotherapy", on=AT.date(), text=f"A note of {centre}.")
        for key, client in (("k1", "c-walter"), ("k2", "c-other")):
            with books.open(actor=actor, clients=(client,)) as pages:
                pages.add_note(client, note)
                pages.trace(trace("write-session-note", client))
                pages.keep(key, Kept(digest="d", answer={"of": centre}))
    return books


def test_every_question_to_the_books_is_tried_here() -> None:
    public = {name for name, _ in inspect.getmembers(StoreBooks, inspect.isfunction) if not name.startswith("_")}
    assert public == {"open", "settings", "lines", "find", "member_role", "traces", "glasses", "accounts_of", "taken"}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_question_however_it_is_put_is_answered_from_the_other_centre(both: StoreBooks, text: str) -> None:
    before = rows_of(both, "harbour")
    told: list[Any] = [
        both.lines(actor=NORA, member=text, stay=None, limit=99),
        both.lines(actor=NORA, member=None, stay=text, limit=99),
        both.find(actor=NORA, words=text),
        both.traces(actor=NORA, client=text, limit=99),
        both.member_role(centre="hilltop", member=text),
        both.glasses(actor=NORA, asked=GlassAsked(member=text)),
        both.accounts_of(centre="hilltop", client=text),
        both.taken(centre="hilltop", member=text, login=text),
        sign_in(centre="hilltop", login=text, password=text, using=both.using),
        member_of_token(f"hilltop:{text}", at=AT, using=both.using),
    ]
    assert told == [(), (), (), (), (), (), (), False, None, None]
    with both.open(actor=NORA, clients=(text, "c-walter")) as pages:
        assert pages.folder(text) is None
        assert not pages.erased(text)
        assert pages.notes(text, "dana") == pages.notes("c-walter", text) == ()
        assert pages.kept(text) is None
    somebody = Actor(id=text, centre="hilltop", role=Role.THERAPIST)
    with both.open(actor=somebody, clients=()) as pages:
        assert pages.kept("k1") is None
    assert rows_of(both, "harbour") == before


def test_each_centre_is_told_of_its_own_alone(both: StoreBooks) -> None:
    for centre, own in (("harbour", "Walter Brandt"), ("hilltop", "Wanda Stern")):
        actor = msgspec.structs.replace(DANA, centre=centre)
        lines = both.lines(actor=actor, member="dana", stay="admitted", limit=99)
        assert [line.name for line in lines] == [f"{own} c-other", f"{own} c-walter"]
        assert [line.client for line in both.find(actor=actor, words="walter brandt")] == (
            ["c-other", "c-walter"] if centre == "harbour" else []
        )
        with both.open(actor=actor, clients=("c-walter",)) as pages:
            folder, kept = pages.folder("c-walter"), pages.kept("k1")
            assert [note.text for note in pages.notes("c-walter", "dana")] == [f"A note of {centre}."]
        assert folder is not None
        assert {fact.text for fact in folder.facts if isinstance(fact, Strength)} == {f"Said in {centre}."}
        assert kept == Kept(digest="d", answer={"of": centre})
        assert {glass.reason for glass in both.glasses(actor=actor, asked=GlassAsked())} == {
            f"At the door of {centre}."
        }
        assert [member.name for member in members(centre=centre, using=both.using)] == [f"Dana of {centre}"]


def test_a_token_of_one_centre_opens_no_other(both: StoreBooks) -> None:
    secret = issue_token(centre="harbour", member="dana", using=both.using).partition(":")[2]
    assert member_of_token(f"harbour:{secret}", at=AT, using=both.using) is not None
    assert member_of_token(f"hilltop:{secret}", at=AT, using=both.using) is None


# Every sealed byte


def _folder(books: StoreBooks) -> None:
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.folder("c-walter")


def _notes(books: StoreBooks) -> None:
    with books.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.notes("c-walter", "dana")


def _kept(books: StoreBooks) -> None:
    with books.open(actor=DANA, clients=()) as pages:
        pages.kept("k1")


def _lines(books: StoreBooks) -> None:
    books.lines(actor=DANA, member=None, stay=None, limit=9)


def _glasses(books: StoreBooks) -> None:
    books.glasses(actor=DANA, asked=GlassAsked())


def _settings(books: StoreBooks) -> None:
    books.settings("harbour")


def _members(books: StoreBooks) -> None:
    members(centre="harbour", using=books.using)


_WALTER = "centre = 'harbour' AND client = 'c-walter'"
_HILLTOP = "centre = 'hilltop' AND client = 'c-walter'"
_OTHER = "centre = 'harbour' AND client = 'c-other'"
Swap = tuple[str, str, str, str, Callable[[StoreBooks], None]]
# What is put where: the table, the column, the row that is overwritten, the row that its bytes come from, and what then
# must not open.
SWAPS: dict[str, Swap] = {
    "an entry of the other centre": ("entry", "sealed", f"{_WALTER} AND seq = 70", f"{_HILLTOP} AND seq = 70", _folder),
    "an entry of another client": ("entry", "sealed", f"{_WALTER} AND seq = 73", f"{_OTHER} AND seq = 3", _folder),
    "an earlier entry": ("entry", "sealed", f"{_WALTER} AND seq = 72", f"{_WALTER} AND seq = 71", _folder),
    "a note of the other centre": ("note", "sealed", _WALTER, _HILLTOP, _notes),
    "a note about another client": ("note", "sealed", _WALTER, _OTHER, _notes),
    "a folder's key of the other centre": (
        "clientkey", "wrapped", f"{_WALTER} AND stream = 'folder'", f"{_HILLTOP} AND stream = 'folder'", _folder,
    ),
    "another client's key": (
        "clientkey", "wrapped", f"{_WALTER} AND stream = 'folder'", f"{_OTHER} AND stream = 'folder'", _folder,
    ),
    "the key of a folder for notes": (
        "clientkey", "wrapped", f"{_WALTER} AND stream <> 'folder'", f"{_WALTER} AND stream = 'folder'", _notes,
    ),
    "the other centre's key": ("centre", "wrapped", "centre = 'harbour'", "centre = 'hilltop'", _settings),
    "the other centre's settings": ("centre", "sealed", "centre = 'harbour'", "centre = 'hilltop'", _settings),
    "the other centre's person": ("member", "sealed", "centre = 'harbour'", "centre = 'hilltop'", _members),
    "a name of the other centre": ("line", "name", _WALTER, _HILLTOP, _lines),
    "another client's name": ("line", "name", _WALTER, _OTHER, _lines),
    "a broken glass of the other centre": ("glass", "sealed", _WALTER, _HILLTOP, _glasses),
    "another client's broken glass": ("glass", "sealed", _WALTER, _OTHER, _glasses),
    "a snapshot of the other centre": ("snapshot", "sealed", _WALTER, _HILLTOP, _folder),
}  # fmt: skip
NAMED = {"entry": "entry", "note": "note"}  # what verifying names; everything else fails when it is opened
# Columns of bytes that seal nothing: hashes, blind indexes, seals of heads (tested with the chain).
NOT_SEALED = {("bearer", "token"), ("entry", "hash"), ("note", "hash"), ("trail", "hash"), ("trail", "previous"),
              ("head", "hash"), ("head", "seal"), ("member", "login"), ("answer", "key"), ("word", "word")}  # fmt: skip


def test_every_column_of_sealed_bytes_is_tried_here() -> None:
    columns = {
        (model._meta.db_table.removeprefix("store_"), field.name)
        for model in apps.get_app_config("store").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, BinaryField)
    }
    assert columns - NOT_SEALED == {swap[:2] for swap in SWAPS.values()} | {("answer", "sealed")}


@pytest.mark.parametrize("what", SWAPS)
def test_bytes_that_were_sealed_elsewhere_do_not_open_here(both: StoreBooks, what: str) -> None:
    table, column, goes, comes, opened = SWAPS[what]
    opened(both)
    swap = f"UPDATE store_{table} SET {column} = (SELECT {column} FROM store_{table} WHERE {comes}) WHERE {goes}"
    as_owner_of_the_disk(both.using, swap)
    with pytest.raises(StoreTrouble) as refused:
        opened(both)
    assert refused.value.code in {"damaged", "wrong-key"}
    if table in NAMED:
        faults = chain.verify("harbour", using=both.using)
        assert {fault.table for fault in faults} == {NAMED[table]}
        assert all(fault.row.startswith("c-walter/") for fault in faults)
    assert chain.verify("hilltop", using=both.using) == ()


@pytest.mark.parametrize("centre", ["harbour", "hilltop"])
def test_a_kept_answer_opens_under_its_own_key_alone(both: StoreBooks, centre: str) -> None:
    keys = as_owner_of_the_disk(both.using, "SELECT key FROM store_answer WHERE centre = 'harbour' ORDER BY key")
    assert len(keys) == 2
    other = "DESC" if centre == "harbour" else ""
    taken = f"(SELECT sealed FROM store_answer WHERE centre = '{centre}' ORDER BY key {other} LIMIT 1)"
    first = "(SELECT key FROM store_answer WHERE centre = 'harbour' ORDER BY key LIMIT 1)"
    as_owner_of_the_disk(
        both.using, f"UPDATE store_answer SET sealed = {taken} WHERE centre = 'harbour' AND key = {first}"
    )
    opened = []
    for key in ("k1", "k2"):
        try:
            with both.open(actor=DANA, clients=()) as pages:
                opened.append(pages.kept(key))
        except StoreTrouble as trouble:
            opened.append(trouble.code)  # type: ignore[arg-type]  # either the answer or why not
    assert sorted(map(str, opened)) == sorted(["damaged", str(Kept(digest="d", answer={"of": "harbour"}))])
