"""Check a client's plan against their record."""

import datetime
from collections.abc import Callable, Sequence

from goldthread.case import Case
from goldthread.checks import Finding, Subject, run_checks
from goldthread.needs import derive_needs
from goldthread.notation import BadInput
from goldthread.practice.desk import Desk


def check_plan(
    *,
    case: Case,
    desk: Desk,
    on: datetime.date | None = None,
    twin_of: Callable[[str], str | None] | None = None,
    only: Sequence[str] | None = None,
) -> tuple[Finding, ...]:
    """All findings about the case's plan as of `on`, the gravest first. Raises BadInput where the case has no plan.

    `twin_of` says where a sentence stands in another client's plan; `only` limits to checks by name or code.
    """
    if case.plan is None:
        raise BadInput("The case has no plan to check.", code="no-plan", fix="Draft one with `goldthread draft`.")
    library = desk.library
    reading = desk.read(case=case, on=on)
    needs = derive_needs(reading=reading, definitions=library.needs, links=tuple(library.links.values()))
    subject = Subject(reading=reading, needs=needs, plan=case.plan, modalities=library.modalities, twin_of=twin_of)
    return run_checks(subject=subject, names=only)
