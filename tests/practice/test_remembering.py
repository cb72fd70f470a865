"""What is remembered between two checks: nothing that changes a finding, and nothing that outlives its record."""

import datetime
import weakref

import msgspec
import pytest

from goldthread.case import Case, cast_names, cast_path, read_case
from goldthread.checks import Finding
from goldthread.checks.texts import forget_texts
from goldthread.plan import Intervention
from goldthread.practice.check_plan import check_plan
from goldthread.practice.desk import open_desk
from goldthread.practice.find_needs import find_needs
from goldthread.terms import ItemId

DESK = open_desk()
DOSED = "He takes 20 mg of it at noon."


def cast(name: str) -> Case:
    return read_case(cast_path(name)).case


def as_new(case: Case) -> Case:
    """The same case as one that nobody has read yet."""
    forget_texts()
    return msgspec.structs.replace(case, record=msgspec.structs.replace(case.record))


def with_first_text(case: Case, text: str) -> Case:
    plan = case.plan
    assert plan is not None
    first: Intervention = msgspec.structs.replace(plan.interventions[0], text=text)
    changed = msgspec.structs.replace(plan, interventions=(first, *plan.interventions[1:]))
    return msgspec.structs.replace(case, plan=changed)


def codes(findings: tuple[Finding, ...], item: ItemId) -> set[str]:
    return {each.check for each in findings if each.item == item}


@pytest.mark.parametrize("name", cast_names())
def test_a_plan_that_is_checked_after_each_edit_is_found_as_one_never_seen_before(name: str) -> None:
    case = cast(name)
    before = check_plan(case=case, desk=DESK)
    edited = with_first_text(case, DOSED)
    after = check_plan(case=edited, desk=DESK)
    assert after == check_plan(case=as_new(edited), desk=DESK)
    assert check_plan(case=case, desk=DESK) == before == check_plan(case=as_new(case), desk=DESK)
    assert case.plan is not None
    item = case.plan.interventions[0].id
    assert codes(after, item) - codes(before, item) == {"dose-in-plan"}


def test_a_record_is_read_once_for_a_day() -> None:
    case = cast(cast_names()[0])
    first = DESK.read(case=case)
    assert DESK.read(case=case) is first
    later = DESK.read(case=case, on=case.on + datetime.timedelta(days=1))
    assert later.on > first.on
    assert DESK.read(case=case).on == case.on


def test_each_library_reads_the_record_for_itself() -> None:
    case = cast(cast_names()[0])
    other = open_desk()
    assert DESK.read(case=case).instruments is DESK.library.instruments
    assert other.read(case=case).instruments is other.library.instruments


def test_a_record_with_one_fact_more_is_read_anew() -> None:
    case = cast(cast_names()[0])
    find_needs(case=case, desk=DESK)
    fewer = msgspec.structs.replace(case.record, facts=())
    assert find_needs(case=msgspec.structs.replace(case, record=fewer), desk=DESK).needs == ()
    assert find_needs(case=case, desk=DESK).needs


def test_what_was_worked_out_goes_with_the_record() -> None:
    class Trace:
        pass

    case = cast(cast_names()[0])
    check_plan(case=case, desk=DESK)
    trace = Trace()
    case.record.kept["trace"] = trace
    gone = weakref.ref(trace)
    del trace
    assert gone() is not None
    del case
    assert gone() is None


def test_what_was_worked_out_is_no_part_of_the_record() -> None:
    record = cast(cast_names()[0]).record
    written = msgspec.json.encode(record)
    record.kept["trace"] = "kept"
    assert msgspec.json.encode(record) == written
    copied = msgspec.structs.replace(record)
    assert (copied, copied.kept) == (record, {})
