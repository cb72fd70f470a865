"""Terms: the words that every room uses: life domains, sections of a plan, substances, codes, identifiers.

Lives here: closed lists of words and small values that carry them. Never lives here: anything that knows what a
record, a need or a plan is.
"""

from goldthread.terms.codes import CODE_SYSTEMS, Code
from goldthread.terms.content import Citation, Content, Permission
from goldthread.terms.identifiers import ItemId, slug
from goldthread.terms.people import Role, Words
from goldthread.terms.sections import Aspect, LifeDomain, Section
from goldthread.terms.substances import Frequency, Route, Substance

__all__ = [
    "CODE_SYSTEMS",
    "Aspect",
    "Citation",
    "Code",
    "Content",
    "Frequency",
    "ItemId",
    "LifeDomain",
    "Permission",
    "Role",
    "Route",
    "Section",
    "Substance",
    "Words",
    "slug",
]
