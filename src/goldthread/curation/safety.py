"""The safety plan: the six steps of Stanley and Brown (2012), from what the record holds; every empty step is asked."""

from collections.abc import Iterable
from typing import Literal

from goldthread.curation.material import Material, item_id
from goldthread.curation.spoken import ask_client
from goldthread.curation.telling import clip
from goldthread.plan import Ask, SafetyStep
from goldthread.record import CareMember, Circumstance, CopingSkill, EarlySign, Support, Trigger
from goldthread.terms import Role

CALLS_FOR = ("suicide-risk", "self-harm", "overdose-risk", "violence-at-home")
_TAKES_THE_MIND_OFF = frozenset({"group", "faith", "friend", "animal", "peer"})
_MOST = 4
Step = Literal["warning-sign", "coping", "distraction", "person", "professional", "environment"]
_ASKED: dict[Step, str] = {
    "warning-sign": "How do you notice that it is beginning: which thoughts, which feelings, what do you do?",
    "coping": "What can you do by yourself, without calling anybody, that takes the edge off?",
    "distraction": "With whom, or where, do you come to other thoughts, without having to talk about it?",
    "person": "Whom would you tell that it is bad, and how do you reach them at night?",
    "professional": "Whom of us, and which clinic, do you call, and at which number?",
    "environment": "What could you harm yourself with, and how can it be put out of reach together?",
}


_WHEN_BAD = "How do you reach {name} when it is bad?"
_NALOXONE = "Where is the naloxone kept, and who beside you knows how to give it?"
_REACHED = "How are those of us who stand in the safety plan reached, by day and by night?"


def draft_safety(material: Material) -> tuple[SafetyStep, ...]:
    """The safety plan where a risk to life calls for one; empty otherwise."""
    if not any(material.needs.get(need) for need in CALLS_FOR):
        return ()
    steps = [*_signs(material), *_coping(material), *_distraction(material), *_people(material)]
    steps += [*_professionals(material), *_environment(material)]
    filled = {step.step for step in steps}
    return (*steps, *(_empty(name, material.language) for name in _ASKED if name not in filled))


def _empty(name: Step, language: str) -> SafetyStep:
    asked = _ASKED[name]
    if name == "professional":
        ask = Ask(field="text", question=asked, whom=Role.THERAPIST)
    else:
        ask = ask_client("text", asked, language)
    return SafetyStep(
        id=item_id("safety", name),
        step=name,
        text="",
        asks=(ask,),
    )


def _signs(material: Material) -> Iterable[SafetyStep]:
    signs: list[EarlySign | Trigger] = [*material.chart.current(EarlySign)]
    held = signs or [*material.chart.current(Trigger)]
    for fact in held[:_MOST]:
        yield SafetyStep(
            id=item_id("safety-sign", fact.id), step="warning-sign", text=clip(fact.text, 1_000), facts=(fact.id,)
        )


def _coping(material: Material) -> Iterable[SafetyStep]:
    useful = [fact for fact in material.chart.current(CopingSkill) if fact.helps in ("yes", "sometimes")]
    for fact in useful[:_MOST]:
        where = f" ({clip(fact.works_where, 120)})" if fact.works_where else ""
        yield SafetyStep(
            id=item_id("safety-coping", fact.id),
            step="coping",
            text=f"{clip(fact.text, 1_000).rstrip('.')}{where}",
            facts=(fact.id,),
        )


def _supports(material: Material) -> list[Support]:
    return [fact for fact in material.chart.current(Support) if not fact.strained]


def _distraction(material: Material) -> Iterable[SafetyStep]:
    near = [fact for fact in _supports(material) if fact.type in _TAKES_THE_MIND_OFF and not fact.available_in_crisis]
    for fact in near[:_MOST]:
        yield _with_person("safety-near", "distraction", fact, material)


def _people(material: Material) -> Iterable[SafetyStep]:
    for fact in [each for each in _supports(material) if each.available_in_crisis][:_MOST]:
        yield _with_person("safety-person", "person", fact, material)


def _with_person(prefix: str, step: Step, fact: Support, material: Material) -> SafetyStep:
    return SafetyStep(
        id=item_id(prefix, fact.id),
        step=step,
        text=f"{clip(fact.name, 200)} ({clip(fact.relation, 200)})",
        contact=clip(fact.contact, 300),
        facts=(fact.id,),
        asks=(ask_client("contact", _WHEN_BAD, material.language, name=clip(fact.name, 60)),)
        if step == "person"
        else (),
    )


def _professionals(material: Material) -> Iterable[SafetyStep]:
    for fact in material.chart.current(CareMember)[:2]:
        yield SafetyStep(
            id=item_id("safety-team", fact.id),
            step="professional",
            text=f"{clip(fact.name, 200)}, {clip(fact.role, 200)}",
            facts=(fact.id,),
            asks=(Ask(field="contact", question=_REACHED, whom=Role.CASE_MANAGER),),
        )
    # 988 answers in Spanish on its own key; what it offers in other languages goes by interpreter.
    spanish = "; for Spanish press 2" if material.language == "es" else ""
    yield SafetyStep(
        id="safety-988",
        step="professional",
        text="988 Suicide and Crisis Lifeline, day and night",
        contact=f"Call or text 988{spanish}",
        from_option="crisis-line" if "crisis-line" in material.modalities else None,
        because="988 Lifeline (SAMHSA 2022)",
    )


def _environment(material: Material) -> Iterable[SafetyStep]:
    if material.needs.get("overdose-risk") is None:
        return
    held = next((fact for fact in material.chart.current(Circumstance) if fact.topic == "naloxone"), None)
    has = held is not None and held.state == "has"
    yield SafetyStep(
        id="safety-naloxone",
        step="environment",
        text=clip(held.text, 600) if held and has else "",
        facts=(held.id,) if held else (),
        from_option="naloxone" if "naloxone" in material.modalities else None,
        asks=(ask_client("text", _NALOXONE, material.language),),
    )
