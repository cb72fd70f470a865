"""A waiver that has run out, or that matches no finding. Runs after all other checks."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.checks.waiving import covers, stands
from goldthread.plan import Waiver


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such waiver of a check that was run."""
    for waiver in subject.plan.waivers:
        if waiver.check in subject.checks_run and waiver.on <= subject.on:
            what = _what(waiver, subject)
            if what:
                yield Found(
                    message=f"Waiver {waiver.id} ({waiver.check}) {what}. Settle the finding, renew the waiver with a "
                    "reason, or take it out.",
                    path=("plan", "waivers", waiver.id),
                    item=waiver.id,
                )


def _what(waiver: Waiver, subject: Subject) -> str:
    if not stands(waiver, subject.on):
        return f"ran out on {waiver.until}"
    return "" if any(covers(waiver, finding) for finding in subject.findings) else "matches no finding"
