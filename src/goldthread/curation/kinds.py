"""What kind of fact it is, in a word or two; never an id or a code word."""

from goldthread.record import AnyFact, Cause, Circumstance, Statement

_KINDS = {
    "administration": "form", "allergy": "allergy", "barrier": "in the way", "care-member": "care team",
    "confidence": "confidence", "considered": "gone through", "consent": "consent", "coping-skill": "coping skill",
    "diagnosis": "diagnosis", "early-sign": "early sign", "event": "happened", "hope": "hope", "housing": "housing",
    "medicine": "medicine", "observation": "measured", "preference": "wish", "prior-goal": "earlier goal",
    "protective": "keeps safe", "readiness": "readiness", "risk": "risk", "set-aside": "set aside",
    "strength": "strength", "substance": "use", "support": "person", "treatment": "earlier treatment",
    "trigger": "trigger", "unmapped": "not understood", "value": "value", "withdrawal": "withdrawal",
    "withdrawn": "taken back", "work": "work",
}  # fmt: skip


def kind_text(fact: AnyFact) -> str:
    """What kind of fact it is, in a word or two."""
    if isinstance(fact, Statement):
        return f"{'own words' if fact.from_client else 'seen by others'}: {fact.domain.label}"
    if isinstance(fact, Circumstance):
        return fact.topic.replace("-", " ")
    if isinstance(fact, Cause):
        return f"cause, {fact.role}"
    return _KINDS.get(str(type(fact).__struct_config__.tag), "fact")
