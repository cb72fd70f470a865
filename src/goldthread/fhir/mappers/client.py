"""Patient: the client, and the facts that stand in the same resource."""

import datetime
from collections.abc import Mapping
from typing import Any

from goldthread.fhir.elements import (
    at,
    codings,
    day,
    extensions,
    is_exact,
    items,
    label,
    labels,
    objects,
    one_name,
    person_name,
    string,
    sub_extension,
)
from goldthread.fhir.mappers.people import support
from goldthread.fhir.maps.instruments import YES
from goldthread.fhir.maps.people import (
    BIRTH_SEX,
    ETHNICITY,
    GENDER_IDENTITY,
    INTERPRETER,
    MARITAL,
    PRONOUNS,
    RACE,
    SEX,
    SEXES,
    TRIBE,
    VETERAN,
)
from goldthread.fhir.source import Part, Pieces, Source
from goldthread.record import Barrier, CareMember, Circumstance, Client, Observation, Support
from goldthread.terms import slug

KNOWN_EXTENSIONS = frozenset(
    {RACE, ETHNICITY, TRIBE, BIRTH_SEX, PRONOUNS, VETERAN} | SEX | GENDER_IDENTITY | INTERPRETER
)


def client_of(patient: Mapping[str, Any] | None, *, key: str, name: str) -> Client:
    """The client of a Patient resource, or a placeholder for one that is only referred to."""
    own = key.rpartition("/")[2] or key
    if patient is None:
        return Client(id=slug(own or "unlinked"), name=name or (f"Client {own}" if own else "No client named"))
    born = patient.get("birthDate")
    return Client(
        id=slug(own),
        name=person_name(patient.get("name")) or name or f"Client {own}",
        born=day(born) if is_exact(born) else None,
        pronouns=_pronouns(patient),
        sex=_sex(patient),
        gender=_gender(patient),
        language=_language(patient),
    )


def _extension(patient: Mapping[str, Any], urls: frozenset[str] | set[str]) -> Any:
    return next((body for url, body in extensions(patient) if url in urls), None)


def _value(body: Any) -> Any:
    return next((each for name, each in (body or {}).items() if name.startswith("value")), None)


def _pronouns(patient: Mapping[str, Any]) -> str:
    body = _extension(patient, {PRONOUNS})
    return labels(sub_extension(body, "value")) or label(_value(body)) if body else ""


def _gender(patient: Mapping[str, Any]) -> str:
    body = _extension(patient, GENDER_IDENTITY)
    return (label(_value(body)) or labels(sub_extension(body, "value"))) if body else ""


def _sex(patient: Mapping[str, Any]) -> Any:
    """The sex that published cut-offs depend on: as recorded for clinical use, at birth, else administrative."""
    for urls in (SEX, {BIRTH_SEX}):
        value = _value(_extension(patient, urls))
        code = value if isinstance(value, str) else string(at(value, "code")) or _first_code(value)
        if code in SEXES:
            return SEXES[code]
    gender = string(patient.get("gender"))
    return gender if gender in ("female", "male", "other") else "unknown"


def _first_code(value: Any) -> str:
    return next((code for _, code in codings(value)), "")


def _language(patient: Mapping[str, Any]) -> str:
    spoken = objects(patient.get("communication"))
    preferred = next((each for each in spoken if each.get("preferred") is True), spoken[0] if spoken else {})
    code = _first_code(preferred.get("language"))
    return code.split("-")[0].lower() or "en"


def patient(source: Source) -> Pieces:
    """The facts beside the client: identity as recorded, language, service, partnership, contacts."""
    yield from _identity(source)
    yield from _languages(source)
    yield from _partnership(source)
    for number, each in enumerate(objects(source.get("contact"))):
        yield from _contact(source, each, number)
    for number, each in enumerate(items(source.get("generalPractitioner"))):
        name = source.name(each)
        if name:
            yield source.fact(CareMember, f"gp{number}", name=name, role="general practitioner")
    yield from _left_over(source)


def _identity(source: Source) -> Pieces:
    for url, name, part in ((RACE, "Race", "race"), (ETHNICITY, "Ethnicity", "ethnicity"), (TRIBE, "Tribe", "tribe")):
        body = _extension(source.resource, {url})
        inner = [label(v) or string(v) for key in ("text", "tribalAffiliation") for v in sub_extension(body, key)]
        text = "; ".join(each for each in inner if each) or labels(sub_extension(body, "ombCategory"))
        if text:
            yield source.fact(Observation, part, label=f"{name} (as recorded)", value=text)
    sex = _value(_extension(source.resource, {BIRTH_SEX}))
    if isinstance(sex, str) and sex in SEXES:
        yield source.fact(Observation, "birth-sex", label="Sex recorded at birth", value=SEXES[sex])
    served = _value(_extension(source.resource, {VETERAN}))
    if isinstance(served, bool):
        state = "veteran" if served else "no"
        text = "Veteran status in the chart: yes" if served else "Veteran status in the chart: no"
        yield source.fact(Circumstance, "veteran", topic="veteran", state=state, text=text)


def _languages(source: Source) -> Pieces:
    spoken = "; ".join(label(each.get("language")) for each in objects(source.get("communication")))
    body = _extension(source.resource, INTERPRETER)
    value = _value(body)
    needed = value is True or any(code in YES for _, code in codings(value))
    if needed:
        text = f"Interpreter needed; language: {spoken}" if spoken else "Interpreter needed"
        yield source.fact(Circumstance, "interpreter", topic="language", state="interpreter-needed", text=text)
        yield source.fact(Barrier, "language", topic="language", text=text)
    elif spoken and _language(source.resource) != "en":
        text = f"Language: {spoken} (whether an interpreter is needed is not said)"
        yield source.fact(Circumstance, "language", topic="language", state="limited-english", text=text)


def _partnership(source: Source) -> Pieces:
    found = source.get("maritalStatus")
    state = next((MARITAL[code] for _, code in codings(found) if code in MARITAL), None)
    if state:
        text = label(found) if len(label(found)) > 1 else state
        yield source.fact(Circumstance, "partnership", topic="partnership", state=state, text=text)
    elif found:
        yield Part(part="maritalStatus", why="this marital status is not known here", content=found)


def _contact(source: Source, contact: dict[str, Any], number: int) -> Pieces:
    name = person_name(contact.get("name"))
    if not name:
        yield Part(part=f"contact[{number}]", why="names nobody", content=contact)
        return
    fields = support(name=name, relationship=contact.get("relationship"), telecom=contact.get("telecom"))
    yield source.fact(Support, f"contact{number}", **fields)


def _left_over(source: Source) -> Pieces:
    """What a record of a client has no place for, and what must be seen before anything is planned."""
    used = person_name(source.get("name"))
    others = [each for each in objects(source.get("name")) if one_name(each) and one_name(each) != used]
    if others:
        yield Part(part="name", why="a name other than the one in use", content=others)
    born = source.get("birthDate")
    if born and not (is_exact(born) and day(born)):
        yield Part(part="birthDate", why="names no day: the age is not known", content=born)
    name, died = source.choice("deceased")
    if died is True or (isinstance(died, str) and _is_date(died)):
        yield Part(
            part=name, why="the chart says that this person has died: ask before anything is planned", content=died
        )
    if source.get("active") is False:
        yield Part(part="active", why="the chart is no longer in use", content=False)


def _is_date(value: str) -> bool:
    return isinstance(day(value), datetime.date)
