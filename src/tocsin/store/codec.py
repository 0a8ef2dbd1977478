"""Nouns to JSON and back: what was written is read equal, field for field."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import tocsin.model
from tocsin.model import Span

Noun = TypeVar("Noun")
Found = TypeVar("Found")
Maker = Callable[[Any], Any]
"""Makes a value from JSON that is not null."""
TAG = "#"
BARE = frozenset({str, int, float, bool})


def _once(find: Callable[[Any], Found]) -> Callable[[Any], Found]:
    """What is found of a class, found once; `cache` by itself does not take classes for hashable."""
    return cache(find)


def encode(noun: Any, leave_out: frozenset[str] = frozenset()) -> str:
    """One line of JSON; `leave_out` names fields of the outermost noun that are kept elsewhere."""
    return dumps(_fields_written(noun, [w for w in writers_of(type(noun)).items() if w[0] not in leave_out]))


def decode(
    kind: type[Noun], line: str, only: frozenset[str] | None = None, /, **kept_elsewhere: Any
) -> Noun:  # fmt: skip
    """The noun of `encode`; fields that the JSON lacks, or that are not in `only`, take their defaults."""
    makers = makers_of(kind)
    wanted = makers.keys() if only is None else only
    record = {f: v for f, v in json.loads(line).items() if f in wanted}
    return kind(**_made(makers, record), **kept_elsewhere)


def dumps(record: Any) -> str:
    """Canonical JSON that any database can hold."""
    line = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        line.encode("utf8")
    except UnicodeEncodeError:
        return json.dumps(record, sort_keys=True, separators=(",", ":"))
    return line


def digest(*parts: str) -> str:
    """Hex SHA-256 of the parts, told apart from their mere concatenation."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def plain(value: Any, kind: Any = Any) -> Any:
    """JSON-ready form of a value of the declared kind; where anything may stand, nouns, tuples and days are tagged."""
    if value is None or type(value) in BARE:
        return value
    if type(value) is Span:
        bare: Any = [value.start, value.end]
    elif isinstance(value, Enum):
        bare = value.value
    elif isinstance(value, str | int | float):
        return value
    elif isinstance(value, date):
        bare = value.isoformat()
    elif dataclasses.is_dataclass(value):
        bare = {f: plain(getattr(value, f), k) for f, k in kinds_of(type(value)).items()}
    else:
        return _plain_many(value, kind)
    return {TAG: type(value).__name__, "is": bare} if kind is Any else bare


def _plain_many(value: Any, kind: Any) -> Any:
    if isinstance(value, Mapping):
        of = _inner(kind, 1)
        bare: Any = {str(k): plain(v, of) for k, v in value.items()}
        # a plain mapping may look like a tag
        return {TAG: "dict", "is": bare} if kind is Any and TAG in bare else bare
    if isinstance(value, tuple | list | frozenset | set):
        ordered = sorted(value, key=repr) if isinstance(value, frozenset | set) else value
        bare = [plain(v, of) for v, of in zip(ordered, _members(kind, len(value)), strict=True)] if ordered else []
        return {TAG: type(value).__name__, "is": bare} if kind is Any and not isinstance(value, list) else bare
    raise TypeError(f"a store cannot keep a {type(value).__name__}: {value!r}")


@_once
def writers_of(kind: Any) -> dict[str, Maker | None]:
    """What makes JSON of each field of a noun."""
    return {name: _writer(held) for name, held in kinds_of(kind).items()}


@cache
def _writer(kind: Any) -> Maker | None:
    """What does as `plain` with values of a kind; nothing where JSON holds the value itself.

    Found once a kind, because a reading holds thousands of values.
    """
    if kind in BARE:
        return None
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        held = [k for k in inner if k is not type(None)]
        return _writer(held[0]) if len(held) == 1 else lambda value: plain(value, kind)
    if kind is Span:
        return lambda span: [span.start, span.end]
    if origin in (tuple, list) and (origin is list or Ellipsis in inner):
        write = _writer(inner[0])
        return list if write is None else lambda many: [v if v is None else write(v) for v in many]
    if dataclasses.is_dataclass(kind):
        # a noun may hold others of its kind: what writes its fields is found when the first one is written
        return lambda noun: _fields_written(noun, writers_of(kind).items()) if type(noun) is kind else plain(noun, kind)
    return lambda value: plain(value, kind)


