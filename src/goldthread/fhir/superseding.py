"""A newer answer about the same matter ends an older one: who smoked in 1990 and was a former smoker in 2000 does not
smoke today. Contradictions of one day, and what carries no date, stand side by side: people settle those."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from goldthread.record import AnyFact, Circumstance, Housing, SubstanceUse, Work
from goldthread.terms import Substance

# Several states of these may hold at once.
_MANY = {"abuse", "anniversary", "children", "chronic-illness", "legal", "money", "custody"}
_ASKED = ("fhir:Observation/", "fhir:QuestionnaireResponse/")


def superseded(facts: Sequence[AnyFact]) -> list[AnyFact]:
    """The same facts, those ended that a later answer contradicts."""
    groups: dict[str, list[tuple[datetime.date, str]]] = defaultdict(list)
    for fact in facts:
        matter, state = _matter(fact)
        if matter and fact.since:
            groups[matter].append((fact.since, state))
    return [_ended(fact, groups) for fact in facts]


def _matter(fact: AnyFact) -> tuple[str, str]:
    """What the fact is about and what it says of it; ("", "") for what nothing ends."""
    if not fact.source.startswith(_ASKED) or fact.until:
        return "", ""
    if isinstance(fact, Circumstance) and fact.topic not in _MANY:
        return fact.topic, fact.state
    if isinstance(fact, SubstanceUse) and fact.substance is Substance.NICOTINE:
        return "tobacco", "use"
    if isinstance(fact, Housing):
        return "housing", fact.situation
    if isinstance(fact, Work) and fact.situation != "unknown":
        return "work", fact.situation
    return "", ""


def _ended(fact: AnyFact, groups: dict[str, list[tuple[datetime.date, str]]]) -> AnyFact:
    matter, state = _matter(fact)
    since = fact.since
    if not matter or since is None:
        return fact
    later = [day for day, other in groups[matter] if day > since and other != state]
    if not later or (state == "use" and not _stopped(groups[matter], since)):
        return fact
    end = _stopped(groups[matter], since) if state == "use" else min(later)
    return msgspec.structs.replace(fact, until=(end or min(later)) - datetime.timedelta(days=1))


def _stopped(answers: list[tuple[datetime.date, str]], since: datetime.date) -> datetime.date | None:
    """The first later day on which the person does not smoke."""
    days = [day for day, state in answers if day > since and state in ("former", "never", "not-now")]
    return min(days) if days else None
