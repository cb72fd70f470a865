"""Words that blame or label, and what to write instead. The list is data; the check reads it.

Sources: NIDA, "Words Matter" (`nida-words-matter-2021`), for substance use; for suicide, the plan of Prevent Suicide
Wisconsin (`psw-language-2020`); the rest, marked "house", is the house's own habit of naming a person first.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from goldthread.checks.texts import Pieces, remembered


class Term(NamedTuple):
    """A pattern (matched at word boundaries, in any case), what to write instead, and where that is recommended.

    `stem` is a lower-case piece that a word of every match contains: a quick way to see that a text holds none.
    """

    stem: str
    pattern: str
    instead: str
    source: str


NIDA, PSW, HOUSE = "nida-words-matter-2021", "psw-language-2020", "house"

_DRUG = r"(?:substance|drug|alcohol|opioid|opiate|heroin|cocaine|prescription(?: drug| opioid)?|stimulant)s?"
_TEST = r"(?:urines?|uds|(?:drug|urine) (?:tests?|screens?)|tox\w*|screens?|drops?)"
_TESTED = r"(?:tests?|tested|testing)"
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|ten|thirty|sixty|ninety)"
_STAY = r"(?:stay(?:s|ed|ing)?|gets?|got|getting|been|keep(?:s|ing)?|kept|remain(?:s|ed)?)"
_SOBER = (
    rf"{_STAY} clean(?! (?:up|out|the|his|her|their|my|clothes|sheets|laundry|water|air|needles|towels))"
    r"(?! and (?:tidy|dry|safe|neat))"
    rf"|clean (?:and|&) sober|clean time|clean since|clean (?:for )?{_COUNT} (?:day|week|month|year)s?"
)
_MOUD = r"(?:opioid|opiate|methadone) (?:substitution|replacement)(?: therapy| treatment)?"
_FAILED = r"failed (?:treatment|rehab|detox|therapy|outpatient|programmes?|programs?)|treatment failures?"

TERMS: tuple[Term, ...] = (
    Term("addict", r"addicts?", "person with a substance use disorder", NIDA),
    Term("addicted", r"addicted bab(?:y|ies)", "baby with neonatal withdrawal", NIDA),
    Term("crack", r"crack bab(?:y|ies)", "baby exposed to substances before birth", HOUSE),
    Term("junkie", r"junkies?", "person with a substance use disorder", NIDA),
    Term("alcoholic", r"alcoholics?", "person with alcohol use disorder", NIDA),
    Term("drunk", r"(?:a|an|the|old|town) drunks?|drunkards?|drunks", "person whose drinking harms them", NIDA),
    Term("user", rf"(?:{_DRUG}|iv|intravenous|injection drug) users?", "person who uses substances", NIDA),
    Term("abuse", rf"{_DRUG} abuse(?:rs?)?", "substance use, or substance use disorder", NIDA),
    Term("abus", rf"abus(?:e|es|ed|ing) (?:of )?(?:{_DRUG}|pills|medicines?|medications?)", "use", NIDA),
    Term("habit", r"drug habits?", "substance use disorder, or regular use", NIDA),
    Term("clean", rf"clean {_TEST}|{_TESTED} clean", "negative test", NIDA),
    Term("clean", _SOBER, "in recovery, or not using", NIDA),
    Term("dirty", rf"dirty (?:{_TEST}|tests?)|{_TESTED} dirty", "positive test", NIDA),
    Term("substitution", _MOUD, "medication for opioid use disorder", NIDA),
    Term("replacement", _MOUD, "medication for opioid use disorder", NIDA),
    Term("compli", r"non-?complian(?:t|ce)", "what got in the way of the plan, in plain words", HOUSE),
    Term("frequent", r"frequent[- ]fl(?:y|i)ers?", "person who has come often", HOUSE),
    Term("seeking", r"(?:drug|attention)[- ]seeking", "what the person asked for, in plain words", HOUSE),
    Term("manipulative", r"manipulative", "what the person did, in plain words", HOUSE),
    Term("unmotivated", r"unmotivated", "what the person is not ready for yet", HOUSE),
    Term("denial", r"in denial", "sees it differently", HOUSE),
    Term("fail", _FAILED, "the treatment did not help enough", HOUSE),
    Term(
        "refus", r"refuses? (?:treatment|therapy|medication|meds|help|to comply|to engage)", "declined, and why", HOUSE
    ),
    Term("suicide", r"(?:commit(?:s|ted|ting)?|completed|successful) suicides?", "died by suicide", PSW),
    Term("attempt", r"(?:failed|unsuccessful) (?:suicide )?attempts?", "suicide attempt", PSW),
    Term("gesture", r"suicidal gestures?", "what the person did, in plain words", PSW),
    Term("schizophrenic", r"schizophrenics?", "person with schizophrenia", HOUSE),
    Term("mentally", r"the mentally ill", "people with a mental illness", HOUSE),
    Term("homeless", r"the homeless", "people without housing", HOUSE),
    Term("ex-con", r"ex-con(?:vict)?s?", "person who has been in prison", HOUSE),
)

# Names of bodies, forms, illnesses and groups that hold such a word and are no label of anybody.
_NO_LABEL = (
    r"alcoholics anonymous|adult children of alcoholics|non-?alcoholic"
    r"|alcoholic (?:drinks?|beverages?|hepatitis|liver|cirrhosis|pancreatitis|neuropathy|cardiomyopathy|ketoacidosis"
    r"|gastritis|encephalopathy)"
    r"|substance abuse and mental health services|institute on (?:drug|alcohol) abuse|drug abuse screening"
    r"|(?:cent(?:er|re)|office|council|board|department|bureau)s? (?:for|on|of) (?:substance|drug|alcohol) abuse"
    r"|(?:substance|drug|alcohol) abuse (?:program(?:me)?|professional|counsel\w*|treatment cent(?:er|re))"
    r"|drug abuse (?:warning network|resistance)|the homeless (?:shelter|outreach|service|liaison|team)\w*"
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Compiled when a text first needs it: most plans hold no such word, and starting must stay quick.
    return re.compile(pattern)


@remembered
def labels_in(text: str) -> tuple[tuple[str, Term], ...]:
    """Each labelling or blaming expression in the text, as it stands there, with its term; every expression once."""
    return tuple(_labels(text))


def _labels(text: str) -> Iterator[tuple[str, Term]]:
    rest = _compiled(_NO_LABEL).sub(lambda match: " " * len(match[0]), text.lower())
    shown = text if len(text) == len(rest) else rest  # a few letters become two in lower case
    taken: list[tuple[int, int]] = []
    for term in TERMS:
        if term.stem not in rest:
            continue
        for match in _compiled(rf"(?<![\w-])(?:{term.pattern})(?!\w)").finditer(rest):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield shown[match.start() : match.end()], term


# What a word of a text must hold for the text to be worth reading.
STEMS = Pieces(*sorted({term.stem for term in TERMS}))
