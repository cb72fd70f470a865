"""What waits in a folder: read from it whenever it changes, and kept with its line on lists."""

import datetime
from collections.abc import Iterator

import msgspec

from goldthread.plan import State
from goldthread.practice.agreement import left_for
from goldthread.practice.courses import aims_of, courses_of
from goldthread.practice.due_dates import days_of
from goldthread.practice.folder import Folder, PlanFile
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.review_asks import asks_of
from goldthread.practice.waits import Aim, Arrival, Course, Days, Held, Waits

# What a plan has still to settle waits as long as somebody lives by it or is on the way to that.
_WORKING = (State.DRAFT, State.PROPOSED, State.AGREED, State.ACTIVE, State.UNDER_REVIEW)


def waits_of(folder: Folder, leading: PlanFile | None) -> Waits:
    """What waits, with the ids that lead there; `leading` as in `listing`."""
    working = [file for _, file in sorted(folder.plans.items()) if file.plan.state in _WORKING]
    drafts = [file for file in working if file.plan.state is State.DRAFT]
    reviews = [review.on for file in folder.plans.values() for review in file.plan.reviews]
    episode = folder.episode
    aims = tuple(aims_of(leading.plan)) if leading is not None and leading.plan.state is State.ACTIVE else ()
    return Waits(
        plan=leading.plan.id if leading is not None else "",
        responsible=episode.responsible if episode is not None else "",
        days=_days(folder, leading),
        missing=missing(leading),
        sign_by=_sign_by(leading),
        proposals=tuple(each for file in working for each in _proposals(file)),
        disagreements=tuple(each for file in working for each in _disagreements(file)),
        forms=tuple(_forms(folder)),
        arrivals=tuple(_arrivals(leading or _completed(folder))),
        draft=drafts[0].plan.id if drafts else "",
        touched_on=touched_on(drafts[0]) if drafts else None,
        looked_on=max(reviews, default=None),
        courses=tuple(_courses(folder, aims)),
        aims=aims,
        asks=asks_of(folder, leading),
    )


def _courses(folder: Folder, aims: tuple[Aim, ...]) -> Iterator[Course]:
    """Those of which something can be said: more than one value, or a value beside what a step is to reach."""
    aimed = {each.instrument for each in aims}
    for each in courses_of(folder):
        if each.before is not None or each.first is not None or each.instrument in aimed:
            yield each


def missing(file: PlanFile | None) -> tuple[str, ...]:
    """Who was asked for the newest version and has neither signed nor declined; an account for each capacity."""
    if file is None or file.version is None:
        return ()
    number = file.version.number
    asked = {(member, as_) for each in file.asked if each.version == number for member, as_ in each.of.items()}
    answered = {(each.signer, each.capacity) for each in file.signed if each.version == number}
    answered.update((each.signer, each.capacity) for each in file.declined if each.version == number)
    return tuple(sorted(member for member, _ in asked - answered))


def touched_on(file: PlanFile) -> datetime.date:
    """The day on which somebody last worked on the plan."""
    if file.recent:
        return file.recent[-1].at.date()
    return file.begun_at.date() if file.begun_at is not None else file.plan.started_on


def _days(folder: Folder, file: PlanFile | None) -> Days | None:
    days = days_of(folder, file)
    if days is None or file is None or not any(each.capacity == "countersign" for each in file.signed):
        return days
    roles = tuple(role for role in PERMISSIONS["countersign"] if not left_for(file, "countersign", (role,)))
    return msgspec.structs.replace(days, countersigned=roles)


def _sign_by(file: PlanFile | None) -> datetime.date | None:
    if file is None or file.version is None:
        return None
    number = file.version.number
    return max((each.due for each in file.asked if each.version == number and each.due is not None), default=None)


def _proposals(file: PlanFile) -> Iterator[Held]:
    for each in file.proposals:
        if each.settled is None:
            yield Held(each.made.proposal, file.plan.id, each.made.at.date())


def _disagreements(file: PlanFile) -> Iterator[Held]:
    for each in sorted(file.plan.disagreements, key=lambda each: (each.on, each.id)):
        if not each.answer:
            yield Held(each.id, file.plan.id, each.on)


def _forms(folder: Folder) -> Iterator[Held]:
    for name, form in sorted(folder.forms.items()):
        if form.finished is None:
            yield Held(name, form.given.instrument, form.given.at.date())


def _completed(folder: Folder) -> PlanFile | None:
    """The plan that was completed last: what follows it is asked after when nobody lives by a plan any more."""
    ended = [file for file in folder.plans.values() if file.plan.state is State.COMPLETED]
    return max(ended, key=lambda file: (file.plan.started_on, file.plan.id), default=None)


def _arrivals(file: PlanFile | None) -> Iterator[Arrival]:
    """What the check `arrival-not-confirmed` looks at; whether the day has passed is told when the list is read."""
    if file is None or file.plan.state not in (State.ACTIVE, State.UNDER_REVIEW, State.COMPLETED):
        return
    for each in file.plan.aftercare:
        missed = each.confirmed == "missed" and not each.if_not
        if missed or (each.confirmed in ("not-yet", "booked") and each.first_date is not None):
            yield Arrival(each.id, file.plan.id, each.first_date, missed, each.type)
