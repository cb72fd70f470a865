"""Goldthread: from what is known about a person to an individualized treatment plan whose every line can be traced.

The verbs of the command line are functions here:

    import goldthread

    desk = goldthread.open_desk()
    case = goldthread.read_case(Path("walter.yaml")).case
    needs = goldthread.find_needs(case=case, desk=desk)
    plan = goldthread.draft_case(case=case, desk=desk, by="Dana Ruiz")

Nothing is imported until it is used; nothing here knows Django. The reference is `docs/reference/api.md`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goldthread.case import Case, CaseFile, cast_names, cast_path, read_case, write_case
    from goldthread.checks import Finding, all_pages, page_for
    from goldthread.fhir import read_fhir, read_questionnaire
    from goldthread.library import Library, load_library
    from goldthread.notation import BadInput
    from goldthread.paper import render_html, to_pdf
    from goldthread.practice.check_plan import check_plan
    from goldthread.practice.compare_plans import compare_plans, merge_plans
    from goldthread.practice.desk import Desk, open_desk
    from goldthread.practice.draft_case import draft_case, find_options, with_plan
    from goldthread.practice.find_needs import find_needs
    from goldthread.practice.find_twins import find_twins
    from goldthread.practice.score_form import find_instrument, score_form

__version__ = "0.1.0"

_HOMES = {
    "goldthread.case": ("Case", "CaseFile", "cast_names", "cast_path", "read_case", "write_case"),
    "goldthread.checks": ("Finding", "all_pages", "page_for"),
    "goldthread.fhir": ("read_fhir", "read_questionnaire"),
    "goldthread.library": ("Library", "load_library"),
    "goldthread.notation": ("BadInput",),
    "goldthread.paper": ("render_html", "to_pdf"),
    "goldthread.practice.check_plan": ("check_plan",),
    "goldthread.practice.compare_plans": ("compare_plans", "merge_plans"),
    "goldthread.practice.desk": ("Desk", "open_desk"),
    "goldthread.practice.draft_case": ("draft_case", "find_options", "with_plan"),
    "goldthread.practice.find_needs": ("find_needs",),
    "goldthread.practice.find_twins": ("find_twins",),
    "goldthread.practice.score_form": ("find_instrument", "score_form"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "BadInput",
    "Case",
    "CaseFile",
    "Desk",
    "Finding",
    "Library",
    "all_pages",
    "cast_names",
    "cast_path",
    "check_plan",
    "compare_plans",
    "draft_case",
    "find_instrument",
    "find_needs",
    "find_options",
    "find_twins",
    "load_library",
    "merge_plans",
    "open_desk",
    "page_for",
    "read_case",
    "read_fhir",
    "read_questionnaire",
    "render_html",
    "score_form",
    "to_pdf",
    "with_plan",
    "write_case",
]


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    raise AttributeError(f"module 'goldthread' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
