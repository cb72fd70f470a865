"""Find what in a plan is this client's own, and where the same sentences stand in other clients' plans."""

import datetime
from collections.abc import Callable, Iterable

import msgspec

from goldthread.case import Case
from goldthread.individuality import (
    Comparable,
    Individuality,
    LibraryWords,
    Recognised,
    SentenceProfile,
    TwinIndex,
    Twins,
    add_plan,
    comparable_sentences,
    individuality,
    name_the_client,
    profiles_of,
)
from goldthread.notation import BadInput
from goldthread.plan import Plan
from goldthread.practice.desk import Desk
from goldthread.record import Chart, chart


class Lookalikes(msgspec.Struct, frozen=True, kw_only=True):
    """A plan looked at for what is this client's own, and whether it could be told whose plan it is."""

    client: str
    profile: Individuality
    recognised: Recognised


def index_of(cases: Iterable[tuple[str, Case]], *, desk: Desk | None = None) -> TwinIndex:
    """The plans of many cases, made ready for finding twins; `cases` are (place, case), those without a plan do not
    count. With a `desk`, what is made ready is kept with each record: for cases that are looked at again and again."""
    index = TwinIndex()
    for place, case in cases:
        if case.plan is not None:
            read = chart(record=case.record, on=case.on) if desk is None else desk.read(case=case).chart
            compared = None if desk is None else _compared(case, case.plan, read)
            add_plan(index=index, place=place, plan=case.plan, chart=read, compared=compared)
    return index


def find_twins(*, case: Case, desk: Desk, index: Twins | None = None, on: datetime.date | None = None) -> Lookalikes:
    """Which sentences of the case's plan are the client's own and by what, and the closest twins in `index`.

    The client's own plans in the index never count. Raises BadInput where the case has no plan.
    """
    if case.plan is None:
        raise BadInput("The case has no plan to look at.", code="no-plan", fix="Draft one with `goldthread draft`.")
    read, words = desk.read(case=case, on=on).chart, desk.words
    profiles = _profiles(case, case.plan, read, words)
    return Lookalikes(
        client=case.record.client.id,
        profile=individuality(
            plan=case.plan, chart=read, library_texts=words, index=index, profiles=profiles,
            compared=None if index is None else _compared(case, case.plan, read),
        ),
        recognised=name_the_client(plan=case.plan, chart=read, library_texts=words, profiles=profiles),
    )  # fmt: skip


def _profiles(case: Case, plan: Plan, read: Chart, words: LibraryWords) -> tuple[SentenceProfile, ...]:
    """Whose each sentence is. Kept with the record, for as long as chart and plan are the same."""
    known: tuple[Plan, Chart, LibraryWords, tuple[SentenceProfile, ...]] | None = case.record.kept.get("profiles")
    if known is None or known[0] is not plan or known[1] is not read or known[2] is not words:
        found = profiles_of(plan=plan, chart=read, library_texts=words)
        known = case.record.kept["profiles"] = plan, read, words, found
    return known[3]


def _compared(case: Case, plan: Plan, read: Chart) -> tuple[Comparable, ...]:
    """The plan's sentences, ready to be compared. Kept likewise."""
    known: tuple[Plan, Chart, tuple[Comparable, ...]] | None = case.record.kept.get("compared")
    if known is None or known[0] is not plan or known[1] is not read:
        known = case.record.kept["compared"] = plan, read, comparable_sentences(plan=plan, chart=read)
    return known[2]


def same_sentence(*, index: Twins, client: str) -> Callable[[str], str | None]:
    """For `check_plan`: where a sentence stands word for word in another client's plan."""

    def twin_of(sentence: str) -> str | None:
        twin = index.same(sentence, not_of=client)
        return twin.place if twin else None

    return twin_of
