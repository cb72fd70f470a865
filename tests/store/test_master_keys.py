"""The master key: made for its owner alone, renewed while people work, and told of clearly when it is wrong."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from goldthread.practice.folding import fold
from goldthread.store import keys
from goldthread.store.books import StoreBooks
from goldthread.store.ring import parse
from goldthread.store.trouble import StoreTrouble
from harbour import DANA, arrival, harbour, strength, write
from real_databases import as_owner_of_the_disk


@pytest.fixture(autouse=True)
def key_file(tmp_path: Path) -> Iterator[Path]:
    """A key file of the test's own."""
    before = settings.GOLDTHREAD_KEY_FILE
    settings.GOLDTHREAD_KEY_FILE = tmp_path / "own.key"
    keys.make_key_file(settings.GOLDTHREAD_KEY_FILE)
    yield settings.GOLDTHREAD_KEY_FILE
    settings.GOLDTHREAD_KEY_FILE, settings.GOLDTHREAD_KEY, settings.GOLDTHREAD_KEY_COMMAND = before, "", ""
    keys.forget_ring()


def code_of_the_ring() -> str:
    keys.forget_ring()
    with pytest.raises(StoreTrouble) as refused:
        keys.ring()
    return refused.value.code


def test_a_key_file_is_for_its_owner_alone_and_is_never_replaced(key_file: Path) -> None:
    assert key_file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreTrouble) as refused:
        keys.make_key_file(key_file)
    assert refused.value.code == "key-file-there"
    key_file.chmod(0o640)
    assert code_of_the_ring() == "key-file-open"


def test_a_ring_that_cannot_be_read_is_told_of_without_quoting_it(key_file: Path) -> None:
    line = key_file.read_text()
    for text in ("", "# nothing\n", "a b c\n", "abc\n", "a1 c2hvcnQ=\n", line + line):
        with pytest.raises(StoreTrouble) as refused:
            parse(text)
        assert refused.value.code == "key-unreadable"
        assert "c2hvcnQ" not in str(refused.value)
    key_file.unlink()
    assert code_of_the_ring() == "key-unreadable"
    with pytest.raises(StoreTrouble):
        keys.make_key_file(key_file / "below-a-file-that-is-not-there")


def test_the_ring_may_come_from_the_environment_or_a_command(key_file: Path) -> None:
    known = keys.ring().newest
    text = key_file.read_text()
    key_file.unlink()
    settings.GOLDTHREAD_KEY = text.replace("\n", ",")
    assert keys.ring().newest == known
    settings.GOLDTHREAD_KEY = ""
    settings.GOLDTHREAD_KEY_COMMAND = f"{sys.executable} -c 'print({text.strip()!r})'".replace("'", '"')
    settings.GOLDTHREAD_KEY_COMMAND = f"""{sys.executable} -c "print('{text.strip()}')" """
    assert keys.ring().newest == known
    settings.GOLDTHREAD_KEY_COMMAND = f"{sys.executable} -c 1/0"
    assert code_of_the_ring() == "key-command-failed"
    settings.GOLDTHREAD_KEY_COMMAND = "no-such-program"
    assert code_of_the_ring() == "key-command-failed"


def test_keys_are_wrapped_anew_while_people_work_and_the_old_key_may_then_go(books: StoreBooks, key_file: Path) -> None:
    old = keys.ring().newest
    harbour(books)
    for number in range(5):
        write(books, arrival(f"c-{number}"), client=f"c-{number}")
    assert keys.waiting(using=books.using) == {old: 6}
    new = keys.add_key(key_file)
    write(books, (strength(1),), client="c-1")
    write(books, arrival("c-new"), client="c-new")
    assert keys.waiting(using=books.using) == {old: 6, new: 1}
    assert keys.rotate(using=books.using, batch=2) == 6
    assert keys.waiting(using=books.using) == {new: 7}
    assert keys.rotate(using=books.using) == 0
    lines = key_file.read_text().splitlines(keepends=True)
    key_file.write_text(lines[-1])
    with books.open(actor=DANA, clients=("c-1",)) as pages:
        assert pages.folder("c-1") == fold((*arrival("c-1"), strength(1)))


def test_a_wrong_key_is_told_of_and_loses_nothing(books: StoreBooks, key_file: Path) -> None:
    harbour(books)
    write(books, arrival())
    right = key_file.read_text()
    before = as_owner_of_the_disk(books.using, "SELECT * FROM store_clientkey")
    name = right.split()[0]
    for text, code in (
        (f"{name} {'A' * 43}=\n", "wrong-key"),
        (f"another {right.split()[1]}\n", "key-missing"),
    ):
        key_file.write_text(text)
        keys.forget_ring()
        with pytest.raises(StoreTrouble) as refused:
            write(books, (strength(1),))
        assert refused.value.code == code
        with pytest.raises(StoreTrouble):
            books.settings("harbour")
        with pytest.raises(StoreTrouble):
            keys.rotate(using=books.using) if code == "key-missing" else books.lines(
                actor=DANA, member=None, stay=None, limit=1
            )
    key_file.write_text(right)
    keys.forget_ring()
    assert as_owner_of_the_disk(books.using, "SELECT * FROM store_clientkey") == before
    write(books, (strength(1),))
