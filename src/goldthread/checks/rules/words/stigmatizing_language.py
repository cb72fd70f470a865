"""Words that label or blame, outside the client's own words."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.stigma import STEMS, labels_in
from goldthread.checks.subject import Subject
from goldthread.checks.texts import without_quotes


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each labelling expression in each text."""
    if not subject.in_english:
        return
    for text in subject.sheet.holding(STEMS):
        if text.voice == "client":
            continue
        for words, term in labels_in(without_quotes(text.text)):
            yield Found(
                message=f"In {text.item} ({text.field}), “{words}” labels or blames. Write “{term.instead}”.",
                path=text.path,
                item=text.item,
            )
