"""Checks case files and prints what is found. The command's options are read elsewhere: a check of plain file names
has none, and starts without what reads them."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldthread.cli.desks import desk_for
from goldthread.cli.exits import Exit
from goldthread.cli.many import case_paths, say_if_early, say_refusal, work_on, worst
from goldthread.cli.saying import as_error, say, say_json
from goldthread.notation import BadInput

if TYPE_CHECKING:
    import datetime

    from goldthread.case import CaseFile
    from goldthread.checks import Finding


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    STOP = "stop"
    ASK = "ask"
    NOTE = "note"
    NEVER = "never"


_STYLES = {"stop": "bold red", "ask": "yellow", "note": "cyan"}


def check_files(
    files: Sequence[Path],
    *,
    on: "datetime.date | None" = None,
    only: Sequence[str] = (),
    fail_on: FailOn = FailOn.STOP,
    against: Path | None = None,
    library: Path | None = None,
    as_json: bool = False,
    jobs: int = 1,
) -> Exit:
    """Check every file and print the findings. Raises BadInput for what is wrong with the call itself."""
    _look_up(only=only, library=library)
    refused = _say_refused(against)
    work = partial(check_file, on=on, only=tuple(only), against=against, library=library)
    codes: list[Exit] = [refused]
    answers: list[dict[str, Any]] = []
    for path, result in work_on(paths=case_paths(files), work=work, jobs=jobs, title="Checking"):
        if isinstance(result, BadInput):
            codes.append(say_refusal(result))
            answers.append({"file": str(path), "error": as_error(result)})
            continue
        answers.append({"file": str(path), "findings": result})
        if not as_json:
            _say_findings(result)
        if any(_fails(finding, fail_on) for finding in result):
            codes.append(Exit.FINDINGS)
    if as_json:
        say_json(answers)
    return worst(codes)


def _look_up(*, only: Sequence[str], library: Path | None) -> None:
    """What is wrong with the call itself is said once, and not of every file."""
    from goldthread.checks import page_for  # noqa: PLC0415

    for name in only:
        page_for(name)
    if library is not None:
        desk_for(library)


def _say_refused(against: Path | None) -> Exit:
    """The files to compare with that could not be read, said once."""
    if against is None:
        return Exit.NOTHING
    from goldthread.cli.commands.twins import corpus  # noqa: PLC0415

    return worst(say_refusal(error) for error in corpus(against)[1])


def _fails(finding: dict[str, Any], fail_on: FailOn) -> bool:
    order = list(FailOn)
    return not finding["waived_by"] and order.index(FailOn(finding["severity"])) <= order.index(fail_on) < 3


def _say_findings(findings: list[dict[str, Any]]) -> None:
    for each in findings:
        spot = f"{each['file']}:{each['line']}:{each['column']}"
        waived = f" (set aside by {each['waived_by']})" if each["waived_by"] else ""
        say(
            f"{spot}: {each['code']} {each['severity']}: {each['message']} [{each['check']}]{waived}",
            style="dim" if waived else _STYLES[each["severity"]],
        )


def check_file(
    path: Path, *, on: "datetime.date | None", only: tuple[str, ...], against: Path | None, library: Path | None
) -> list[dict[str, Any]]:
    """The findings about one case file, with their places. Raises BadInput."""
    from goldthread.case import read_case  # noqa: PLC0415
    from goldthread.practice.check_plan import check_plan  # noqa: PLC0415

    read = read_case(path)
    say_if_early(read.case, on, path)
    twin_of = None
    if against is not None:
        from goldthread.cli.commands.twins import corpus  # noqa: PLC0415
        from goldthread.practice.find_twins import same_sentence  # noqa: PLC0415

        twin_of = same_sentence(index=corpus(against)[0], client=read.case.record.client.id)
    findings = check_plan(case=read.case, desk=desk_for(library), on=on, twin_of=twin_of, only=only or None)
    return [_placed(finding, read) for finding in findings]


def _placed(finding: "Finding", read: "CaseFile") -> dict[str, Any]:
    place = read.document.place(finding.path)
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "field": place.field,
        "check": finding.check,
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "item": finding.item,
        "need": finding.need,
        "facts": finding.facts,
        "waived_by": finding.waived_by,
    }
