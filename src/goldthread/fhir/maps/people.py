"""People: relations, names of extensions, marital status.

Relations: HL7 v3-RoleCode and v2-0131 as R4's relatedperson-relationshiptype value set has them. Extensions: HL7 US
Core 85bf4af and HL7 US Behavioral Health Profiles 7ad613c.
"""

FAMILY = {
    "CHILD": "child",
    "DAU": "daughter",
    "DAUC": "daughter",
    "SON": "son",
    "SONC": "son",
    "PRN": "parent",
    "MTH": "mother",
    "NMTH": "mother",
    "FTH": "father",
    "NFTH": "father",
    "SIB": "sibling",
    "SIS": "sister",
    "BRO": "brother",
    "GRPRN": "grandparent",
    "GRMTH": "grandmother",
    "GRFTH": "grandfather",
    "GRNDCHILD": "grandchild",
    "AUNT": "aunt",
    "UNCLE": "uncle",
    "COUSN": "cousin",
    "NIECE": "niece",
    "NEPHEW": "nephew",
    "FAMMEMB": "family member",
    "EXT": "extended family",
}
PARTNER = {
    "SPS": "spouse",
    "WIFE": "wife",
    "HUSB": "husband",
    "DOMPART": "domestic partner",
    "SIGOTHR": "partner",
}
OTHER = {"FRND": "friend", "NBOR": "neighbour", "ROOM": "roommate", "C": "emergency contact", "N": "next of kin"}
FRIENDS = {"FRND", "NBOR", "ROOM"}
EMERGENCY_CONTACT = "C"

# v3-MaritalStatus
MARITAL = {
    "M": "married",
    "T": "living-with-partner",
    "C": "living-with-partner",
    "S": "single",
    "U": "single",
    "D": "divorced",
    "A": "divorced",
    "L": "separated",
    "I": "separated",
    "W": "widowed",
}

_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/"
_FHIR = "http://hl7.org/fhir/StructureDefinition/"
RACE = f"{_CORE}us-core-race"
ETHNICITY = f"{_CORE}us-core-ethnicity"
TRIBE = f"{_CORE}us-core-tribal-affiliation"
BIRTH_SEX = f"{_CORE}us-core-birthsex"
SEX = {f"{_CORE}us-core-sex", f"{_CORE}us-core-individual-sex"}
GENDER_IDENTITY = {f"{_CORE}us-core-genderIdentity", f"{_FHIR}individual-genderIdentity"}
PRONOUNS = f"{_FHIR}individual-pronouns"
VETERAN = "http://hl7.org/fhir/us/military-service/StructureDefinition/military-service-veteran-status"
INTERPRETER = {f"{_CORE}us-core-interpreter-needed", f"{_FHIR}patient-interpreterRequired"}
# SNOMED CT findings of sex, as US Core's extension gives them, and HL7's own birth sex codes.
SEXES = {"248152002": "female", "248153007": "male", "F": "female", "M": "male"}
