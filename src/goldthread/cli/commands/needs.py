"""`goldthread needs`: what records call for, and why."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldthread.cli.desks import desk_for
from goldthread.cli.exits import Exit
from goldthread.cli.many import case_paths, say_if_early, say_refusal, work_on, worst
from goldthread.cli.options import Files, Format, FormatOption, JobsOption, LibraryOption, OnOption
from goldthread.cli.saying import as_error, say, say_json
from goldthread.notation import BadInput

if TYPE_CHECKING:
    import datetime

_STYLES = {"today": "bold red", "soon": "yellow", "routine": "bold"}


def needs(
    files: Files,
    on: OnOption = None,
    library: LibraryOption = None,
    format_: FormatOption = Format.TEXT,
    jobs: JobsOption = 1,
) -> int:
    """Show what each record calls for: needs with their evidence, causes and links."""
    codes, answers = [Exit.NOTHING], []
    if library is not None:  # what is wrong with it is said once, and not of every file
        desk_for(library)
    work = partial(needs_of_file, on=on, library=library)
    for path, result in work_on(paths=case_paths(files), work=work, jobs=jobs, title="Reading records"):
        if isinstance(result, BadInput):
            codes.append(say_refusal(result))
            answers.append({"file": str(path), "error": as_error(result)})
            continue
        answers.append(result)
        if format_ is Format.TEXT:
            say_needs(result)
    if format_ is Format.JSON:
        say_json(answers)
    return worst(codes)


def needs_of_file(path: Path, *, on: "datetime.date | None", library: Path | None) -> dict[str, Any]:
    """The needs of one case file with the place of every fact that raises them. Raises BadInput."""
    import msgspec  # noqa: PLC0415

    from goldthread.case import read_case  # noqa: PLC0415
    from goldthread.practice.find_needs import find_needs  # noqa: PLC0415

    read = read_case(path)
    say_if_early(read.case, on, path)
    found = find_needs(case=read.case, desk=desk_for(library), on=on)
    mentioned = {fact for need in found.needs for fact in need.facts}
    mentioned |= {fact for need in found.needs for cause in need.causes for fact in cause.facts}
    places = {fact: read.document.place(("record", "facts", fact)).line for fact in sorted(mentioned)}
    return {
        "file": str(path),
        "client": read.case.record.client.name,
        "on": on or read.case.on,
        "needs": [msgspec.to_builtins(need) for need in found.needs],
        "links": [msgspec.to_builtins(link) for link in found.links],
        "lines": places,
    }


def say_needs(answer: dict[str, Any]) -> None:
    """The needs of one case for people."""
    say(f"{answer['client']}: {len(answer['needs'])} needs on {answer['on']} ({answer['file']})", style="bold")
    lines = answer["lines"]
    for need in answer["needs"]:
        say(
            f"\n  [{need['urgency']}] {need['title']}  ({need['id']}, {need['section']})",
            style=_STYLES[need["urgency"]],
        )
        for reason in need["because"]:
            facts = ", ".join(f"{fact} (line {lines[fact]})" for fact in reason["facts"]) or "the record"
            say(f"    because {reason['why']}: {facts}")
        for cause in need["causes"]:
            word = "cause" if cause["role"] != "protective" else "guards"
            say(f"    {word} ({cause['role']}, {cause['basis']}): {cause['text']}")
        say(f"    settled by: {need['settled_by'][0]}")
    for link in answer["links"]:
        say(f"\n  linked: {link['one']} and {link['other']} ({link['basis']}): {link['why']}")
