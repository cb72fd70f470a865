"""Kinds of resources: which are read by which mapper, which only lend a name to others, and why the rest is listed."""

from collections.abc import Callable

from goldthread.fhir.mappers.allergies import adverse_event, allergy
from goldthread.fhir.mappers.client import KNOWN_EXTENSIONS, patient
from goldthread.fhir.mappers.conditions import condition
from goldthread.fhir.mappers.events import encounter, procedure
from goldthread.fhir.mappers.forms import questionnaire_response
from goldthread.fhir.mappers.goals import GAS_URL, care_plan, goal, service_request
from goldthread.fhir.mappers.medicines import dispense, request, statement
from goldthread.fhir.mappers.observations import observation
from goldthread.fhir.mappers.papers import consent, coverage, document, report
from goldthread.fhir.mappers.people import care_team, related_person
from goldthread.fhir.maps.events import INTERPRETER_URL
from goldthread.fhir.maps.medicines import ADHERENCE_URL
from goldthread.fhir.source import Pieces, Source

Mapper = Callable[[Source], Pieces]

MAPPERS: dict[str, Mapper] = {
    "AdverseEvent": adverse_event,
    "AllergyIntolerance": allergy,
    "CarePlan": care_plan,
    "CareTeam": care_team,
    "Condition": condition,
    "Consent": consent,
    "Coverage": coverage,
    "DiagnosticReport": report,
    "DocumentReference": document,
    "Encounter": encounter,
    "Goal": goal,
    "MedicationDispense": dispense,
    "MedicationRequest": request,
    "MedicationStatement": statement,
    "Observation": observation,
    "Patient": patient,
    "Procedure": procedure,
    "QuestionnaireResponse": questionnaire_response,
    "RelatedPerson": related_person,
    "ServiceRequest": service_request,
}

# Read where another resource refers to them: they lend it a name.
SUPPORTING = {"Location", "Medication", "Organization", "Practitioner", "PractitionerRole"}
UNUSED = "nothing that was read refers to it"

WHY_LISTED = {
    "Claim": "is a bill: it says nothing of the person that its encounter does not say",
    "ExplanationOfBenefit": "is a bill: it says nothing of the person that its encounter does not say",
    "Immunization": "is an immunization: no need is derived from it; kept as it is",
    "Questionnaire": "is the wording of a form, not about a client: import it with `read_questionnaire`",
    "Provenance": "says who made another resource; kept as it is",
    "RiskAssessment": "is a prediction: a risk enters the record only as somebody has judged it",
    "EpisodeOfCare": "is the administration of care; kept as it is",
}
NOT_READ = "this kind of resource is not read; kept as it is"

# What every resource may hold and what says nothing of the person: not read, not listed. The narrative of a resource is
# listed where it says more than its elements do.
ADMINISTRATIVE = frozenset(
    {
        "resourceType", "id", "meta", "implicitRules", "language", "text", "identifier", "contained", "extension",
        "subject", "patient", "beneficiary", "encounter", "basedOn", "partOf", "status", "category", "priority",
        "instantiatesCanonical", "instantiatesUri", "requisition",
    }
)  # fmt: skip

# The elements that each mapper reads; a trailing star stands for every type of a choice. Others are listed.
READS: dict[str, tuple[str, ...]] = {
    "AdverseEvent": ("actuality", "event", "date", "detected", "recordedDate", "recorder", "suspectEntity"),
    "AllergyIntolerance": (
        "clinicalStatus", "verificationStatus", "criticality", "code", "onset*", "recordedDate", "recorder", "asserter",
        "reaction", "note", "type",
    ),
    "CarePlan": (
        "title", "description", "intent", "created", "author", "contributor", "period", "activity", "goal", "careTeam",
        "addresses", "note", "replaces",
    ),
    "CareTeam": ("name", "participant", "managingOrganization", "period"),
    "Condition": (
        "clinicalStatus", "verificationStatus", "severity", "code", "onset*", "abatement*", "recordedDate", "recorder",
        "asserter",
    ),
    "Consent": ("scope", "dateTime", "performer", "organization", "sourceAttachment", "policyRule", "provision"),
    "Coverage": ("type", "subscriberId", "relationship", "period", "payor", "class"),
    "DiagnosticReport": (
        "code", "effective*", "issued", "performer", "resultsInterpreter", "result", "conclusion", "conclusionCode",
        "presentedForm", "specimen",
    ),
    "DocumentReference": ("type", "date", "author", "description", "content", "docStatus", "custodian", "context"),
    "Encounter": (
        "class", "type", "period", "reasonCode", "reasonReference", "diagnosis", "hospitalization", "location",
        "participant", "serviceProvider", "length", "statusHistory", "classHistory", "account", "appointment",
        "episodeOfCare",
    ),
    "Goal": (
        "lifecycleStatus", "achievementStatus", "description", "startDate", "target", "statusDate", "statusReason",
        "expressedBy", "addresses", "note",
    ),
    "MedicationDispense": (
        "medication*", "statusReason*", "performer", "whenPrepared", "whenHandedOver", "quantity", "dosageInstruction",
        "note", "authorizingPrescription", "location", "daysSupply",
    ),
    "MedicationRequest": (
        "statusReason", "intent", "doNotPerform", "reported*", "medication*", "authoredOn", "requester", "recorder",
        "reasonCode", "reasonReference", "note", "dosageInstruction", "dispenseRequest", "substitution",
        "groupIdentifier", "courseOfTherapyType",
    ),
    "MedicationStatement": (
        "statusReason", "medication*", "effective*", "dateAsserted", "informationSource", "derivedFrom", "reasonCode",
        "reasonReference", "note", "dosage",
    ),
    "Observation": (
        "code", "effective*", "issued", "performer", "value*", "dataAbsentReason", "interpretation", "note",
        "hasMember", "derivedFrom", "component", "referenceRange", "specimen", "device",
    ),
    "Patient": (
        "active", "name", "gender", "birthDate", "deceased*", "communication", "maritalStatus", "contact",
        "generalPractitioner",
    ),
    "Procedure": (
        "statusReason", "code", "performed*", "recorder", "asserter", "performer", "location", "reasonCode",
        "reasonReference", "outcome",
    ),
    "QuestionnaireResponse": ("questionnaire", "authored", "author", "source", "item"),
    "RelatedPerson": ("active", "relationship", "name", "telecom", "gender", "birthDate", "period"),
    "ServiceRequest": (
        "intent", "doNotPerform", "code", "occurrence*", "authoredOn", "requester", "performer", "performerType",
        "reasonCode", "reasonReference", "note", "patientInstruction", "replaces", "specimen",
    ),
}  # fmt: skip

# Extensions that are read, by kind of resource; others are listed.
EXTENSIONS: dict[str, frozenset[str]] = {
    "Condition": frozenset({"http://hl7.org/fhir/StructureDefinition/condition-assertedDate"}),
    "Encounter": frozenset({INTERPRETER_URL}),
    "Goal": frozenset({GAS_URL}),
    "MedicationRequest": frozenset({ADHERENCE_URL}),
    "Patient": KNOWN_EXTENSIONS,
    "ServiceRequest": frozenset({"http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal"}),
}


def reads(kind: str, element: str) -> bool:
    """Whether the mapper of that kind reads the element, or nobody needs to."""
    if element in ADMINISTRATIVE:
        return True
    return any(element.startswith(name[:-1]) if name.endswith("*") else element == name for name in READS.get(kind, ()))
