"""Code systems: the URI that comes in, and the name that the record uses."""

from goldthread.terms import CODE_SYSTEMS

# Source of the OIDs: HL7 FHIR R4, "Using Code Systems with FHIR" (hl7.org/fhir/R4/terminologies-systems.html).
SYSTEM_NAMES = {
    **{uri: name for name, uri in CODE_SYSTEMS.items()},
    "urn:oid:2.16.840.1.113883.6.90": "icd-10-cm",
    "urn:oid:2.16.840.1.113883.6.96": "snomed-ct",
    "urn:oid:2.16.840.1.113883.6.1": "loinc",
    "urn:oid:2.16.840.1.113883.6.88": "rxnorm",
    "http://loinc.org/": "loinc",
    "http://snomed.info/sct/": "snomed-ct",
}
