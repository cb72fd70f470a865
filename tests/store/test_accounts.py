"""Accounts: signed in to by those who know the password, known by a token, and by nothing else."""

import datetime

import pytest

from goldthread.store import accounts
from goldthread.store.books import StoreBooks
from goldthread.store.trouble import StoreTrouble
from goldthread.terms import Role
from harbour import AT, SETTINGS, harbour
from real_databases import as_owner_of_the_disk

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def kept(books: StoreBooks) -> StoreBooks:
    harbour(books)
    harbour(books, "hilltop")
    accounts.create_member(
        centre="harbour", member="dana", name="Dana Whitfield", login="Dana@Harbour.example",
        password="seven quiet boats", roles=(Role.THERAPIST, Role.SUPERVISOR), using=books.using,
    )  # fmt: skip
    return books


def test_only_the_right_password_in_the_right_centre_signs_in(kept: StoreBooks) -> None:
    def sign_in(centre: str, login: str, password: str) -> str | None:
        found = accounts.sign_in(centre=centre, login=login, password=password, using=kept.using)
        return found.name if found is not None else None

    assert sign_in("harbour", " dana@harbour.example", "seven quiet boats") == "Dana Whitfield"
    assert sign_in("harbour", "dana@harbour.example", "seven loud boats") is None
    assert sign_in("harbour", "nora@harbour.example", "seven quiet boats") is None
    assert sign_in("hilltop", "dana@harbour.example", "seven quiet boats") is None


def test_an_account_without_a_password_is_not_signed_in_to(kept: StoreBooks) -> None:
    accounts.create_member(
        centre="harbour", member="walter", name="Walter Brandt", login="walter", password="", roles=(Role.CLIENT,),
        client="c-walter", using=kept.using,
    )  # fmt: skip
    assert accounts.sign_in(centre="harbour", login="walter", password="", using=kept.using) is None
    assert [each.client for each in accounts.members(centre="harbour", using=kept.using)] == [None, "c-walter"]


def test_a_login_is_somebodys_once(kept: StoreBooks) -> None:
    with pytest.raises(StoreTrouble) as refused:
        accounts.create_member(
            centre="harbour", member="dana2", name="x", login="DANA@harbour.example", password="x", roles=(),
            using=kept.using,
        )  # fmt: skip
    assert refused.value.code == "login-there"
    with pytest.raises(StoreTrouble) as refused:
        harbour(kept)
    assert refused.value.code == "centre-there"


def test_a_token_stands_for_its_account_until_it_ends(kept: StoreBooks) -> None:
    token = accounts.issue_token(centre="harbour", member="dana", until=AT + HOUR, using=kept.using)
    other = accounts.issue_token(centre="harbour", member="dana", using=kept.using)

    def known(given: str, at: datetime.datetime = AT) -> str | None:
        found = accounts.member_of_token(given, at=at, using=kept.using)
        return found.id if found is not None else None

    assert known(token) == "dana"
    assert known(token, AT + HOUR) is None
    assert known(other, AT + 1000 * HOUR) == "dana"
    assert known(token.replace("harbour", "hilltop")) is None
    assert known("harbour:guess") is None
    assert known("no token") is None
    assert accounts.revoke_tokens(centre="harbour", member="dana", using=kept.using) == 2
    assert known(other) is None
    with pytest.raises(StoreTrouble) as refused:
        accounts.issue_token(centre="harbour", member="nobody", using=kept.using)
    assert refused.value.code == "no-such-account"


def test_roles_and_settings_are_read_as_they_were_given(kept: StoreBooks) -> None:
    assert kept.member_role(centre="harbour", member="dana") == (Role.THERAPIST, Role.SUPERVISOR)
    assert kept.member_role(centre="harbour", member="nobody") == ()
    changed = SETTINGS.__class__(name="Harbour House", glass_hours=2)
    accounts.change_settings(centre="harbour", settings=changed, using=kept.using)
    assert kept.settings("harbour") == changed
    with pytest.raises(StoreTrouble) as refused:
        kept.settings("nowhere")
    assert refused.value.code == "no-such-centre"


def test_neither_name_nor_login_nor_token_stands_open_in_the_database(kept: StoreBooks) -> None:
    token = accounts.issue_token(centre="harbour", member="dana", using=kept.using)
    held = str(as_owner_of_the_disk(kept.using, "SELECT * FROM store_member"))
    held += str(as_owner_of_the_disk(kept.using, "SELECT * FROM store_bearer"))
    for word in ("Whitfield", "harbour.example", "quiet", token.partition(":")[2]):
        assert word not in held
