"""Two folders of one person become one, and two again, and nothing is lost on either way."""

import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_record import FIRST_KINDS, corrections, records
from asking import ask, done, folder_of, refused
from dictionary_books import DictionaryBooks
from goldthread.plan import State
from goldthread.practice.actions.correct_fact import CorrectFact
from goldthread.practice.actions.merge_charts import MergeCharts
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.actions.record_fact import RecordFact
from goldthread.practice.actions.undo_merge import UndoMerge
from goldthread.practice.entries import AnyEntry, Enquired, FactRecorded
from goldthread.practice.folder import Folder, Stay
from goldthread.practice.joined_facts import renamed, with_names
from goldthread.practice.ledger_text import read_folder, write_entry, write_folder
from goldthread.practice.perform import Done
from goldthread.record import AnyFact, Client, Confidence, CopingSkill, Record, Strength, Trigger, Withdrawn
from goldthread.terms import Role
from standing_folders import AT, CENTRE, CLIENT, JOINED, PLAN, RUTH, SECOND, member, standing_books

COMPLIANCE = member(Role.COMPLIANCE)
THERAPIST = member(Role.THERAPIST)
TODAY = AT.date()
MERGE = MergeCharts(client=CLIENT, other=SECOND, reason="One person, two folders.")
UNDO = UndoMerge(client=CLIENT, other=SECOND, reason="Two people after all.")
SAID: dict[str, Any] = {"said_by": "client", "recorded_by": "intake", "recorded_on": TODAY, "source": "talk"}


def _id(fact: AnyFact) -> str:
    return fact.id


def plain(folder: Folder) -> Folder:
    """The folder, whatever the number of its entries and when the last was written."""
    return msgspec.structs.replace(folder, entries=0, last_at=AT)


def books_with(mine: Record, other: Record) -> DictionaryBooks:
    """Two enquiries, each with the facts of a record."""
    books = standing_books()
    stamp: dict[str, Any] = {"at": AT, "by": "intake", "role": Role.INTAKE}
    for client, record in ((CLIENT, mine), (SECOND, other)):
        person = Client(id=client, name="Ruth")
        entries: list[AnyEntry] = [
            Enquired(**stamp, client=person),
            *(FactRecorded(**stamp, fact=fact) for fact in record.facts),
        ]
        books.entries[CENTRE, client] = [write_entry(entry) for entry in entries]
    return books


def test_the_facts_of_the_other_folder_join_the_record() -> None:
    books = standing_books()
    mine, other = folder_of(books), folder_of(books, SECOND)
    assert done(books, COMPLIANCE, MERGE).answer == {"facts": 1, "renamed": 0}
    assert folder_of(books).record.facts == mine.record.facts + other.record.facts
    joined = folder_of(books, SECOND)
    assert (joined.stay, joined.merged_into, joined.facts) == (Stay.MERGED, CLIENT, other.facts)


def test_ids_that_clash_get_the_folder_as_prefix_and_what_points_at_them_follows() -> None:
    facts: tuple[AnyFact, ...] = (
        Trigger(id="t", text="Payday", **SAID),
        Withdrawn(id="w", corrects="t", reason="Not so.", **SAID),
        CopingSkill(id="s", text="A walk", triggers=("t", "elsewhere"), **SAID),
        Confidence(id="c", about="sobriety", value=4, trigger="t", **SAID),
    )
    trigger, gone, skill, sure = renamed(facts, taken={"t", "s"}, other="ruth-again")
    assert (trigger.id, gone.id, skill.id, sure.id) == ("ruth-again.t", "w", "ruth-again.s", "c")
    assert gone.corrects == "ruth-again.t"
    assert skill == msgspec.structs.replace(facts[2], id="ruth-again.s", triggers=("ruth-again.t", "elsewhere"))
    assert sure == msgspec.structs.replace(facts[3], trigger="ruth-again.t")


