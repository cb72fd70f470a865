"""How a fact is told in a few words, so that a reason or a plan can say what in the record it rests on."""

import datetime
import re
from typing import Any

from goldthread.curation import phrases
from goldthread.curation.roles import role_of
from goldthread.curation.voice import form_words, imported, on_form, spoken
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
    PriorGoal,
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

# A told fact is a phrase inside a sentence; the fact itself stays a click away. In a sentence of reasons it is SHORT.
MOST = 180
SHORT = 90
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
    Frequency.MOST_DAYS: "on most days",
    Frequency.WEEKLY: "weekly",
    Frequency.MONTHLY: "monthly",
    Frequency.LESS: "less than monthly",
    Frequency.NOT_NOW: "",
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
_PACKING = re.compile(
    r"\[[^\]]*\]|\b(?:\d+ HR|extended release|delayed release|oral|sublingual|tablets?|capsules?|film|solution)\b",
    re.IGNORECASE,
)


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


def medicine_name(text: str) -> str:
    """What people call a medicine: without strength, form and packing."""
    bare = without_dose(text)
    return without_dose(_PACKING.sub("", bare)) or bare


def tell(fact: AnyFact, reading: Reading, most: int = MOST) -> str:
    """The fact as a short phrase without a full stop; words of the client are quoted, those of a form never."""
    telling = _TELLINGS.get(type(fact))
    if telling is None:
        return clip(getattr(fact, "text", "") or fact.source, most)
    return str(telling(fact, reading, most))


def _words(fact: AnyFact, text: str, most: int) -> str:
    return quote(text, most) if spoken(fact, text) else clip(text, most).rstrip(".")


def _own(fact: AnyFact, words: str, most: int) -> str:
    """What was said beside the fact, as it is put behind the phrase for it."""
    return f", {quote(words, min(most, 120))}" if words and not (imported(fact) or form_words(words)) else ""


def _spoken(fact: AnyFact, _: Reading, most: int) -> str:
    return _words(fact, getattr(fact, "text", ""), most)


def _barrier(fact: Barrier, _: Reading, most: int) -> str:
    return phrases.BARRIERS[fact.topic] if imported(fact) else _words(fact, fact.text, most)


def _statement(fact: Statement, _: Reading, most: int) -> str:
    """A clinician's view stands as it is; what a relative or a letter says carries who said it; of an answer on a form
    only what it is about."""
    if on_form(fact):
        worry = {"much": "a great worry about", "some": "a worry about"}.get(fact.concern, "an answer about")
        return f"{worry} {fact.domain.label}"
    if not fact.from_client and role_of(fact.said_by) in (Role.PARTNER, Role.SUPPORTER):
        return f"{quote(fact.text, most)} ({clip(fact.said_by, 60)})"
    return _words(fact, fact.text, most)


def _plainly(fact: AnyFact, _: Reading, most: int) -> str:
    return clip(getattr(fact, "text", ""), most).rstrip(".")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _administration(fact: Administration, reading: Reading, _: int) -> str:
    definition = reading.instruments.get(fact.instrument)
    name = definition.name if definition else fact.instrument
    score = reading.score_of(fact)
    total = fact.total if score is None else score.total
    result = "" if total is None else f" {total:g}"
    band = next(iter(score.bands.values()), "").partition(":")[0] if score and total is not None else ""
    return f"{name}{result}{f' ({band})' if band else ''} on {day(fact.since or fact.recorded_on)}"


def _substance(fact: SubstanceUse, _: Reading, most: int) -> str:
    last = f"last on {day(fact.last_use)}" if fact.last_use else ""
    amount = clip(fact.amount, 60)
    if fact.frequency is Frequency.NOT_NOW:
        return clip(f"{fact.name}, not at present{f', {last}' if last else ''}", most)
    beside = ", ".join(part for part in (amount, last) if part)
    often = _FREQUENCY[fact.frequency]
    more = f" ({beside})" if beside and most > SHORT else ""
    return clip(f"{fact.name}{f' {often}' if often else ''}{more}", most)


def _withdrawal(fact: WithdrawalEpisode, _: Reading, most: int) -> str:
    features = " and ".join(feature.replace("-", " ") for feature in fact.features)
    when = f" in {fact.since.year}" if fact.since else ""
    told = f"{fact.substance} withdrawal{when}{f' with {features}' if features else ''}"
    return clip(f"{told} ({fact.detail.rstrip('.')})" if fact.detail and most > SHORT else told, most)


def _medicine(fact: Medicine, _: Reading, most: int) -> str:
    state = "" if fact.status in ("active", "unknown") else fact.status.replace("-", " ")
    taken = _TAKEN[fact.taken] if fact.status == "active" else ""
    bother = f"side effects: {clip(without_dose(fact.side_effects), 80).rstrip('.')}" if fact.side_effects else ""
    told = " ".join(each for each in (medicine_name(fact.name), state, taken) if each)
    return clip(told if most <= SHORT else _joined(told, bother), most)


