"""Signing: who may sign as what, in which way, and what that binds."""

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from dictionary_books import DictionaryBooks
from goldthread.plan import State
from goldthread.practice.actions import sign
from goldthread.practice.agreement import item_hashes, outstanding, standing_of
from goldthread.practice.people import Actor
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role
from signatures import (
    JPEG,
    NURSE,
    SUPERVISOR,
    THERAPIST,
    asking,
    do,
    done,
    plan_file,
    png,
    refused,
    revise,
    signing,
    typed,
)
from standing_folders import AT, CLIENT, KWAME, PLAN, RUTH, SUPPORTER, standing_books


@pytest.fixture
def proposed() -> DictionaryBooks:
    return standing_books(plan=State.PROPOSED)


def test_she_types_her_name_and_everything_is_signed(proposed: DictionaryBooks) -> None:
    items = item_hashes(plan_file(proposed).plan)
    assert done(proposed, RUTH, typed()) == {"version": 1, "items": len(items), "left": 0}
    (signed,) = plan_file(proposed).signed
    assert (signed.signer, signed.by, signed.items) == (CLIENT, "ruth", items)
    assert refused(proposed, RUTH, typed()) == "nothing-to-sign"


def test_she_signs_some_items_and_later_the_others(proposed: DictionaryBooks) -> None:
    first, *others = item_hashes(plan_file(proposed).plan)
    assert done(proposed, RUTH, typed(items=(first,)))["left"] == len(others)
    assert done(proposed, RUTH, typed()) == {"version": 1, "items": len(others), "left": 0}
    assert refused(proposed, RUTH, typed(items=(first,))) == "nothing-to-sign"


def test_after_a_change_only_the_changed_goal_is_signed_again(proposed: DictionaryBooks) -> None:
    done(proposed, RUTH, typed())
    goal = revise(proposed, clinical="Another wording.")
    assert standing_of(plan_file(proposed), CLIENT, "client").asks == (goal,)
    done(proposed, THERAPIST, asking())
    stale = do(proposed, RUTH, typed())
    assert isinstance(stale, Refusal)
    assert (stale.code, stale.details) == ("stale-version", {"newest": 2})
    assert done(proposed, RUTH, typed(version=2)) == {"version": 2, "items": 1, "left": 0}
    assert set(plan_file(proposed).signed[-1].items) == {goal}


def test_what_the_version_does_not_hold_is_not_signed(proposed: DictionaryBooks) -> None:
    answer = do(proposed, RUTH, typed(items=("goal-of-nobody",)))
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.details) == ("no-such-item", {"items": ["goal-of-nobody"]})


@pytest.mark.parametrize(
    ("again", "counts"),
    [
        (AT, True),
        (AT - datetime.timedelta(minutes=5), True),
        (AT + datetime.timedelta(seconds=5), True),
        (AT - datetime.timedelta(minutes=5, seconds=1), False),
        (AT + datetime.timedelta(seconds=6), False),
        (AT.replace(tzinfo=None), False),
        (None, False),
    ],
)
@pytest.mark.parametrize("way", ["typed", "drawn"])
def test_a_name_counts_just_after_she_signed_in_again(
    way: Any, again: Any, counts: bool, proposed: DictionaryBooks
) -> None:
    drawn = {"kind": way, "picture": png(), "picture_type": "image/png"} if way == "drawn" else {}
    request = typed(reauthenticated_at=again, **drawn)
    if counts:
        done(proposed, RUTH, request)
    else:
        assert refused(proposed, RUTH, request) == "sign-in-again"


def test_a_typed_name_is_a_name(proposed: DictionaryBooks) -> None:
    assert refused(proposed, RUTH, typed(name="  ")) == "no-name"


def bad_pictures() -> Iterator[tuple[bytes, str]]:
    whole = png()
    yield b"", "image/png"
    yield b"", ""
    yield whole, ""
    yield JPEG, "image/png"
    yield whole[:-1], "image/png"
    yield whole + b"<script>", "image/png"
    yield whole.replace(b"IDAT", b"IDAU"), "image/png"
    yield whole[:8] + whole[33:], "image/png"  # without its header
    yield png(100_000, 100_000), "image/png"
    yield png(0, 2), "image/png"
    yield b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>", "image/png"
    yield JPEG, "image/jpeg"  # a page can be one, a drawing not


@pytest.mark.parametrize(("body", "kind"), list(bad_pictures()))
def test_a_drawn_name_is_a_whole_png_and_nothing_else(body: bytes, kind: Any, proposed: DictionaryBooks) -> None:
    request = signing(capacity="client", kind="drawn", picture=body, picture_type=kind)
    assert refused(proposed, RUTH, request) == "bad-picture"


def test_svg_and_pdf_are_no_pictures_that_a_request_can_hold() -> None:
    for kind in ("image/svg+xml", "application/pdf"):
        plain = {"client": CLIENT, "plan": PLAN, "version": 1, "capacity": "client", "kind": "drawn"}
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({**plain, "picture": "", "picture_type": kind}, sign.Sign)


