"""A small bundle of our own about nobody: Rosa Marin, 41. Every kind of resource that is read stands in it once, so
that a checkout without the published inputs proves the same rules."""

from typing import Any

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
CORE = "http://hl7.org/fhir/us/core/StructureDefinition/"
ROSA = {"reference": "Patient/rosa", "display": "Rosa Marin"}
DR_LIND = {"reference": "Practitioner/lind"}


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    """A collection of resources."""
    entries = [{"fullUrl": f"urn:uuid:{number}", "resource": each} for number, each in enumerate(resources)]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def concept(system: str, code: str, display: str = "", text: str = "") -> dict[str, Any]:
    """A CodeableConcept."""
    coding = {"system": system, "code": code, "display": display}
    made: dict[str, Any] = {"coding": [{key: value for key, value in coding.items() if value}]}
    return {**made, "text": text} if text else made


def coded(kind: str, code: str) -> dict[str, Any]:
    """A status as HL7 codes it."""
    return concept(f"http://terminology.hl7.org/CodeSystem/{kind}", code)


def patient(**more: Any) -> dict[str, Any]:
    """Rosa herself."""
    return {
        "resourceType": "Patient",
        "id": "rosa",
        "name": [{"use": "usual", "given": ["Rosa"], "family": "Marin"}],
        "gender": "female",
        "birthDate": "1985-04-02",
        **more,
    }


def condition(code: dict[str, Any], id_: str = "c1", **more: Any) -> dict[str, Any]:
    """A confirmed, active condition."""
    return {
        "resourceType": "Condition",
        "id": id_,
        "clinicalStatus": coded("condition-clinical", "active"),
        "verificationStatus": coded("condition-ver-status", "confirmed"),
        "code": code,
        "subject": ROSA,
        **more,
    }


def observation(code: dict[str, Any], id_: str = "o1", **more: Any) -> dict[str, Any]:
    """A final observation of 2024."""
    return {
        "resourceType": "Observation",
        "id": id_,
        "status": "final",
        "code": code,
        "subject": ROSA,
        "effectiveDateTime": "2024-03-05",
        **more,
    }


def form(questionnaire: str, *items: dict[str, Any], id_: str = "q1", **more: Any) -> dict[str, Any]:
    """A completed form of 2024."""
    return {
        "resourceType": "QuestionnaireResponse",
        "id": id_,
        "questionnaire": questionnaire,
        "status": "completed",
        "subject": ROSA,
        "authored": "2024-03-05T10:00:00Z",
        "item": list(items),
        **more,
    }


def answered(link: str, *values: Any, text: str = "") -> dict[str, Any]:
    """One answered item: LOINC answer codes as texts, numbers as numbers."""
    answers = [
        {"valueCoding": {"system": LOINC, "code": each, "display": each}}
        if isinstance(each, str)
        else {"valueBoolean": each}
        if isinstance(each, bool)
        else {"valueInteger": each}
        for each in values
    ]
    return {"linkId": link, "text": text or f"Question {link}", "answer": answers}


def medicine(id_: str = "m1", **more: Any) -> dict[str, Any]:
    """An active order."""
    return {
        "resourceType": "MedicationRequest",
        "id": id_,
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": "sertraline 50 MG Oral Tablet"},
        "subject": ROSA,
        **more,
    }


