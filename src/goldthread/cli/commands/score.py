"""`goldthread score`: from filled-in forms to scores, one JSON object a line."""

import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import typer

from goldthread.cli.commands.check import desk_for
from goldthread.cli.exits import Exit
from goldthread.cli.many import worst
from goldthread.cli.options import Format, FormatOption, LibraryOption
from goldthread.cli.saying import say, say_error, say_json_line
from goldthread.notation import BadInput, Place

Sex = Literal["female", "male", "other", "unknown"]


class _Person(msgspec.Struct):
    """What a line may say of the person beside the answers."""

    sex: Sex = "unknown"
    age: int | None = None


def score(
    instrument: Annotated[str, typer.Argument(help="An instrument's id or name, for example phq9 or PHQ-9.")],
    file: Annotated[Path, typer.Argument(help="One JSON object of answers a line; - is standard input.")],
    sex: Annotated[Sex, typer.Option("--sex", help="Where a published cut-off depends on it.")] = "unknown",
    age: Annotated[int | None, typer.Option("--age", help="Full years, where a cut-off depends on it.")] = None,
    library: LibraryOption = None,
    format_: FormatOption = Format.TEXT,
) -> int:
    """Score filled-in forms. A line may say `sex` and `age` for its own person."""
    from goldthread.practice.score_form import find_instrument  # noqa: PLC0415 - a command loads what it uses

    desk = desk_for(library)
    definition = find_instrument(name=instrument, desk=desk)
    codes = [Exit.NOTHING]
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip():
            continue
        answer = _score_line(line, Place(file=str(file), line=number, column=1), definition, {"sex": sex, "age": age})
        if "error" in answer:
            codes.append(Exit.BAD_INPUT)
            error = answer["error"]
            where = f" {error['item']}:" if error["item"] else ""
            say_error(f"{file}:{number}:1:{where} {error['message']} [{error['code']}]")
        if format_ is Format.JSON:
            say_json_line(answer)
        else:
            _say_score(answer, number)
    return worst(codes)


def _lines(file: Path) -> list[bytes]:
    try:
        return (sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()).splitlines()
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        raise BadInput(message, code="unreadable", place=Place(file=str(file))) from None


def _empty(definition: Any) -> dict[str, Any]:
    return {
        "instrument": definition.id,
        "version": definition.version,
        "complete": False,
        "total": None,
        "subscales": {},
        "bands": {},
        "flags": [],
        "warnings": [],
    }


def _score_line(line: bytes, place: Place, definition: Any, facts: dict[str, Any]) -> dict[str, Any]:
    from goldthread.instruments import AnswersRefused  # noqa: PLC0415
    from goldthread.instruments import score as score_answers  # noqa: PLC0415

    answer = {**_empty(definition), "line": place.line}
    try:
        row, known = _read_row(line, facts)
        result = score_answers(definition=definition, answers=row, **known)
    except AnswersRefused as refused:
        return {**answer, "error": {"code": refused.code, "item": refused.item, "message": str(refused)}}
    except BadInput as refused:
        return {**answer, "error": {"code": refused.code, "item": "", "message": refused.message}}
    answer |= {
        "complete": result.complete,
        "total": _number(result.total),
        "subscales": {key: _number(value) for key, value in result.subscales.items()},
        "bands": result.bands,
        "flags": [flag.id for flag in result.flags],
        "warnings": list(result.warnings),
    }
    if result.missing and (result.total is None or None in result.subscales.values()):
        rule = " ".join(result.warnings) or "The form is incomplete."
        answer["error"] = {"code": "incomplete", "item": ", ".join(result.missing), "message": rule}
    return answer


def _read_row(line: bytes, facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers of one line, and the facts about the person that it names or that the command line gave."""
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadInput(f"This is not JSON: {error}.", code="not-json") from None
    if not isinstance(row, dict):
        raise BadInput("A line is one JSON object of answers.", code="not-an-object")
    named = {key: row.pop(key) for key in ("sex", "age") if key in row}
    try:
        msgspec.convert(named, _Person)
    except msgspec.ValidationError as error:
        raise BadInput(f"{error}.", code="bad-value") from None
    return row, {**facts, **named}


def _number(value: float | None) -> float | int | None:
    """A whole number without a decimal point, as the published scores are written."""
    return int(value) if value is not None and value == int(value) else value


def _say_score(answer: dict[str, Any], number: int) -> None:
    total = "no total" if answer["total"] is None else answer["total"]
    bands = "; ".join(f"{band} ({scheme})" for scheme, band in answer["bands"].items())
    parts = ", ".join(f"{name} {value}" for name, value in answer["subscales"].items() if value is not None)
    say(
        f"{number}: {answer['instrument']} {total}"
        + (f"  {bands}" if bands else "")
        + (f"  [{parts}]" if parts else "")
    )
    for flag in answer["flags"]:
        say(f"   look at: {flag}", style="bold red")
    for warning in answer["warnings"]:
        say(f"   note: {warning}", style="yellow")
