"""RelatedPerson and CareTeam: who stands by the client, and who takes part in the care."""

from typing import Any

from goldthread.fhir.elements import codings, day, items, label, labels, objects, person_name, plain, string, telecoms
from goldthread.fhir.maps.people import EMERGENCY_CONTACT, FAMILY, FRIENDS, OTHER, PARTNER
from goldthread.fhir.source import NotMapped, Part, Pieces, Source
from goldthread.record import CareMember, Support


def related_person(source: Source) -> Pieces:
    """Somebody close. Strained only where the input says so in as many words."""
    if source.get("active") is False:
        raise NotMapped("the relation is no longer active")
    name = person_name(source.get("name"))
    if not name:
        raise NotMapped("names nobody")
    yield source.fact(
        Support,
        **support(name=name, relationship=source.get("relationship"), telecom=source.get("telecom")),
        since=source.date("period"),
        until=source.date("period", last=True),
    )


def support(*, name: str, relationship: Any, telecom: Any) -> dict[str, Any]:
    """The fields of a support by name, coded relationship and contact."""
    found = [(code, label(each)) for each in items(relationship) for _, code in codings(each)]
    upper = [code.upper() for code, _ in found]
    own = next((table[code] for table in (PARTNER, FAMILY) for code in upper if code in table), "")
    texts = [plain(label(each)) for each in items(relationship)]
    other = next((OTHER[code] for code in upper if code in OTHER), "")
    # A display says more than the code's own word ("Adult child"); a bare code is given in words.
    relation = next((text.lower() for text in texts if text and text.upper() not in upper), own or other)
    kind = (
        "partner"
        if any(code in PARTNER for code in upper)
        else "family"
        if any(code in FAMILY for code in upper)
        else "friend"
        if any(code in FRIENDS for code in upper)
        else "other"
    )
    return {
        "name": name,
        "relation": relation or "relation not stated",
        "type": kind,
        "contact": telecoms(telecom),
        "strained": "estranged" in relation,
        "available_in_crisis": EMERGENCY_CONTACT in upper,
    }


def care_team(source: Source) -> Pieces:
    """Each member of the team with their part in it; the client is not listed as their own team."""
    if string(source.get("status")) == "inactive":
        raise NotMapped("the team is no longer active")
    team = string(source.get("name"))
    for number, each in enumerate(objects(source.get("participant"))):
        member = each.get("member")
        name = source.name(member)
        if source.is_patient(member):
            continue
        if not name:
            yield Part(part=f"participant[{number}]", why="the member is not named in the input", content=each)
            continue
        roles = "; ".join(plain(text) for text in labels(each.get("role")).split("; ") if text)
        yield source.fact(
            CareMember,
            f"m{number}",
            name=name,
            role=roles or team or "member of the care team",
            organisation=source.name(each.get("onBehalfOf")),
            until=_end(each),
        )


def _end(participant: dict[str, Any]) -> Any:
    period = participant.get("period")
    return day(period.get("end"), last=True) if isinstance(period, dict) else None
