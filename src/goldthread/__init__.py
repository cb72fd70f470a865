"""Goldthread: from what is known about a person to an individualized treatment plan whose every line can be traced.

The verbs of the command line are functions here; see `docs/reference/api.md`.
"""

__version__ = "0.1.0"
