"""The history of a plan: immutable versions, each chained to the one before by its hash.

A chain shows that something was altered, not by whom: somebody who rewrites every later version can forge it whole.
The hash of the newest version, kept elsewhere (a signature, another machine), closes that gap: pass it as `head`.
"""

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal

import msgspec

from goldthread.notation import digest
from goldthread.plan.difference import diff
from goldthread.plan.document import Plan
from goldthread.plan.operations import Operation, apply, read_operations
from goldthread.plan.refusals import OperationRefused, PlanRefused, VersionRefused


class Version(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plan as it stood: who made it so, on which day, and what caused it. `operations` lead from the version before;
    `previous` is its hash ("" for the first); `hash` is taken over everything else here."""

    number: int
    plan: Plan
    by: str
    on: datetime.date
    cause: str
    operations: tuple[Operation, ...] = ()
    previous: str = ""
    hash: str = ""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with one version of a history. `position` is its place in the list, from 0; None for one that is
    missing."""

    number: int
    kind: Literal["changed", "removed", "inserted", "reordered"]
    message: str
    position: int | None = None


def first_version(*, plan: Plan, by: str, on: datetime.date, cause: str) -> Version:
    """Version 1 of a plan."""
    return _sealed(Version(number=1, plan=plan, by=by, on=on, cause=cause))


def next_version(*, previous: Version, plan: Plan, by: str, on: datetime.date, cause: str) -> Version:
    """The version that follows, with the operations that lead to it.

    Raises VersionRefused for another plan, for a day before the last version and where nothing changed.
    """
    if on < previous.on:
        message = "A version cannot be older than the one that it follows."
        raise VersionRefused(message, code="before-the-last", fix=f"Version {previous.number} is of {previous.on}.")
    try:
        operations = diff(previous.plan, plan)
    except PlanRefused as refused:
        raise VersionRefused(refused.message, code=refused.code, fix="A history is of one plan.") from None
    if not operations:
        raise VersionRefused("Nothing has changed.", code="nothing-changed", fix="Keep the version that stands.")
    return _sealed(
        Version(
            number=previous.number + 1,
            plan=plan,
            by=by,
            on=on,
            cause=cause,
            operations=operations,
            previous=previous.hash,
        )
    )


def _sealed(version: Version) -> Version:
    return msgspec.structs.replace(version, hash=_hash(version))


def _hash(version: Version) -> str:
    # Read back from plain values first: 3 and 3.0 are equal in a plan, and must not give two hashes.
    plain = msgspec.to_builtins(msgspec.structs.replace(version, hash=""))
    return digest(_read(plain))


def read_versions(plain: Any) -> tuple[Version, ...]:
    """A history from plain values (as JSON gives it). Raises VersionRefused where it is none."""
    try:
        return tuple(_read(each) for each in plain)
    except (msgspec.ValidationError, OperationRefused, TypeError):
        raise VersionRefused("This is not a history of a plan.", code="not-a-history") from None


def _read(plain: Any) -> Version:
    version = msgspec.convert(plain, Version)
    return msgspec.structs.replace(version, operations=read_operations(msgspec.to_builtins(version.operations)))


Placed = tuple[int, Version]


def verify(versions: Sequence[Version], *, head: str | None = None) -> tuple[Fault, ...]:
    """What is wrong with a history, by the number of the version; empty where it is whole.

    `head` is the hash of the newest version as it is known from elsewhere; without it, nobody can see that versions are
    missing or were added at the end.
    """
    placed = sorted(enumerate(versions), key=lambda each: each[1].number)
    faults = [*_altered(placed), *_reordered([version.number for version in versions])]
    chain, inserted = _without_inserted(placed)
    chain, added = _up_to(chain, head)
    faults += [*inserted, *added, *_removed(chain, head), *_unlinked(chain, {fault.number for fault in faults})]
    once = {(fault.number, fault.kind, fault.position): fault for fault in faults}
    return tuple(sorted(once.values(), key=lambda fault: (fault.number, fault.kind, fault.position or 0)))


def _fault(kind: Literal["changed", "inserted", "reordered"], placed: Placed, message: str) -> Fault:
    position, version = placed
    return Fault(number=version.number, kind=kind, message=message, position=position)


def _altered(placed: Iterable[Placed]) -> list[Fault]:
    return [
        _fault("changed", each, f"Version {each[1].number} is not what was sealed: something in it was changed.")
        for each in placed
        if not _intact(each[1])
    ]


def _intact(version: Version) -> bool:
    try:
        return version.hash == _hash(version)
    except (OperationRefused, msgspec.ValidationError):
        return False


def _reordered(numbers: list[int]) -> list[Fault]:
    """The fewest versions that would have to move to put all in order."""
    chains: list[list[int]] = [[]]
    for place, number in enumerate(numbers):
        before = [chain for chain in chains if not chain or numbers[chain[-1]] <= number]
        chains.append([*max(before, key=len), place])
    stays = max(chains, key=len)
    return [
        Fault(number=number, kind="reordered", message=f"Version {number} does not stand in its place.", position=place)
        for place, number in enumerate(numbers)
        if place not in stays
    ]


def _without_inserted(placed: list[Placed]) -> tuple[list[Placed], list[Fault]]:
    """One version for each number, the one that the next builds on (else the first), and the others as faults."""
    built_on = {version.previous for _, version in placed}
    chain: list[Placed] = []
    inserted: list[Fault] = []
    for number in sorted({version.number for _, version in placed}):
        same = [each for each in placed if each[1].number == number]
        own = next((each for each in same if each[1].hash in built_on), same[0])
        chain.append(own)
        message = f"There are {len(same)} versions {number}; this one is not what the history builds on."
        inserted += [_fault("inserted", each, message) for each in same if each is not own]
    return chain, inserted


def _up_to(chain: list[Placed], head: str | None) -> tuple[list[Placed], list[Fault]]:
    """The chain up to the version with the hash `head`, and what was put behind it."""
    end = next((place for place, (_, version) in enumerate(chain) if version.hash == head), len(chain))
    message = "Version {} stands behind the newest that is known."
    return chain[: end + 1], [_fault("inserted", each, message.format(each[1].number)) for each in chain[end + 1 :]]


def _removed(chain: list[Placed], head: str | None) -> list[Fault]:
    numbers = [version.number for _, version in chain]
    last = max(numbers, default=0)
    faults = [
        Fault(number=number, kind="removed", message=f"Version {number} is missing.")
        for number in range(1, last)
        if number not in numbers
    ]
    if head is not None and (not chain or chain[-1][1].hash != head):
        message = f"What followed version {last} is missing, or version {last} is not what was sealed."
        faults.append(Fault(number=last + 1, kind="removed", message=message))
    return faults


def _unlinked(chain: list[Placed], known: set[int]) -> list[Fault]:
    """Versions that were sealed anew: what follows was built on another, or their operations do not lead to them."""
    faults = []
    for before, after in pairwise(chain):
        one, two = before[1], after[1]
        if two.number != one.number + 1 or known & {one.number, two.number}:
            continue
        if two.previous != one.hash:
            message = f"Version {one.number} is not the one that version {two.number} was built on."
            faults.append(_fault("changed", before, message))
        elif not _leads_to(one, two):
            message = f"What version {two.number} says was changed does not lead to it."
            faults.append(_fault("changed", after, message))
    return faults


def _leads_to(before: Version, after: Version) -> bool:
    try:
        return apply(before.plan, after.operations) == after.plan
    except OperationRefused:
        return False
