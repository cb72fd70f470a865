"""Encounters and procedures: which class is a stay, and which care belongs to the history of treatment.

Classes: HL7 v3-ActCode, ActEncounterCode. Procedures: SNOMED CT and HCPCS codes met in HL7 US Behavioral Health
Profiles 7ad613c, HL7 US Core 85bf4af, HL7/pco-ig 3213629 and smart-on-fhir/generated-sample-data 25ac808; names and
modality are ours.
"""

EMERGENCY = "EMER"
HOSPITAL = {"IMP", "ACUTE", "NONAC", "OBSENC", "SS"}
INTERPRETER_URL = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed"

# Code, person-first name, id of the catalogue where it is one of its modalities.
TREATMENTS: dict[tuple[str, str], tuple[str, str | None]] = {
    ("snomed-ct", "56876005"): ("Withdrawal management and rehabilitation", None),
    ("snomed-ct", "24165007"): ("Counselling for alcohol use", "individual-counselling"),
    ("snomed-ct", "424407005"): ("Education and counselling to stop using substances", None),
    ("snomed-ct", "720175009"): ("Alcohol harm reduction programme", None),
    ("snomed-ct", "461481000124109"): ("Peer support", "peer-support"),
    ("snomed-ct", "1259023009"): ("Mindfulness-based stress reduction", "mindfulness"),
    ("snomed-ct", "91251008"): ("Physical therapy", "physical-therapy"),
    ("", "H0025"): ("Behavioural health prevention education", None),
}
