"""What asks for another look at the plan, apart from the calendar: what was written into the record since people last
looked. It asks until a review is held, once, and what was written during a review's day after it asks anew."""

from collections.abc import Iterator, Sequence
from itertools import chain

from goldthread.instruments import AnswersRefused, score
from goldthread.plan import State
from goldthread.practice.courses import shipped_instruments
from goldthread.practice.folder import Folder, Looked, PlanFile
from goldthread.practice.waits import ASK_KINDS, Asked, AskKind
from goldthread.record import (
    Administration,
    AnyFact,
    Diagnosis,
    Event,
    Housing,
    Medicine,
    Risk,
    SubstanceUse,
    Work,
)

_EVENTS: dict[str, AskKind] = {
    "overdose": "overdose", "suicide-attempt": "suicide-attempt", "self-harm": "self-harm",
    "return-to-use": "return-to-use", "emergency": "emergency", "hospital": "hospital", "violence": "violence",
    "arrest": "arrest", "loss": "loss", "fall": "fall", "life-change": "life-change",
}  # fmt: skip
MISSED_SESSIONS = 2  # a product choice: one missed session is a day like any other, two are a reason to ask how it goes
_LEVELS = ("none", "low", "moderate", "high")


def asks_of(folder: Folder, file: PlanFile | None) -> tuple[Asked, ...]:
    """What asks, the gravest first. Empty where nobody lives by the plan, and where an earlier version kept the folder
    and did not know when it was looked at."""
    looked = folder.looked
    if looked is None or file is None or file.plan.state not in (State.ACTIVE, State.UNDER_REVIEW):
        return ()
    corrected = {each.corrects for each in folder.facts[looked.facts :]}
    new = [each for each in folder.facts[looked.facts :] if each.id not in corrected]
    found = list(
        chain(
            _happened([each for each in new if (each.since or each.recorded_on) >= file.plan.started_on], file),
            _missed(new),
            _medicines(new),
            _diagnoses(new),
            _risks(folder.facts[: looked.facts], new),
            _moved_house(folder, looked, new),
            _forms(folder, new),
            _level(folder, looked),
        )
    )
    return tuple(sorted(found, key=lambda each: (ASK_KINDS.index(each.kind), each.on, each.of)))


def _asked(kind: AskKind, fact: AnyFact) -> Asked:
    return Asked(kind, fact.id, fact.since or fact.recorded_on)


def _happened(new: Sequence[AnyFact], file: PlanFile) -> Iterator[Asked]:
    """What happened since the plan began: what was long ago and is only told now belongs to the record alone."""
    for fact in new:
        if isinstance(fact, Event) and fact.topic in _EVENTS:
            yield _asked(_EVENTS[fact.topic], fact)
        used = fact.last_use if isinstance(fact, SubstanceUse) and not fact.prescribed else None
        if used is not None and used >= file.plan.started_on:
            yield Asked("use", fact.id, used)


def _missed(new: Sequence[AnyFact]) -> Iterator[Asked]:
    missed = [each for each in new if isinstance(each, Event) and each.topic == "missed-session"]
    if len(missed) >= MISSED_SESSIONS:
        yield _asked("missed-sessions", max(missed, key=lambda each: (each.since or each.recorded_on, each.id)))


def _medicines(new: Sequence[AnyFact]) -> Iterator[Asked]:
    for fact in new:
        if isinstance(fact, Medicine) and fact.status in ("active", "as-needed", "stopped"):
            yield _asked("medicine", fact)


def _diagnoses(new: Sequence[AnyFact]) -> Iterator[Asked]:
    for fact in new:
        if isinstance(fact, Diagnosis) and fact.status in ("active", "provisional"):
            yield _asked("diagnosis", fact)


def _risks(before: Sequence[AnyFact], new: Sequence[AnyFact]) -> Iterator[Asked]:
    """A risk that is judged higher than it was when people looked."""
    for fact in new:
        if not isinstance(fact, Risk) or fact.level not in ("moderate", "high"):
            continue
        earlier = [each for each in before if isinstance(each, Risk) and each.topic == fact.topic]
        was = earlier[-1].level if earlier else "none"
        if was not in _LEVELS or _LEVELS.index(fact.level) > _LEVELS.index(was):
            yield _asked("risk", fact)


def _moved_house(folder: Folder, looked: Looked, new: Sequence[AnyFact]) -> Iterator[Asked]:
    """Another situation at work or at home than the one that people knew."""
    ways: tuple[tuple[type[Work] | type[Housing], AskKind], ...] = ((Work, "work"), (Housing, "housing"))
    for of, kind in ways:
        now = [each for each in new if isinstance(each, of)]
        if now:
            known = [each for each in folder.facts[: looked.facts] if isinstance(each, of)]
            if not known or known[-1].situation != now[-1].situation:
                yield _asked(kind, now[-1])


def _forms(folder: Folder, new: Sequence[AnyFact]) -> Iterator[Asked]:
    """The newest form of each questionnaire, where an answer in it cannot wait."""
    newest = {each.instrument: each for each in new if isinstance(each, Administration) and each.answers}
    for name, form in newest.items():
        definition = shipped_instruments().get(name)
        if definition is None or not definition.critical:
            continue
        try:
            age = folder.client.age(form.since or form.recorded_on)
            scored = score(definition=definition, answers=form.answers, sex=folder.client.sex, age=age)
        except AnswersRefused:
            continue
        if any(scored.has(each.id) for each in definition.critical):
            yield _asked("critical-item", form)


def _level(folder: Folder, looked: Looked) -> Iterator[Asked]:
    episode = folder.episode
    if episode is not None and looked.level is not None and episode.level != looked.level:
        yield Asked("level", "", folder.last_at.date())
