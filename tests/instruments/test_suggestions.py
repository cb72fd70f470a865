"""Which form next, and which again: from the newest scores, with the reason."""

import datetime
from collections.abc import Mapping

import pytest
from small_instrument import INSTRUMENTS, instrument

from goldthread.instruments import Cutoff, FollowUp, Score, Suggestion, score, suggestions
from goldthread.library import load_library

DAY = datetime.date(2026, 11, 2)
SOURCES = load_library().sources


def filled(name: str, answers: Mapping[str, float | None], *, ago: int = 0) -> dict[str, tuple[datetime.date, Score]]:
    found = score(definition=INSTRUMENTS[name], answers=answers)
    return {name: (DAY - datetime.timedelta(days=ago), found)}


def asked(newest: dict[str, tuple[datetime.date, Score]]) -> tuple[Suggestion, ...]:
    return suggestions(instruments=INSTRUMENTS, newest=newest, on=DAY)


def test_a_positive_short_form_asks_for_its_long_form_and_says_why() -> None:
    (found,) = asked(filled("phq2", {"q1": 2, "q2": 2}))
    assert (found.give, found.kind, found.because_of, found.since) == ("phq9", "next", "phq2", DAY)
    assert "long form" in found.why
    assert found.source == "kroenke-2003-phq2"


@pytest.mark.parametrize(
    ("short", "answers", "long"),
    [
        ("gad2", {"q1": 3, "q2": 0}, "gad7"),
        ("auditc", {"q1": 4, "q2": 2, "q3": 2}, "audit"),
        ("pcptsd5", {"gate": 1, "q1": 1, "q2": 1, "q3": 1, "q4": 0, "q5": 0}, "pcl5"),
        ("hsi", {"q1": 3, "q2": 1}, "ftnd"),
    ],
)
def test_short_forms_know_their_long_forms(short: str, answers: dict[str, float | None], long: str) -> None:
    assert [each.give for each in asked(filled(short, answers))] == [long]


def test_a_negative_one_asks_for_nothing() -> None:
    assert asked(filled("phq2", {"q1": 1, "q2": 1})) == ()


def test_what_was_filled_in_since_or_on_the_same_day_is_not_asked_for_again() -> None:
    positive = filled("phq2", {"q1": 3, "q2": 3}, ago=7)
    nothing = {f"q{n}": 0.0 for n in range(1, 10)}
    assert asked({**positive, **filled("phq9", nothing, ago=7)}) == ()
    assert asked({**positive, **filled("phq9", nothing)}) == ()
    (found,) = asked({**positive, **filled("phq9", nothing, ago=8)})
    assert found.give == "phq9"


def test_a_form_with_a_published_interval_is_asked_for_again_when_it_has_passed() -> None:
    answers = dict(INSTRUMENTS["aware"].worked_cases[0].answers)
    assert asked(filled("aware", answers, ago=59)) == ()
    (found,) = asked(filled("aware", answers, ago=60))
    assert (found.give, found.kind, found.confirmed) == ("aware", "again", True)


def test_a_form_is_asked_for_once_and_the_newest_asks_first() -> None:
    found = asked({**filled("phq2", {"q1": 3, "q2": 3}, ago=3), **filled("who5", {f"q{n}": 0 for n in range(1, 6)})})
    assert [(each.give, each.because_of) for each in found] == [("phq9", "who5")]


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_what_is_suggested_is_in_the_library_and_has_a_source(name: str) -> None:
    definition = INSTRUMENTS[name]
    for each in definition.follow_ups:
        assert each.give in INSTRUMENTS
        assert each.source in definition.content.sources
        assert each.source in SOURCES
    if definition.repeat is not None:
        assert definition.repeat.source in definition.content.sources


def test_no_two_forms_ask_for_each_other() -> None:
    after = {name: {each.give for each in definition.follow_ups} for name, definition in INSTRUMENTS.items()}

    def reached(name: str, seen: frozenset[str]) -> None:
        assert name not in seen, seen
        for further in after[name]:
            reached(further, seen | {name})

    for name in INSTRUMENTS:
        reached(name, frozenset())


@pytest.mark.parametrize(("after", "give", "told"), [("gone", "other", "no flag gone"), ("small", "small", "itself")])
def test_a_follow_up_that_cannot_be_refuses_to_exist(after: str, give: str, told: str) -> None:
    cut = Cutoff(id="small", at=3, meaning="much", source="somebody")
    follow = FollowUp(after=after, give=give, why="so", source="somebody")
    with pytest.raises(ValueError, match=told):
        instrument(cutoffs=(cut,), follow_ups=(follow,))
