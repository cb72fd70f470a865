"""From a record to needs: reasons, urgency, causes, links and their order."""

from typing import Any

import msgspec
import pytest
from written import LIBRARY, ON, definition, derived, forget, link, reading, reason, record

from goldthread.needs import Need, NeedCause, NeedLink, Urgency, derive_needs
from goldthread.terms import Section


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    forget()


PAIN = {"rule": "fact", "kind": "circumstance", "where": {"topic": ["pain"]}}
SLEEP = {"rule": "fact", "kind": "circumstance", "where": {"topic": ["sleep"]}}
DRINK = {"rule": "fact", "kind": "substance", "where": {"substance": ["alcohol"]}}
OLD = {"rule": "age", "at_least": 65}

HURTS = {"kind": "circumstance", "topic": "pain", "state": "chronic", "id": "hurts"}
WAKES = {"kind": "circumstance", "topic": "sleep", "state": "poor", "id": "wakes"}
DRINKS = {"kind": "substance", "substance": "alcohol", "name": "beer", "id": "drinks"}


def cause(name: str, *bears_on: str, role: str = "perpetuating", **more: Any) -> dict[str, Any]:
    return {"kind": "cause", "id": name, "text": f"{name} it is", "role": role, "bears_on": list(bears_on), **more}


def test_a_need_is_raised_with_its_reasons_and_what_its_definition_says() -> None:
    asked = definition(
        "pain",
        title="Pain",
        plain="Less pain",
        section="physical-health",
        nature="physical",
        raised_by=[{**reason(PAIN, "soon", "it hurts here"), "source": ["a-source"]}],
        settled_by=["less of it"],
        ask=["Where?"],
    )
    (need,) = derived(reading(HURTS), asked).needs
    assert msgspec.structs.asdict(need) == {
        "id": "pain",
        "section": Section.PHYSICAL_HEALTH,
        "title": "Pain",
        "plain": "Less pain",
        "nature": "physical",
        "urgency": Urgency.SOON,
        "because": need.because,
        "causes": (),
        "settled_by": ("less of it",),
        "ask": ("Where?",),
        "said_by_client": True,
    }
    (because,) = need.because
    assert msgspec.structs.asdict(because) == {
        "why": "it hurts here",
        "facts": ("hurts",),
        "urgency": Urgency.SOON,
        "source": ("a-source",),
    }


def test_nothing_is_raised_by_a_record_that_holds_none_of_it() -> None:
    found = derived(reading(WAKES), definition("pain", raised_by=[reason(PAIN)]))
    assert found.needs == ()
    assert found.get("pain") is None


def test_a_need_is_as_urgent_as_its_most_urgent_reason_and_gives_that_first() -> None:
    asked = definition(
        raised_by=[
            reason(PAIN, "routine", "first reason"),
            reason(SLEEP, "today", "second reason"),
            reason(PAIN, "soon", "third reason"),
            reason(OLD, "today", "a reason that does not hold"),
            reason(SLEEP, "soon", "fourth reason"),
        ]
    )
    (need,) = derived(reading(HURTS, WAKES), asked).needs
    assert need.urgency == Urgency.TODAY
    assert [each.why for each in need.because] == ["second reason", "third reason", "fourth reason", "first reason"]
    assert need.facts == ("hurts", "wakes")


def test_a_need_that_something_rules_out_is_not_raised() -> None:
    asked = definition(raised_by=[reason(PAIN)], unless=[DRINK, SLEEP])
    assert derived(reading(HURTS), asked).get("a-need")
    assert derived(reading(HURTS, WAKES), asked).get("a-need") is None
    assert derived(reading(HURTS, DRINKS), asked).get("a-need") is None


def test_an_age_alone_can_raise_a_need_that_points_at_no_fact() -> None:
    asked = definition(raised_by=[reason(OLD)])
    (need,) = derived(reading(born="1930-01-01"), asked).needs
    assert need.facts == ()
    assert not need.said_by_client
    assert derived(reading(born="2000-01-01"), asked).needs == ()


