"""Words of a sentence: as they stand, those that tell something, and those that are left once names, numbers and dates
are set aside."""

import re
from collections.abc import Iterable, Sequence

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d[\d.,:/-]*")
_OPENS = frozenset('.!?:;\n"“”„«(–—-•[')


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that any sentence may hold, in the two languages that plans are mostly written in here.
STOP = _set(
    """a about above after again against all also am an and any are as ask asks at away back be because been before
    being below between both but by can cannot come comes could did do does doing done don't down during each
    else even every few first for from further get gets give go goes going gone got had has have having he her
    here hers herself him himself his how i i'd i'll i'm i've if in into is isn't it it's its itself just keep
    kept know last let like make makes many may me mine more most much must my myself never new next no nobody
    none nor not nothing now of off on once one only or other others our ours out over own put said same say
    says see shall she should since so some somebody something still such take takes than that that's the
    their theirs them themselves then there these they thing things this those though three through to
    together told too toward two under until up upon us use used very want wants was way we well went were
    what when where which while who whom whose why will with within without would yes yet you your yours
    yourself al algo como con cuando de del donde el ella ellos en era es esta estaba este estoy fue ha hasta
    hay la las le les lo los mas más me mi mis muy ni no nos o para pero por porque que qué quien quiero se
    ser si sí sin sobre son soy su sus también te tengo tiene tu un una uno y ya yo"""
)
# Words that any treatment plan may hold: they say nothing of whose plan it is.
PLAN_WORDS = _set(
    """able appointment bad bathroom bed better big call calls care client clinic counselor day days doctor door
    drink drinking end evening eye eyes fall falls fell family feet floor foot feel feeling feels goal goals
    good group half hand hands hard head health help helped helps home hour hours left life little live lives
    long lot low man men living medicine medicines meet meeting meetings minute minutes money month months
    mood morning need needs night nights nurse old once pain people person phone place plan practice practise
    programme program recovery right room safe safety session sessions sleep small sober staff start stay step
    steps stop stress substance support talk talks team therapist therapy time times today treatment use visit
    walk week weekly weeks whole woman women word words work working works worker year years young"""
)
_TIMES = _set(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays"""
)
_NUMBERS = _set(
    """zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand first second
    third fourth fifth sixth seventh eighth ninth tenth am pm"""
)
_SELF = frozenset({"i", "i'm", "i'll", "i've", "i'd"})
_ENDINGS = ("'s", "ing", "ies", "ed", "es", "s")


def normal(text: str) -> tuple[str, ...]:
    """All words and numbers in lower case: two texts with the same are the same word for word."""
    return tuple(_lower(found.group()) for found in _TOKEN.finditer(text))


def _lower(word: str) -> str:
    return word.lower().replace("’", "'").rstrip(".,:/-")


def stem(word: str) -> str:
    """The word without the commonest English endings, so that walking meets walks."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def telling(words: Iterable[str]) -> tuple[str, ...]:
    """The stems of the words that say something about a person, each once, in their order; numbers, days and months say
    nothing."""
    bare = (word.removesuffix("'s") for word in words)
    kept = (stem(word) for word in bare if len(word) > 2 and word not in _SILENT and not _is_number(word))
    return tuple(dict.fromkeys(root for root in kept if root not in _SILENT))


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word.partition("-")[0] in _NUMBERS


_SILENT = STOP | PLAN_WORDS | _TIMES | _NUMBERS


def masked(text: str, names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words in lower case without names, numbers and dates.

    A name is a word of `names` (lower case), or a word with a capital that opens no sentence. What opens a sentence is
    taken for a name only when it is in `names`.
    """
    kept = []
    for found in _TOKEN.finditer(text):
        word = _lower(found.group())
        bare = word.removesuffix("'s")
        if _is_number(bare) or bare in names or _touches_digit(text, found):
            continue
        if found.group()[0].isupper() and (bare in _TIMES or _is_name(text, found.start(), found.group())):
            continue
        kept.append(word)
    return tuple(kept)


def _touches_digit(text: str, found: "re.Match[str]") -> bool:
    """Whether the word is the end of a number: 7pm, 3rd."""
    return found.start() > 0 and text[found.start() - 1].isdigit()


def _is_name(text: str, start: int, word: str) -> bool:
    if _lower(word) in _SELF or (len(word) > 1 and word.isupper()):
        return False
    before = text[:start].rstrip()
    return bool(before) and before[-1] not in _OPENS


def capitals(text: str, *, openers: bool = False) -> frozenset[str]:
    """The names that a text mentions, lower case; with `openers` also words with a capital that open a sentence, for
    who knows already which names to look for."""
    return frozenset(
        bare
        for found in _TOKEN.finditer(text)
        if found.group()[0].isupper()
        and (bare := _lower(found.group()).removesuffix("'s")) not in _NO_NAMES
        and (openers or _is_name(text, found.start(), found.group()))
    )


def names_in(text: str) -> frozenset[str]:
    """The names in what somebody is called: "Despina Papadakis (Dena)" gives despina, papadakis, dena."""
    return frozenset(
        bare
        for found in _TOKEN.finditer(text)
        if found.group()[0].isupper()
        and len(bare := _lower(found.group()).removesuffix("'s")) > 1
        and bare not in _TITLES
    )


_NO_NAMES = STOP | PLAN_WORDS | _TIMES
_TITLES = _NO_NAMES | _set(
    "aunt auntie uncle brother sister father mother grandmother grandfather mr mrs ms miss dr professor saint st"
)


def longest_run(sentence: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The longest row of words that stands in both; the first of several."""
    best: tuple[int, int] = (0, 0)
    lengths: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for place, word in enumerate(other):
        places.setdefault(word, []).append(place)
    for place, word in enumerate(sentence):
        lengths = {there: lengths.get(there - 1, 0) + 1 for there in places.get(word, ())}
        best = max(best, max(((length, -place) for length in lengths.values()), default=(0, 0)))
    length, end = best[0], -best[1]
    return tuple(sentence[end - length + 1 : end + 1])
