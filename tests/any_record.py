"""Hypothesis strategies for records: every kind of fact, with corrections among them."""

import datetime
from functools import cache
from typing import Any, get_args

import msgspec
from hypothesis import strategies as st

from any_value import DAYS, IDS, any_of
from goldthread.record import AnyFact, Client, Record, Withdrawn

KINDS: tuple[type[Any], ...] = get_args(AnyFact)
FIRST_KINDS = tuple(kind for kind in KINDS if kind is not Withdrawn)


@cache
def facts(kind: type[Any] | None = None) -> st.SearchStrategy[Any]:
    """Facts of one kind or of any, none of which corrects another."""
    kinds = FIRST_KINDS if kind is None else (kind,)
    return st.one_of([any_of(each, corrects=st.none()) for each in kinds])


@cache
def corrections(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Facts of one kind that correct a fact called `former`."""
    return any_of(kind, id=st.just("x"), corrects=st.just("former"))


@st.composite
def records(draw: st.DrawFn, max_facts: int = 6) -> Record:
    """Records of up to `max_facts` first facts, some of them corrected (perhaps twice) or withdrawn."""
    ids = draw(st.lists(IDS, unique=True, max_size=max_facts))
    held = [msgspec.structs.replace(draw(facts()), id=each) for each in ids]
    for number in range(draw(st.integers(0, 3)) if held else 0):
        former = draw(st.sampled_from(held))
        if isinstance(former, Withdrawn):
            continue
        later = former.recorded_on + datetime.timedelta(days=draw(st.integers(0, 40)))
        new = {"id": f"{former.id}-{number}"[-80:], "recorded_on": later, "corrects": former.id}
        if new["id"] in {fact.id for fact in held}:
            continue
        kind = draw(st.sampled_from((type(former), Withdrawn)))
        held.append(msgspec.structs.replace(draw(corrections(kind)), **new))
    return Record(client=draw(any_of(Client)), facts=tuple(draw(st.permutations(held))))


__all__ = ["DAYS", "FIRST_KINDS", "IDS", "KINDS", "facts", "records"]
