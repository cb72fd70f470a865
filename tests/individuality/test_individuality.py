"""How much of a plan is this client's own, and whose plan it could be taken for."""

from functools import cache
from typing import Any

import msgspec
import pytest
from lives import DAY, KEISHA, PLAN, WALTER, chart_of, plan_of

from goldthread.case import Case, cast_names, cast_path, read_case
from goldthread.individuality import (
    Individuality,
    LibraryWords,
    SentenceProfile,
    TwinIndex,
    add_plan,
    individuality,
    name_the_client,
)
from goldthread.plan import Goal, Plan, SkillItem
from goldthread.record import Chart
from goldthread.terms import Section, Words

LIBRARY = (("goals/meaning", "{client} finds purpose in what {hope}."), ("modalities/calls", "Call Annie"))


def look(plan: Plan = PLAN, **more: Any) -> Individuality:
    return individuality(**{"plan": plan, "chart": WALTER, "library_texts": LIBRARY, **more})


def by_text(found: Individuality) -> dict[str, SentenceProfile]:
    return {each.sentence.text: each for each in found.sentences}


def goal(text: str, said_by: str = "client", fact: str | None = None) -> Plan:
    words = Words(text=text, said_by=said_by, on=DAY, fact=fact)
    return plan_of(goals=(Goal(id="g", section=Section.SAFETY, own_words=words),))


def test_each_sentence_is_the_clients_or_the_librarys_or_neither_with_the_reason() -> None:
    found = by_text(look())
    assert {text: each.whose for text, each in found.items()} == {
        "I want to finish the cedar boat with Wren.": "own",
        "Walter finds purpose in what he builds.": "library",
        "He drinks no alcohol on weekdays.": "neither",
        "I sand for one hour on four days a week.": "neither",
        "Set out the paper": "neither",
        "Call Annie": "library",
        "The loading dock after the late shift": "own",
        "Sanding one spindle": "own",
        "the basement bench": "own",
    }
    assert found["Sanding one spindle"].why == "holds a coping skill"
    assert found["The loading dock after the late shift"].why == "holds the client's own words and a place of theirs"
    assert found["Walter finds purpose in what he builds."].why == "is a pattern of the library (goals/meaning)"
    assert found["Call Annie"].why == "stands word for word in the library (modalities/calls)"
    assert found["Set out the paper"].why.startswith("nothing in it is from this client's record")


def test_the_shares_are_of_all_sentences() -> None:
    found = look()
    assert found.own_share == pytest.approx(4 / 9)
    assert found.library_share == pytest.approx(2 / 9)
    assert found.closest_plan is None


def test_an_empty_plan_has_no_shares() -> None:
    assert look(plan_of()) == Individuality(sentences=(), own_share=0, library_share=0)


def test_own_words_of_a_goal_are_the_clients_with_their_fact() -> None:
    [each] = look(goal("Be there", fact="hope-boat")).sentences
    assert (each.whose, [(mark.by, mark.facts) for mark in each.marks]) == ("own", [("quote", ("hope-boat",))])
    [unnamed] = look(goal("Be there")).sentences
    assert (unnamed.whose, unnamed.marks[0].facts) == ("own", ())


def test_words_that_a_clinician_put_in_are_not_the_clients() -> None:
    assert look(goal("Be there", said_by="therapist")).sentences[0].whose == "neither"


def test_library_text_as_own_words_is_library_unless_the_record_holds_that_it_was_said() -> None:
    assert look(goal("Call Annie")).sentences[0].whose == "library"
    assert look(goal("Call Annie", fact="hope-boat")).sentences[0].whose == "own"


def test_a_filled_pattern_is_own_when_what_fills_it_is() -> None:
    plan = plan_of(goals=(Goal(id="g", section=Section.SAFETY, clinical="Walter finds purpose in what Annie builds."),))
    [each] = look(plan).sentences
    assert (each.whose, each.library is not None) == ("own", True)


def test_the_library_may_be_made_ready_once() -> None:
    assert look(library_texts=LibraryWords(LIBRARY)) == look()


def test_an_identical_plan_of_another_client_is_a_twin_through_and_through() -> None:
    index = TwinIndex()
    add_plan(index=index, place="keisha.yaml", plan=msgspec.structs.replace(PLAN, client="keisha"), chart=KEISHA)
    found = look(index=index)
    assert found.closest_plan is not None
    assert (found.closest_plan.place, found.closest_plan.client, found.closest_plan.similarity) == (
        "keisha.yaml",
        "keisha",
        1,
    )
    assert found.closest_plan.why == "5 of 5 sentences stand there too, word for word or nearly"
    assert [each.twin is not None and each.twin.similarity for each in found.sentences].count(1) == 5
    twin = by_text(found)["The loading dock after the late shift"].twin
    assert twin is not None
    assert twin.similarity == 1


