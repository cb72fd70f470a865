"""A signature stays as long as what was signed stays: laws over the plans of the cast."""

import datetime
import itertools
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from goldthread.case import cast_names, cast_path, read_case
from goldthread.plan import Ask, Disagreement, Plan, Waiver
from goldthread.plan.operations import AddItem, ChangeField, RemoveItem, SetHeader, collection_of
from goldthread.practice.agreement import (
    SIGNED,
    UNSIGNED,
    changes_what_is_signed,
    item_hashes,
    outstanding,
    standing,
    standing_of,
)
from goldthread.practice.entries import Capacity, SignaturesAsked, Signed, SigningDeclined, VersionSealed
from goldthread.practice.folder import PlanFile
from goldthread.terms import Role

AT = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
PLANS = [plan for name in cast_names() if (plan := read_case(cast_path(name)).case.plan) is not None]
some_plan = st.sampled_from(PLANS)
REPLACE = msgspec.structs.replace


def later(minutes: int, by: str, role: Role) -> dict[str, Any]:
    return {"at": AT + datetime.timedelta(minutes=minutes), "by": by, "role": role}


def signature(
    plan: Plan, *items: str, signer: str = "walter", capacity: Capacity = "client", minutes: int = 1, by: str = ""
) -> Signed:
    hashes = item_hashes(plan)
    role = Role.SUPERVISOR if capacity == "supervisor" else Role.CLIENT
    return Signed(
        **later(minutes, by or signer, role), plan=plan.id, version=1, signer=signer, capacity=capacity, kind="typed",
        items={item: hashes[item] for item in items or hashes}, name="a name",
    )  # fmt: skip


def declined(plan: Plan, why: Any, *items: str, minutes: int = 2, by: str = "dana") -> SigningDeclined:
    return SigningDeclined(
        **later(minutes, by, Role.THERAPIST), plan=plan.id, version=1, signer="walter", capacity="client", why=why,
        items=items, words="He was too ill to read it.",
    )  # fmt: skip


def sealed(plan: Plan, number: int = 1) -> VersionSealed:
    return VersionSealed(
        **later(0, "dana", Role.THERAPIST), plan=plan.id, number=number, revision=0, previous="", hash="0", cause="new"
    )


def changed(plan: Plan, item: str) -> Plan:
    collection, old = next((name, each) for name, each in plan.items() if each.id == item)
    new = REPLACE(old, because=old.because + " And more.")
    return REPLACE(plan, **{collection: tuple(new if each.id == item else each for each in getattr(plan, collection))})


@given(some_plan)
def test_who_signs_everything_is_asked_nothing(plan: Plan) -> None:
    (walter,) = standing(PlanFile(plan=plan, signed=(signature(plan),))).signers
    assert (walter.asks, walter.gone) == ((), ())
    assert set(walter.signed) == set(item_hashes(plan))


@given(some_plan, st.data())
def test_a_changed_item_asks_again_and_no_other_until_it_is_as_it_was(plan: Plan, data: st.DataObject) -> None:
    item = data.draw(st.sampled_from(sorted(item_hashes(plan))))
    file = PlanFile(plan=changed(plan, item), signed=(signature(plan),))
    (walter,) = standing(file).signers
    assert walter.asks == (item,)
    assert set(walter.signed) == set(item_hashes(plan)) - {item}
    (again,) = standing(REPLACE(file, plan=plan)).signers
    assert again.asks == ()


@given(some_plan, st.data())
def test_a_new_item_asks_and_one_that_left_is_told(plan: Plan, data: st.DataObject) -> None:
    need = data.draw(st.sampled_from(plan.needs))
    new = REPLACE(need, id="need-new")
    grown = REPLACE(plan, needs=(*plan.needs, new))
    (walter,) = standing(PlanFile(plan=grown, signed=(signature(plan),))).signers
    assert walter.asks == ("need-new",)
    (walter,) = standing(PlanFile(plan=plan, signed=(signature(grown),))).signers
    assert (walter.asks, walter.gone) == ((), ("need-new",))


@given(some_plan, st.data())
def test_the_order_of_signatures_does_not_matter(plan: Plan, data: st.DataObject) -> None:
    items = sorted(item_hashes(plan))
    parts = data.draw(st.lists(st.lists(st.sampled_from(items), min_size=1, unique=True), min_size=2, max_size=3))
    some = [signature(plan, *part, minutes=minutes) for minutes, part in enumerate(parts)]
    some.append(signature(plan, signer="dana", capacity="author"))
    told = {standing(PlanFile(plan=plan, signed=order)) for order in itertools.permutations(some)}
    assert len(told) == 1
    left = set(items) - {item for part in parts for item in part}
    found = next(iter(told)).of("walter", "client")
    assert found is not None
    assert set(found.asks) == left