@given(mine=records(), other=records())
def test_names_are_new_stable_and_lead_back(mine: Record, other: Record) -> None:
    taken = {fact.id for fact in mine.facts}
    after = renamed(other.facts, taken=taken, other="a" * 80)
    assert after == renamed(other.facts, taken=taken, other="a" * 80)
    assert not taken & {fact.id for fact in after}
    assert all(len(fact.id) <= 80 for fact in after)
    back = {new.id: old.id for new, old in zip(after, other.facts, strict=True)}
    assert [with_names(fact, back) for fact in after] == list(other.facts)


def test_a_prefix_that_is_taken_too_gives_another_name() -> None:
    strength = Strength(id="f", text="I wait.", **SAID)
    (after,) = renamed((strength,), taken={"f", "other.f"}, other="other")
    assert after.id not in {"f", "other.f"}


@given(mine=records(), other=records())
def test_what_is_joined_and_taken_apart_again_is_as_it_was(mine: Record, other: Record) -> None:
    books = books_with(mine, other)
    before = [plain(folder_of(books, client)) for client in (CLIENT, SECOND)]
    done(books, COMPLIANCE, MERGE)
    joined = folder_of(books)
    assert len(joined.record.facts) == len(mine.facts) + len(other.facts)
    assert read_folder(write_folder(joined)) == joined
    done(books, COMPLIANCE, UNDO)
    assert [plain(folder_of(books, client)) for client in (CLIENT, SECOND)] == before


@given(mine=records(), other=records(), data=st.data())
def test_what_was_added_since_stays_where_it_belongs(mine: Record, other: Record, data: st.DataObject) -> None:
    books = books_with(mine, other)
    done(books, COMPLIANCE, MERGE)
    joined = folder_of(books)
    (of_other,) = joined.merged_from
    corrected = {fact.corrects for fact in joined.record.facts}
    free = [fact for fact in joined.record.facts if fact.id not in corrected and type(fact) in FIRST_KINDS]
    written = {"recorded_on": max([TODAY, *(fact.recorded_on for fact in joined.record.facts)])}
    added: list[Any] = [Strength(id="added", text="I wait.", **{**SAID, **written})]
    for number, former in enumerate(
        data.draw(st.lists(st.sampled_from(free), max_size=3, unique_by=_id)) if free else ()
    ):
        correction = data.draw(corrections(type(former)))
        new = {"id": f"again-{number}", "corrects": former.id, **written}
        added.append(msgspec.structs.replace(correction, **new))
    stamp: dict[str, Any] = {"at": AT, "by": "intake", "role": Role.INTAKE}
    books.entries[CENTRE, CLIENT] += [write_entry(FactRecorded(**stamp, fact=fact)) for fact in added]
    read_back = folder_of(books).facts[len(mine.facts) :]
    came_over = {fact.id for fact in of_other.facts}
    answer = done(books, COMPLIANCE, UNDO).answer
    here, there = folder_of(books), folder_of(books, SECOND)
    stays = [fact for fact in read_back if fact.corrects not in came_over]
    assert here.record.facts == joined.facts + tuple(stays)
    assert answer == {"handed_back": len(read_back) - len(stays)}
    assert len(there.record.facts) == len(other.facts) + len(read_back) - len(stays)
    assert there.record.facts[: len(other.facts)] == folder_of(books_with(mine, other), SECOND).facts


def test_a_correction_of_a_correction_goes_back_with_the_fact_that_came_over() -> None:
    books = standing_books()
    done(books, COMPLIANCE, MERGE)
    first = Strength(id="again", corrects="strength-choir", text="I sang in a choir.", **SAID)
    second = Withdrawn(id="once-more", corrects="again", reason="Not so.", **SAID)
    for fact in (first, second):
        done(books, THERAPIST, CorrectFact(client=CLIENT, fact=fact))
    assert done(books, COMPLIANCE, UNDO).answer == {"handed_back": 2}
    assert [fact.id for fact in folder_of(books, SECOND).record.facts] == ["strength-choir", "again", "once-more"]
    assert folder_of(books).record.facts == folder_of(standing_books()).record.facts


