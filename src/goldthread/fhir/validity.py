"""Is this valid FHIR R4? `fhir.resources` knows the shapes (its R4B classes: for every kind that is read here R4B and
R4 are the same); this module keeps it at arm's length and speaks of fields and rules only, never of values.
"""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

Path_ = tuple[str | int, ...]
_FORMATS = ("string_pattern_mismatch", "value_error", "date_", "datetime_", "time_")


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong. `weight`: an element that R4 does not know ("unknown"), a date or code that is written
    wrongly ("format"), or a resource that cannot be used ("broken")."""

    path: Path_
    what: str
    weight: Literal["unknown", "format", "broken"]

    @property
    def field(self) -> str:
        """The path as FHIR writes it: `item[0].linkId`."""
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path).lstrip(".")


def faults(resource: dict[str, Any]) -> tuple[Fault, ...]:
    """All that is wrong with the resource, in the order of its elements; empty where it is valid."""
    # Imported here because it takes long, and nothing else in the product needs it.
    from fhir.resources.R4B import get_fhir_model_class  # noqa: PLC0415
    from pydantic import ValidationError  # noqa: PLC0415

    kind = resource.get("resourceType")
    try:
        model = get_fhir_model_class(kind)
    except (KeyError, ValueError, TypeError):
        return (_broken(("resourceType",), "is no kind of resource that FHIR R4 has"),)
    try:
        model.model_validate(resource)
    except ValidationError as error:
        return tuple(_said(error.errors(include_url=False, include_context=False, include_input=False)))
    except (ValueError, TypeError, KeyError, AttributeError, AssertionError, RecursionError):
        return (_broken((), "does not have the shape of its kind"),)
    return ()


def _broken(path: Path_, what: str) -> Fault:
    return Fault(path=path, what=what, weight="broken")


def _said(errors: list[Any]) -> Iterator[Fault]:
    for error in errors:
        path: Path_ = tuple(error["loc"])
        kind, message = error["type"], error["msg"]
        if kind == "extra_forbidden":
            yield Fault(path=path, what="is no element of FHIR R4", weight="unknown")
        elif kind == "missing" or kind.endswith(".missing"):
            yield _broken(path, "is missing")
        elif kind == "value_error" and "does not match spec" not in message:
            yield _broken(path, "breaks a rule of its kind")
        elif kind.startswith(_FORMATS):
            yield Fault(path=path, what="is not written as FHIR R4 asks", weight="format")
        else:
            yield _broken(path, "has the wrong type")
