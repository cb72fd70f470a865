"""An amount of a medicine in a text of the plan."""

import re
from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.checks.texts import Pieces, remembered, without_quotes

_AMOUNT = re.compile(
    r"\d[\d.,]*\s?(?:-\s?\d[\d.,]*\s?)?(?:(?:mg|mcg|µg|μg|milligrams?|micrograms?)(?!\s?/\s?d?l)\b"
    r"|(?:tablets?|capsules?|pills|drops|puffs|patches)\b(?! (?:left|a day (?:toward|before)|ago)))",
    re.IGNORECASE,
)
_HINTS = Pieces("mg", "mcg", "µg", "μg", "ligram", "crogram", "tablet", "capsule", "pills", "drops", "puff", "patch")


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each text of the team that holds an amount, and for each medicine whose name does."""
    for text in subject.sheet.holding(_HINTS):
        if text.voice == "team" and _holds_amount(text.text):
            yield _found(text.path, text.item, text.field)
    for item in subject.plan.medicines:
        if _AMOUNT.search(item.medicine):
            yield _found(("plan", "medicines", item.id, "medicine"), item.id, "medicine")


@remembered
def _holds_amount(text: str) -> bool:
    return _AMOUNT.search(without_quotes(text)) is not None


def _found(path: tuple[str | int, ...], item: str, field: str) -> Found:
    return Found(
        message=f"In {item} ({field}) stands an amount of a medicine. Take it out: doses are kept by the prescriber.",
        path=path,
        item=item,
    )
