"""A sentence that stands word for word in another client's plan."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject

LONG = 5
_LOOKED_AT = frozenset(
    {("goals", "clinical"), ("objectives", "text"), ("interventions", "text"), ("interventions", "client_does")}
)


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such text; none where no other plans are given."""
    if subject.twin_of is None:
        return
    texts = [
        (each.path, each.item, each.text)
        for each in subject.sheet.texts()
        if (each.collection, each.field) in _LOOKED_AT
    ]
    texts += [
        (("plan", "goals", goal.id, "own_words"), goal.id, goal.own_words.text)
        for goal in subject.goals
        if goal.own_words
    ]
    for path, item, text in texts:
        if len(text.split()) >= LONG and subject.twin_of(text) is not None:
            yield Found(
                message=f"The text of {item} ({path[-1]}) stands word for word in another client's plan. "
                "Say it for this client: their words, their trigger, their strength, the person, the place.",
                path=path,
                item=item,
            )
