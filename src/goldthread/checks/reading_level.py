"""How hard an English text is to read: the Flesch-Kincaid grade level.

Kincaid, Fishburne, Rogers and Chissom (1975), source `kincaid-1975`:

    grade = 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59

The grade is a year of United States schooling. The formula is for English alone and is rough on short texts.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from goldthread.checks.texts import remembered

_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][A-Za-z]+)*|\d+(?:[.,:]\d+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")

# Vowels that stand together and are spoken apart: "radio", "material", "quiet", "experience", "theory", "actual",
# "creative", "reality", "reaction", "museum", "being", "player", "beyond".
_APART = re.compile(
    r"(?<![ctgsxln])i[ao]|ie(?=t)|(?<=r)ie(?=nc)|eo(?!pl|us)|(?<![qg])ua(?=[lt])|(?<=cr)ea(?=t)|(?<=r)ea(?=li|ct)|eu(?=m)"
    r"|[aeiouy](?=ing)|[ao]y(?=[aeo])|ey(?=o)"
)
_SILENT_E = re.compile(r"[^aeiouy]e$|[^aeiouytd]ed$|[^aeiouyscxzgh]es$|[^cs]hes$")
_SPOKEN_LE = re.compile(r"[^aeiouyrlw]le[sd]?$")
_INNER_E = re.compile(r"[^aeiouyl]e(?=(?:ly|ment|ments|ful|less|ness|time|thing|one|where|body|work)$)")

# Words that a plan often holds and that no rule of spelling counts rightly.
_KNOWN = {
    "area": 3, "being": 2, "business": 2, "create": 2, "creates": 2, "created": 3, "diet": 2, "doing": 2, "every": 2,
    "evening": 2, "evenings": 2, "everyone": 3, "everything": 3, "everyday": 3, "going": 2, "idea": 3, "ideas": 3,
    "medicine": 3, "medicines": 3, "people": 2, "poem": 2, "quiet": 2, "reaction": 3, "recipe": 3, "science": 2,
    "seeing": 2, "someone": 2, "something": 2, "sometimes": 2, "somewhere": 2, "suicide": 3, "trial": 2, "tried": 1,
    "video": 3, "voluntary": 4, "wednesday": 2, "family": 3, "diagnosis": 4, "psychiatrist": 4, "anxiety": 4,
    "naloxone": 3, "the": 1, "real": 1, "really": 2, "heroin": 3, "opioid": 3, "opioids": 3, "diary": 3,
    "buprenorphine": 4,
    "methadone": 3, "safety": 2, "worried": 2, "homework": 2, "timeline": 2, "lifetime": 2, "baseline": 2,
    "awareness": 3, "breathe": 1, "breathed": 1, "used": 1, "moved": 1, "lived": 1, "quarter": 2, "schedule": 2,
    "employee": 3, "rhythm": 2, "rhythms": 2, "asthma": 2, "triggers": 2, "journal": 2, "period": 3, "client": 2,
    "clients": 2, "reliable": 4, "variety": 4, "society": 4, "higher": 2, "lower": 2, "alcohol": 3, "dietary": 4,
    "physician": 3, "physicians": 3, "patient": 2, "patients": 2, "social": 2, "special": 2, "crucial": 2, "initial": 3,
    "financial": 3, "behavioural": 4, "fluid": 2, "suicidal": 4, "creature": 2, "psychoeducation": 6,
    "psychoeducational": 7, "hour": 1, "hours": 1, "our": 1,
    "fire": 1, "tired": 1, "hired": 1, "desire": 2, "require": 2, "required": 2, "children": 2, "chocolate": 2,
}  # fmt: skip


class Level(NamedTuple):
    """The grade level, and what it is made of."""

    grade: float
    words: int
    sentences: int
    syllables: int


@lru_cache(maxsize=16_384)
def syllables_of(word: str) -> int:
    """Spoken syllables of one English word, by rules of spelling; at least 1."""
    bare = word.lower().replace("’", "'").removesuffix("'s")
    if bare in _KNOWN:
        return _KNOWN[bare]
    bare = bare.replace("'", "")
    groups = len(_VOWELS.findall(bare)) + len(_APART.findall(bare)) - len(_INNER_E.findall(bare))
    if _SILENT_E.search(bare) and not _SPOKEN_LE.search(bare):
        groups -= 1
    return max(groups, 1)


# One token (what stands between blanks) as a number: words, sentence ends and syllables in twenty bits each, so that a
# whole text is counted by one sum. A number in digits counts as one word of one syllable.
_BITS = 20
_MASK = (1 << _BITS) - 1
_END = 1 << _BITS
_MARKS = frozenset(".!?…")
_KEPT = 50_000  # tokens that are remembered at most


class _Tokens(dict[str, int]):
    def __missing__(self, token: str) -> int:
        words = _WORD.findall(token)
        number = (len(words) << 2 * _BITS) + (_END if words and _SENTENCE_END.search(token) else 0)
        number += sum(map(syllables_of, words))
        if len(self) < _KEPT:
            self[token] = number
        return number


_tokens = _Tokens()


@remembered
def _counted(text: str) -> int:
    """A whole text, counted in the same way."""
    return sum(map(_tokens.__getitem__, text.split())) + _END * sum(map(_is_left_open, text.splitlines()))


def reading_level(*texts: str) -> Level | None:
    """The level of the texts, read one after the other; None where they hold no word. A sentence ends at its mark, at
    the end of a line and at the end of a text."""
    total = sum(map(_counted, texts))
    words, sentences, syllables = total >> 2 * _BITS, (total >> _BITS) & _MASK, total & _MASK
    if not words:
        return None
    return Level(0.39 * words / sentences + 11.8 * syllables / words - 15.59, words, sentences, syllables)


def _is_left_open(line: str) -> bool:
    """Whether the line holds words after its last sentence end."""
    if line[-2:-1].isalpha() and line[-1:] in _MARKS:  # by far the most
        return False
    for token in reversed(line.split()):
        number = _tokens[token]
        if number & (_MASK << _BITS):
            return False
        if number:
            return True
    return False