def test_the_clients_word_is_told_from_that_of_others() -> None:
    asked = definition(raised_by=[reason(PAIN), reason(SLEEP)])
    assert derived(reading(HURTS), asked).needs[0].said_by_client
    other = {**HURTS, "said_by": "nurse"}
    assert not derived(reading(other), asked).needs[0].said_by_client
    assert derived(reading(other, WAKES), asked).needs[0].said_by_client


def test_needs_stand_by_urgency_then_section_then_id() -> None:
    asked = [
        definition("c", section="aftercare", raised_by=[reason(PAIN, "today")]),
        definition("b", section="safety", raised_by=[reason(PAIN)]),
        definition("a", section="safety", raised_by=[reason(PAIN)]),
        definition("d", section="trauma", raised_by=[reason(PAIN, "soon")]),
        definition("e", section="co-occurring", raised_by=[reason(PAIN, "soon")]),
    ]
    expected = ["c", "e", "d", "a", "b"]
    assert [need.id for need in derived(reading(HURTS), *asked).needs] == expected
    assert [need.id for need in derived(reading(HURTS), *reversed(asked)).needs] == expected


# Causes


def causes(*facts: dict[str, Any], **more: Any) -> tuple[NeedCause, ...]:
    written = [
        {"when": SLEEP, "role": "perpetuating", "why": "Broken nights."},
        {"when": DRINK, "role": "precipitating", "why": "Drinking."},
    ]
    asked = definition("pain", section="physical-health", raised_by=[reason(PAIN)], causes=written, **more)
    return derived(reading(HURTS, *facts), asked).needs[0].causes


def test_a_known_cause_that_the_record_holds_is_shown_as_possible() -> None:
    assert causes() == ()
    assert causes(DRINKS, WAKES) == (
        NeedCause(role="perpetuating", text="Broken nights.", facts=("wakes",), basis="possible"),
        NeedCause(role="precipitating", text="Drinking.", facts=("drinks",), basis="possible"),
    )


def test_what_was_formulated_for_the_need_or_its_section_comes_first_in_the_order_of_ids() -> None:
    found = causes(
        WAKES,
        cause("b-cause", "physical-health"),
        cause("c-cause", "mental-health", "depression"),
        cause("a-cause", "pain", "physical-health", role="protective"),
    )
    assert found == (
        NeedCause(role="protective", text="a-cause it is", facts=("a-cause",), basis="formulated"),
        NeedCause(role="perpetuating", text="b-cause it is", facts=("b-cause",), basis="formulated"),
        NeedCause(role="perpetuating", text="Broken nights.", facts=("wakes",), basis="possible"),
    )


def test_a_possible_cause_that_was_confirmed_in_the_same_words_is_not_said_twice() -> None:
    found = causes(WAKES, DRINKS, {**cause("said", "pain"), "text": "broken NIGHTS."})
    assert [(each.text, each.basis) for each in found] == [("broken NIGHTS.", "formulated"), ("Drinking.", "possible")]


def test_a_cause_that_no_longer_holds_is_not_formulated() -> None:
    assert causes({**cause("over", "pain"), "until": "2020-01-01"}) == ()


# Links


def linked(*facts: dict[str, Any]) -> tuple[NeedLink, ...]:
    asked = [
        definition("pain", section="physical-health", raised_by=[reason(PAIN)]),
        definition("sleep", section="aftercare", raised_by=[reason(SLEEP), reason(PAIN)]),
        definition("drink", section="relapse-prevention", raised_by=[reason(DRINK)]),
    ]
    links = [link("z-link", "pain", "sleep"), link("a-link", "drink", "pain"), link("b-link", "pain", "absent")]
    return derived(reading(*facts), *asked, links=links).links


def test_two_needs_that_are_both_raised_are_linked() -> None:
    assert linked(WAKES) == ()
    (one,) = linked(HURTS, WAKES)
    assert msgspec.structs.asdict(one) == {
        "id": "z-link",
        "one": "pain",
        "other": "sleep",
        "direction": "both",
        "basis": "known-link",
        "facts": ("hurts", "wakes"),
        "why": "Known in general, and not yet said of this client: they move together",
        "education": "so",
    }
    assert [each.id for each in linked(HURTS, DRINKS)] == ["a-link", "z-link"]


