import datetime
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.case import cast_names, cast_path, read_case, read_fragment
from goldthread.checks import Finding, Severity, Subject, all_pages, engine, page_for, run_checks
from goldthread.checks.finding import Found
from goldthread.needs import Needs, Reading
from goldthread.notation import BadInput
from goldthread.plan import Plan, State, Waiver
from goldthread.record import Record, chart

ON = datetime.date(2026, 6, 1)
PLAN = """
plan:
  started_on: 2026-05-25
  needs:
    - {id: grief, title: Grief, section: mental-health}
  goals:
    - {id: goal-b, section: mental-health, clinical: Recovering addict.}
    - {id: goal-a, section: mental-health}
"""


def subject_of(text: str = PLAN, *, on: datetime.date = ON, **changes: object) -> Subject:
    """A subject without a library: no derived needs, no modalities."""
    case = read_fragment(text, file="test").case
    assert case.plan is not None
    plan = msgspec.structs.replace(case.plan, **changes)
    return subject_with(record=case.record, plan=plan, on=on)


def subject_with(*, record: Record, plan: Plan, on: datetime.date = ON) -> Subject:
    reading = Reading(chart=chart(record=record, on=on), instruments={}, medicine_classes={})
    return Subject(reading=reading, needs=Needs(needs=(), links=()), plan=plan, modalities={})


def waiver(check: str, **more: object) -> Waiver:
    kept: dict[str, object] = {
        "id": "w1",
        "check": check,
        "by": "Ana Ruiz",
        "on": datetime.date(2026, 5, 20),
        "reason": "Talked over with the client in May.",
    }
    return msgspec.convert({**kept, **more}, Waiver)


def order(finding: Finding) -> tuple[int, str, str]:
    return finding.severity.rank, finding.item or "", finding.code


def test_findings_come_gravest_first_then_by_item_and_code() -> None:
    findings = run_checks(subject=subject_of())
    assert [finding.severity.rank for finding in findings] == sorted(finding.severity.rank for finding in findings)
    assert [order(finding) for finding in findings] == sorted(order(finding) for finding in findings)
    assert {finding.severity for finding in findings} >= {Severity.STOP, Severity.ASK}


def test_a_finding_carries_name_code_and_severity_of_its_page() -> None:
    for finding in run_checks(subject=subject_of()):
        page = page_for(finding.check)
        assert (finding.code, finding.severity) == (page.code, page.severity)


def test_checks_are_chosen_by_name_or_code() -> None:
    by_name = run_checks(subject=subject_of(), names=["own-words-missing"])
    assert {finding.check for finding in by_name} == {"own-words-missing"}
    assert run_checks(subject=subject_of(), names=["GT203"]) == by_name
    assert run_checks(subject=subject_of(), names=[]) == ()
    pages = [page for page in all_pages() if page.name in ("own-words-missing", "need-unanswered")]
    assert {finding.check for finding in run_checks(subject=subject_of(), pages=pages)} == {
        "own-words-missing",
        "need-unanswered",
    }
    assert run_checks(subject=subject_of(), pages=pages, names=["own-words-missing"]) == by_name


def test_a_name_that_is_no_checks_is_refused() -> None:
    with pytest.raises(BadInput, match="own-words-missing"):
        run_checks(subject=subject_of(), names=["own-word-missing"])


@pytest.mark.parametrize("state", [State.SUPERSEDED, State.WITHDRAWN])
def test_a_plan_that_is_history_is_left_alone(state: State) -> None:
    assert run_checks(subject=subject_of(state=state)) == ()


def test_a_check_that_breaks_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(subject: Subject) -> list[Found]:
        raise ZeroDivisionError

    monkeypatch.setitem(engine._finders, "own-words-missing", broken)
    with pytest.raises(ZeroDivisionError):
        run_checks(subject=subject_of(), names=["own-words-missing"])


def test_what_rests_on_unconfirmed_content_asks_and_does_not_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Found(message="One.", item="a"), Found(message="Two.", item="b", unconfirmed=True)]
    for name, severities in (
        ("need-unanswered", [Severity.STOP, Severity.ASK]),
        ("own-words-missing", [Severity.ASK, Severity.ASK]),
        ("hard-to-read", [Severity.NOTE, Severity.NOTE]),
    ):
        monkeypatch.setitem(engine._finders, name, lambda *_: iter(found))
        assert [each.severity for each in run_checks(subject=subject_of(), names=[name])] == severities


# Waivers


def waived(plan_waiver: Waiver, *, on: datetime.date = ON, names: list[str] | None = None) -> dict[str, str]:
    """By whom each finding about own words is set aside, by item."""
    subject = subject_of(on=on, waivers=(plan_waiver,))
    findings = run_checks(subject=subject, names=names)
    return {finding.item or "": finding.waived_by for finding in findings if finding.check == "own-words-missing"}


