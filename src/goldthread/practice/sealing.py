"""Sealing: a revision of a plan becomes its next version, chained to the one before by its hash."""

from goldthread.plan import HEADER, Plan
from goldthread.plan.versions import Version, first_version, next_version
from goldthread.practice.action import Situation
from goldthread.practice.agreement import SIGNED, item_hashes
from goldthread.practice.entries import VersionSealed
from goldthread.practice.folder import PlanFile
from goldthread.practice.refusing import Refused


def newest(file: PlanFile, version: int) -> VersionSealed:
    """The newest version, which is the one that the asker saw.

    Refused: `no-version` (nothing was laid before anybody yet), `stale-version` (with the newest number).
    """
    if file.version is None:
        raise Refused("no-version", "No version of this plan was sealed yet.", fix="Ask for signatures first.")
    if file.version.number != version:
        raise Refused(
            "stale-version",
            f"Version {version} is not the newest; version {file.version.number} is.",
            fix="Open the plan again, look at what changed, and answer for that version.",
            details={"newest": file.version.number},
        )
    return file.version


def changed_since_sealed(file: PlanFile, plan: Plan | None = None) -> bool:
    """Whether `plan` (the one that stands) says something else than the newest version does; its state aside, and what
    carries no signature. True where there is no version."""
    sealed, now = file.sealed, plan or file.plan
    if sealed is None:
        return True
    if any(getattr(sealed, field) != getattr(now, field) for field in HEADER if field != "state"):
        return True
    same = all(getattr(sealed, name) == getattr(now, name) for name in SIGNED)  # mostly so, and seen at once
    return not same and item_hashes(sealed) != item_hashes(now)


def seal(*, file: PlanFile, plan: Plan, revision: int, cause: str, here: Situation) -> VersionSealed:
    """The entry that makes `plan`, at `revision`, the next version."""
    by, on, last = here.actor.id, here.today, file.version
    if last is None or file.sealed is None:
        version = first_version(plan=plan, by=by, on=on, cause=cause)
    else:
        previous = Version(
            number=last.number, plan=file.sealed, by=last.by, on=last.at.date(), cause=last.cause,
            previous=last.previous, hash=last.hash,
        )  # fmt: skip
        version = next_version(previous=previous, plan=plan, by=by, on=on, cause=cause)
    return VersionSealed(
        **here.stamp(),
        plan=plan.id,
        number=version.number,
        revision=revision,
        previous=version.previous,
        hash=version.hash,
        cause=cause,
    )
