"""YAML and JSON text to plain values, with the position of every value kept.

The C parser builds the node tree; plain values are made here and not by PyYAML's constructor, so that every value
keeps its line and column and so that nothing but plain data can come out of a file.
"""

import datetime
import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from goldthread.notation.document import Document, place_of
from goldthread.notation.errors import BadInput, Place
from goldthread.notation.jsontext import json_value

# Deeper than any case file ever is; a hostile file must not exhaust the stack of the C parser or of ours.
MAX_DEPTH = 40
_YAML = "tag:yaml.org,2002:"
_TEXT = f"{_YAML}str"
_PLAIN_TAGS = {f"{_YAML}map", f"{_YAML}seq"}
MAX_BYTES = 64 * 1024 * 1024
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class _TooDeep(Exception):
    """The node tree goes deeper than MAX_DEPTH below `mark`."""

    def __init__(self, mark: yaml.Mark) -> None:
        super().__init__()
        self.mark = mark


_RESOLVER = yaml.resolver.Resolver()


class _Loader(yaml.CSafeLoader):
    """Counts the depth while the tree is made: the C parser recurses without a bound and would end the process."""

    depth = 0

    def __init__(self, text: str) -> None:
        super().__init__(text)
        # Half of what a file holds stands in it again and again (its keys). The memory goes with the loader: it holds
        # what was written of a person.
        self.resolve = lru_cache(maxsize=None)(_RESOLVER.resolve)  # type: ignore[method-assign]  # the same, remembered

    def descend_resolver(self, current_node: yaml.Node | None, current_index: Any) -> None:  # noqa: ARG002 - the signature is PyYAML's
        self.depth += 1
        if self.depth > MAX_DEPTH and current_node is not None:
            raise _TooDeep(current_node.start_mark)

    def ascend_resolver(self) -> None:
        self.depth -= 1


def read_document(source: str | bytes | Path, *, file: str | None = None) -> Document:
    """Read one YAML or JSON document.

    `source` is text, bytes or a path (`-` is standard input). Raises BadInput when it cannot be read, is not UTF-8,
    is not one document, repeats a key, or uses YAML aliases or tags (data files need neither).
    """
    text, name = read_text(source, file=file)
    as_json = json_value(text)
    root = _tree(as_json.harmless if as_json else text, name)
    value = _value_of(root, name, set())
    return Document(value=as_json.value if as_json else value, file=name, root=root)


def _tree(text: str, name: str) -> yaml.Node:
    try:
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(file=name, line=mark.line + 1, column=mark.column + 1) if mark else Place(file=name)
        raise BadInput(f"This is not valid YAML: {error.problem}.", code="not-yaml", place=place) from None
    except (yaml.YAMLError, ValueError):  # the reader below the parser met what no text holds
        message = "This is not valid YAML: there is a character that may not stand in a text file."
        raise BadInput(message, code="not-yaml", place=_odd_character(text, name)) from None
    except _TooDeep as deep:
        place = Place(file=name, line=deep.mark.line + 1, column=deep.mark.column + 1)
        raise BadInput("The file is nested too deeply.", code="too-deep", place=place) from None
    if root is None:
        raise BadInput("The file is empty.", code="empty", place=Place(file=name))
    return root


def read_text(source: str | bytes | Path, *, file: str | None = None) -> tuple[str, str]:
    """The text of a source (`-` is standard input) and its name. Raises BadInput: unreadable, too large, not UTF-8."""
    if isinstance(source, Path):
        file = file or str(source)
        source = _read_bytes(source, file)
    name = file or "(text)"
    if len(source) > MAX_BYTES:
        raise BadInput("The file is larger than 64 MiB.", code="too-large", place=Place(file=name))
    if isinstance(source, str):
        return source, name
    try:
        return source.decode("utf-8-sig"), name
    except UnicodeDecodeError as error:
        before = bytes(error.object[: error.start])
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        message = f"The file is not UTF-8: byte {error.start} cannot be read."
        place = Place(file=name, line=line, column=column)
        raise BadInput(message, code="not-utf-8", place=place, fix="Save it as UTF-8.") from None


def _read_bytes(path: Path, file: str) -> bytes:
    """The bytes of a file or of standard input; one more than may be, at most: some files have no end."""
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        raise BadInput(message, code="unreadable", place=Place(file=file)) from None


# What YAML takes for printable (YAML 1.1, 5.1).
_ODD = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _odd_character(text: str, name: str) -> Place:
    found = _ODD.search(text)
    if found is None:
        return Place(file=name)
    before = text[: found.start()]
    return Place(file=name, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))


def _value_of(node: yaml.Node, file: str, seen: set[int]) -> Any:
    # PyYAML hands out the same node for an alias: meeting a node twice means that the file uses one.
    if id(node) in seen:
        raise BadInput("The file uses a YAML alias.", code="alias", place=place_of(node, file), fix="Write it out.")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.tag == _TEXT else _scalar(node, file)
    if node.tag not in _PLAIN_TAGS:
        raise _tagged(node, file)
    if isinstance(node, yaml.SequenceNode):
        return [_value_of(item, file, seen) for item in node.value]
    result: dict[str, Any] = {}
    for key, value in node.value:
        name = key.value
        if not isinstance(name, str):
            raise BadInput("A key must be a word.", code="bad-key", place=place_of(key, file))
        if name in result:
            raise BadInput("The key stands twice.", code="key-twice", place=place_of(key, file, name))
        result[name] = _value_of(value, file, seen)
    return result


def _tagged(node: yaml.Node, file: str) -> BadInput:
    place = place_of(node, file)
    return BadInput("The file uses a YAML tag.", code="tag", place=place, fix="Write plain values.")


def _scalar(node: yaml.ScalarNode, file: str) -> Any:
    text, tag = node.value, node.tag.removeprefix(_YAML)
    if tag in ("str", "value", "merge"):
        return text
    if tag == "null":
        return None
    # YAML 1.1 reads yes, no, on and off as truth values; people write them as words, so only true and false count.
    if tag == "bool":
        return _BOOLEANS.get(text, text)
    if tag == "timestamp":
        return text if not _DATE.match(text) else _date(text, node, file)
    try:
        if tag == "int" and ":" not in text:
            return int(text.replace("_", ""), 10) if text.lstrip("+-")[:1] != "0" or len(text) == 1 else text
        if tag == "float":
            return float(text)
    except ValueError:
        return text
    if tag in ("int", "float"):
        return text
    raise _tagged(node, file)


def _date(text: str, node: yaml.Node, file: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        message = f"This is not a date of the calendar: {error}."
        raise BadInput(message, code="bad-date", place=place_of(node, file)) from None
