"""From the entries of a ledger to the folder. Pure: the same entries always give the same folder.

Entries were allowed when they were written; here they are only read. What does not fit is a damaged ledger and loud.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from goldthread.plan import State
from goldthread.plan.operations import SetHeader, apply
from goldthread.plan.refusals import PlanRefused
from goldthread.plan.states import move
from goldthread.practice import entries as e
from goldthread.practice import glass_steps, link_steps, look_steps
from goldthread.practice.agreement import changes_what_is_signed
from goldthread.practice.folder import (
    KEPT_REVISIONS,
    Access,
    Episode,
    Folder,
    Form,
    MergedFrom,
    PlanFile,
    Proposal,
    Revised,
    Stay,
)
from goldthread.practice.joined_facts import without_joined

E = TypeVar("E", bound=e.Entry)
replace = msgspec.structs.replace


class LedgerDamaged(Exception):
    """The entries do not make a folder. Holds no word about a person."""


def fold(entries: Iterable[e.AnyEntry], *, onto: Folder | None = None) -> Folder | None:
    """The folder after these entries, `onto` the folder before them; None where there is neither.

    Raises LedgerDamaged where an entry does not follow from those before it.
    """
    folder = onto
    waiting: list[e.AnyEntry] = []  # facts that come one after another join the record in one step
    for entry in entries:
        if isinstance(entry, e.FactRecorded):
            waiting.append(entry)
            continue
        folder = _with_facts(folder, waiting)
        waiting = []
        folder = _add(folder, entry)
    return _with_facts(folder, waiting)


def _with_facts(folder: Folder | None, waiting: list[Any]) -> Folder | None:
    if not waiting:
        return folder
    if folder is None:
        raise LedgerDamaged("The first entry of a folder is an enquiry.")
    return replace(
        folder,
        facts=folder.facts + tuple(entry.fact for entry in waiting),
        entries=folder.entries + len(waiting),
        last_at=waiting[-1].at,
    )


def _add(folder: Folder | None, entry: e.AnyEntry) -> Folder:
    if folder is None:
        if not isinstance(entry, e.Enquired):
            raise LedgerDamaged("The first entry of a folder is an enquiry.")
        return Folder(
            client=entry.client, stay=Stay.ENQUIRY, entries=1, last_at=entry.at,
            contact=entry.contact, words=entry.words,
        )  # fmt: skip
    reader = _READERS.get(type(entry))
    if reader is None:
        raise LedgerDamaged(f"No folder begins twice: {type(entry).__name__} after entry {folder.entries}.")
    try:
        after = reader(folder, entry)
    except (KeyError, IndexError):
        raise LedgerDamaged(f"Entry {folder.entries + 1} names something that is not in the folder.") from None
    except PlanRefused as refused:
        raise LedgerDamaged(f"Entry {folder.entries + 1} does not fit its plan ({refused.code}).") from None
    links = link_steps.after(folder.links, entry)
    return replace(after, entries=folder.entries + 1, last_at=entry.at, links=links)


_READERS: dict[type[Any], Callable[[Folder, Any], Folder]] = {}


def _reads(kind: type[E]) -> Callable[[Callable[[Folder, E], Folder]], Callable[[Folder, E], Folder]]:
    def register(reader: Callable[[Folder, E], Folder]) -> Callable[[Folder, E], Folder]:
        _READERS[kind] = reader
        return reader

    return register


# The person and the stay


@_reads(e.ClientDescribed)
def _described(folder: Folder, entry: e.ClientDescribed) -> Folder:
    return replace(folder, client=entry.client)


@_reads(e.Admitted)
def _admitted(folder: Folder, entry: e.Admitted) -> Folder:
    episode = Episode(admitted_on=entry.on, level=entry.level, programme=entry.programme, responsible=entry.responsible)
    return replace(folder, stay=Stay.ADMITTED, episodes=(*folder.episodes, episode))


@_reads(e.StayReopened)
def _reopened(folder: Folder, entry: e.StayReopened) -> Folder:
    programme = folder.episodes[-1].programme
    episode = Episode(admitted_on=entry.on, level=entry.level, programme=programme, responsible=entry.responsible)
    return replace(folder, stay=Stay.ADMITTED, episodes=(*folder.episodes, episode))


def _with_episode(folder: Folder, **changes: Any) -> Folder:
    return replace(folder, episodes=(*folder.episodes[:-1], replace(folder.episodes[-1], **changes)))


@_reads(e.Transferred)
def _transferred(folder: Folder, entry: e.Transferred) -> Folder:
    programme = entry.programme or folder.episodes[-1].programme
    return _with_episode(folder, responsible=entry.responsible, programme=programme)


@_reads(e.LevelChanged)
def _level(folder: Folder, entry: e.LevelChanged) -> Folder:
    return _with_episode(folder, level=entry.level)


@_reads(e.StayCompleted)
def _completed(folder: Folder, entry: e.StayCompleted) -> Folder:
    return replace(_with_episode(folder, completed_on=entry.on, outcome=entry.outcome), stay=Stay.COMPLETED)


# Forms


@_reads(e.FormGiven)
def _given(folder: Folder, entry: e.FormGiven) -> Folder:
    return replace(folder, forms={**folder.forms, entry.form: Form(given=entry)})


@_reads(e.FormAnswered)
def _answered(folder: Folder, entry: e.FormAnswered) -> Folder:
    form = folder.forms[entry.form]
    return replace(folder, forms={**folder.forms, entry.form: replace(form, answers={**form.answers, **entry.answers})})


@_reads(e.FormFinished)
def _finished(folder: Folder, entry: e.FormFinished) -> Folder:
    return replace(folder, forms={**folder.forms, entry.form: replace(folder.forms[entry.form], finished=entry)})


# Plans


def _with_plan(folder: Folder, name: str, **changes: Any) -> Folder:
    return replace(folder, plans={**folder.plans, name: replace(folder.plans[name], **changes)})


@_reads(e.PlanStarted)
def _started(folder: Folder, entry: e.PlanStarted) -> Folder:
    begun = PlanFile(plan=entry.plan, writers=(entry.by,), begun_at=entry.at)
    return replace(folder, plans={**folder.plans, entry.plan.id: begun})


def _revised(file: PlanFile, entry: e.PlanChanged | e.PlanMoved, operations: Any, cause: str) -> tuple[Revised, ...]:
    if entry.revision != file.revision + 1:
        raise LedgerDamaged(f"Revision {entry.revision} of a plan does not follow revision {file.revision}.")
    revised = Revised(
        revision=entry.revision, at=entry.at, by=entry.by, role=entry.role, operations=operations, cause=cause
    )
    return (*file.recent, revised)[-KEPT_REVISIONS:]


@_reads(e.PlanChanged)
def _changed(folder: Folder, entry: e.PlanChanged) -> Folder:
    file = folder.plans[entry.plan]
    recent = _revised(file, entry, entry.operations, entry.cause)
    plan, writers = apply(file.plan, entry.operations), file.writers
    if entry.by not in writers and changes_what_is_signed(entry.operations):
        writers = (*writers, entry.by)
    return _with_plan(folder, entry.plan, plan=plan, revision=entry.revision, recent=recent, writers=writers)


@_reads(e.PlanMoved)
def _moved(folder: Folder, entry: e.PlanMoved) -> Folder:
    file = folder.plans[entry.plan]
    plan = move(file.plan, entry.verb)
    step = SetHeader(field="state", before=file.plan.state, after=plan.state)
    recent = _revised(file, entry, (step,), entry.reason)
    if file.plan.state is State.UNDER_REVIEW:
        folder = look_steps.looked(folder, entry)
    return _with_plan(folder, entry.plan, plan=plan, revision=entry.revision, recent=recent)


@_reads(e.VersionSealed)
def _sealed(folder: Folder, entry: e.VersionSealed) -> Folder:
    file = folder.plans[entry.plan]
    if entry.revision != file.revision:
        raise LedgerDamaged(f"Version {entry.number} of a plan is not of the revision that stands.")
    if not file.versions:
        folder = look_steps.looked(folder, entry)
    return _with_plan(folder, entry.plan, versions=(*file.versions, entry), sealed=file.plan)


@_reads(e.ChangeProposed)
def _proposed(folder: Folder, entry: e.ChangeProposed) -> Folder:
    file = folder.plans[entry.plan]
    return _with_plan(folder, entry.plan, proposals=(*file.proposals, Proposal(made=entry)))


@_reads(e.ProposalSettled)
def _settled(folder: Folder, entry: e.ProposalSettled) -> Folder:
    file = folder.plans[entry.plan]
    proposals = tuple(
        replace(each, settled=entry) if each.made.proposal == entry.proposal else each for each in file.proposals
    )
    return _with_plan(folder, entry.plan, proposals=proposals)


# Agreement


@_reads(e.SignaturesAsked)
def _asked(folder: Folder, entry: e.SignaturesAsked) -> Folder:
    return _with_plan(folder, entry.plan, asked=(*folder.plans[entry.plan].asked, entry))


@_reads(e.Signed)
def _signed(folder: Folder, entry: e.Signed) -> Folder:
    return _with_plan(folder, entry.plan, signed=(*folder.plans[entry.plan].signed, entry))


@_reads(e.SigningDeclined)
def _declined(folder: Folder, entry: e.SigningDeclined) -> Folder:
    return _with_plan(folder, entry.plan, declined=(*folder.plans[entry.plan].declined, entry))


@_reads(e.SignatureTried)
def _tried(folder: Folder, entry: e.SignatureTried) -> Folder:
    return _with_plan(folder, entry.plan, tries=(*folder.plans[entry.plan].tries, entry))


# Access


@_reads(e.TeamJoined)
def _joined(folder: Folder, entry: e.TeamJoined) -> Folder:
    joined = Access(member=entry.member, as_role=entry.as_role, since=entry.at, until=entry.until, scopes=entry.scopes)
    return replace(folder, access=(*_without(folder, entry.member), joined))


@_reads(e.TeamLeft)
def _left(folder: Folder, entry: e.TeamLeft) -> Folder:
    return replace(folder, access=_without(folder, entry.member))


def _without(folder: Folder, member: str) -> tuple[Access, ...]:
    return tuple(each for each in folder.access if each.member != member)


_READERS.update({e.GlassBroken: glass_steps.broken, e.GlassReviewed: glass_steps.reviewed})


# Two folders of one person


@_reads(e.ChartsMerged)
def _merged(folder: Folder, entry: e.ChartsMerged) -> Folder:
    if entry.into:
        return replace(folder, stay=Stay.MERGED, merged_into=entry.other)
    return replace(folder, merged_from=(*folder.merged_from, MergedFrom(other=entry.other, facts=entry.facts)))


@_reads(e.MergeUndone)
def _undone(folder: Folder, entry: e.MergeUndone) -> Folder:
    if not entry.into:
        return without_joined(folder, entry.other)
    stays = folder.episodes
    stay = Stay.ENQUIRY if not stays else Stay.COMPLETED if stays[-1].completed_on else Stay.ADMITTED
    return replace(folder, stay=stay, merged_into=None)


# What changes nothing but what `link_steps` makes of it


def _as_it_was(folder: Folder, entry: e.AnyEntry) -> Folder:  # noqa: ARG001 - a reader is called with both
    return folder


_READERS.update(dict.fromkeys((e.LinkMade, e.LinkTried, e.LinkEnded, e.Exported, e.AccountChanged), _as_it_was))