@pytest.mark.parametrize(
    ("bears_on", "basis"),
    [
        (["drink", "pain"], "formulated"),
        (["relapse-prevention", "pain"], "formulated"),
        (["drink", "physical-health"], "formulated"),
        (["drink"], "known-link"),
        (["pain"], "known-link"),
        (["sleep", "safety"], "known-link"),
    ],
)
def test_a_link_is_formulated_when_a_cause_of_the_team_bears_on_both(bears_on: list[str], basis: str) -> None:
    said = cause("said", *bears_on, said_by="therapist")
    found = linked(HURTS, DRINKS, said)[0]
    assert found.basis == basis
    assert found.why.startswith("Known in general") == (basis == "known-link")
    assert found.facts == (("said",) if basis == "formulated" else ("drinks", "hurts"))


def test_a_link_that_the_client_named_rests_on_their_word() -> None:
    own = cause("own", "drink", "pain")
    team = cause("team", "drink", "pain", said_by="therapist")
    found = linked(HURTS, DRINKS, own, team)[0]
    assert (found.basis, found.facts) == ("client-said", ("own",))
    second = cause("also", "drink", "pain")
    assert linked(HURTS, DRINKS, own, second)[0].facts == ("also", "own")
    both = linked(HURTS, DRINKS, team, {**team, "id": "second"})[0]
    assert (both.basis, both.facts) == ("formulated", ("second", "team"))


def test_what_protects_against_both_does_not_link_them() -> None:
    guards = cause("guards", "drink", "pain", role="protective")
    assert linked(HURTS, DRINKS, guards)[0].basis == "known-link"


# Many libraries in one process


def test_each_set_of_definitions_is_read_as_it_is() -> None:
    read = reading(HURTS, WAKES)
    for number in range(20):
        asked = definition(f"need-{number}", raised_by=[reason(PAIN if number % 2 else SLEEP)])
        (need,) = derived(read, asked).needs
        assert (need.id, need.facts) == (f"need-{number}", ("hurts",) if number % 2 else ("wakes",))


def test_a_changed_mapping_is_noticed() -> None:
    read = reading(HURTS, WAKES)
    definitions = {"pain": definition("pain", raised_by=[reason(PAIN)])}
    assert [need.id for need in derive_needs(reading=read, definitions=definitions, links=()).needs] == ["pain"]
    definitions["sleep"] = definition("sleep", raised_by=[reason(SLEEP)])
    assert [need.id for need in derive_needs(reading=read, definitions=definitions, links=()).needs] == [
        "pain",
        "sleep",
    ]
    definitions["pain"] = definition("pain", raised_by=[reason(OLD)])
    assert [need.id for need in derive_needs(reading=read, definitions=definitions, links=()).needs] == ["sleep"]


def test_changed_links_are_noticed() -> None:
    read = reading(HURTS, WAKES)
    definitions = [definition("pain", raised_by=[reason(PAIN)]), definition("sleep", raised_by=[reason(SLEEP)])]
    tie = link("tie", "pain", "sleep")
    assert derived(read, *definitions).links == ()
    assert [each.id for each in derived(read, *definitions, links=[tie]).links] == ["tie"]
    assert derived(read, *definitions).links == ()


def test_the_record_is_read_as_it_was_known_on_the_day() -> None:
    later = {**HURTS, "recorded_on": "2026-06-02"}
    written = record(later)
    assert written.facts[0].recorded_on > ON
    assert derived(reading(later), definition(raised_by=[reason(PAIN)])).needs == ()


def test_a_corrected_fact_raises_nothing() -> None:
    former = {**HURTS, "id": "former"}
    read = reading(former, {**HURTS, "id": "now", "corrects": "former"})
    (need,) = derived(read, definition(raised_by=[reason(PAIN)])).needs
    assert need.facts == ("now",)


def test_the_needs_of_the_library_are_what_the_derivation_returns() -> None:
    found = derive_needs(reading=reading(DRINKS), definitions=LIBRARY.needs, links=())
    assert all(isinstance(need, Need) for need in found.needs)
