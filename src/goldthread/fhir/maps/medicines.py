"""Medicines: what FHIR's statuses and the codes for taking them mean in the record.

Statuses: HL7 FHIR R4 value sets medicationrequest-status, medication-statement-status, medicationdispense-status. Codes
for taking: SNOMED CT as met in HL7 US Core 85bf4af and HL7 US Behavioral Health Profiles 7ad613c; the words are ours.
"""

# A completed order was carried out: whether the medicine is still taken is not said.
REQUEST = {
    "active": "active",
    "on-hold": "unknown",
    "cancelled": "declined",
    "completed": "unknown",
    "stopped": "stopped",
    "draft": "offered",
    "unknown": "unknown",
}
STATEMENT = {
    "active": "active",
    "completed": "stopped",
    "intended": "offered",
    "stopped": "stopped",
    "on-hold": "unknown",
    "unknown": "unknown",
    "not-taken": "active",
}
DISPENSE = {
    "preparation": "offered",
    "in-progress": "active",
    "cancelled": "declined",
    "on-hold": "unknown",
    "completed": "unknown",
    "stopped": "stopped",
    "declined": "declined",
    "unknown": "unknown",
}
ADHERENCE_URL = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-medication-adherence"
ADHERENCE = {
    ("snomed-ct", "702565001"): "not",
    ("snomed-ct", "275928001"): "sometimes",
    ("snomed-ct", "1156699004"): "as-agreed",
}
EVENTS = {"1912002": "fall"}
SEVERE_REACTIONS = {"39579001"}  # anaphylaxis
NO_ALLERGY = {"716186003", "409137002", "428607008", "429625007"}  # no known (drug, environmental, food) allergy
