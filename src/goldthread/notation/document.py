"""A file that was read, and where each part of it stands."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from goldthread.notation.errors import Place

Steps = tuple[str | int, ...]
_Entry = tuple[yaml.Node | None, yaml.Node]


class Document:
    """A file that was read: its plain `value`, and where each part of it stands."""

    __slots__ = ("_root", "file", "value")

    def __init__(self, *, value: Any, file: str, root: yaml.Node | None) -> None:
        self.value = value
        self.file = file
        self._root = root

    def at(self, path: Steps) -> Any:
        """The plain value at `path` (keys and positions); None where the path leads nowhere."""
        value = self.value
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def place(self, path: Iterable[str | int] = ()) -> Place:
        """The place of the value at `path` (keys and positions), or of its nearest parent that is in the file.

        A mapping or list that begins below its key stands where its key stands.
        """
        steps = tuple(path)
        field = ".".join(str(step) for step in steps)
        key, node = _walk(self._root, steps)[-1]
        if node is None:
            return Place(file=self.file, field=field)
        if key is not None and isinstance(node, yaml.CollectionNode) and key.start_mark.line < node.start_mark.line:
            node = key
        return place_of(node, self.file, field)

    def key_place(self, path: Steps) -> Place | None:
        """The place of the key that `path` ends with; None where it is not in the file."""
        walked = _walk(self._root, path)
        key = walked[-1][0]
        return place_of(key, self.file) if key is not None and len(walked) > len(path) else None

    def path_of(self, name: str, *, below: Steps) -> Steps | None:
        """The path of the field `name` at `below`, or of the last item below it whose id is `name`; None without."""
        walked = _walk(self._root, below)
        if len(walked) <= len(below):
            return None
        node = walked[-1][1]
        if _entry(node, name) is not None:
            return (*below, name)
        return next((path for path in reversed([*_items(node, below)]) if self._id_at(path) == name), None)

    def _id_at(self, path: Steps) -> str | None:
        walked = _walk(self._root, (*path, "id"))
        id_ = walked[-1][1]
        return id_.value if len(walked) > len(path) + 1 and isinstance(id_, yaml.ScalarNode) else None


def place_of(node: yaml.Node, file: str, field: str = "") -> Place:
    """Where a node begins."""
    mark = node.start_mark
    return Place(file=file, line=mark.line + 1, column=mark.column + 1, field=field)


def _walk(root: yaml.Node | None, path: Steps) -> list[tuple[yaml.Node | None, yaml.Node | None]]:
    """Key and value at the root and at each step of the path, as far as it leads."""
    walked: list[tuple[yaml.Node | None, yaml.Node | None]] = [(None, root)]
    for step in path:
        entry = _entry(walked[-1][1], step)
        if entry is None:
            break
        walked.append(entry)
    return walked


def _entry(node: yaml.Node | None, step: str | int) -> _Entry | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode):
        if isinstance(step, int):
            return (None, node.value[step]) if step < len(node.value) else None
        return next(((None, item) for item in node.value if _has_id(item, step)), None)  # an item is named by its id
    return None


def _has_id(node: yaml.Node, wanted: str) -> bool:
    return isinstance(node, yaml.MappingNode) and any(
        key.value == "id" and value.value == wanted for key, value in node.value
    )


def _items(node: yaml.Node | None, path: Steps) -> Iterator[Steps]:
    """The paths of the items of every list that a mapping holds."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(value, yaml.SequenceNode):
            yield from ((*path, key.value, number) for number in range(len(value.value)))
