"""A worry that the client and the team both name is one reason for a need."""

import pytest

from goldthread.case import cast_names, cast_path, read_case, read_fragment
from goldthread.curation.said_once import CLIENT_TOO, OTHERS_TOO, said_once
from goldthread.needs import Because, Need, Needs, Urgency, derive_needs
from goldthread.practice.desk import open_desk
from goldthread.practice.find_needs import find_needs
from goldthread.record import chart
from goldthread.terms import Section

DESK = open_desk()
CASE = read_fragment(
    """
record:
  facts:
    - {kind: statement, id: own, domain: sleep, text: I lie awake., concern: much}
    - {kind: statement, id: view, said_by: therapist, domain: sleep, text: Sleeps badly., concern: some}
    - {kind: statement, id: mood, said_by: therapist, domain: mood, text: Low., concern: some}
""",
    file="test",
).case
CHART = chart(record=CASE.record, on=CASE.on)


def needs_of(*because: Because) -> Needs:
    need = Need(
        id="sleep", section=Section.PHYSICAL_HEALTH, title="Sleep", plain="Sleep", nature="body", urgency=Urgency.SOON,
        because=because, causes=(), settled_by=(), ask=(), said_by_client=True,
    )  # fmt: skip
    return Needs(needs=(need,), links=())


def reason(why: str, *facts: str, urgency: Urgency = Urgency.ROUTINE, source: tuple[str, ...] = ()) -> Because:
    return Because(why=why, facts=facts, urgency=urgency, source=source)


def told(*because: Because) -> tuple[Because, ...]:
    return said_once(needs=needs_of(*because), chart=CHART).needs[0].because


def test_one_worry_named_by_both_is_told_once_with_the_facts_of_both() -> None:
    own = reason("Sleep is a worry.", "form", "own", urgency=Urgency.SOON, source=("a",))
    view = reason("The team names sleep.", "form", "view", source=("a", "b"))
    (both,) = told(own, view)
    assert both.why == f"Sleep is a worry. {OTHERS_TOO}"
    assert (both.facts, both.urgency, both.source) == (("form", "own", "view"), Urgency.SOON, ("a", "b"))
    assert told(view, own)[0].why == f"The team names sleep. {CLIENT_TOO}"


@pytest.mark.parametrize(
    "other",
    [
        reason("Of another side of life.", "mood"),
        reason("With another fact beside.", "form", "view"),
        reason("Of both.", "own", "view"),
        reason("Of a form.", "form"),
        reason("The client, once more.", "own"),
    ],
)
def test_reasons_that_say_something_else_stay(other: Because) -> None:
    own = reason("Sleep is a worry.", "own")
    assert told(own, other) == (own, other)


@pytest.mark.parametrize("name", cast_names())
def test_no_fact_of_the_cast_is_lost_and_no_worry_is_told_twice(name: str) -> None:
    case = read_case(cast_path(name)).case
    found = find_needs(case=case, desk=DESK)
    derived = derive_needs(
        reading=DESK.read(case=case), definitions=DESK.library.needs, links=tuple(DESK.library.links.values())
    )
    assert found.links == derived.links
    assert [(each.id, each.facts, each.urgency) for each in found.needs] == [
        (each.id, each.facts, each.urgency) for each in derived.needs
    ]
    assert sum(len(each.because) for each in found.needs) < sum(len(each.because) for each in derived.needs)
    for need in found.needs:
        whys = [each.why for each in need.because]
        assert len(set(whys)) == len(whys)
