"""Consent, Coverage, DocumentReference, DiagnosticReport: papers, and what they say."""

import base64
import binascii
from typing import Any

from goldthread.fhir.elements import codes, codings, day, items, label, labels, objects, plain, string
from goldthread.fhir.source import Header, NotMapped, Part, Pieces, Source
from goldthread.record import Circumstance, ConsentGiven, Observation

# v3-ActCode and HL7 consentpolicycodes: what the policy of a consent says where its provision does not.
_POLICY = {"OPTIN": "permit", "OPTOUT": "deny", "hipaa-auth": "permit"}
_RULES = ("action", "data", "class", "code", "purpose", "securityLabel", "provision", "dataPeriod")
_NOT_CURRENT = {"superseded", "cancelled"}


def consent(source: Source) -> Pieces:
    """What was permitted or denied, to whom, until when. Finer rules are listed: nothing is disclosed by this fact."""
    status = string(source.get("status"))
    if status != "active":
        raise NotMapped(f"the consent is {status or 'without status'}, not active")
    rule = source.get("provision")
    provision: dict[str, Any] = rule if isinstance(rule, dict) else {}
    stated = string(provision.get("type"))
    policy = next((_POLICY[c] for _, c in codings(source.get("policyRule")) if c in _POLICY), "")
    decision = stated if stated in ("permit", "deny") else policy
    if not decision:
        raise NotMapped("does not say whether it permits or denies")
    actors = [source.name(each.get("reference")) for each in objects(provision.get("actor"))]
    organisations = [source.name(each) for each in items(source.get("organization"))]
    about = "; ".join(text for text in (label(source.get("scope")), labels(source.get("category"))) if text)
    period = provision.get("period")
    yield source.fact(
        ConsentGiven,
        about=about or "Consent",
        decision=decision,
        to=", ".join(dict.fromkeys(name for name in [*actors, *organisations] if name)),
        expires=day(period.get("end"), last=True) if isinstance(period, dict) else None,
        said_by=source.speaker("performer"),
        recorded_on=source.written("dateTime"),
        since=source.date("dateTime"),
    )
    for name in _RULES:
        if name in provision:
            why = "the finer rules of the consent are not applied here: read the document before disclosing"
            yield Part(part=f"provision.{name}", why=why, content=provision[name])
    yield from _attachment(source, source.get("sourceAttachment"), "attached", "Document attached to the consent")


def coverage(source: Source) -> Pieces:
    """Insurance: by whom and which plan."""
    status = string(source.get("status"))
    if status in ("cancelled", "draft"):
        raise NotMapped(f"the coverage is {status}")
    payers = [source.name(each) for each in items(source.get("payor"))]
    plans = [string(each.get("name")) or string(each.get("value")) for each in objects(source.get("class"))]
    parts = [label(source.get("type")), *payers, *plans]
    text = ", ".join(dict.fromkeys(part for part in parts if part))
    yield source.fact(
        Circumstance,
        topic="insurance",
        state="insured",
        text=text or "Insured; by whom is not said",
        since=source.date("period"),
        until=source.date("period", last=True),
    )


def document(source: Source) -> Pieces:
    """A document: its plain text is kept; anything else is listed."""
    if string(source.get("status")) in _NOT_CURRENT:
        raise NotMapped("the document was superseded")
    title = plain(label(source.get("type"))) or string(source.get("description")) or "Document"
    kept = False
    for number, each in enumerate(objects(source.get("content"))):
        for piece in _attachment(source, each.get("attachment"), f"d{number}", title, found=codes(source.get("type"))):
            kept = kept or isinstance(piece, Observation)
            yield piece
    if not kept and not objects(source.get("content")):
        raise NotMapped("holds no document")


def _attachment(source: Source, value: Any, part: str, title: str, *, found: Any = ()) -> Pieces:
    if not isinstance(value, dict):
        return
    text = _plain_text(value)
    if text:
        yield source.fact(
            Observation,
            part,
            label=title,
            codes=found,
            value=text,
            said_by=source.speaker("author", "performer"),
            recorded_on=source.written("date", "dateTime"),
            since=source.date("date", "dateTime"),
        )
        return
    known = {key: each for key, each in value.items() if key != "data"}
    yield Part(part=part, why="the attached document is not plain text, or is not in the input", content=known)


def _plain_text(attachment: dict[str, Any]) -> str:
    kind = string(attachment.get("contentType")).split(";")[0].strip().lower()
    if kind not in ("text/plain", "text/markdown") or not string(attachment.get("data")):
        return ""
    try:
        return base64.b64decode(attachment["data"], validate=False).decode("utf-8").replace("\x00", "").strip()
    except (binascii.Error, ValueError):
        return ""


def report(source: Source) -> Pieces:
    """A report: its conclusion; its results are observations of their own."""
    header: Header = {
        "said_by": source.speaker("performer", "resultsInterpreter"),
        "recorded_on": source.written("issued"),
        "since": source.date("effectiveDateTime", "effectivePeriod"),
    }
    name = plain(label(source.get("code"))) or "Report"
    texts = [string(source.get("conclusion")), labels(source.get("conclusionCode"))]
    conclusion = "; ".join(text for text in texts if text)
    results = items(source.get("result"))
    missing = [each for each in results if source.target(each) is None]
    forms = objects(source.get("presentedForm"))
    if not conclusion and not forms and (not results or len(missing) == len(results)):
        raise NotMapped("holds no conclusion, and its results are not in the input")
    if conclusion:
        found = codes(source.get("code"))
        yield source.fact(Observation, label=name, codes=found, value=conclusion, **header)
    for number, form in enumerate(forms):
        yield from _attachment(source, form, f"form{number}", name, found=codes(source.get("code")))
    for each in missing if conclusion or forms or results else ():
        yield Part(part="result", why="the result is not in the input", content=each)
