"""How easy a Spanish text is to read."""

import pytest

from goldthread.checks.reading_ease_spanish import reading_ease, syllables_of


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("día", 2), ("bueno", 2), ("leer", 2), ("ciudad", 2), ("ahora", 3), ("muy", 1), ("también", 2), ("y", 1),
        ("construyó", 3), ("guitarra", 3), ("pingüino", 3), ("quiero", 2), ("oír", 2), ("estudiáis", 3),
        ("psiquiatra", 3), ("medicamento", 5), ("Raúl", 2), ("prohibir", 2), ("mm", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, syllables: int) -> None:
    assert syllables_of(word) == syllables


def test_the_ease_is_the_formula_on_words_sentences_and_syllables() -> None:
    # Eight words in two sentences.
    text = "Hoy es un buen día. Quiero dormir mejor."
    assert sum(map(syllables_of, text.replace(".", "").split())) == 12
    assert reading_ease(text) == pytest.approx(206.84 - 60 * 12 / 8 - 1.02 * 8 / 2)


def test_a_text_of_long_words_and_sentences_is_harder() -> None:
    plain = reading_ease("Hoy es un buen día. Quiero dormir mejor.")
    hard = reading_ease(
        "La administración farmacológica individualizada requiere evaluaciones interdisciplinarias periódicas"
    )
    assert plain is not None
    assert hard is not None
    assert hard < 0
    assert plain > 90


def test_nothing_to_read_has_no_ease() -> None:
    assert reading_ease("", "… !") is None


def test_lines_and_texts_end_sentences() -> None:
    assert (
        reading_ease("uno dos\ntres cuatro")
        == reading_ease("uno dos", "tres cuatro")
        == reading_ease("uno dos. tres cuatro")
    )
