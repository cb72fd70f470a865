"""The facts of a folder that was joined to another: names that do not clash, and what was built on them since."""

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from goldthread.practice.folder import Folder
from goldthread.record import AnyFact

_LONGEST = 80  # of an id


def renamed(facts: tuple[AnyFact, ...], *, taken: Collection[str], other: str) -> tuple[AnyFact, ...]:
    """The facts of the folder `other`, in their order; those whose id is `taken` get the folder's id as a prefix (where
    that is too long or taken as well: a digest), and what points at them among these facts points at the new name.

    The same input always gives the same names.
    """
    names: dict[str, str] = {}
    held = {*taken, *(fact.id for fact in facts)}
    for fact in facts:
        if fact.id in taken:
            names[fact.id] = _free(f"{other}.{fact.id}", held)
            held.add(names[fact.id])
    return tuple(with_names(fact, names) for fact in facts)


def _free(name: str, held: Collection[str]) -> str:
    free = name
    while free in held or len(free) > _LONGEST:
        free = "joined-" + hashlib.sha256(free.encode()).hexdigest()[:32]
    return free


def with_names(fact: AnyFact, names: Mapping[str, str]) -> AnyFact:
    """The fact with other names for itself and for the facts that it points at."""
    new: dict[str, Any] = {"id": names.get(fact.id, fact.id)}
    for field in ("corrects", "trigger"):
        value: str = getattr(fact, field, None) or ""
        if value in names:
            new[field] = names[value]
    triggers: tuple[str, ...] = getattr(fact, "triggers", ())
    if any(each in names for each in triggers):
        new["triggers"] = tuple(names.get(each, each) for each in triggers)
    return msgspec.structs.replace(fact, **new)


def built_on(facts: tuple[AnyFact, ...], joined: tuple[AnyFact, ...]) -> tuple[AnyFact, ...]:
    """Those of `facts` that correct one of the joined facts, or correct such a correction."""
    reached = {fact.id for fact in joined}
    found: dict[str, AnyFact] = {}
    more = True
    while more:
        new = {fact.id: fact for fact in facts if fact.corrects in reached and fact.id not in found}
        found |= new
        reached |= new.keys()
        more = bool(new)
    return tuple(fact for fact in facts if fact.id in found)


def without_joined(folder: Folder, other: str) -> Folder:
    """The folder without the facts that came over and without what was written since to correct them."""
    joined = tuple(fact for each in folder.merged_from if each.other == other for fact in each.facts)
    gone = {fact.id for fact in built_on(folder.facts, joined)}
    return msgspec.structs.replace(
        folder,
        facts=tuple(fact for fact in folder.facts if fact.id not in gone),
        merged_from=tuple(each for each in folder.merged_from if each.other != other),
    )
