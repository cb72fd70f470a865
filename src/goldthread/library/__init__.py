"""Library: the signed clinical content, and the one module that reads it.

Lives here: instruments, needs, links, modalities, goal prompts, objective patterns, medicine classes, sources, as
YAML files with author, sources, dates, permission and review; and the loader. Never lives here: a rule in code.
"""

from goldthread.library.loading import Library, load_library

__all__ = ["Library", "load_library"]
