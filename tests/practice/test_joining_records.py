"""Two people worked on copies of one case file: every fact that either wrote down is in the merged case."""

import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_record import records
from goldthread.case import Case, cast_path, read_case
from goldthread.notation import BadInput
from goldthread.plan.conflicts import Choice
from goldthread.practice.compare_plans import Joined, merge_plans
from goldthread.record import Hope, Record

DAY = datetime.date(2026, 6, 1)


def hope(name: str, text: str = "To see the sea.", **more: Any) -> Hope:
    header: dict[str, Any] = {"said_by": "client", "recorded_by": "Rosa", "recorded_on": DAY, "source": "talk"}
    return Hope(id=name, text=text, **{**header, **more})


def case(*facts: Any, **more: Any) -> Case:
    record = read_case("on: 2026-06-01\nrecord: {client: {id: ana, name: Ana}}").case.record
    return Case(on=DAY, record=msgspec.structs.replace(record, facts=facts), **more)


def with_facts(of: Case, *facts: Any) -> Case:
    return msgspec.structs.replace(of, record=msgspec.structs.replace(of.record, facts=(*of.record.facts, *facts)))


def names(joined: Joined) -> list[str]:
    return [fact.id for fact in joined.case.record.facts]


def test_facts_that_either_side_wrote_down_are_all_there() -> None:
    base = case(hope("sea"))
    mine = with_facts(base, hope("dog"), hope("same"))
    theirs = with_facts(base, hope("boat"), hope("same"))
    joined = merge_plans(base=base, mine=mine, theirs=theirs)
    assert names(joined) == ["sea", "boat", "dog", "same"]
    assert not joined.conflicts


def test_the_plan_and_the_record_of_a_real_case_are_joined_together() -> None:
    base = read_case(cast_path("walter-brandt")).case
    assert base.plan is not None
    mine = with_facts(base, hope("from-mine"))
    theirs = msgspec.structs.replace(
        with_facts(base, hope("from-theirs")), plan=msgspec.structs.replace(base.plan, title="A new title")
    )
    joined = merge_plans(base=base, mine=mine, theirs=theirs)
    assert {"from-mine", "from-theirs"} <= set(names(joined))
    assert joined.case.plan is not None
    assert joined.case.plan.title == "A new title"


def test_one_id_with_two_contents_is_a_conflict_with_both_texts() -> None:
    base = case()
    mine, theirs = case(hope("dog", "A dog.")), case(hope("dog", "A cat."))
    joined = merge_plans(base=base, mine=mine, theirs=theirs)
    (conflict,) = joined.conflicts
    assert (conflict.id, conflict.kind) == ("record:dog", "added-differently")
    assert (conflict.mine.text, conflict.theirs.text) == ("A dog.", "A cat.")
    assert len(joined.case.record.facts) == 1


def test_what_both_changed_is_a_conflict_and_the_former_wording_is_held() -> None:
    base, mine, theirs = (case(hope("dog", text)) for text in ("A dog.", "A big dog.", "A cat."))
    joined = merge_plans(base=base, mine=mine, theirs=theirs)
    assert joined.case == base
    assert [each.kind for each in joined.conflicts] == ["changed-differently"]
    settled = merge_plans(base=base, mine=mine, theirs=theirs, choices=[Choice(conflict="record:dog", take="theirs")])
    assert settled.case == theirs
    assert not settled.conflicts


def test_a_fact_that_one_side_left_out_stays() -> None:
    base = case(hope("sea"), hope("dog"))
    joined = merge_plans(base=base, mine=case(hope("sea")), theirs=with_facts(base, hope("boat")))
    assert set(names(joined)) == {"sea", "dog", "boat"}


