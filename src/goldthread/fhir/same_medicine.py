"""The same medicine ordered twice: where one order has no directions and another says "as needed", both are so.

Discharge orders often repeat a medicine without its directions; read alone they would say that it is taken regularly.
"""

import re
from collections.abc import Sequence

import msgspec

from goldthread.record import AnyFact, Medicine

_BRAND = re.compile(r"\s*\[[^]]*\]\s*$")


def as_needed_together(facts: Sequence[AnyFact]) -> list[AnyFact]:
    """The same facts, those orders without directions as needed whose medicine another order calls so."""
    medicines = [fact for fact in facts if isinstance(fact, Medicine)]
    needed = {_name(each) for each in medicines if each.status == "as-needed"}
    regular = {_name(each) for each in medicines if each.status == "active" and each.directions}
    return [_together(fact, needed - regular) for fact in facts]


def _name(medicine: Medicine) -> str:
    """The name without the brand in brackets that RxNorm adds."""
    return _BRAND.sub("", medicine.name).casefold()


def _together(fact: AnyFact, needed: set[str]) -> AnyFact:
    if not isinstance(fact, Medicine) or fact.status != "active" or fact.directions or _name(fact) not in needed:
        return fact
    return msgspec.structs.replace(fact, status="as-needed")
