"""Which of the languages of the paper a text is in, so that a page marks what is in another one (WCAG 2.2, 3.1.2), and
so that a client is not handed a page half in a language that they do not read."""

import re

from goldthread.terms import Words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Small words that nearly every sentence of a language has and that the other language does not use.
_SMALL = {
    "en": _words(
        "the and of to with is are was were be his her him he she they them you your my i we our for not that this "
        "from at it by or when who which on in if what how out up off after before until days day week one two then "
        "without ask asks than more less has have had as an first"
    ),
    "es": _words(
        "el la los las de del que y con para por mi mis se un una unos unas en al lo su sus es si cuando le les más ya "
        "hasta sin yo tengo quiero pero como o son está hay muy todo cada donde dos tres ni ese esa eso este esta qué "
        "dejo hago voy llevo"
    ),
}
# A quotation that was cut short has no closing mark.
_QUOTED = re.compile(r"[“«\"][^”»\"]*(?:[”»\"]|$)")
_WORD = re.compile(r"[^\W\d_]+")
# A name keeps its accents in every language: only words in lower case tell.
_LOWER = re.compile(r"(?<!\w)[a-záéíóúñü]+")
_SPANISH_SIGNS = frozenset("áéíóúñ")


def language_of(text: str, *, alone: bool = False) -> str:
    """`en` or `es` where the text shows it, "" where it does not (a name, a number, one word). What stands between
    quotation marks is somebody else's and is not counted, unless there is nothing beside it. With `alone` a text in
    which two words are of another language is of none."""
    around = _QUOTED.sub(" ", text)
    words = [word.lower() for word in _WORD.findall(around)] or [word.lower() for word in _WORD.findall(text)]
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    counts["es"] += any(_SPANISH_SIGNS & set(word) for word in _LOWER.findall(around)) or bool(set("¿¡") & set(around))
    if counts["en"] == counts["es"]:
        return ""
    best = max(counts, key=lambda language: counts[language])
    return "" if alone and sum(counts.values()) - counts[best] > 1 else best


def foreign(text: str, language: str) -> str:
    """The language of the text where it is another one than `language`, else "". Of a language whose small words are
    not known here nothing is said."""
    own = language.partition("-")[0].lower()
    found = language_of(text) if own in _SMALL else ""
    return found if found != own else ""


def foreign_words(words: Words, language: str) -> str:
    """The same for somebody's own words, which say themselves what language they are in."""
    spoken = words.language.partition("-")[0].lower()
    return words.language if spoken != language.partition("-")[0].lower() else ""
