"""Hypothesis strategies for any struct of the house, made from its types: a new kind of fact is tested the day it is
added, without a list kept by hand."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect as shapes

IDS = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,15}", fullmatch=True)
DAYS = st.dates(datetime.date(1930, 1, 1), datetime.date(2035, 12, 31))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=20) | DAYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def any_of(kind: type[msgspec.Struct], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of one struct; `given` fixes fields. Values that the struct refuses are passed over."""
    shape = shapes.type_info(kind)
    assert isinstance(shape, shapes.StructType)
    return _struct(shape, given)


def _struct(shape: shapes.StructType, given: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[msgspec.Struct]:
    must = {field.name: field for field in shape.fields if field.required}
    may = {field.name: field for field in shape.fields if not field.required and field.name not in given}
    fields = st.fixed_dictionaries(
        {**{name: _any(field.type) for name, field in must.items()}, **given},
        optional={name: _any(field.type) for name, field in may.items()},
    )
    return fields.map(lambda values: _made(shape.cls, values)).filter(lambda made: made is not None)


def _made(kind: type[Any], values: dict[str, Any]) -> Any:
    try:
        return kind(**values)
    except ValueError:
        return None


def _number(shape: Any) -> st.SearchStrategy[int]:
    return st.integers(-50 if shape.ge is None else shape.ge, 50 if shape.le is None else shape.le)


def _text(shape: Any) -> st.SearchStrategy[str]:
    return IDS if shape.pattern else st.text(min_size=shape.min_length or 0, max_size=30)


def _several(shape: Any) -> st.SearchStrategy[Any]:
    return st.lists(_any(shape.item_type), min_size=shape.min_length or 0, max_size=3).map(tuple)


_BY_SHAPE: dict[type[shapes.Type], Callable[[Any], st.SearchStrategy[Any]]] = {
    shapes.StrType: _text,
    shapes.IntType: _number,
    shapes.FloatType: lambda _: st.floats(allow_nan=False, allow_infinity=False),
    shapes.BoolType: lambda _: st.booleans(),
    shapes.NoneType: lambda _: st.none(),
    shapes.DateType: lambda _: DAYS,
    shapes.LiteralType: lambda shape: st.sampled_from(shape.values),
    shapes.EnumType: lambda shape: st.sampled_from(list(shape.cls)),
    shapes.UnionType: lambda shape: st.one_of([_any(each) for each in shape.types]),
    shapes.VarTupleType: _several,
    shapes.DictType: lambda shape: st.dictionaries(_any(shape.key_type), _any(shape.value_type), max_size=3),
    shapes.StructType: lambda shape: _struct(shape, {}),
    shapes.AnyType: lambda _: PLAIN,
}


def _any(shape: shapes.Type) -> st.SearchStrategy[Any]:
    return _BY_SHAPE[type(shape)](shape)
