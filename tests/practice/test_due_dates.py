"""Which dates and signers apply to one client, by the centre's rule pack, each with its source."""

import datetime
from typing import Any

import msgspec
import pytest

from goldthread.library.rule_packs import PackRule, RulePack, Span
from goldthread.plan import Level, ReviewHeld, State
from goldthread.practice.due_dates import OWN_SETTING, DueDate, Ruling, effective_on, ruling
from goldthread.practice.entries import Signed, VersionSealed
from goldthread.practice.folder import Folder, PlanFile, Stay
from goldthread.practice.settings import Settings
from goldthread.terms import Content, Role
from signatures import DESK, PRESCRIBER, SUPERVISOR, countersigning, done, plan_file
from standing_folders import AT, PLAN, standing_books, standing_folder

DAY = datetime.date
REPLACE = msgspec.structs.replace
TODAY = AT.date()
ADMITTED = DAY(2026, 2, 14)
CONTENT = Content(
    author="A centre", written=DAY(2026, 1, 1), next_review=DAY(2027, 1, 1), clinical_review="none yet",
    confirmed=True, sources=("a",),
)  # fmt: skip


def folder_at(level: Level = Level.OPIOID_PROGRAMME, plan: State | None = State.PROPOSED) -> Folder:
    folder = standing_folder(plan=plan)
    assert folder.episode is not None
    return REPLACE(folder, episodes=(REPLACE(folder.episode, admitted_on=ADMITTED, level=level),))


def ruled(
    pack: str, folder: Folder, *, file: PlanFile | None = None, on: datetime.date = TODAY, packs: Any = None,
    **more: Any,
) -> Ruling:  # fmt: skip
    return ruling(
        folder=folder, file=file, settings=Settings(name="Harbour", rule_pack=pack, **more),
        packs=packs or DESK.library.rulepacks, on=on,
    )  # fmt: skip


def own_pack(**fields: Any) -> dict[str, RulePack]:
    rule = PackRule(**{"id": "own", "says": "As our policy says.", "citation": "Policy 4", "source": ("a",), **fields})
    pack = RulePack(
        id="own", title="Our own", plain="What our policy says.", jurisdiction="Here", flags=("tjc",), rules=(rule,),
        content=CONTENT,
    )  # fmt: skip
    return {"own": pack}


def reviewed(file: PlanFile, *days: datetime.date) -> PlanFile:
    held = tuple(ReviewHeld(id=f"held-{day}", on=day, cause="calendar", outcome="kept") for day in days)
    return REPLACE(file, plan=REPLACE(file.plan, reviews=held))


def dates(found: Ruling, what: str) -> list[DueDate]:
    return [each for each in found.dates if each.what == what]


def test_the_plan_of_a_narcotic_treatment_program_is_due_with_its_citation() -> None:
    federal, state = dates(ruled("california-ntp", folder_at(plan=None)), "plan")
    assert (state.on, state.said, state.met) == (DAY(2026, 3, 14), "due 14 Mar — 9 CCR 10305", False)
    assert federal.said == "due 28 Feb — 42 CFR 8.12(f)(4)(i) (not confirmed)"


def test_a_plan_that_was_laid_before_people_is_there() -> None:
    folder = folder_at()
    found = ruled("california-ntp", folder, file=folder.plans[PLAN])
    assert {each.met for each in dates(found, "plan")} == {True}


def test_rules_of_another_level_or_another_time_do_not_apply() -> None:
    assert ruled("california-ntp", folder_at(Level.OUTPATIENT, plan=None)).dates == ()
    assert ruled("california-medi-cal", folder_at(Level.OUTPATIENT), on=DAY(2023, 12, 31)).without_number == ()
    packs = own_pack(what="plan", within=Span(days=1), effective=DAY(2026, 1, 1), until=DAY(2026, 7, 1))
    for on, count in ((DAY(2025, 12, 31), 0), (DAY(2026, 1, 1), 1), (DAY(2026, 6, 30), 1), (DAY(2026, 7, 1), 0)):
        assert len(ruled("own", folder_at(plan=None), on=on, packs=packs).dates) == count


def test_where_a_rule_names_no_number_no_date_is_shown_and_the_rule_is() -> None:
    found = ruled("california-medi-cal", folder_at(Level.OUTPATIENT))
    assert found.dates == ()
    assert [each.citation for each in found.without_number] == ["BHIN 23-068"]


def test_nothing_is_due_without_a_pack_or_before_admission() -> None:
    assert ruled("", folder_at()).dates == ()
    assert ruled("california-ntp", standing_folder(stay=Stay.ENQUIRY, plan=None)).dates == ()


def test_a_pack_that_is_not_there_is_told_and_keeps_nobody_from_working() -> None:
    assert ruled("atlantis", folder_at()) == REPLACE(ruled("", folder_at()), missing=("atlantis",))
    lost = REPLACE(own_pack(what="plan", within=Span(days=1))["own"], includes=("atlantis",))
    found = ruled("own", folder_at(), packs={"own": lost})
    assert (len(found.dates), found.missing) == (1, ("atlantis",))


def test_packs_that_include_each_other_are_read_once() -> None:
    one, two = own_pack(what="plan", within=Span(days=1))["own"], own_pack(what="plan", within=Span(days=2))["own"]
    packs = {"own": REPLACE(one, includes=("two",)), "two": REPLACE(two, id="two", includes=("own",))}
    assert len(ruled("own", folder_at(plan=None), packs=packs).dates) == 2


