"""A draft for somebody whose language is Spanish speaks Spanish to them, and says what is still to be said in it."""

import string

import msgspec
import pytest
from drafting import cast, draft, fragment, library, read

from goldthread.case import cast_path, read_case
from goldthread.curation.spoken import SPANISH, own_sentence
from goldthread.needs import Needs, Reading
from goldthread.plan import Plan, gaps
from goldthread.terms import Role

MIGUEL = draft(cast("miguel-herrera"))
TO_SAY = "To be said in the client’s language (es): "


def in_language(name: str, language: str) -> tuple[Reading, Needs]:
    record = read_case(cast_path(name)).case.record
    client = msgspec.structs.replace(record.client, language=language)
    reading, needs = cast(name)
    return read(msgspec.structs.replace(record, client=client), reading.on)[0], needs


def questions(plan: Plan, whom: Role) -> list[str]:
    return [ask.question for _, ask in gaps(plan) if ask.whom is whom]


def slots(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}


@pytest.mark.parametrize("english", sorted(SPANISH))
def test_a_sentence_asks_for_the_same_in_both_languages(english: str) -> None:
    spanish = SPANISH[english]
    assert slots(spanish) <= slots(english)
    assert slots(english) - slots(spanish) <= {"name"}  # Spanish may say usted in place of the name
    assert ("?" in english) == ("?" in spanish) == ("¿" in spanish)
    said = {name: name for name in slots(english)}
    assert own_sentence(english, "es", **said) != own_sentence(english, "en", **said) == english.format(**said)


def test_every_question_to_a_client_who_speaks_spanish_is_in_spanish() -> None:
    asked = questions(MIGUEL, Role.CLIENT)
    assert asked
    assert [question for question in asked if "¿" not in question] == []


def test_what_the_client_said_is_given_back_in_the_same_language() -> None:
    plan = draft(
        fragment(
            """
record:
  client: {id: ana, name: Ana, language: es-MX}
  facts:
    - {kind: statement, domain: sleep, text: De noche no duermo nada., concern: much}
"""
        )
    )
    asked = questions(plan, Role.CLIENT)
    assert "Usted dijo: “De noche no duermo nada”. ¿Qué le gustaría que fuera diferente?" in asked
    assert [question for question in asked if "¿" not in question] == []


def test_what_the_client_reads_as_their_own_is_in_spanish_or_is_asked_for() -> None:
    assert MIGUEL.title == "Plan con Miguel Herrera"
    assert MIGUEL.language == "es"
    worded = [step.text for step in MIGUEL.objectives if step.text]
    assert worded
    assert all(text.startswith("Mi puntaje en ") and " de 20" in text for text in worded)
    assert {each.text.partition(": ")[2][-1:] for each in MIGUEL.completion if each.text} == {")"}
    assert not any(" or more" in each.text or " or less" in each.text for each in MIGUEL.completion)
    assert all(goal.own_words is None or goal.own_words.language == "es" for goal in MIGUEL.goals)


def test_english_texts_of_the_library_are_a_question_to_the_team_and_never_mixed_in() -> None:
    waiting = "\n".join(question for question in questions(MIGUEL, Role.THERAPIST) if question.startswith(TO_SAY))
    links = {(link.one, link.other): link.education for link in cast("miguel-herrera")[1].links}
    assert links
    for link in MIGUEL.links:
        assert link.education == ""
        assert links[link.one, link.other] in waiting
    asked = [each for each in MIGUEL.interventions if any(ask.field == "client_does" for ask in each.asks)]
    assert asked
    for each in asked:
        assert library().modalities[each.modality or ""].client_does in waiting


def test_a_client_of_a_third_language_is_asked_by_the_team_in_it() -> None:
    plan = draft(in_language("miguel-herrera", "vi-VN"))
    assert questions(plan, Role.CLIENT) == []
    assert not any(step.text for step in plan.objectives)
    assert any(question.startswith(TO_SAY.replace("(es)", "(vi)")) for question in questions(plan, Role.THERAPIST))


def test_a_region_of_the_language_changes_nothing() -> None:
    american = draft(in_language("walter-brandt", "en-US"))
    assert questions(american, Role.CLIENT) == questions(draft(cast("walter-brandt")), Role.CLIENT)
