"""Screens kept as what they found: suicide risk (C-SSRS), childhood adversity (ACE), violence by a partner (HARK)."""

from collections.abc import Mapping

from goldthread.fhir.answers import Answer
from goldthread.fhir.maps.instruments import (
    ACE,
    CSSRS,
    CSSRS_LEVEL,
    CSSRS_STATED,
    CSSRS_TRIAGE,
    HARK,
    HARK_TOTAL,
)
from goldthread.fhir.source import Header, Part, Pieces, Source
from goldthread.record import Circumstance, Observation, Risk
from goldthread.terms import Code

_LEVELS = ("none", "low", "moderate", "high")
_MUST = {"93246-7", "93247-5", "93267-3"}  # asked of everybody; the others follow a yes


def suicide_screen(source: Source, answers: Mapping[str, Answer], header: Header) -> Pieces:
    """The risk by the screener's triage points, or the level that the form states where that is higher.

    All "no" is "none" where nothing else is stated. A screen with a question of its core left out is never "none".
    """
    said = {code: answers[code] for code in CSSRS if code in answers}
    points = [CSSRS_TRIAGE[code] for code, answer in said.items() if "yes" in answer.keys]
    derived = max(points, key=_LEVELS.index, default="none")
    if derived == "none" and any("no" not in said[c].keys if c in said else True for c in _MUST):
        derived = "unknown"
    stated = next((CSSRS_STATED[k] for k in _keys(answers.get(CSSRS_LEVEL)) if k in CSSRS_STATED), "")
    level = max((each for each in (derived, stated) if each in _LEVELS), key=_LEVELS.index, default="unknown")
    detail = "; ".join(f"{CSSRS[code]}: {answer.text}" for code, answer in said.items())
    if stated:
        detail += f". Level stated on the form: {stated}."
    yield source.fact(Risk, "suicide", topic="suicide", level=level, detail=f"C-SSRS screener: {detail}", **header)
    if stated and stated != derived:
        why = f"the form states the level {stated}, its answers give {derived}: the higher one counts"
        yield Part(part="suicide risk level", why=why, content=stated)


def adversity(source: Source, answers: Mapping[str, Answer], header: Header) -> Pieces:
    """How many kinds of adversity before 18 were answered with yes, and which."""
    asked = {code: answers[code] for code in ACE if code in answers}
    met = [ACE[code] for code, answer in asked.items() if "yes" in answer.keys]
    label = f"Adverse childhood experiences answered yes, of {len(asked)} asked (10 in the whole form)"
    panel = (Code(system="loinc", code="82813-7"),)
    yield source.fact(Observation, "ace", label=label, codes=panel, value=float(len(met)), **header)
    for code, answer in asked.items():
        if "yes" in answer.keys:
            text = f"Before the age of 18: {ACE[code]}"
            yield source.fact(
                Circumstance, f"ace-{code}", topic="abuse", state="past", text=text, **{**header, "since": None}
            )
        elif "no" not in answer.keys:
            yield Part(part=ACE[code], why="this answer is not known here", content=answer.text)
    if not met:
        yield source.fact(Circumstance, "ace-none", topic="abuse", state="none", text=label, **header)


def partner_violence(source: Source, answers: Mapping[str, Answer], header: Header) -> Pieces:
    """Harm by a partner in the past year: any yes is a positive screen (Sohal 2007)."""
    asked = {code: answers[code] for code in HARK if code in answers}
    met = [HARK[code] for code, answer in asked.items() if "yes" in answer.keys]
    whole = len(asked) == len(HARK) and all("no" in answer.keys for answer in asked.values())
    level = "moderate" if met else "none" if whole else "unknown"
    detail = "; ".join(f"{HARK[code]}: {answer.text}" for code, answer in asked.items())
    yield source.fact(
        Risk, "hark", topic="violence-from-others", level=level, detail=f"HARK, past year: {detail}", **header
    )
    if met:
        text = f"By a partner or former partner, past year: {', '.join(met)}"
        yield source.fact(Circumstance, "hark-harm", topic="abuse", state="current", text=text, **header)
    total = answers.get(HARK_TOTAL)
    if total is not None:
        code = (Code(system="loinc", code=HARK_TOTAL),)
        value = total.number if total.number is not None else total.text
        yield source.fact(Observation, "hark-total", label="Total score [HARK]", codes=code, value=value, **header)
        if total.number is not None and total.number != len(met):
            why = f"the stated total is not the number of answers with yes ({len(met)})"
            yield Part(part="Total score [HARK]", why=why, content=total.number)


def _keys(answer: Answer | None) -> tuple[str, ...]:
    return answer.keys if answer is not None else ()
