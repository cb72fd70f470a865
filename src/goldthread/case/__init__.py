"""Case: the case file, the notation that everything shares: a record, optionally a plan and a date.

Lives here: reading and writing case files and fragments of them, and the standing cast of invented people.
Never lives here: anything that judges a case.
"""

from goldthread.case.casefile import Case, CaseFile, read_case, read_fragment, write_case
from goldthread.case.cast import cast_names, cast_path
from goldthread.case.starter import starter_case

__all__ = ["Case", "CaseFile", "cast_names", "cast_path", "read_case", "read_fragment", "starter_case", "write_case"]
