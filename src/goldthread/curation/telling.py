"""How a fact is told in a few words, so that a reason or a plan can say what in the record it rests on."""

import datetime
import re
from typing import Any

from goldthread.curation.roles import role_of
from goldthread.needs import Reading
from goldthread.record import (
    Administration,
    Allergy,
    AnyFact,
    Barrier,
    Circumstance,
    Confidence,
    CopingSkill,
    Diagnosis,
    EarlySign,
    Event,
    Hope,
    Housing,
    Medicine,
    Observation,
    Preference,
    Readiness,
    Risk,
    Statement,
    Strength,
    SubstanceUse,
    Support,
    Treatment,
    Trigger,
    Value,
    WithdrawalEpisode,
    Work,
)
from goldthread.terms import Frequency, Role

# A told fact is a phrase inside a sentence; the fact itself stays a click away.
MOST = 180
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# A plan never holds a dose: strengths and amounts are cut from what the record calls a medicine.
_UNIT = r"(?:mg|mcg|µg|μg|ug|g|gram(?:me)?s?|ml|mL|milli\w+|micro\w+|units?|iu|IU|meq|mEq)"
DOSE = re.compile(
    rf"\d[\d.,]*\s*{_UNIT}\b(?:\s*/\s*(?:[\d.]+\s*)?(?:{_UNIT}|hr|h|hour|day|actuat\w*)\b)?", re.IGNORECASE
)
_FREQUENCY = {
    Frequency.DAILY: "daily",
    Frequency.MOST_DAYS: "most days",
    Frequency.WEEKLY: "weekly",
    Frequency.MONTHLY: "monthly",
    Frequency.LESS: "less than monthly",
    Frequency.NOT_NOW: "not at present",
    Frequency.UNKNOWN: "",
}
_OUTCOME = {
    "helped": "helped",
    "partly": "helped in part",
    "did-not-help": "did not help",
    "harmed": "did harm",
    "unknown": "outcome not known",
}
_TAKEN = {"as-agreed": "taken as agreed", "sometimes": "taken sometimes", "not": "not taken", "unknown": ""}


def day(on: datetime.date) -> str:
    """A date as people read it."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def clip(text: str, most: int = MOST) -> str:
    """`text` on one line and not longer than `most` characters, cut at a word with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rpartition(" ")[0] or head).rstrip(",;:.- ") + "…"


def quote(text: str, most: int = MOST) -> str:
    """Somebody's words between quotation marks, clipped."""
    return f"“{clip(text, most).rstrip('.')}”"


def without_dose(text: str) -> str:
    """A medicine's name or a remark without strengths and amounts."""
    return re.sub(r"\s+([,;.)])", r"\1", " ".join(DOSE.sub("", text).split())).strip(" ,;/")


def tell(fact: AnyFact, reading: Reading) -> str:
    """The fact as a short phrase without a full stop; the client's own words are quoted."""
    telling = _TELLINGS.get(type(fact))
    return telling(fact, reading) if telling else clip(getattr(fact, "text", "") or fact.source)


def _words(fact: AnyFact, text: str) -> str:
    return quote(text) if fact.from_client else clip(text).rstrip(".")


def _spoken(fact: AnyFact, _: Reading) -> str:
    return _words(fact, getattr(fact, "text", ""))


def _statement(fact: Statement, _: Reading) -> str:
    """A clinician's view stands as it is; what a relative or a letter says carries who said it."""
    if not fact.from_client and role_of(fact.said_by) in (Role.PARTNER, Role.SUPPORTER):
        return f"{quote(fact.text)} ({clip(fact.said_by, 60)})"
    return _words(fact, fact.text)


def _plainly(fact: AnyFact, _: Reading) -> str:
    return clip(getattr(fact, "text", "")).rstrip(".")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _administration(fact: Administration, reading: Reading) -> str:
    definition = reading.instruments.get(fact.instrument)
    name = definition.name if definition else fact.instrument
    score = reading.score_of(fact)
    total = fact.total if score is None else score.total
    result = "" if total is None else f" {total:g}"
    band = next(iter(score.bands.values()), "") if score and total is not None else ""
    return f"{name}{result}{f' ({band})' if band else ''} on {day(fact.since or fact.recorded_on)}"


def _substance(fact: SubstanceUse, _: Reading) -> str:
    last = f"last on {day(fact.last_use)}" if fact.last_use else ""
    return clip(_joined(fact.name, fact.amount, _FREQUENCY[fact.frequency], last))


def _withdrawal(fact: WithdrawalEpisode, _: Reading) -> str:
    features = " and ".join(feature.replace("-", " ") for feature in fact.features)
    when = f" in {fact.since.year}" if fact.since else ""
    told = f"{fact.substance} withdrawal{when}{f' with {features}' if features else ''}"
    return clip(f"{told} ({fact.detail.rstrip('.')})" if fact.detail else told)