@given(some_plan)
def test_what_is_written_on_a_plan_asks_nobody_again(plan: Plan) -> None:
    day = AT.date()
    about = plan.goals[0].id
    written = REPLACE(
        plan,
        disagreements=(Disagreement(id="no", about=about, who="Walter", on=day, words="Not this one."),),
        waivers=(Waiver(id="set-aside", check="vague-goal", by="dana", on=day, reason="We talked about it."),),
        review_rules=(),
        team=(),
        goals=tuple(REPLACE(goal, asks=(Ask(field="because", question="Why?"),)) for goal in plan.goals),
    )
    (walter,) = standing(PlanFile(plan=written, signed=(signature(plan),))).signers
    assert walter.asks == ()


def test_a_whole_number_and_the_same_number_with_a_point_are_signed_alike() -> None:
    plan = next(plan for plan in PLANS if any(each.target is not None for each in plan.objectives))
    whole = REPLACE(plan, objectives=tuple(REPLACE(each, target=3) for each in plan.objectives))
    point = REPLACE(plan, objectives=tuple(REPLACE(each, target=3.0) for each in plan.objectives))
    assert item_hashes(whole) == item_hashes(point)


def test_whoever_was_asked_and_has_not_answered_is_told_to_sign_everything() -> None:
    plan = PLANS[0]
    asked = SignaturesAsked(**later(0, "dana", Role.THERAPIST), plan=plan.id, version=1, of={"kwame": "client"})
    (kwame,) = standing(PlanFile(plan=plan, asked=(asked,))).signers
    assert (kwame.signer, kwame.signed, set(kwame.asks)) == ("kwame", (), set(item_hashes(plan)))


def test_somebody_who_takes_their_agreement_back_is_asked_again_and_may_sign_once_more() -> None:
    plan = PLANS[0]
    item = plan.goals[0].id
    file = PlanFile(plan=plan, signed=(signature(plan),), declined=(declined(plan, "does-not-agree", item),))
    assert standing_of(file, "walter", "client").asks == (item,)
    again = REPLACE(file, signed=(*file.signed, signature(plan, item, minutes=3)))
    assert standing_of(again, "walter", "client").asks == ()
    for why in ("not-now", "unable"):
        file = REPLACE(file, declined=(declined(plan, why, item),))
        assert standing_of(file, "walter", "client").asks == ()


def test_a_supervisor_stands_in_for_a_client_who_cannot_sign_and_only_once_that_is_written_down() -> None:
    plan = PLANS[0]
    items = tuple(item_hashes(plan))
    looked = signature(plan, signer="ines", capacity="supervisor")
    file = PlanFile(plan=plan, versions=(sealed(plan),), signed=(looked,))
    assert outstanding(file, ("client",))[0].items == items
    for why, left in (("unable", ()), ("does-not-agree", ()), ("not-now", items)):
        found = outstanding(REPLACE(file, declined=(declined(plan, why),)), ("client",))
        assert tuple(item for each in found for item in each.items) == left
    one = REPLACE(file, declined=(declined(plan, "unable", items[0]),))
    assert outstanding(one, ("client",))[0].items == items[1:]
    own = REPLACE(file, declined=(declined(plan, "unable", by="ines"),))
    assert outstanding(own, ("client",))[0].items == items
    next_one = REPLACE(file, declined=(declined(plan, "unable"),), versions=(sealed(plan), sealed(plan, 2)))
    assert outstanding(next_one, ("client",))[0].items == items


def test_two_who_sign_for_the_client_count_together() -> None:
    plan = PLANS[0]
    first, *rest = item_hashes(plan)
    both = (signature(plan, first), signature(plan, *rest, signer="kwame"))
    file = PlanFile(plan=plan, signed=both)
    assert outstanding(file, ("client",)) == ()
    assert outstanding(file, ("client", "author"))[0].capacity == "author"


def test_only_operations_on_what_is_signed_change_what_is_signed() -> None:
    plan = PLANS[0]
    goal, member = plan.goals[0], plan.team[0]
    assert not changes_what_is_signed(
        (
            SetHeader(field="title", before="", after="A title"),
            AddItem(collection="team", item=member),
            ChangeField(collection="goals", id=goal.id, field="asks", before=goal.asks, after=()),
        )
    )
    for operation in (
        ChangeField(collection="goals", id=goal.id, field="rank", before=goal.rank, after=9),
        AddItem(collection="goals", item=goal),
        RemoveItem(collection="goals", item=goal),
    ):
        assert changes_what_is_signed((operation,))


def test_every_collection_of_a_plan_is_signed_or_is_not() -> None:
    assert {collection_of(item) for plan in PLANS for _, item in plan.items()} <= {*SIGNED, *UNSIGNED}
    assert not set(SIGNED) & set(UNSIGNED)
    assert set(UNSIGNED) <= set(Plan.__struct_fields__)
