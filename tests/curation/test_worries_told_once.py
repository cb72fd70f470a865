"""A sentence of reasons says a worry once: in the client's words, else as the form has it."""

from goldthread.case import read_fragment
from goldthread.curation.sentences import shown_by
from goldthread.needs import Reading
from goldthread.record import chart

FORM = "source: fhir:QuestionnaireResponse/1, "
SLEEP_ON_FORM = (
    "{kind: statement, id: form, domain: sleep, text: 'How do you sleep?: Badly', concern: much, " + FORM + "}"
)
SLEEP_AGAIN = "{kind: statement, id: form-2, domain: sleep, text: 'Awake at night?: Yes', concern: some, " + FORM + "}"
MOOD_ON_FORM = "{kind: statement, id: form-3, domain: mood, text: 'Low?: Yes', concern: some, " + FORM + "}"
SLEEP_SAID = "{kind: statement, id: own, domain: sleep, text: I lie awake., concern: much}"
SLEEP_SEEN = "{kind: statement, id: view, said_by: therapist, domain: sleep, text: Sleeps badly., concern: much}"


def shown(*facts: str) -> str:
    case = read_fragment(f"record: {{facts: [{', '.join(facts)}]}}", file="test").case
    reading = Reading(chart=chart(record=case.record, on=case.on), instruments={}, medicine_classes={})
    return shown_by(case.record.facts, name="Ana", reading=reading)


def test_what_the_client_said_is_not_said_again_by_a_form_or_by_the_team() -> None:
    assert shown(SLEEP_ON_FORM, SLEEP_SAID, SLEEP_SEEN) == "Ana says “I lie awake”."


def test_two_answers_on_forms_about_one_side_of_life_are_one_worry() -> None:
    assert shown(SLEEP_ON_FORM, SLEEP_AGAIN) == "In Ana’s record: a great worry about sleep."


def test_a_worry_about_another_side_of_life_is_told_beside() -> None:
    told = shown(SLEEP_SAID, MOOD_ON_FORM)
    assert told.startswith("Ana says “I lie awake”; in the record: a worry about mood")
