"""YAML and JSON text to plain values, with the position of every value kept.

The C parser builds the node tree; plain values are made here and not by PyYAML's constructor, so that every value
keeps its line and column and so that nothing but plain data can come out of a file.
"""

import datetime
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from goldthread.notation.errors import BadInput, Place

T = TypeVar("T")
Path_ = tuple[str | int, ...]

# Deeper than any case file ever is; a hostile file must not exhaust the stack of the C parser or of ours.
MAX_DEPTH = 40
_YAML = "tag:yaml.org,2002:"
_PLAIN_TAGS = {f"{_YAML}map", f"{_YAML}seq"}
MAX_BYTES = 64 * 1024 * 1024
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class Document:
    """A file that was read: its plain `value`, and where each part of it stands."""

    __slots__ = ("_root", "file", "value")

    def __init__(self, *, value: Any, file: str, root: yaml.Node | None) -> None:
        self.value = value
        self.file = file
        self._root = root

    def place(self, path: Iterable[str | int] = ()) -> Place:
        """The place of the value at `path` (keys and positions), or of its nearest parent that is in the file."""
        steps = tuple(path)
        node, field = self._root, ".".join(str(step) for step in steps)
        for step in steps:
            found = _step_into(node, step)
            if found is None:
                break
            node = found
        if node is None:
            return Place(file=self.file, field=field)
        mark = node.start_mark
        return Place(file=self.file, line=mark.line + 1, column=mark.column + 1, field=field)


class _TooDeep(Exception):
    """The node tree goes deeper than MAX_DEPTH below `mark`."""

    def __init__(self, mark: yaml.Mark) -> None:
        super().__init__()
        self.mark = mark


class _Loader(yaml.CSafeLoader):
    """Counts the depth while the tree is made: the C parser recurses without a bound and would end the process."""

    depth = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: Any) -> None:  # noqa: ARG002
        self.depth += 1
        if self.depth > MAX_DEPTH and current_node is not None:
            raise _TooDeep(current_node.start_mark)

    def ascend_resolver(self) -> None:
        self.depth -= 1


def _step_into(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    if isinstance(node, yaml.SequenceNode) and isinstance(step, str):  # an item is named by its id
        return next((item for item in node.value if _has_id(item, step)), None)
    return None


def _has_id(node: yaml.Node, wanted: str) -> bool:
    return isinstance(node, yaml.MappingNode) and any(
        key.value == "id" and value.value == wanted for key, value in node.value
    )


def read_document(source: str | bytes | Path, *, file: str | None = None) -> Document:
    """Read one YAML or JSON document.

    `source` is text, bytes or a path (`-` is standard input). Raises BadInput when it cannot be read, is not UTF-8,
    is not one document, repeats a key, or uses YAML aliases or tags (data files need neither).
    """
    text, name = read_text(source, file=file)
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
    except (yaml.YAMLError, ValueError) as error:
        message = f"This is not valid YAML: {str(error).splitlines()[0]}."
        raise BadInput(message, code="not-yaml", place=Place(file=name)) from None
    except _TooDeep as deep:
        place = Place(file=name, line=deep.mark.line + 1, column=deep.mark.column + 1)
        raise BadInput("The file is nested too deeply.", code="too-deep", place=place) from None
    if root is None:
        raise BadInput("The file is empty.", code="empty", place=Place(file=name))
    return Document(value=_value_of(root, name, set()), file=name, root=root)


def read_text(source: str | bytes | Path, *, file: str | None = None) -> tuple[str, str]:
    """The text of a source (`-` is standard input) and its name. Raises BadInput: unreadable, too large, not UTF-8."""
    if isinstance(source, Path):
        file = file or str(source)
        try:
            source = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
        except OSError as error:
            message = f"The file cannot be read: {error.strerror}."
            raise BadInput(message, code="unreadable", place=Place(file=file)) from None
    name = file or "(text)"
    if len(source) > MAX_BYTES:
        raise BadInput("The file is larger than 64 MiB.", code="too-large", place=Place(file=name))
    if isinstance(source, str):
        return source, name
    try:
        return source.decode("utf-8-sig"), name
    except UnicodeDecodeError as error:
        message = f"The file is not UTF-8: byte {error.start} cannot be read."
        raise BadInput(message, code="not-utf-8", place=Place(file=name), fix="Save it as UTF-8.") from None


def _value_of(node: yaml.Node, file: str, seen: set[int]) -> Any:
    # PyYAML hands out the same node for an alias: meeting a node twice means that the file uses one.
    if id(node) in seen:
        raise BadInput("The file uses a YAML alias.", code="alias", place=_place_of(node, file), fix="Write it out.")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, file)
    if node.tag not in _PLAIN_TAGS:
        raise _tagged(node, file)
    if isinstance(node, yaml.SequenceNode):
        return [_value_of(item, file, seen) for item in node.value]
    result: dict[str, Any] = {}
    for key, value in node.value:
        name = key.value
        if not isinstance(name, str):
            raise BadInput("A key must be a word.", code="bad-key", place=_place_of(key, file))
        if name in result:
            raise BadInput("The key stands twice.", code="key-twice", place=_place_of(key, file, name))
        result[name] = _value_of(value, file, seen)
    return result


def _tagged(node: yaml.Node, file: str) -> BadInput:
    place = _place_of(node, file)
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
        raise BadInput(message, code="bad-date", place=_place_of(node, file)) from None


def _place_of(node: yaml.Node, file: str, field: str = "") -> Place:
    mark = node.start_mark
    return Place(file=file, line=mark.line + 1, column=mark.column + 1, field=field)


_AT = re.compile(r" - at `(.*?)`")
_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_-]*)|\[(\d+|\.\.\.)\]")


def convert(document: Document, kind: type[T], path: Iterable[str | int] = ()) -> T:
    """The document (or the part of it at `path`) as a value of type `kind`; raises BadInput with its place."""
    value = document.value
    steps = tuple(path)
    for step in steps:
        value = value[step]
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        inner = _inner_path(str(error))
        message = _AT.sub("", str(error))
        message = message if message.endswith(".") else message + "."
        raise BadInput(message, code="bad-value", place=document.place(steps + inner)) from None


def _inner_path(message: str) -> Path_:
    """The path that msgspec names in its message, as keys and positions; `[...]` (a key or value of a map) ends it."""
    found = _AT.search(message)
    steps: list[str | int] = []
    for name, index in _STEP.findall(found.group(1)) if found else ():
        if index == "...":
            break
        steps.append(int(index) if index else name)
    return tuple(steps)
