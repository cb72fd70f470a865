"""Declining, what takes the place of a signature, tries, and countersigning."""

import datetime
from typing import Any

import msgspec
import pytest

from dictionary_books import DictionaryBooks
from goldthread.plan import State
from goldthread.plan.operations import ChangeField
from goldthread.practice.actions import log_signature_try
from goldthread.practice.agreement import item_hashes, outstanding
from goldthread.practice.entries import PlanChanged
from goldthread.practice.ledger_text import write_entry
from goldthread.practice.people import Actor
from goldthread.terms import Role
from signatures import (
    NURSE,
    SUPERVISOR,
    countersigning,
    declining,
    done,
    plan_file,
    refused,
    typed,
)
from standing_folders import AT, CENTRE, CLIENT, PLAN, RUTH, SUPPORTER, member, standing_books


@pytest.fixture
def proposed() -> DictionaryBooks:
    return standing_books(plan=State.PROPOSED)


def test_she_does_not_agree_with_one_goal_and_signs_the_rest(proposed: DictionaryBooks) -> None:
    first, *others = item_hashes(plan_file(proposed).plan)
    done(proposed, RUTH, declining(capacity="client", why="does-not-agree", items=(first,), words="Not for me."))
    done(proposed, RUTH, typed(items=tuple(others)))
    left = outstanding(plan_file(proposed), ("client",))
    assert [each.items for each in left] == [(first,)]
    done(proposed, SUPERVISOR, typed("supervisor", items=(first,)))
    assert outstanding(plan_file(proposed), ("client",)) == ()


def test_staff_write_down_that_she_cannot_sign_and_say_what_happened(proposed: DictionaryBooks) -> None:
    unable = declining(capacity="client", why="unable", instead="A supervisor looks at it.")
    assert refused(proposed, NURSE, unable) == "say-what-happened"
    done(proposed, NURSE, msgspec.structs.replace(unable, words="She was taken to hospital."))
    (declined,) = plan_file(proposed).declined
    assert (declined.signer, declined.by, declined.why) == (CLIENT, "nurse", "unable")
    assert outstanding(plan_file(proposed), ("client",))
    done(proposed, SUPERVISOR, typed("supervisor"))
    assert outstanding(plan_file(proposed), ("client",)) == ()


def test_a_supervisor_does_not_stand_in_for_a_refusal_that_they_wrote_down_themselves(
    proposed: DictionaryBooks,
) -> None:
    done(proposed, SUPERVISOR, declining(capacity="client", why="unable", words="She was taken to hospital."))
    done(proposed, SUPERVISOR, typed("supervisor"))
    assert outstanding(plan_file(proposed), ("client",))


@pytest.mark.parametrize(
    ("actor", "fields", "code"),
    [
        (NURSE, {"capacity": "author", "signer": "therapist"}, "in-another-name"),
        (NURSE, {"capacity": "client", "signer": "therapist", "words": "No."}, "not-a-signer"),
        (RUTH, {"capacity": "client", "items": ("goal-of-nobody",)}, "no-such-item"),
        (RUTH, {"capacity": "client", "version": 2}, "stale-version"),
        (RUTH, {"capacity": "team"}, "not-in-that-capacity"),
    ],
)
def test_declining_is_refused_in_another_name_and_for_what_is_not_there(
    actor: Actor, fields: dict[str, Any], code: str, proposed: DictionaryBooks
) -> None:
    assert refused(proposed, actor, declining(**{"why": "not-now", **fields})) == code


def test_a_try_to_reach_her_is_logged(proposed: DictionaryBooks) -> None:
    def tried(**fields: Any) -> log_signature_try.LogSignatureTry:
        given: dict[str, Any] = {"client": CLIENT, "plan": PLAN, "version": 1, "how": "phone", **fields}
        return log_signature_try.LogSignatureTry(outcome="Nobody answered.", **given)

    done(proposed, NURSE, tried())
    done(proposed, NURSE, tried(signer=SUPPORTER))
    assert [each.signer for each in plan_file(proposed).tries] == [CLIENT, SUPPORTER]
    assert refused(proposed, NURSE, tried(signer="nobody")) == "not-a-signer"
    assert refused(proposed, NURSE, tried(version=7)) == "stale-version"


def test_a_supervisor_who_did_not_write_it_countersigns(proposed: DictionaryBooks) -> None:
    answer = done(proposed, SUPERVISOR, countersigning())
    assert (answer["due"], answer["late"]) == (None, False)
    assert outstanding(plan_file(proposed), ("countersign",)) == ()


def test_whoever_wrote_it_or_signed_as_its_author_does_not_countersign(proposed: DictionaryBooks) -> None:
    prescriber = member(Role.PRESCRIBER)
    done(proposed, prescriber, typed("author"))
    assert refused(proposed, prescriber, countersigning()) == "wrote-it"
    written = standing_books(plan=State.PROPOSED)
    goal = plan_file(written).plan.goals[0]
    by: dict[str, Any] = {"at": AT, "by": "supervisor", "role": Role.SUPERVISOR}
    change = ChangeField(collection="goals", id=goal.id, field="rank", before=goal.rank, after=9)
    entry = PlanChanged(**by, plan=PLAN, revision=plan_file(written).revision + 1, operations=(change,))
    written.entries[CENTRE, CLIENT].append(write_entry(entry))
    assert refused(written, SUPERVISOR, countersigning()) == "wrote-it"


@pytest.mark.parametrize(("days", "late"), [(13, False), (14, False), (15, True)])
def test_a_countersignature_that_comes_late_counts_and_is_told(days: int, late: bool) -> None:
    books = standing_books(plan=State.PROPOSED, signed=True)
    books.centres[CENTRE] = msgspec.structs.replace(books.centres[CENTRE], countersign_days=14)
    signed_on = plan_file(books).signed[-1].at
    at = signed_on + datetime.timedelta(days=days)
    answer = done(books, SUPERVISOR, countersigning(reauthenticated_at=at), at)
    due = (signed_on + datetime.timedelta(days=14)).date().isoformat()
    assert (answer["due"], answer["late"]) == (due, late)
