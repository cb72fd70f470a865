"""What a person wants, told apart from what they complain of or joke about.

Nobody's language is understood here. A hope of the record is a wish because somebody wrote it down as one. Any other
statement counts as a wish only where it holds one of the words below; all the rest is quoted back to the client with a
question. The lists are short on purpose: a wish that is missed is asked for, a complaint that is taken for a wish would
stand as somebody's goal.
"""

import re
from collections.abc import Mapping

from goldthread.curation.voice import spoken
from goldthread.record import Statement

MARKERS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "i want", "i'd like", "i would like", "i wish", "i hope", "i'd love", "i need to", "so i can", "so that i can",
        "if i could", "let me",
    ),
    "es": (
        "quiero", "quisiera", "ojalá", "me gustaría", "necesito", "tengo ganas de", "para poder",
        "si pudiera", "déjenme",
    ),
}  # fmt: skip
# A marker that is turned round says no wish; and what somebody says of dying or of the next drink is heard by the
# clinician, never set down as a goal.
_NO_GOAL = re.compile(
    r"\b(?:i want (?:nothing|none|no)\b|let me be\b|let me alone\b|i hope not\b"
    r"|(?:no|ni|nunca|tampoco) (?:quiero|quisiera|necesito|me gustaría|tengo ganas)\b"
    r"|die\b|dying\b|dead\b|kill|hurt myself|end it\b|not wake up|never wake up|disappear"
    r"|morir|muert|matar|desaparecer"
    r"|i (?:want|need) (?:a drink|to drink|to use|to get high)\b)"
)


def is_wish(text: str) -> bool:
    """Whether the text holds a marker of a wish, and nothing that speaks against reading it as a goal."""
    said = " ".join(text.lower().replace("’", "'").split())
    if _NO_GOAL.search(said):
        return False
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", said) for some in MARKERS.values() for each in some)


def own_wish(fact: Statement) -> bool:
    """Whether a statement is the client's own, spoken, and reads as a wish."""
    return spoken(fact, fact.text) and is_wish(fact.text)
