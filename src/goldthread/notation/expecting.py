"""What a type expects at a place: the fields it knows and the words it allows. Looked up only for messages."""

from collections.abc import Iterator
from typing import Any

from msgspec import inspect

from goldthread.notation.document import Steps


def known_fields(kind: Any, value: Any, path: Steps) -> list[str]:
    """The names of the fields that may stand in the mapping at `path` of `value`, which should be of type `kind`."""
    fields: dict[str, None] = {}
    for each in _at(inspect.type_info(kind), value, path):
        if isinstance(each, inspect.StructType):
            if each.tag_field:
                fields[each.tag_field] = None
            fields.update((field.encode_name, None) for field in each.fields)
    return list(fields)


def allowed_words(kind: Any, value: Any, path: Steps) -> list[str]:
    """The words that may stand at `path` of `value`, which should be of type `kind`; empty where any word may."""
    words: dict[str, None] = {}
    for each in _at(inspect.type_info(kind), value, path):
        if isinstance(each, inspect.LiteralType):
            words.update((str(word), None) for word in each.values)
        elif isinstance(each, inspect.EnumType):
            words.update((str(word.value), None) for word in each.cls)
    if not words and path:  # the word that says which kind of mapping it is
        for each in _at(inspect.type_info(kind), value, path[:-1], untold=True):
            if isinstance(each, inspect.StructType) and each.tag_field == path[-1]:
                words[str(each.tag)] = None
    return sorted(words)


def _at(info: Any, value: Any, path: Steps, *, untold: bool = False) -> list[Any]:
    """Every type that may stand at `path`. A mapping that says its kind is taken at its word, at the end of the path
    unless `untold`."""
    infos = list(_members(info))
    for step in path:
        below = [inner for each in infos if _told(each, value) for inner in _below(each, step)]
        infos = [member for each in below for member in _members(each)]
        value = _inside(value, step)
    return [each for each in infos if untold or _told(each, value)]


def _inside(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _members(info: Any) -> Iterator[Any]:
    while isinstance(info, inspect.Metadata):
        info = info.type
    if isinstance(info, inspect.UnionType):
        for each in info.types:
            yield from _members(each)
    else:
        yield info


def _told(info: Any, value: Any) -> bool:
    tagged = isinstance(info, inspect.StructType) and info.tag_field
    return not tagged or not isinstance(value, dict) or value.get(info.tag_field) in (info.tag, None)


def _below(info: Any, step: str | int) -> Iterator[Any]:
    if isinstance(info, inspect.StructType):
        yield from (field.type for field in info.fields if field.encode_name == step)
    elif isinstance(info, inspect.DictType):
        yield info.value_type
    elif isinstance(info, (inspect.ListType, inspect.VarTupleType)):
        yield info.item_type