def _medicine(fact: Medicine, _: Reading) -> str:
    state = "" if fact.status == "active" else fact.status.replace("-", " ")
    taken = _TAKEN[fact.taken] if fact.status == "active" else ""
    bother = f"side effects: {clip(without_dose(fact.side_effects), 80).rstrip('.')}" if fact.side_effects else ""
    return clip(_joined(without_dose(fact.name), state, taken, bother))


def _observation(fact: Observation, _: Reading) -> str:
    value = f" {fact.value:g}" if isinstance(fact.value, float | int) else f" {fact.value}" if fact.value else ""
    return clip(f"{fact.label}{value}{f' {fact.unit}' if fact.unit else ''}")


def _event(fact: Event, _: Reading) -> str:
    return f"{clip(fact.text).rstrip('.')}{f' ({day(fact.since)})' if fact.since else ''}"


def _risk(fact: Risk, _: Reading) -> str:
    detail = f" ({clip(fact.detail, 120).rstrip('.')})" if fact.detail else ""
    return f"{fact.topic.replace('-', ' ')} judged {fact.level}{detail}"


def _treatment(fact: Treatment, _: Reading) -> str:
    words = f", {quote(fact.words, 120)}" if fact.words else ""
    return f"{clip(fact.name, 80)} {_OUTCOME[fact.outcome]}{words}"


def _support(fact: Support, _: Reading) -> str:
    told = f"{clip(fact.name, 60)} ({clip(fact.relation, 60)})"
    return f"strain with {told}" if fact.strained else told


def _skill(fact: CopingSkill, _: Reading) -> str:
    last = f", last practised {day(fact.last_practised)}" if fact.last_practised else ""
    return f"{clip(fact.text, 120).rstrip('.')}{last}"


def _work(fact: Work, _: Reading) -> str:
    stressors = " and ".join(each.replace("-", " ") for each in fact.stressors[:3])
    told = _joined(fact.occupation or fact.situation.replace("-", " "), stressors)
    return clip(f"{told}, {quote(fact.words, 100)}" if fact.words else told, 220)


def _housing(fact: Housing, _: Reading) -> str:
    words = f", {quote(fact.words, 120)}" if fact.words else ""
    return f"housing {fact.situation.replace('-', ' ')}{words}"


def _circumstance(fact: Circumstance, _: Reading) -> str:
    if fact.text:
        # "High since 2018" says nothing without the illness that it is said of.
        named = f"{fact.state.replace('-', ' ')}, " if fact.topic == "chronic-illness" and fact.state != "other" else ""
        return f"{named}{_words(fact, fact.text)}"
    return f"{fact.topic.replace('-', ' ')}: {fact.state.replace('-', ' ')}"


def _preference(fact: Preference, _: Reading) -> str:
    reason = f" ({clip(fact.reason, 100).rstrip('.')})" if fact.reason else ""
    return f"{fact.stance} it so: {_words(fact, fact.text).rstrip('.')}{reason}"


def _readiness(fact: Readiness, _: Reading) -> str:
    words = f", {quote(fact.words, 120)}" if fact.words else ""
    return f"{fact.stage} about {fact.about.replace('-', ' ')}{words}"


def _confidence(fact: Confidence, _: Reading) -> str:
    where = f": {clip(fact.situation, 100)}" if fact.situation else ""
    return f"confidence in {fact.about.replace('-', ' ')} {fact.value} of 10{where}"


def _diagnosis(fact: Diagnosis, _: Reading) -> str:
    return clip(fact.label)


def _allergy(fact: Allergy, _: Reading) -> str:
    return clip(f"allergy to {without_dose(fact.substance)}{f' ({fact.reaction})' if fact.reaction else ''}")


_TELLINGS: dict[type, Any] = {
    Administration: _administration,
    Allergy: _allergy,
    Barrier: _spoken,
    Circumstance: _circumstance,
    Confidence: _confidence,
    CopingSkill: _skill,
    Diagnosis: _diagnosis,
    EarlySign: _plainly,
    Event: _event,
    Hope: _spoken,
    Housing: _housing,
    Medicine: _medicine,
    Observation: _observation,
    Preference: _preference,
    Readiness: _readiness,
    Risk: _risk,
    Statement: _statement,
    Strength: _plainly,
    SubstanceUse: _substance,
    Support: _support,
    Treatment: _treatment,
    Trigger: _plainly,
    Value: _spoken,
    WithdrawalEpisode: _withdrawal,
    Work: _work,
}