def test_the_clients_own_older_plan_never_counts() -> None:
    index = TwinIndex()
    add_plan(index=index, place="walter-2025.yaml", plan=PLAN, chart=WALTER)
    found = look(index=index)
    assert found.closest_plan is None
    assert all(each.twin is None for each in found.sentences)


def test_the_closest_plan_is_the_one_with_most_of_the_sentences() -> None:
    index = TwinIndex()
    one = plan_of("bo", skills=(SkillItem(id="s", text="The loading dock after the late shift"),))
    two = plan_of("cy", skills=(*one.skills, SkillItem(id="t", text="I sand for one hour on four days a week.")))
    for place, plan in (("bo.yaml", one), ("cy.yaml", two), ("dy.yaml", two)):
        add_plan(index=index, place=place, plan=plan, chart=KEISHA)
    found = look(index=index).closest_plan
    assert found is not None
    assert (found.place, found.alike, found.of) == ("cy.yaml", 2, 5)
    assert found.similarity == pytest.approx(2 / 5)


def test_what_makes_a_plan_its_own_is_found_whatever_order_plans_come_in() -> None:
    places = [
        (f"{name}.yaml", plan_of(name, skills=PLAN.skills, triggers=PLAN.triggers)) for name in ("bo", "cy", "al")
    ]
    answers = []
    for order in (places, places[::-1]):
        index = TwinIndex()
        for place, plan in order:
            add_plan(index=index, place=place, plan=plan, chart=KEISHA)
        answers.append(look(index=index))
    assert answers[0] == answers[1]


def test_one_can_tell_whose_plan_it_is_by_what_would_be_lost() -> None:
    told = name_the_client(plan=PLAN, chart=WALTER, library_texts=LIBRARY)
    assert told.could_tell
    assert [each.sentence.text for each in told.lost] == [
        "I want to finish the cedar boat with Wren.",
        "The loading dock after the late shift",
        "Sanding one spindle",
        "the basement bench",
    ]
    assert told.by_kind == {"hope": 1, "name": 1, "place": 2, "quote": 2, "skill": 1}
    assert told.why == "4 of 9 sentences are the client's own, by 3 facts of the record"


def test_the_same_plan_in_another_life_tells_nothing() -> None:
    told = name_the_client(plan=msgspec.structs.replace(PLAN, goals=(), objectives=()), chart=chart_of())
    assert (told.could_tell, told.lost, told.by_kind) == (False, (), {})


def test_one_fact_repeated_does_not_make_a_life() -> None:
    calls = tuple(SkillItem(id=f"s{number}", text="Annie calls") for number in range(5))
    told = name_the_client(plan=plan_of(skills=calls), chart=WALTER)
    assert len(told.lost) == 5
    assert not told.could_tell


@cache
def cast() -> tuple[dict[str, Case], TwinIndex]:
    """Everybody of the cast who has a plan, and the sentences of all of them."""
    cases = {name: read_case(cast_path(name)).case for name in cast_names()}
    planned = {name: case for name, case in cases.items() if case.plan is not None}
    index = TwinIndex()
    for name, case in planned.items():
        assert case.plan is not None
        add_plan(index=index, place=name, plan=case.plan, chart=Chart(record=case.record, on=case.on))
    return planned, index


@pytest.mark.parametrize("name", cast_names())
def test_everybody_of_the_cast_can_be_told_by_their_plan_and_has_no_twin(name: str) -> None:
    cases, index = cast()
    if name not in cases:
        pytest.skip("this case has no plan")
    case = cases[name]
    assert case.plan is not None
    chart = Chart(record=case.record, on=case.on)
    assert name_the_client(plan=case.plan, chart=chart).could_tell
    found = individuality(plan=case.plan, chart=chart, library_texts=(), index=index)
    assert found.closest_plan is None or found.closest_plan.similarity < 0.1
    for each in found.sentences:
        assert each.twin is None or each.twin.client != case.record.client.id
        assert (each.whose == "own") == bool(each.marks)
        assert all(fact in chart.by_id for mark in each.marks for fact in mark.facts)
