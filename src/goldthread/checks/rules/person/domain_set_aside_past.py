"""Life domains that were set aside until a day that has passed."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such domain."""
    if not subject.is_open:
        return
    for domain, aside in subject.chart.domains_set_aside().items():
        if aside.look_again_on < subject.on:
            yield Found(
                message=f"“{domain.label}” was set aside until {aside.look_again_on}, and that day has passed. "
                "Ask whether now is the moment, or set it aside again with a new day.",
                path=("record", "facts", aside.id),
                item=domain.value,
                facts=(aside.id,),
            )