def test_a_drawn_name_is_kept_as_it_was_drawn(proposed: DictionaryBooks) -> None:
    drawn = signing(
        capacity="client", kind="drawn", picture=png(), picture_type="image/png", reauthenticated_at=AT
    )  # fmt: skip
    done(proposed, RUTH, drawn)
    (signed,) = plan_file(proposed).signed
    assert (signed.picture, signed.picture_type) == (png(), "image/png")


def test_a_name_that_is_drawn_before_a_witness_needs_no_sign_in(proposed: DictionaryBooks) -> None:
    drawn = signing(capacity="client", kind="drawn", picture=png(), picture_type="image/png", witness="nurse")
    assert done(proposed, RUTH, drawn)["left"] == 0


def test_a_typed_name_has_no_picture(proposed: DictionaryBooks) -> None:
    assert refused(proposed, RUTH, typed(picture=png(), picture_type="image/png")) == "bad-picture"


def test_a_page_that_she_signed_is_written_down_by_the_nurse(proposed: DictionaryBooks) -> None:
    scan = signing(capacity="client", kind="paper-scan", picture=JPEG, picture_type="image/jpeg")
    assert refused(proposed, RUTH, scan) == "written-down-by-staff"
    done(proposed, NURSE, scan)
    (signed,) = plan_file(proposed).signed
    assert (signed.signer, signed.by, signed.kind) == (CLIENT, "nurse", "paper-scan")
    assert outstanding(plan_file(proposed), ("client",)) == ()


def test_what_she_said_needs_a_witness_who_is_neither_she_nor_the_writer(proposed: DictionaryBooks) -> None:
    def said(witness: str | None) -> sign.Sign:
        return signing(capacity="client", kind="verbal", witness=witness)

    assert refused(proposed, NURSE, said(None)) == "no-witness"
    for witness in ("nurse", CLIENT, "ruth", SUPPORTER, "nobody"):
        assert refused(proposed, NURSE, said(witness)) == "not-a-witness"
    assert refused(proposed, RUTH, said("intake")) == "written-down-by-staff"
    done(proposed, NURSE, said("intake"))
    (signed,) = plan_file(proposed).signed
    assert (signed.signer, signed.by, signed.witness) == (CLIENT, "nurse", "intake")


def test_a_supporter_whom_she_let_sign_signs_for_her(proposed: DictionaryBooks) -> None:
    done(proposed, KWAME, typed())
    (signed,) = plan_file(proposed).signed
    assert (signed.signer, signed.role, signed.capacity) == (SUPPORTER, Role.SUPPORTER, "client")
    assert outstanding(plan_file(proposed), ("client",)) == ()


def test_what_her_supporter_signed_on_paper_is_theirs(proposed: DictionaryBooks) -> None:
    scan = signing(capacity="client", kind="paper-scan", picture=png(), picture_type="image/png", signer=SUPPORTER)
    done(proposed, NURSE, scan)
    assert plan_file(proposed).signed[0].signer == SUPPORTER
    assert refused(proposed, NURSE, msgspec.structs.replace(scan, signer="therapist")) == "not-a-signer"


@pytest.mark.parametrize(
    ("actor", "request_", "code"),
    [
        (NURSE, typed("client"), "in-another-name"),
        (NURSE, typed("client", signer=CLIENT), "in-another-name"),
        (THERAPIST, typed("author", signer="counselor"), "in-another-name"),
        (RUTH, typed("client", signer=SUPPORTER), "in-another-name"),
        (KWAME, typed("client", signer=CLIENT), "in-another-name"),
        (RUTH, typed("author"), "not-in-that-capacity"),
        (KWAME, typed("team"), "not-in-that-capacity"),
        (NURSE, typed("author"), "not-in-that-capacity"),
        (THERAPIST, typed("supervisor"), "not-in-that-capacity"),
        (NURSE, typed("witness"), "not-in-that-capacity"),
        (SUPERVISOR, typed("countersign"), "use-countersign"),
        (
            NURSE,
            signing(capacity="team", kind="paper-scan", picture=png(), picture_type="image/png"),
            "sign-yourself",
        ),
    ],
)
def test_nobody_signs_in_another_name_or_capacity(
    actor: Actor, request_: sign.Sign, code: str, proposed: DictionaryBooks
) -> None:
    assert refused(proposed, actor, request_) == code


def test_staff_sign_in_their_own_capacities(proposed: DictionaryBooks) -> None:
    for actor, capacity in ((THERAPIST, "author"), (NURSE, "team"), (SUPERVISOR, "supervisor")):
        done(proposed, actor, typed(capacity))
    assert [each.signer for each in plan_file(proposed).signed] == ["therapist", "nurse", "supervisor"]
