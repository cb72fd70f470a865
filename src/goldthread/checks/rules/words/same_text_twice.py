"""The same text at two places of one plan."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject

LONG = 5
_ENDS = " .!?…\n"
# In the order of a plan, so that the later place is the copy.
_FIELDS = (("goals", "clinical"), ("objectives", "text"), ("interventions", "text"), ("interventions", "client_does"))


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each place that repeats an earlier one."""
    first: dict[str, str] = {}
    for collection, field in _FIELDS:
        for item in getattr(subject.plan, collection):
            text = getattr(item, field).lower().strip(_ENDS)
            if text.count(" ") < LONG - 1:
                continue
            if text in first:
                yield Found(
                    message=f"The text of {item.id} ({field}) says the same as that of {first[text]}. "
                    "Say what is particular to it, or put the two together.",
                    path=("plan", collection, item.id, field),
                    item=item.id,
                )
            else:
                first[text] = item.id
