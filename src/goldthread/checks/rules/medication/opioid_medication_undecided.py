"""Opioid use disorder without a decision about medicine for it."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.opioids import MEDICINES, agonist_or_antagonist, is_treatment, opioid_use_disorder
from goldthread.checks.subject import Subject
from goldthread.plan import Disposition
from goldthread.record import Medicine

_DECIDED = frozenset({Disposition.DECLINED, Disposition.REFERRED, Disposition.DEFERRED})


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding."""
    facts = tuple(sorted(fact.id for fact in opioid_use_disorder(subject)))
    if not subject.is_open or not (facts or "opioid-medication" in subject.calling):
        return
    held = subject.plan_needs.get("opioid-medication")
    if held is not None and held.disposition in _DECIDED:
        return
    if any(item.decision != "to-discuss" for item in agonist_or_antagonist(subject)):
        return
    if subject.modalities_used.intersection(MEDICINES) or _taken(subject):
        return
    yield Found(
        message="There is opioid use disorder, and no decision about methadone, buprenorphine or naltrexone. "
        "Ask the prescriber to offer it, and write down what the client decides and why.",
        path=("plan", "medicines"),
        item="opioid-medication",
        need="opioid-medication",
        facts=facts,
    )


def _taken(subject: Subject) -> bool:
    return any(
        fact.status in ("active", "offered", "declined") and is_treatment(fact.name, subject)
        for fact in subject.chart.current(Medicine)
    )
