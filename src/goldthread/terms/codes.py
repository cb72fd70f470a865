"""Codes of published code systems, always with the system that they belong to."""

from typing import Annotated

import msgspec

# The name used in case files, and the URI that FHIR gives the system. Code tables are not shipped here.
CODE_SYSTEMS = {
    "icd-10-cm": "http://hl7.org/fhir/sid/icd-10-cm",
    "snomed-ct": "http://snomed.info/sct",
    "loinc": "http://loinc.org",
    "rxnorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
}


class Code(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One code. `system` is a name of CODE_SYSTEMS, or the URI that came with the input."""

    system: Annotated[str, msgspec.Meta(min_length=1)]
    code: Annotated[str, msgspec.Meta(min_length=1)]
    display: str = ""
