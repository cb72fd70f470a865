"""Find what in a plan is this client's own, and where the same sentences stand in other clients' plans."""

import datetime
from collections.abc import Callable, Iterable, Iterator

import msgspec

from goldthread.case import Case
from goldthread.individuality import (
    Individuality,
    LibraryWords,
    Recognised,
    TwinIndex,
    Twins,
    add_plan,
    individuality,
    name_the_client,
)
from goldthread.library import Library
from goldthread.notation import BadInput
from goldthread.practice.desk import Desk
from goldthread.record import chart


class Lookalikes(msgspec.Struct, frozen=True, kw_only=True):
    """A plan looked at for what is this client's own, and whether it could be told whose plan it is."""

    client: str
    profile: Individuality
    recognised: Recognised


def library_texts(library: Library) -> Iterator[tuple[str, str]]:
    """Every text of the library that a plan could have been filled with: where it stands, and the text."""
    for modality in library.modalities.values():
        yield from (
            (f"modalities/{modality.id}", text) for text in (modality.name, modality.plain, modality.client_does)
        )
    for prompt in library.goals.values():
        yield from ((f"goals/{prompt.id}", text) for text in (prompt.question, prompt.clinical))
    for pattern in library.objectives.values():
        yield from ((f"objectives/{pattern.id}", text) for text in (pattern.text, pattern.question))
    for need in library.needs.values():
        yield from ((f"needs/{need.id}", text) for text in (need.title, need.plain, *need.ask))
    for link in library.links.values():
        yield from ((f"links/{link.id}", text) for text in (link.why, link.education))


def index_of(cases: Iterable[tuple[str, Case]]) -> TwinIndex:
    """The plans of many cases, made ready for finding twins; `cases` are (place, case), those without a plan do not
    count."""
    index = TwinIndex()
    for place, case in cases:
        if case.plan is not None:
            add_plan(index=index, place=place, plan=case.plan, chart=chart(record=case.record, on=case.on))
    return index


def find_twins(*, case: Case, desk: Desk, index: Twins | None = None, on: datetime.date | None = None) -> Lookalikes:
    """Which sentences of the case's plan are the client's own and by what, and the closest twins in `index`.

    The client's own plans in the index never count. Raises BadInput where the case has no plan.
    """
    if case.plan is None:
        raise BadInput("The case has no plan to look at.", code="no-plan", fix="Draft one with `goldthread draft`.")
    read = chart(record=case.record, on=on or case.on)
    words = LibraryWords(library_texts(desk.library))
    return Lookalikes(
        client=case.record.client.id,
        profile=individuality(plan=case.plan, chart=read, library_texts=words, index=index),
        recognised=name_the_client(plan=case.plan, chart=read, library_texts=words),
    )


def same_sentence(*, index: Twins, client: str) -> Callable[[str], str | None]:
    """For `check_plan`: where a sentence stands word for word in another client's plan."""

    def twin_of(sentence: str) -> str | None:
        twin = index.same(sentence, not_of=client)
        return twin.place if twin else None

    return twin_of
