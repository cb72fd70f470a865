"""A plan is laid before those who are asked to sign it, as a version."""

import datetime
from typing import Any

import pytest

from dictionary_books import DictionaryBooks
from goldthread.plan import State
from goldthread.plan.difference import diff
from goldthread.plan.operations import ChangeField, SetHeader
from goldthread.plan.versions import first_version, next_version
from goldthread.practice.entries import PlanChanged, PlanMoved
from goldthread.practice.ledger_text import write_entry
from goldthread.terms import Role
from signatures import (
    BOTH,
    THERAPIST,
    asking,
    done,
    plan_file,
    refused,
    revise,
    typed,
)
from standing_folders import AT, CENTRE, CLIENT, PLAN, RUTH, SUPPORTER, standing_books


@pytest.fixture
def draft() -> DictionaryBooks:
    return standing_books(plan=State.DRAFT)


@pytest.fixture
def proposed() -> DictionaryBooks:
    return standing_books(plan=State.PROPOSED)


def test_a_draft_is_proposed_sealed_and_laid_before_those_who_are_asked(draft: DictionaryBooks) -> None:
    answer = done(draft, THERAPIST, asking(due=AT.date(), cause="The first plan."))
    file = plan_file(draft)
    assert answer == {"version": 1, "revision": 1, "asked": [CLIENT, "therapist"]}
    assert (file.plan.state, file.sealed) == (State.PROPOSED, file.plan)
    version = first_version(plan=file.plan, by="therapist", on=AT.date(), cause="The first plan.")
    assert file.version is not None
    assert (file.version.hash, file.version.previous, file.version.revision) == (version.hash, "", 1)
    assert file.asked[-1].of == BOTH


def test_a_changed_plan_becomes_the_next_version_chained_to_the_first(draft: DictionaryBooks) -> None:
    done(draft, THERAPIST, asking())
    first = first_version(plan=plan_file(draft).plan, by="therapist", on=AT.date(), cause="")
    revise(draft, clinical="Another wording.")
    assert done(draft, THERAPIST, asking(cause="The goal was worded anew."))["version"] == 2
    file = plan_file(draft)
    second = next_version(
        previous=first, plan=file.plan, by="therapist", on=AT.date(), cause="The goal was worded anew."
    )
    assert file.version is not None
    assert (file.version.hash, file.version.previous) == (second.hash, first.hash)
    assert second.operations == diff(first.plan, file.plan)


def test_asking_again_for_an_unchanged_plan_makes_no_version(proposed: DictionaryBooks) -> None:
    assert done(proposed, THERAPIST, asking())["version"] == 1
    file = plan_file(proposed)
    assert (len(file.versions), len(file.asked)) == (1, 2)
    by: dict[str, Any] = {"at": AT, "by": "nurse", "role": Role.NURSE}
    back = PlanMoved(**by, plan=PLAN, revision=file.revision + 1, verb="take back")
    proposed.entries[CENTRE, CLIENT].append(write_entry(back))
    assert done(proposed, THERAPIST, asking())["version"] == 1
    assert plan_file(proposed).plan.state is State.PROPOSED


def test_only_those_are_asked_who_have_something_left_to_sign(proposed: DictionaryBooks) -> None:
    done(proposed, RUTH, typed())
    assert done(proposed, THERAPIST, asking())["asked"] == ["therapist"]
    done(proposed, THERAPIST, typed("author"))
    assert refused(proposed, THERAPIST, asking()) == "nothing-to-sign"


@pytest.mark.parametrize(
    ("of", "code"),
    [
        ({"ruth": "client"}, "not-a-signer"),  # the client is named by the folder, whichever account is theirs
        ({"nurse": "client"}, "not-a-signer"),
        ({"nobody": "author"}, "not-on-care-team"),
        ({"nurse": "author"}, "not-a-signer"),
        ({"therapist": "supervisor"}, "not-a-signer"),
        ({"supervisor": "witness"}, "not-a-signer"),
        ({SUPPORTER: "team"}, "not-a-signer"),
        ({"nurse": "countersign"}, "not-a-signer"),
    ],
)
def test_nobody_is_asked_in_a_capacity_that_is_not_theirs(of: Any, code: str, draft: DictionaryBooks) -> None:
    assert refused(draft, THERAPIST, asking(of)) == code


def test_whoever_wrote_the_plan_is_not_asked_to_countersign_it() -> None:
    books = standing_books(plan=State.DRAFT)
    by: dict[str, Any] = {"at": AT, "by": "supervisor", "role": Role.SUPERVISOR}
    goal = plan_file(books).plan.goals[0]
    change = ChangeField(collection="goals", id=goal.id, field="rank", before=goal.rank, after=9)
    entry = PlanChanged(**by, plan=PLAN, revision=1, operations=(change,))
    books.entries[CENTRE, CLIENT].append(write_entry(entry))
    assert plan_file(books).writers == ("therapist", "supervisor")
    assert refused(books, THERAPIST, asking({"supervisor": "countersign"})) == "wrote-it"
    assert done(books, THERAPIST, asking({"prescriber": "countersign"}))["asked"] == ["prescriber"]


def test_a_day_that_has_passed_is_refused(draft: DictionaryBooks) -> None:
    assert refused(draft, THERAPIST, asking(due=AT.date() - datetime.timedelta(days=1))) == "not-yet"


def test_another_title_is_another_version_and_asks_nobody_to_sign_again(proposed: DictionaryBooks) -> None:
    done(proposed, RUTH, typed())
    done(proposed, THERAPIST, typed("author"))
    file = plan_file(proposed)
    by: dict[str, Any] = {"at": AT, "by": "nurse", "role": Role.NURSE}
    title = SetHeader(field="title", before=file.plan.title, after="Another title")
    for entry in (
        PlanMoved(**by, plan=PLAN, revision=file.revision + 1, verb="take back"),
        PlanChanged(**by, plan=PLAN, revision=file.revision + 2, operations=(title,)),
    ):
        proposed.entries[CENTRE, CLIENT].append(write_entry(entry))
    assert done(proposed, THERAPIST, asking()) == {"version": 2, "revision": file.revision + 3, "asked": []}


def test_nobody_signs_before_a_version_was_sealed(draft: DictionaryBooks) -> None:
    by: dict[str, Any] = {"at": AT, "by": "therapist", "role": Role.THERAPIST}
    draft.entries[CENTRE, CLIENT].append(write_entry(PlanMoved(**by, plan=PLAN, revision=1, verb="propose")))
    assert refused(draft, RUTH, typed()) == "no-version"