def test_a_waiver_sets_aside_the_finding_about_its_item_and_keeps_it() -> None:
    assert waived(waiver("own-words-missing", item="goal-a")) == {"goal-a": "Ana Ruiz", "goal-b": ""}


def test_a_waiver_may_name_its_check_by_code() -> None:
    assert waived(waiver("gt203", item="goal-a")) == {"goal-a": "Ana Ruiz", "goal-b": ""}


def test_a_waiver_without_an_item_sets_aside_every_finding_of_its_check_and_no_other() -> None:
    assert waived(waiver("own-words-missing")) == {"goal-a": "Ana Ruiz", "goal-b": "Ana Ruiz"}
    findings = run_checks(subject=subject_of(waivers=(waiver("own-words-missing"),)))
    assert {finding.check for finding in findings if finding.waived_by} == {"own-words-missing"}


@pytest.mark.parametrize(
    ("given", "until", "by"),
    [
        ("2026-06-01", None, "Ana Ruiz"),
        ("2026-06-02", None, ""),
        ("2026-05-01", "2026-06-01", "Ana Ruiz"),
        ("2026-05-01", "2026-05-31", ""),
    ],
)
def test_a_waiver_stands_from_its_day_to_its_last_day(given: str, until: str | None, by: str) -> None:
    assert waived(waiver("own-words-missing", item="goal-a", on=given, until=until))["goal-a"] == by


def out_of_place(plan_waiver: Waiver, names: list[str] | None = None) -> list[str]:
    findings = run_checks(subject=subject_of(waivers=(plan_waiver,)), names=names)
    return [finding.message for finding in findings if finding.check == "waiver-out-of-place"]


def test_a_waiver_that_has_run_out_or_matches_nothing_is_itself_found() -> None:
    assert "ran out on 2026-05-30" in out_of_place(waiver("own-words-missing", until="2026-05-30"))[0]
    assert "matches no finding" in out_of_place(waiver("own-words-missing", item="goal-z"))[0]
    assert "matches no finding" in out_of_place(waiver("gt204"))[0]
    assert out_of_place(waiver("own-words-missing")) == []


def test_a_waiver_of_a_check_that_was_not_run_is_not_judged() -> None:
    names = ["need-unanswered", "waiver-out-of-place"]
    assert out_of_place(waiver("own-words-missing", item="goal-z"), names) == []


def test_a_waiver_that_begins_tomorrow_is_not_judged_today() -> None:
    assert out_of_place(waiver("own-words-missing", item="goal-z", on="2026-06-02")) == []


def test_the_finding_about_a_waiver_can_itself_be_set_aside() -> None:
    first = waiver("own-words-missing", item="goal-z")
    second = waiver("waiver-out-of-place", item="w1", id="w2")
    subject = subject_of(waivers=(first, second))
    found = {each.item: each.waived_by for each in run_checks(subject=subject) if each.check == "waiver-out-of-place"}
    assert found == {"w1": "Ana Ruiz"}


# Laws


def shuffled(plan: Plan, record: Record, seed: int) -> tuple[Plan, Record]:
    """The same plan and record, written down in another order."""
    order_ = random.Random(seed)  # noqa: S311 - a shuffle, no secret
    changes = {}
    for name in plan.__struct_fields__:
        value = getattr(plan, name)
        if isinstance(value, tuple):
            changes[name] = tuple(order_.sample(value, len(value)))
    facts = tuple(order_.sample(record.facts, len(record.facts)))
    return msgspec.structs.replace(plan, **changes), msgspec.structs.replace(record, facts=facts)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), name=st.sampled_from(cast_names()))
def test_findings_do_not_depend_on_the_order_of_the_file(seed: int, name: str) -> None:
    case = read_case(cast_path(name)).case
    plan = case.plan or subject_of().plan
    plan = msgspec.structs.replace(plan, client=case.record.client.id)
    first = run_checks(subject=subject_with(record=case.record, plan=plan, on=case.on))
    other_plan, other_record = shuffled(plan, case.record, seed)
    assert run_checks(subject=subject_with(record=other_record, plan=other_plan, on=case.on)) == first


@settings(max_examples=25, deadline=None)
@given(names=st.lists(st.sampled_from([page.name for page in all_pages() if not page.after_all]), unique=True))
def test_every_check_finds_the_same_alone_as_among_others(names: list[str]) -> None:
    together = run_checks(subject=subject_of())
    assert run_checks(subject=subject_of(), names=names) == tuple(each for each in together if each.check in names)


def test_the_same_subject_checked_twice_gives_the_same_findings() -> None:
    subject = subject_of()
    assert run_checks(subject=subject) == run_checks(subject=subject)