def test_nobody_writes_in_a_folder_that_was_joined_to_another_and_its_plan_stays_readable_there() -> None:
    books = standing_books(stay=Stay.MERGED, plan=State.ACTIVE)
    fact = Strength(id="new", text="I wait.", **SAID)
    assert refused(books, RUTH, RecordFact(client=CLIENT, fact=fact)) == "merged-away"
    assert refused(books, THERAPIST, OpenRecord(client=CLIENT)) == "merged-away"
    assert done(books, THERAPIST, OpenPlan(client=CLIENT, plan=PLAN)).shown.state is State.ACTIVE


def test_the_team_of_the_folder_that_went_in_is_not_let_into_the_one_that_goes_on() -> None:
    books = standing_books()
    done(books, COMPLIANCE, MergeCharts(client=SECOND, other=CLIENT, reason="One person."))
    assert folder_of(books, SECOND).access == ()
    assert refused(books, THERAPIST, OpenRecord(client=SECOND)) == "not-on-care-team"


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (MergeCharts(client=CLIENT, other=CLIENT, reason="One."), "same-folder"),
        (MergeCharts(client=CLIENT, other="nobody", reason="One."), "no-such-folder"),
        (MergeCharts(client=CLIENT, other=JOINED, reason="One."), "merged-away"),
        (MergeCharts(client=JOINED, other=SECOND, reason="One."), "merged-away"),
        (MergeCharts(client=SECOND, other=CLIENT, reason="One."), "holds-another"),
        (UndoMerge(client=CLIENT, other=SECOND, reason="Two."), "not-joined"),
        (UndoMerge(client=CLIENT, other=CLIENT, reason="Two."), "not-joined"),
    ],
)
def test_folders_are_not_joined_to_themselves_nor_twice_nor_in_a_chain(request_: MergeCharts, code: str) -> None:
    books = standing_books(joined=True)
    before = [folder_of(books, client) for client in (CLIENT, SECOND, JOINED)]
    assert refused(books, COMPLIANCE, request_) == code
    assert [folder_of(books, client) for client in (CLIENT, SECOND, JOINED)] == before


def test_two_folders_join_a_third_and_each_is_taken_apart_by_itself_from_either_side() -> None:
    books = standing_books(joined=True)
    before = plain(folder_of(books))
    assert done(books, COMPLIANCE, MERGE).answer == {"facts": 1, "renamed": 0}
    assert [each.other for each in folder_of(books).merged_from] == [JOINED, SECOND]
    assert isinstance(ask(books, COMPLIANCE, UndoMerge(client=SECOND, other=CLIENT, reason="Two.")), Done)
    assert plain(folder_of(books)) == before
    assert (folder_of(books, SECOND).stay, folder_of(books, JOINED).stay) == (Stay.ENQUIRY, Stay.MERGED)


def test_a_folder_comes_back_into_the_stay_in_which_it_was() -> None:
    for stay in (Stay.ENQUIRY, Stay.ADMITTED, Stay.COMPLETED):
        books = standing_books(stay=stay, plan=None)
        done(books, COMPLIANCE, MergeCharts(client=SECOND, other=CLIENT, reason="One."))
        done(books, COMPLIANCE, UndoMerge(client=SECOND, other=CLIENT, reason="Two."))
        assert folder_of(books).stay is stay


def test_only_the_newest_join_of_a_day_counts() -> None:
    books = standing_books()
    later = AT + datetime.timedelta(hours=1)
    done(books, COMPLIANCE, MERGE)
    done(books, COMPLIANCE, UNDO)
    done(books, COMPLIANCE, MERGE, at=later)
    assert [each.other for each in folder_of(books).merged_from] == [SECOND]