def _fields_written(noun: Any, writers: Iterable[tuple[str, Maker | None]]) -> dict[str, Any]:
    return {
        f: v if (v := getattr(noun, f)) is None or write is None else write(v) for f, write in writers
    }  # fmt: skip


def revive(kind: Any, data: Any) -> Any:
    """The value that `plain` made JSON of."""
    make = _maker(kind)
    return data if data is None or make is None else make(data)


@cache
def _maker(kind: Any) -> Maker | None:
    """What makes values of a kind from JSON that is not null; nothing where JSON holds the value itself.

    Found once a kind, because a reading holds thousands of values.
    """
    if kind is Any:
        return _untagged
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _maker(next(k for k in inner if k is not type(None)))
    if kind is Span:
        return lambda data: Span(data[0], data[1])
    if origin in (tuple, list, frozenset):
        return _many(origin, inner)
    if origin is not None and issubclass(origin, Mapping):
        value = _maker(inner[1])
        return dict if value is None else lambda data: {k: None if v is None else value(v) for k, v in data.items()}
    if dataclasses.is_dataclass(kind):
        noun = typing.cast(Any, kind)
        # a noun may hold others of its kind: what makes its fields is found when the first one is made
        return lambda data: noun(**_made(makers_of(noun), data))
    return _leaf(kind)


@_once
def makers_of(kind: Any) -> dict[str, Maker | None]:
    """What makes each field of a noun."""
    return {name: _maker(held) for name, held in kinds_of(kind).items()}


def _made(makers: Mapping[str, Maker | None], record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        f: v if v is None or (make := makers[f]) is None else make(v) for f, v in record.items() if f in makers
    }  # fmt: skip


def _many(origin: Any, inner: tuple[Any, ...]) -> Maker:
    if origin is tuple and inner and Ellipsis not in inner:
        each = [_maker(k) for k in inner]
        return lambda data: origin(
            v if v is None or make is None else make(v) for make, v in zip(each, data, strict=True)
        )
    member = _maker(inner[0] if inner else Any)
    if member is None:
        return typing.cast(Maker, origin)
    return lambda data: origin([None if v is None else member(v) for v in data])


def _leaf(kind: Any) -> Maker | None:
    if kind in (date, datetime):
        return typing.cast(Maker, kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enumerated(kind)
    return float if kind is float else None


def _enumerated(kind: type[Enum]) -> Maker:
    members = {member.value: member for member in kind}
    # a value that is none of them is complained of as the kind does it
    return lambda data: members.get(data) or kind(data)


def _untagged(data: Any) -> Any:
    if isinstance(data, list):
        return [_untagged(v) for v in data]
    if not isinstance(data, dict):
        return data
    if TAG not in data:
        return {k: _untagged(v) for k, v in data.items()}
    name, value = data[TAG], data["is"]
    many = {"tuple": tuple, "frozenset": frozenset, "set": set}
    if name in many:
        return many[name](_untagged(v) for v in value)
    if name == "dict":
        return {k: _untagged(v) for k, v in value.items()}
    kind = {"date": date, "datetime": datetime}.get(name) or getattr(tocsin.model, name)
    return revive(kind, value)


@_once
def kinds_of(kind: Any) -> dict[str, Any]:
    """The fields of a noun and what each holds."""
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


@cache
def _inner(kind: Any, index: int) -> Any:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        kind = next(k for k in typing.get_args(kind) if k is not type(None))
    inner = typing.get_args(kind)
    return inner[index] if len(inner) > index else Any


def _members(kind: Any, count: int) -> list[Any]:
    """What each member holds: `tuple[str, int]` says it one by one, all else once."""
    one_by_one, once = _member_kinds(kind)
    return list(one_by_one) if one_by_one else [once] * count


@cache
def _member_kinds(kind: Any) -> tuple[tuple[Any, ...], Any]:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        kind = next(k for k in typing.get_args(kind) if k is not type(None))
    inner = typing.get_args(kind)
    if typing.get_origin(kind) is tuple and Ellipsis not in inner:
        return inner, Any
    return (), inner[0] if inner else Any
