"""How easy a Spanish text is to read: the formula of Fernández Huerta (1959), source `fernandez-huerta-1959`.

    ease = 206.84 - 60 * (syllables / words) - 1.02 * (words / sentences)

90 to 100 reads as very easy (fourth grade), 80 to 90 as easy (fifth), 70 to 80 as somewhat easy (sixth), 60 to 70 as
normal for an adult (seventh or eighth). The formula as it was printed first held a mistake that is often copied; this
is the corrected one, and the table is the author's.
"""

import re

SIXTH_GRADE = 70.0

_WORD = re.compile(r"[a-záéíóúüñ]+|\d+(?:[.,:]\d+)*")
_SENTENCE = re.compile(r"[.!?…:;]+|\n")
_MUTE_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéí])")
_MUTE_H = re.compile(r"(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])")
_LAST_Y = re.compile(r"y$")
_TOGETHER = re.compile(r"[aeiouáéíóúü]+")
_STRONG = re.compile(r"[aeoáéóíú]")


def syllables_of(word: str) -> int:
    """Spoken syllables of one Spanish word; at least 1. Two open vowels are two syllables, a closed one joins its
    neighbour unless it bears the accent (`día` has two, `bueno` two, `leer` two, `ciudad` two)."""
    bare = _LAST_Y.sub("i", _MUTE_H.sub("", _MUTE_U.sub("", word.lower())))
    return max(sum(max(len(_STRONG.findall(group)), 1) for group in _TOGETHER.findall(bare)), 1)


def reading_ease(*texts: str) -> float | None:
    """The ease of the texts, read one after the other; None where they hold no word. A sentence ends at its mark, at a
    colon or semicolon, at the end of a line and at the end of a text. A number in digits counts as one syllable."""
    words = [_WORD.findall(part) for text in texts for part in _SENTENCE.split(text.lower())]
    sentences = [each for each in words if each]
    if not sentences:
        return None
    count = sum(map(len, sentences))
    syllables = sum(syllables_of(word) for each in sentences for word in each)
    return 206.84 - 60 * syllables / count - 1.02 * count / len(sentences)
