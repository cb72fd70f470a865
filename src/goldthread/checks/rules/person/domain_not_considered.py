"""Life domains that nobody looked at."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.record import (
    Fact,
    Hope,
    Housing,
    Medicine,
    Readiness,
    Risk,
    Statement,
    Strength,
    SubstanceUse,
    WithdrawalEpisode,
    Work,
)
from goldthread.terms import LifeDomain

_ALL = tuple(LifeDomain)
# Facts of these kinds tell that the domain was asked about, whoever wrote them down.
_TOLD: dict[type[Fact], LifeDomain] = {
    Hope: LifeDomain.HOPES,
    Housing: LifeDomain.HOUSING,
    Medicine: LifeDomain.MEDICINES,
    Readiness: LifeDomain.READINESS,
    Risk: LifeDomain.SAFETY,
    Strength: LifeDomain.STRENGTHS,
    SubstanceUse: LifeDomain.SUBSTANCE_USE,
    WithdrawalEpisode: LifeDomain.WITHDRAWAL,
    Work: LifeDomain.WORK,
}


def find(subject: Subject) -> Iterator[Found]:
    """One finding that names all of them."""
    chart = subject.chart
    if not chart.by_id:
        return
    seen = {*chart.domains_considered(), *chart.domains_set_aside(), *(each.domain for each in chart.of(Statement))}
    seen.update(domain for kind, domain in _TOLD.items() if chart.of(kind))
    left = [domain.label for domain in _ALL if domain not in seen]
    if left:
        yield Found(
            message=f"Not looked at yet: {', '.join(left)}. "
            "Go through them with the client, or set them aside with a reason and a day.",
            path=("record", "facts"),
        )
