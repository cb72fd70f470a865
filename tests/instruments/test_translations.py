"""The published wording of a questionnaire in another language."""

from typing import Any

import msgspec
import pytest
from small_instrument import INSTRUMENTS, instrument, item

from goldthread.instruments import InstrumentDefinition, score
from goldthread.instruments.definition import Translation
from goldthread.terms import Permission

SHIPPED = Permission(licence="free", wording_shipped=True, note="made for a test")
CHOICES = {"0": "no", "1": "yes"}


def translated(**more: Any) -> InstrumentDefinition:
    """A questionnaire of two worded items and one that has no wording, in English and Spanish."""
    items = (
        item("a", 1, wording="First", choices=CHOICES),
        item("b", 1, wording="Second", choices={"0": "never", "1": "often"}),
        item("c", 1),
    )
    given: dict[str, Any] = {
        "language": "es", "wording": {"a": "Primera", "b": "Segunda"}, "choices": {"0": "no", "1": "sí"},
        "item_choices": {"b": {"0": "nunca", "1": "a menudo"}}, "source": "somebody", "stem": "¿Qué tal?",
    }  # fmt: skip
    return instrument(*items, permission=SHIPPED, translations=(Translation(**{**given, **more}),))


def test_it_is_the_same_questionnaire_in_other_words() -> None:
    spanish = translated().worded_in("es")
    assert spanish is not None
    assert [each.wording for each in spanish.items] == ["Primera", "Segunda", ""]
    assert [each.choices for each in spanish.items] == [{"0": "no", "1": "sí"}, {"0": "nunca", "1": "a menudo"}, {}]
    assert spanish.stem == "¿Qué tal?"
    assert [each.id for each in spanish.items] == ["a", "b", "c"]


def test_a_language_that_is_not_there_is_not_there() -> None:
    assert translated().worded_in("pl") is None
    assert instrument().worded_in("es") is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"wording": {"a": "Primera"}}, "has to word the items"),
        ({"wording": {"a": "Primera", "b": "Segunda", "c": "Tercera"}}, "has to word the items"),
        ({"choices": {"0": "no"}}, "the answers of a"),
        ({"item_choices": {"b": {"0": "nunca"}}}, "the answers of b"),
        ({"item_choices": {"c": {}}}, "no wording"),
    ],
)
def test_a_translation_words_what_is_worded_and_nothing_else(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        translated(**wrong)


def test_a_language_stands_once() -> None:
    once = translated()
    with pytest.raises(ValueError, match="the translation into es stands 2 times"):
        msgspec.structs.replace(once, translations=once.translations * 2)


def test_every_translation_of_the_library_scores_as_the_original() -> None:
    found = [each for each in INSTRUMENTS.values() if each.translations]
    assert "phq9" in {each.id for each in found}
    for original in found:
        for each in original.translations:
            other = original.worded_in(each.language)
            assert other is not None
            for case in original.worked_cases:
                ours, theirs = (
                    score(definition=definition, answers=case.answers, sex=case.sex, age=case.age)
                    for definition in (original, other)
                )
                assert (ours.total, ours.bands, ours.flags) == (theirs.total, theirs.bands, theirs.flags)
            assert each.source in original.content.sources
