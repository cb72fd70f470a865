"""Notation: how values are written in files, and how a file that is wrong is answered.

Lives here: reading YAML and JSON with the position of every value, errors that name file, line, column and field,
canonical bytes for hashing. Never lives here: any word about people, plans or treatment.
"""

from goldthread.notation.canonical import canonical_bytes, digest
from goldthread.notation.converting import convert, said_plainly
from goldthread.notation.document import Document
from goldthread.notation.errors import BadInput, Place
from goldthread.notation.reading import read_document

__all__ = ["BadInput", "Document", "Place", "canonical_bytes", "convert", "digest", "read_document", "said_plainly"]