def _observation(fact: Observation, _: Reading, most: int) -> str:
    if "?" in fact.label:
        return f"an answer on a form of {day(fact.since or fact.recorded_on)}"
    value = f" {fact.value:g}" if isinstance(fact.value, float | int) else f" {fact.value}" if fact.value else ""
    label = f"{fact.label.partition(',')[0]}:" if most <= SHORT else fact.label
    return clip(f"{label}{value}{f' {fact.unit}' if fact.unit else ''}", most)


def _event(fact: Event, _: Reading, most: int) -> str:
    told = phrases.EVENTS[fact.topic] if imported(fact) else clip(fact.text, most).rstrip(".")
    return f"{told}{f' ({day(fact.since)})' if fact.since else ''}"


def _risk(fact: Risk, _: Reading, most: int) -> str:
    said = fact.detail and most > SHORT and not (imported(fact) or form_words(fact.detail))
    detail = f" ({clip(fact.detail, min(most, 120)).rstrip('.')})" if said else ""
    level = "not judged yet" if fact.level == "unknown" else f"judged {fact.level}"
    return f"{phrases.RISKS[fact.topic]} {level}{detail}"


def _treatment(fact: Treatment, _: Reading, most: int) -> str:
    return f"{clip(fact.name, 80)} {_OUTCOME[fact.outcome]}{_own(fact, fact.words, most) if most > SHORT else ''}"


def _support(fact: Support, _: Reading, __: int) -> str:
    told = f"{clip(fact.name, 60)} ({clip(fact.relation, 60)})"
    return f"strain with {told}" if fact.strained else told


def _skill(fact: CopingSkill, _: Reading, most: int) -> str:
    last = f", last practised {day(fact.last_practised)}" if fact.last_practised and most > SHORT else ""
    return f"{clip(fact.text, min(most, 120)).rstrip('.')}{last}"


def _work(fact: Work, _: Reading, most: int) -> str:
    stressors = " and ".join(each.replace("-", " ") for each in fact.stressors[:3])
    if most <= SHORT and stressors:
        return " and ".join(phrases.STRESSORS[each] for each in fact.stressors[:2])
    named = clip(fact.occupation.partition("[")[0], 60)
    return f"{_joined(named or phrases.WORK[fact.situation], stressors)}{_own(fact, fact.words, most)}"


def _housing(fact: Housing, _: Reading, most: int) -> str:
    return f"{phrases.HOUSING[fact.situation]}{_own(fact, fact.words, most)}"


def _circumstance(fact: Circumstance, _: Reading, most: int) -> str:
    topic = phrases.CIRCUMSTANCES.get(fact.topic, {})
    phrase = topic.get(fact.state, f"{fact.topic}: {fact.state}".replace("-", " "))
    if not fact.text or imported(fact) or form_words(fact.text) or (most <= SHORT and not fact.from_client):
        return phrase
    # "High since 2018" says nothing without the illness that it is said of.
    named = f"{phrase}, " if fact.topic == "chronic-illness" and fact.state != "other" else ""
    return f"{named}{_words(fact, fact.text, most)}"


def _preference(fact: Preference, _: Reading, most: int) -> str:
    reason = f" ({clip(fact.reason, 100).rstrip('.')})" if fact.reason and most > SHORT else ""
    return f"{fact.stance} it so: {_words(fact, fact.text, most).rstrip('.')}{reason}"


def _readiness(fact: Readiness, _: Reading, most: int) -> str:
    about = fact.about.replace("-", " ")
    return f"{phrases.STAGES[fact.stage]} about {about}{_own(fact, fact.words, most)}"


def _confidence(fact: Confidence, _: Reading, __: int) -> str:
    where = f": {clip(fact.situation, 100)}" if fact.situation else ""
    return f"confidence in {fact.about.replace('-', ' ')} {fact.value} of 10{where}"


def _prior_goal(fact: PriorGoal, _: Reading, most: int) -> str:
    return f"the earlier goal {quote(fact.text, most)}"


def _diagnosis(fact: Diagnosis, _: Reading, most: int) -> str:
    if most > SHORT:
        return clip(fact.label, most)
    label = clip(fact.label.partition(",")[0], most)  # "PTSD" keeps its capitals inside a sentence
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _allergy(fact: Allergy, _: Reading, most: int) -> str:
    return clip(f"allergy to {without_dose(fact.substance)}{f' ({fact.reaction})' if fact.reaction else ''}", most)


_TELLINGS: dict[type, Any] = {
    Administration: _administration,
    Allergy: _allergy,
    Barrier: _barrier,
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
    PriorGoal: _prior_goal,
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
