"""`goldthread score`: from filled-in forms to scores, one JSON object a line."""

import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
import typer

from goldthread.cli.desks import desk_for
from goldthread.cli.exits import Exit
from goldthread.cli.many import worst
from goldthread.cli.options import Format, FormatOption, LibraryOption
from goldthread.cli.saying import say, say_error, say_json_line
from goldthread.notation import BadInput, Place

Sex = Literal["female", "male", "other", "unknown"]


class _Person(msgspec.Struct):
    """What a line may say of the person beside the answers."""

    sex: Sex | None = None
    age: Annotated[int, msgspec.Meta(ge=0, le=130)] | None = None


def score(
    instrument: Annotated[str, typer.Argument(help="An instrument's id or name, for example phq9 or PHQ-9.")],
    file: Annotated[Path, typer.Argument(help="One JSON object of answers a line; - is standard input.")],
    sex: Annotated[Sex, typer.Option("--sex", help="Where a published cut-off depends on it.")] = "unknown",
    age: Annotated[
        int | None, typer.Option("--age", min=0, max=130, help="Full years, where a cut-off depends on it.")
    ] = None,
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
            where = f" {error['item']}:" if error["item"].isprintable() and error["item"] else ""
            say_error(f"{file}:{number}:{error['column']}:{where} {error['message']} [{error['code']}]")
        if format_ is Format.JSON:
            say_json_line(answer)
        else:
            _say_score(answer, number)
            _say_next(answer, definition)
    return worst(codes)


# Longer than any form; a file without line ends must not fill the memory.
MAX_LINE = 1024 * 1024
_BOM = b"\xef\xbb\xbf"


def _lines(file: Path) -> Iterator[bytes]:
    """The lines, as they come: what is piped in is answered line by line."""
    try:
        with nullcontext(sys.stdin.buffer) if str(file) == "-" else file.open("rb") as opened:
            first = _BOM
            while line := opened.readline(MAX_LINE):
                yield line.removeprefix(first)
                first = b""
                while len(line) == MAX_LINE and not line.endswith(b"\n"):
                    line = opened.readline(MAX_LINE)  # the rest of a line that is too long is not looked at
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
        return {**answer, "error": _error(refused.code, refused.item, str(refused))}
    except BadInput as refused:
        spot = refused.place or Place(file="")
        return {**answer, "error": _error(refused.code, spot.field, refused.message, spot.column or 1)}
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
        answer["error"] = _error("incomplete", ", ".join(result.missing), rule)
    return answer


def _error(code: str, item: str, message: str, column: int = 1) -> dict[str, Any]:
    return {"code": code, "item": item, "message": message, "column": column}


def _read_row(line: bytes, facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers of one line, and the facts about the person that it names or that the command line gave."""
    row = _object_of(line)
    known = dict(facts)
    for key in ("sex", "age"):
        if row.get(key) is not None:
            known[key] = row[key]
            try:
                msgspec.convert({key: row[key]}, _Person)
            except msgspec.ValidationError:
                raise BadInput(_PERSON[key], code="bad-value", place=Place(file="", field=key)) from None
        row.pop(key, None)
    return row, known


_PERSON = {
    "sex": f"sex is one of {', '.join(get_args(Sex))}.",
    "age": "age is a whole number of years from 0 to 130.",
}


def _object_of(line: bytes) -> dict[str, Any]:
    if len(line) >= MAX_LINE:
        raise BadInput("The line is longer than 1 MiB.", code="too-large")
    try:
        row = msgspec.json.decode(line)
        # Two quotes a key, and no answer is text: more of them, and a key may stand twice; only the last would count.
        if isinstance(row, dict) and line.count(b'"') != 2 * len(row):
            import json  # noqa: PLC0415 - a command loads what it uses

            json.loads(line, object_pairs_hook=_refuse_twice, parse_int=str, parse_float=str)
    except (msgspec.DecodeError, RecursionError) as error:
        at = re.search(r" \(byte (\d+)\)", str(error))
        message = f"This is not JSON: {str(error).partition(' - at')[0].removesuffix(at[0] if at else '')}."
        raise BadInput(message, code="not-json", place=Place(file="", column=int(at[1]) + 1 if at else 1)) from None
    if not isinstance(row, dict):
        raise BadInput("A line is one JSON object of answers.", code="not-an-object")
    return row


def _refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        message = "An item is answered twice. Keep the answer that was given."
        raise BadInput(message, code="key-twice", place=Place(file="", field=twice))
    return row


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


def _say_next(answer: dict[str, Any], definition: Any) -> None:
    """The longer form that a flag leads to, and why."""
    for each in definition.follow_ups:
        if each.after in answer["flags"]:
            say(f"   next: {each.give}. {each.why} ({each.source})")
