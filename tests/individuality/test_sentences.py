"""The sentences of a plan, and where each stands."""

import pytest
from lives import PLAN, plan_of

from goldthread.case import cast_names, cast_path, read_case
from goldthread.individuality.sentences import LABELS, Sentence, sentences, split, text_fields
from goldthread.notation import Document
from goldthread.plan import COLLECTIONS, Goal, Intervention, PlanNeed, SupportItem, WithdrawalCare
from goldthread.plan.operations import kind_of
from goldthread.terms import Section


def test_every_sentence_is_found_with_its_place() -> None:
    assert [(each.path, each.text) for each in sentences(plan=PLAN)] == [
        (("plan", "goals", "goal-boat", "own_words", "text"), "I want to finish the cedar boat with Wren."),
        (("plan", "goals", "goal-boat", "clinical"), "Walter finds purpose in what he builds."),
        (("plan", "goals", "goal-boat", "clinical"), "He drinks no alcohol on weekdays."),
        (("plan", "objectives", "obj-hours", "text"), "I sand for one hour on four days a week."),
        (("plan", "objectives", "obj-hours", "steps", 0), "Set out the paper"),
        (("plan", "objectives", "obj-hours", "steps", 1), "Call Annie"),
        (("plan", "triggers", "trig", "text"), "The loading dock after the late shift"),
        (("plan", "skills", "skill", "text"), "Sanding one spindle"),
        (("plan", "skills", "skill", "works_where"), "the basement bench"),
    ]


def test_a_sentence_names_its_item_and_field() -> None:
    first = sentences(plan=PLAN)[0]
    assert first == Sentence(
        item="goal-boat", field="own_words", path=first.path, text="I want to finish the cedar boat with Wren."
    )


def test_headings_names_and_amounts_are_no_sentences() -> None:
    plan = plan_of(
        needs=(PlanNeed(id="sleep", title="Trouble sleeping", section=Section.SAFETY, decided_by="Ana"),),
        interventions=(Intervention(id="i", frequency="every Tuesday", duration="three months", by_whom="Dana Ruiz"),),
        supports=(SupportItem(id="s", name="Annika", relation="daughter"),),
        withdrawal=(WithdrawalCare(id="w", substance="alcohol", escalate_to="the nurse"),),
    )
    assert sentences(plan=plan) == ()


def test_every_field_that_somebody_writes_by_hand_is_a_sentence_or_a_label() -> None:
    assert text_fields(Goal) == ("because", "own_words", "clinical", "status_reason")
    assert text_fields(WithdrawalCare) == ("because", "comfort", "escalate_when")
    assert text_fields(PlanNeed) == ("because", "reason")
    fields = {field for name in COLLECTIONS for field in kind_of(name).__struct_fields__}
    assert fields >= LABELS
    assert not {"id", "section", "status", "modality", "facts", "needs", "asks"} & {
        field for name in COLLECTIONS for field in text_fields(kind_of(name))
    }


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("  One.  ", ("One.",)),
        ("One. Two! Three? Four", ("One.", "Two!", "Three?", "Four")),
        ("He met Dr. Ruiz. Then he left.", ("He met Dr. Ruiz.", "Then he left.")),
        ("From 3.5 to 4. Not more.", ("From 3.5 to 4.", "Not more.")),
        ("“I am done.” He left.", ("“I am done.”", "He left.")),
        ("He said it. “Now.”", ("He said it.", "“Now.”")),
        ("No quiero. ¿Y tú? Ándale.", ("No quiero.", "¿Y tú?", "Ándale.")),
        ("Tea at ten. then bed", ("Tea at ten. then bed",)),
    ],
)
def test_a_text_is_split_where_a_sentence_ends(text: str, parts: tuple[str, ...]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize("name", cast_names())
def test_the_place_of_every_sentence_is_in_the_case_file(name: str) -> None:
    read = read_case(cast_path(name))
    if read.case.plan is None:
        pytest.skip("this case has no plan")
    found = sentences(plan=read.case.plan)
    assert found
    for each in found:
        assert each.text in " ".join(str(_value(read.document, each.path)).split())


def _value(document: Document, path: tuple[str | int, ...]) -> object:
    value = document.value
    for step in path:
        if isinstance(value, list) and isinstance(step, str):
            value = next(item for item in value if item["id"] == step)
        else:
            value = value[step]
    return value
