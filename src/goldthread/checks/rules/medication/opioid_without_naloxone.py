"""Opioid use, withdrawal or overdose risk without naloxone and overdose education."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.opioids import is_opioid, opioid_use_disorder
from goldthread.checks.subject import Subject
from goldthread.record import Circumstance, Medicine, SubstanceUse, WithdrawalEpisode
from goldthread.terms import Substance

RECENT_DAYS = 90
_OPIOID = ("opioid-use", "opioid-withdrawal", "opioid-medication")
# A risk of overdose calls for naloxone where opioids may be in it: in opioids, in stimulants from the street, in pills.
_MAY_HOLD = frozenset({Substance.OPIOID, Substance.STIMULANT})
_CLASSES = frozenset({"opioid-analgesic", "opioid-agonist-treatment"})


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding, which names what is lacking."""
    about = _about(subject)
    if about is None or not subject.is_open:
        return
    lacks = [] if _naloxone(subject) else ["naloxone"]
    if "overdose-education" not in subject.modalities_used:
        lacks.append("education about overdose")
    if lacks:
        need, facts = about
        yield Found(
            message=f"There is a risk of overdose with opioids, and the plan lacks {' and '.join(lacks)}. "
            "Hand over naloxone and show how it works, to the people at home too.",
            path=("plan", "interventions"),
            item=need,
            need=need,
            facts=facts,
        )


def _about(subject: Subject) -> tuple[str, tuple[str, ...]] | None:
    """The need that calls for it, and the facts; None where nothing does."""
    needs = (*_OPIOID, "overdose-risk") if _opioids_may_be_in_it(subject) else _OPIOID
    for need in needs:
        if need in subject.calling:
            derived = subject.needs.get(need)
            return need, derived.facts if derived else ()
    if subject.present.intersection(needs):
        return None  # referred, deferred or declined: said in the plan, and asked about by other checks
    facts = [fact.id for fact in opioid_use_disorder(subject)]
    for episode in subject.chart.of(WithdrawalEpisode):
        days = (subject.on - (episode.until or episode.since or episode.recorded_on)).days
        if episode.substance is Substance.OPIOID and days <= RECENT_DAYS:
            facts.append(episode.id)
    if facts or any(is_opioid(care) for care in subject.plan.withdrawal):
        return "overdose-risk", tuple(sorted(facts))
    return None


def _opioids_may_be_in_it(subject: Subject) -> bool:
    if any(use.substance in _MAY_HOLD for use in subject.chart.current(SubstanceUse)):
        return True
    taken = (each for each in subject.chart.current(Medicine) if each.status in ("active", "as-needed"))
    return any(not _CLASSES.isdisjoint(subject.reading.classes_of(each.name)) for each in taken)


def _naloxone(subject: Subject) -> bool:
    if "naloxone" in subject.modalities_used:
        return True
    for item in subject.plan.medicines:
        if "naloxone" in item.medicine.lower() and "buprenorphine" not in item.medicine.lower():
            return item.decision != "declined" or bool(item.decision_reason)
    return any(each.topic == "naloxone" and each.state == "has" for each in subject.chart.current(Circumstance))