def everybody() -> list[dict[str, Any]]:
    """One resource of every kind that is read, and of the kinds that lend names."""
    return [
        patient(
            communication=[{"language": concept("urn:ietf:bcp:47", "es", "Spanish"), "preferred": True}],
            maritalStatus=coded("v3-MaritalStatus", "W"),
            contact=[{"name": {"text": "Ana Marin"}, "relationship": [concept("http://x", "C")]}],
            generalPractitioner=[DR_LIND],
        ),
        {"resourceType": "Practitioner", "id": "lind", "name": [{"family": "Lind", "given": ["Eva"]}]},
        condition(concept(ICD, "F10.20", "Alcohol dependence, uncomplicated"), asserter=DR_LIND),
        observation(concept(LOINC, "4548-4", "Hemoglobin A1c"), valueQuantity={"value": 6.1, "unit": "%"}),
        form("http://example.org/Questionnaire/any", answered("a", 3)),
        medicine(requester=DR_LIND, dosageInstruction=[{"text": "one in the morning"}]),
        {
            "resourceType": "MedicationStatement",
            "id": "ms1",
            "status": "stopped",
            "medicationCodeableConcept": {"text": "paroxetine"},
            "statusReason": [{"text": "dizzy and sick"}],
            "subject": ROSA,
            "informationSource": ROSA,
        },
        {
            "resourceType": "MedicationDispense",
            "id": "md1",
            "status": "completed",
            "medicationCodeableConcept": {"text": "naltrexone"},
            "subject": ROSA,
            "whenHandedOver": "2024-03-06",
        },
        {
            "resourceType": "AllergyIntolerance",
            "id": "al1",
            "criticality": "high",
            "code": {"text": "Penicillin"},
            "patient": ROSA,
            "reaction": [{"manifestation": [{"text": "rash"}]}],
        },
        {
            "resourceType": "AdverseEvent",
            "id": "ae1",
            "actuality": "actual",
            "event": concept(SNOMED, "1912002", "Fall (event)"),
            "subject": ROSA,
            "date": "2024-03-07",
            "suspectEntity": [{"instance": {"reference": "MedicationStatement/ms1"}}],
        },
        {
            "resourceType": "Procedure",
            "id": "pr1",
            "status": "completed",
            "code": concept(SNOMED, "24165007", "Alcoholism counseling"),
            "subject": ROSA,
            "performedDateTime": "2023-05",
        },
        {
            "resourceType": "Encounter",
            "id": "e1",
            "status": "finished",
            "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "EMER"},
            "subject": ROSA,
            "period": {"start": "2024-03-05T01:00:00Z", "end": "2024-03-05T09:00:00Z"},
            "reasonCode": [{"text": "chest pain"}],
        },
        {
            "resourceType": "Goal",
            "id": "g1",
            "lifecycleStatus": "active",
            "description": {"text": "I want to sleep through the night"},
            "subject": ROSA,
            "expressedBy": ROSA,
            "startDate": "2024-03-05",
            "target": [
                {"measure": {"text": "hours of sleep"}, "detailQuantity": {"value": 7}, "dueDate": "2024-09-01"}
            ],
        },
        {
            "resourceType": "CarePlan",
            "id": "cp1",
            "status": "active",
            "intent": "plan",
            "title": "After discharge",
            "subject": ROSA,
            "activity": [{"detail": {"status": "not-started", "description": "Walk every day"}}],
        },
        {
            "resourceType": "CareTeam",
            "id": "ct1",
            "status": "active",
            "subject": ROSA,
            "participant": [{"member": DR_LIND, "role": [{"text": "psychiatrist"}]}, {"member": ROSA}],
        },
        {
            "resourceType": "Consent",
            "id": "co1",
            "status": "active",
            "scope": {"text": "Privacy"},
            "category": [{"text": "information disclosure"}],
            "patient": ROSA,
            "dateTime": "2024-03-05",
            "policyRule": concept("http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTIN"),
            "provision": {"period": {"end": "2025-03-05"}},
        },
        {
            "resourceType": "RelatedPerson",
            "id": "rp1",
            "patient": ROSA,
            "name": [{"text": "Luis Marin"}],
            "relationship": [concept("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "SON")],
        },
        {
            "resourceType": "ServiceRequest",
            "id": "sr1",
            "status": "active",
            "intent": "order",
            "code": {"text": "Referral to peer support"},
            "subject": ROSA,
        },
        {
            "resourceType": "Coverage",
            "id": "cv1",
            "status": "active",
            "type": {"text": "Medicaid"},
            "beneficiary": ROSA,
            "payor": [{"display": "State Medicaid"}],
        },
        {
            "resourceType": "DocumentReference",
            "id": "dr1",
            "status": "current",
            "type": {"text": "Progress note"},
            "subject": ROSA,
            "content": [{"attachment": {"contentType": "text/plain", "data": "U2xlcHQgYmV0dGVyLg=="}}],
        },
        {
            "resourceType": "DiagnosticReport",
            "id": "rep1",
            "status": "final",
            "code": {"text": "ECG"},
            "subject": ROSA,
            "conclusion": "Normal sinus rhythm",
        },
    ]