def test_story_client_and_day_are_joined_too() -> None:
    base = case()
    later = DAY + datetime.timedelta(days=2)
    born = msgspec.structs.replace(base.record.client, born=datetime.date(1980, 1, 1))
    mine = msgspec.structs.replace(case(story="One."), on=later, record=Record(client=born))
    theirs = msgspec.structs.replace(base, story="Other.", on=DAY + datetime.timedelta(days=1))
    joined = merge_plans(base=base, mine=mine, theirs=theirs)
    assert joined.case.on == later
    assert joined.case.record.client.born == datetime.date(1980, 1, 1)
    assert [each.id for each in joined.conflicts] == ["case:story"]


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ([("/title", "mine")], "unsettled"),
        ([("record:dog", "mine"), ("record:dog", "theirs")], "chosen-twice"),
        ([("record:dog", "base")], "unsettled"),
        ([("record:dog", "other")], "unsettled"),
        ([("record:dog", "mine"), ("record:cat", "mine")], "no-such-conflict"),
    ],
)
def test_choices_that_settle_nothing_are_refused(choices: list[tuple[str, Any]], code: str) -> None:
    mine, theirs = case(hope("dog", "A dog.")), case(hope("dog", "A cat."))
    taken = [Choice(conflict=conflict, take=side) for conflict, side in choices]
    with pytest.raises(BadInput) as refused:
        merge_plans(base=case(), mine=mine, theirs=theirs, choices=taken)
    assert refused.value.code == code


def test_another_client_and_records_that_contradict_each_other_are_refused() -> None:
    other = read_case("on: 2026-06-01\nrecord: {client: {id: bo, name: Bo}}").case
    with pytest.raises(BadInput) as refused:
        merge_plans(base=case(), mine=case(), theirs=other)
    assert refused.value.code == "another-client"
    one, two = hope("one"), hope("two")
    base = case(one, two)
    mine = case(hope("one", corrects="two"), two)
    theirs = case(one, hope("two", corrects="one"))
    with pytest.raises(BadInput) as refused:
        merge_plans(base=base, mine=mine, theirs=theirs)
    assert refused.value.code == "records-clash"


def test_a_plan_that_one_side_drafted_stands_and_two_are_for_people_to_choose() -> None:
    walter = read_case(cast_path("walter-brandt")).case
    assert walter.plan is not None
    bare = msgspec.structs.replace(walter, plan=None)
    assert merge_plans(base=bare, mine=bare, theirs=walter).case == walter
    assert merge_plans(base=bare, mine=walter, theirs=bare).case == walter
    other = msgspec.structs.replace(walter, plan=msgspec.structs.replace(walter.plan, title="Another"))
    for base, mine, theirs in ((bare, walter, other), (walter, bare, walter)):
        with pytest.raises(BadInput) as refused:
            merge_plans(base=base, mine=mine, theirs=theirs)
        assert refused.value.code == "no-plan"


@st.composite
def edits(draw: st.DrawFn) -> tuple[Case, Case, Case]:
    """A record in three states: each side holds the first facts and some of the others."""
    whole = draw(records(max_facts=5))
    free = [fact for fact in whole.facts if fact.corrects is None]
    sides = []
    for _ in range(3):
        held = draw(st.lists(st.sampled_from(free), unique_by=lambda fact: fact.id)) if free else []
        sides.append(Case(on=DAY, record=msgspec.structs.replace(whole, facts=tuple(held))))
    base, mine, theirs = sides
    kept = {fact.id for fact in base.record.facts}
    grown = [with_facts(base, *(fact for fact in side.record.facts if fact.id not in kept)) for side in (mine, theirs)]
    return base, grown[0], grown[1]


@given(edits())
def test_joining_is_symmetric_and_takes_what_one_side_did(three: tuple[Case, Case, Case]) -> None:
    base, mine, theirs = three
    joined = merge_plans(base=base, mine=mine, theirs=theirs)
    assert joined == merge_plans(base=base, mine=theirs, theirs=mine)
    for side in (mine, theirs):
        assert all(fact in joined.case.record.facts for fact in side.record.facts)
        assert merge_plans(base=base, mine=side, theirs=base).case == side
        assert merge_plans(base=base, mine=base, theirs=side).case == side
        assert merge_plans(base=base, mine=side, theirs=side).case == side