@pytest.mark.parametrize(
    ("held", "due"),
    [
        ((), DAY(2026, 5, 14)),
        ((DAY(2026, 2, 1),), DAY(2026, 5, 14)),  # before this stay
        ((DAY(2026, 2, 20),), DAY(2026, 8, 14)),  # within the first three months: the next stretch is next
        ((DAY(2026, 5, 14),), DAY(2026, 8, 14)),
        ((DAY(2026, 5, 15),), DAY(2026, 11, 14)),
        ((DAY(2026, 2, 20), DAY(2026, 9, 1)), DAY(2027, 2, 14)),
    ],
)
def test_one_review_belongs_to_each_three_months_from_admission(held: Any, due: datetime.date) -> None:
    folder = folder_at()
    found = ruled("california-ntp", folder, file=reviewed(folder.plans[PLAN], *held))
    (review,) = dates(found, "review")
    assert (review.on, review.citation) == (due, "9 CCR 10305")


def test_a_review_counted_from_the_last_one_begins_with_the_plan() -> None:
    folder = folder_at(Level.PARTIAL_HOSPITAL)
    file = reviewed(folder.plans[PLAN])
    (first,) = dates(ruled("medicare-php-iop", folder, file=file), "review")
    assert first.on == DAY(2026, 3, 4)  # 18 days after admission
    (later,) = dates(ruled("medicare-php-iop", folder, file=reviewed(file, DAY(2026, 3, 1))), "review")
    assert later.on == DAY(2026, 3, 31)
    packs = own_pack(what="review", within=Span(days=30), counted_from="last-review")
    (own,) = dates(ruled("own", folder, file=file, packs=packs), "review")
    assert own.on == AT.date() - datetime.timedelta(days=1) + datetime.timedelta(days=30)  # from the sealed version
    bare = REPLACE(file, versions=(), sealed=None)
    (own,) = dates(ruled("own", folder, file=bare, packs=packs), "review")
    assert own.on == file.plan.started_on + datetime.timedelta(days=30)


def test_a_plan_takes_effect_when_its_author_signs() -> None:
    file = folder_at().plans[PLAN]
    assert file.version is not None
    assert effective_on(REPLACE(file, versions=())) is None
    assert effective_on(file) == file.version.at.date()
    by: dict[str, Any] = {"by": "therapist", "role": Role.THERAPIST, "plan": PLAN, "version": 1}
    signed = tuple(
        Signed(
            **by, at=AT + datetime.timedelta(days=days), signer="therapist", capacity="author", kind="typed", items={}
        )
        for days in (5, 3)
    )
    assert effective_on(REPLACE(file, signed=signed)) == AT.date() + datetime.timedelta(days=3)
    newer = VersionSealed(
        at=AT + datetime.timedelta(days=9), by="therapist", role=Role.THERAPIST, plan=PLAN, number=2, revision=1,
        previous="", hash="", cause="",
    )  # fmt: skip
    assert effective_on(REPLACE(file, signed=signed, versions=(newer,))) == newer.at.date()


def test_supervisor_and_physician_each_countersign_within_fourteen_days() -> None:
    books = standing_books(plan=State.PROPOSED)
    folder, file = folder_at(), plan_file(books)
    due = dates(ruled("california-ntp", folder, file=file), "countersign")
    effective = effective_on(file)
    assert effective is not None
    assert {(each.by, each.on, each.met) for each in due} == {
        ((Role.SUPERVISOR,), effective + datetime.timedelta(days=14), False),
        ((Role.PRESCRIBER,), effective + datetime.timedelta(days=14), False),
    }
    done(books, SUPERVISOR, countersigning())
    due = dates(ruled("california-ntp", folder, file=plan_file(books)), "countersign")
    assert {(each.by, each.met) for each in due} == {((Role.SUPERVISOR,), True), ((Role.PRESCRIBER,), False)}
    done(books, PRESCRIBER, countersigning())
    due = dates(ruled("california-ntp", folder, file=plan_file(books)), "countersign")
    assert {each.met for each in due} == {True}


def test_the_centres_own_window_holds_where_no_rule_gives_one() -> None:
    folder = folder_at()
    file = folder.plans[PLAN]
    (own,) = ruled("", folder, file=file, countersign_days=7).dates
    effective = effective_on(file)
    assert effective is not None
    assert (own.on, own.citation) == (effective + datetime.timedelta(days=7), OWN_SETTING)
    ntp = ruled("california-ntp", folder, file=file, countersign_days=7)
    assert OWN_SETTING not in {each.citation for each in ntp.dates}
    assert ruled("", folder, countersign_days=7).dates == ()


def test_signers_come_from_the_rules_and_from_the_centre() -> None:
    found = ruled("california-ntp", folder_at())
    assert [(each.capacity, each.citation) for each in found.signers] == [
        ("countersign", "9 CCR 10305(g)"),
        ("countersign", "9 CCR 10305(h)"),
        ("client", OWN_SETTING),
        ("author", OWN_SETTING),
    ]
    packs = own_pack(what="signers", signers=("client", "supervisor"), confirmed=False)
    found = ruled("own", folder_at(), packs=packs)
    assert [(each.capacity, each.citation, each.confirmed) for each in found.signers] == [
        ("client", "Policy 4", False),
        ("supervisor", "Policy 4", False),
        ("author", OWN_SETTING, True),
    ]
