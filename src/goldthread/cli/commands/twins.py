"""`goldthread twins`: what in a plan is this client's own, and its closest twins among other clients' plans."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldthread.cli.desks import desk_for
from goldthread.cli.exits import Exit
from goldthread.cli.many import about, case_paths
from goldthread.cli.options import AgainstOption, Format, FormatOption, LibraryOption, OneFile, OnOption
from goldthread.cli.saying import say, say_error, say_json
from goldthread.notation import BadInput, Place

if TYPE_CHECKING:
    from goldthread.individuality import SentenceProfile, TwinIndex
    from goldthread.practice.find_twins import Lookalikes


def twins(
    file: OneFile,
    against: AgainstOption = None,
    on: OnOption = None,
    library: LibraryOption = None,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Show which sentences of a plan are the client's own, which are library text, and the closest twins."""
    from goldthread.case import read_case  # noqa: PLC0415 - a command loads what it uses
    from goldthread.practice.find_twins import find_twins  # noqa: PLC0415

    index, refused = corpus(against) if against is not None else (None, ())
    for error in refused:
        say_error(str(error))
    with about(file):
        found = find_twins(case=read_case(file).case, desk=desk_for(library), index=index, on=on)
    if format_ is Format.JSON:
        say_json(_as_json(found))
    else:
        _say_lookalikes(found)
    return Exit.BAD_INPUT if refused else Exit.NOTHING


@lru_cache(maxsize=2)
def corpus(folder: Path) -> tuple["TwinIndex", tuple[BadInput, ...]]:
    """The plans in a folder, and the refusals of files that could not be read. One index a process: many files are
    looked up in it."""
    from goldthread.case import read_case  # noqa: PLC0415
    from goldthread.practice.find_twins import index_of  # noqa: PLC0415

    if not folder.exists():
        raise BadInput("There is no such folder.", code="unreadable", place=Place(file=str(folder)))
    cases, refused = [], []
    for path in case_paths([folder]):
        try:
            cases.append((str(path), read_case(path).case))
        except BadInput as error:
            refused.append(error)
    return index_of(cases), tuple(refused)


def _as_json(found: "Lookalikes") -> dict[str, Any]:
    twin = found.profile.closest_plan
    return {
        "client": found.client,
        "own_share": found.profile.own_share,
        "library_share": found.profile.library_share,
        "could_tell": found.recognised.could_tell,
        "why": found.recognised.why,
        "closest_plan": twin
        and {"place": twin.place, "client": twin.client, "similarity": twin.similarity, "why": twin.why},
        "sentences": [_sentence(each) for each in found.profile.sentences],
    }


def _sentence(each: "SentenceProfile") -> dict[str, Any]:
    twin = each.twin
    return {
        "item": each.sentence.item,
        "field": each.sentence.field,
        "text": each.sentence.text,
        "whose": each.whose,
        "why": each.why,
        "facts": sorted({fact for mark in each.marks for fact in mark.facts}),
        "twin": twin and {"place": twin.place, "text": twin.sentence, "similarity": twin.similarity, "why": twin.why},
    }


_STYLES = {"own": "green", "library": "yellow", "neither": ""}


def _say_lookalikes(found: "Lookalikes") -> None:
    profile = found.profile
    say(f"{profile.own_share:.0%} of the sentences are this client's own, {profile.library_share:.0%} library text.")
    say(("It can be told whose plan this is: " if found.recognised.could_tell else "This could be anybody's plan: ")
        + found.recognised.why, style="bold")  # fmt: skip
    if profile.closest_plan:
        say(f"Closest plan: {profile.closest_plan.client} ({profile.closest_plan.place}): {profile.closest_plan.why}")
    for each in profile.sentences:
        say(
            f"  [{each.whose}] {each.sentence.item}.{each.sentence.field}: {each.sentence.text}",
            style=_STYLES[each.whose],
        )
        say(f"      {each.why}")
        if each.twin:
            say(f"      twin in {each.twin.place}: {each.twin.why}")
