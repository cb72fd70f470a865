"""A history shows which of its versions was changed, removed, inserted or reordered."""

import datetime
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.plan import Goal, Objective, Plan
from goldthread.plan.difference import diff
from goldthread.plan.operations import apply
from goldthread.plan.refusals import VersionRefused
from goldthread.plan.versions import Fault, Version, first_version, next_version, read_versions, verify
from goldthread.terms import Section
from plans_strategy import DAY, a_plan, edits, plans

GOAL = Goal(id="g", section=Section.SAFETY)


def step(target: float) -> Plan:
    return a_plan(goals=(GOAL,), objectives=(Objective(id="nights", goal="g", target=target),))


def history(*, of: int = 5) -> list[Version]:
    versions = [first_version(plan=step(0), by="Ana", on=DAY, cause="first plan")]
    for number in range(1, of):
        on = DAY + datetime.timedelta(days=number)
        versions.append(next_version(previous=versions[-1], plan=step(number), by="Walter", on=on, cause="review"))
    return versions


def said(versions: list[Version], head: str | None = None) -> list[tuple[str, int]]:
    return [(fault.kind, fault.number) for fault in verify(versions, head=head)]


def resealed(version: Version, **fields: Any) -> Version:
    """A version as somebody would forge it: changed, with a hash that fits."""
    plan = fields.get("plan", version.plan)
    forged = first_version(plan=plan, by=fields.get("by", version.by), on=version.on, cause=version.cause)
    before = first_version(plan=a_plan(title="none"), by="", on=DAY, cause="")
    chained = msgspec.structs.replace(before, number=version.number - 1, hash=fields.get("previous", version.previous))
    made = next_version(previous=chained, plan=plan, by=forged.by, on=version.on, cause=version.cause)
    assert made.number == version.number
    return made


def test_a_first_version_has_nothing_before_it() -> None:
    first = history(of=1)[0]
    assert (first.number, first.previous, first.operations, len(first.hash)) == (1, "", (), 64)
    assert (first.plan, first.by, first.on, first.cause) == (step(0), "Ana", DAY, "first plan")


def test_a_next_version_carries_what_changed_and_who_and_why() -> None:
    first, second = history(of=2)
    assert (second.number, second.previous) == (2, first.hash)
    assert second.operations == diff(step(0), step(1))
    assert (second.by, second.on, second.cause) == ("Walter", DAY + datetime.timedelta(days=1), "review")
    assert second.hash != first.hash


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"plan": step(0)}, "nothing-changed"),
        ({"on": DAY - datetime.timedelta(days=1)}, "before-the-last"),
        ({"plan": msgspec.structs.replace(step(1), client="keisha")}, "another-plan"),
    ],
)
def test_a_version_that_cannot_follow_is_refused(fields: dict[str, Any], code: str) -> None:
    given_fields: dict[str, Any] = {"plan": step(1), "by": "Ana", "on": DAY, "cause": "review", **fields}
    with pytest.raises(VersionRefused) as caught:
        next_version(previous=history(of=1)[0], **given_fields)
    assert caught.value.code == code
    assert caught.value.fix


def test_two_versions_may_be_of_one_day() -> None:
    first = history(of=1)[0]
    assert next_version(previous=first, plan=step(1), by="Ana", on=DAY, cause="review").on == first.on


def test_a_whole_history_is_whole() -> None:
    versions = history()
    assert verify(versions) == ()
    assert verify(versions, head=versions[-1].hash) == ()
    assert verify([]) == ()


@pytest.mark.parametrize(
    "fields", [{"by": "Bo"}, {"on": DAY}, {"cause": "x"}, {"plan": step(9)}, {"operations": ()}, {"previous": "0" * 64}]
)
def test_a_changed_version_is_named(fields: dict[str, Any]) -> None:
    versions = history()
    versions[2] = msgspec.structs.replace(versions[2], **fields)
    assert said(versions) == [("changed", 3)]
    assert verify(versions)[0].position == 2


def test_a_version_that_was_changed_and_sealed_anew_is_named() -> None:
    versions = history()
    versions[2] = resealed(versions[2], plan=step(9))
    assert said(versions) == [("changed", 3)]


def test_a_first_version_that_was_sealed_anew_is_named() -> None:
    versions = history()
    versions[0] = first_version(plan=step(9), by="Ana", on=DAY, cause="first plan")
    assert said(versions) == [("changed", 1)]


