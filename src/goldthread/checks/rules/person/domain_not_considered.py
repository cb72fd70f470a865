"""Life domains that nobody looked at."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.record import Statement
from goldthread.terms import LifeDomain

_ALL = tuple(LifeDomain)


def find(subject: Subject) -> Iterator[Found]:
    """One finding that names all of them."""
    chart = subject.chart
    if not chart.by_id:
        return
    seen = {*chart.domains_considered(), *chart.domains_set_aside(), *(each.domain for each in chart.of(Statement))}
    left = [domain.label for domain in _ALL if domain not in seen]
    if left:
        yield Found(
            message=f"Not looked at yet: {', '.join(left)}. "
            "Go through them with the client, or set them aside with a reason and a day.",
            path=("record", "facts"),
        )
