"""Runs checks on one plan, sorts what they find, and lays the waivers over it."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module

import msgspec

from goldthread.checks.catalogue import all_pages, page_for
from goldthread.checks.finding import Finding, Found, Severity
from goldthread.checks.page import CheckPage
from goldthread.checks.subject import Subject
from goldthread.checks.waiving import covers, stands
from goldthread.plan import State, Waiver

_HISTORY = frozenset({State.SUPERSEDED, State.WITHDRAWN})


def run_checks(
    *, subject: Subject, pages: Sequence[CheckPage] | None = None, names: Sequence[str] | None = None
) -> tuple[Finding, ...]:
    """All findings about the plan, the gravest first, then by item and code; those that are set aside are kept, with
    who did it in `waived_by`. `names` limits to checks by name or code. Nothing is found in a plan that is superseded
    or withdrawn: it is history.

    Raises BadInput for a name that is no check's. An error inside a check is a bug and is not caught.
    """
    if subject.plan.state in _HISTORY:
        return ()
    chosen = all_pages() if pages is None else pages
    if names is not None:
        wanted = {page_for(name).name for name in names} if pages is None else set(names)
        chosen = [page for page in chosen if page.name in wanted]
    findings = list(_run((page for page in chosen if not page.after_all), subject))
    last = [page for page in chosen if page.after_all]
    if last:
        run = {word for page in chosen if not page.after_all for word in (page.name, page.code.lower())}
        after = subject.having_found(findings=findings, checks_run=run)
        findings.extend(_run(last, after))
    return tuple(_waived(sorted(findings, key=_order), subject.plan.waivers, subject.on))


def _run(pages: Iterable[CheckPage], subject: Subject) -> Iterator[Finding]:
    for page in pages:
        find = _finders.get(page.name) or _finder(page)
        for found in find(subject):
            yield Finding(
                check=page.name,
                code=page.code,
                severity=Severity.ASK if found.unconfirmed and page.severity is Severity.STOP else page.severity,
                message=found.message,
                path=found.path,
                item=found.item,
                facts=found.facts,
                need=found.need,
            )


_finders: dict[str, Callable[[Subject], Iterator[Found]]] = {}


def _finder(page: CheckPage) -> Callable[[Subject], Iterator[Found]]:
    """The function of the check, imported when it is first run."""
    find: Callable[[Subject], Iterator[Found]] = import_module(page.module).find
    return _finders.setdefault(page.name, find)


def _order(finding: Finding) -> tuple[int, str, str, tuple[str, ...], str]:
    path = tuple(str(step) for step in finding.path)
    return finding.severity.rank, finding.item or "", finding.code, path, finding.message


def _waived(findings: Iterable[Finding], waivers: Sequence[Waiver], on: datetime.date) -> Iterator[Finding]:
    standing = [waiver for waiver in waivers if stands(waiver, on)]
    for finding in findings:
        by = next((waiver.by for waiver in standing if covers(waiver, finding)), "")
        yield msgspec.structs.replace(finding, waived_by=by) if by else finding