def test_operations_that_do_not_lead_to_the_plan_are_named() -> None:
    versions = history()
    versions[4] = resealed(versions[4])
    assert versions[4].previous == versions[3].hash
    assert verify(versions) == (
        Fault(number=5, kind="changed", message="What version 5 says was changed does not lead to it.", position=4),
    )


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_removed_version_is_named(number: int) -> None:
    versions = [version for version in history() if version.number != number]
    assert said(versions) == [("removed", number)]


def test_versions_missing_at_the_end_are_seen_by_who_knows_the_newest() -> None:
    versions = history()
    assert said(versions[:-2]) == []
    assert said(versions[:-2], head=versions[-1].hash) == [("removed", 4)]
    assert said([], head=versions[-1].hash) == [("removed", 1)]


def test_versions_put_at_the_end_are_seen_by_who_knows_the_newest() -> None:
    versions = history()
    assert said(versions, head=versions[2].hash) == [("inserted", 4), ("inserted", 5)]


def test_an_inserted_version_is_named_wherever_it_is_put() -> None:
    versions = history()
    forged = resealed(versions[2], plan=step(9))
    for place in (2, 3):
        assert said([*versions[:place], forged, *versions[place:]]) == [("inserted", 3)]
        assert verify([*versions[:place], forged, *versions[place:]])[0].position == place


def test_a_version_that_stands_twice_is_named() -> None:
    versions = history()
    assert said([*versions[:2], *versions[1:]]) == [("inserted", 2)]
    assert said([*versions, versions[-1]]) == [("inserted", 5)]


@pytest.mark.parametrize(("order", "moved"), [([1, 3, 2, 4, 5], 2), ([2, 3, 4, 5, 1], 1), ([5, 1, 2, 3, 4], 5)])
def test_a_version_out_of_its_place_is_named(order: list[int], moved: int) -> None:
    versions = history()
    faults = verify([versions[number - 1] for number in order])
    assert [(fault.kind, fault.number) for fault in faults] == [("reordered", moved)]
    assert faults[0].position == order.index(moved)


def test_several_faults_are_all_named() -> None:
    versions = history()
    versions[3] = msgspec.structs.replace(versions[3], by="Bo")
    assert said([versions[0], versions[3], versions[2], versions[4]]) == [
        ("removed", 2),
        ("reordered", 3),
        ("changed", 4),
    ]


def test_a_version_whose_operations_are_nonsense_is_named_and_does_not_stop_the_walk() -> None:
    versions = history()
    broken = msgspec.structs.replace(versions[1].operations[0], field="mood")
    versions[1] = msgspec.structs.replace(versions[1], operations=(broken,))
    assert said(versions) == [("changed", 2)]


def test_a_history_can_be_kept_as_json() -> None:
    versions = history()
    kept = json.loads(msgspec.json.encode(versions))
    assert read_versions(kept) == tuple(versions)
    assert verify(read_versions(kept)) == ()


def test_equal_plans_give_equal_hashes_however_their_numbers_are_written() -> None:
    whole, point = (first_version(plan=step(target), by="Ana", on=DAY, cause="x") for target in (3, 3.0))
    assert whole.hash == point.hash


@pytest.mark.parametrize("plain", [None, "history", [{"number": 1}], [3]])
def test_what_is_no_history_is_refused(plain: Any) -> None:
    with pytest.raises(VersionRefused) as caught:
        read_versions(plain)
    assert caught.value.code == "not-a-history"


@settings(max_examples=40)
@given(st.data())
def test_any_history_is_whole_and_leads_from_version_to_version(data: st.DataObject) -> None:
    versions = [first_version(plan=data.draw(plans()), by="Ana", on=DAY, cause="first plan")]
    for _ in range(data.draw(st.integers(0, 3))):
        plan = data.draw(edits(versions[-1].plan))
        if plan != versions[-1].plan:
            versions.append(next_version(previous=versions[-1], plan=plan, by="Ana", on=DAY, cause="review"))
            assert apply(versions[-2].plan, versions[-1].operations) == plan
    assert verify(versions, head=versions[-1].hash) == ()
    assert verify(read_versions(json.loads(msgspec.json.encode(versions)))) == ()
