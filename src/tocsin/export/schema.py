"""The JSON Schema of a record, generated from the dataclasses that it is made of."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from tocsin.export.plain import fields_of
from tocsin.ids import SCHEMA_VERSION
from tocsin.model import Article, Attribution, Predicate, Reading, Report, Span, TimeExpression, Toponym, ZoneKind

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCALARS: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
}
OFFSETS = {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 1}}
STATUS = ("fact", "claim", "denied", "possible", "planned", "unreal")


def json_schema() -> dict[str, Any]:
    """The schema of one line of `tocsin code --format jsonl` and of `to_dict`."""
    definitions: dict[str, Any] = {"Span": _span()}
    layers = {"attributions": Attribution, "toponyms": Toponym, "times": TimeExpression, "predicates": Predicate}
    properties = {
        "schema_version": {"const": SCHEMA_VERSION},
        "id": {"type": ["string", "integer"], "description": "the input's own id"},
        "error": {"type": ["string", "null"], "description": "why the page could not be coded"},
        "notes": {"type": "array", "items": {"type": "string"}},
        "article": _noun(Article, definitions),
        "reports": {"type": "array", "items": _noun(Report, definitions)},
    } | {name: {"type": "array", "items": _noun(noun, definitions)} for name, noun in layers.items()}
    _mend(definitions)
    return {
        "$schema": DRAFT,
        "title": "Tocsin reading",
        "description": _gist(Reading),
        **_object(properties),
        "$defs": dict(sorted(definitions.items())),
    }


def _mend(definitions: dict[str, Any]) -> None:
    """What `to_dict` writes otherwise than the dataclasses have it."""
    kinds = [kind.value for kind in ZoneKind]
    definitions["Zone"] = _object({"kind": {"enum": kinds}, **OFFSETS})
    report = definitions["Report"]["properties"]
    report["schema_version"] = {"const": SCHEMA_VERSION}
    report["status"] = {"enum": list(STATUS)}
    report["attribution"] = {"type": "array", "items": {"$ref": "#/$defs/Attribution"}}
    report["triggers"]["minItems"] = 1
    report["confidence"] |= {"minimum": 0, "maximum": 1}
    definitions["Report"]["required"] = list(report)


def _noun(noun: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    name = noun.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = typing.get_type_hints(noun)
        properties = {field: _of(hints[field], definitions) for field in fields_of(noun)}
        definitions[name] = {"description": _gist(noun), **_object(properties)}
    return {"$ref": f"#/$defs/{name}"}


def _of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        found = [_of(part, definitions) for part in parts if part is not type(None)]
        return {"anyOf": [*found, {"type": "null"}]} if type(None) in parts else {"anyOf": found}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _of(parts[1], definitions)}
    if origin is not None and issubclass(origin, Sequence | frozenset):
        return {"type": "array", "items": _of(parts[0], definitions)}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [each.value for each in hint]}
    if hint is Span:
        return {"$ref": "#/$defs/Span"}
    return _noun(hint, definitions) if dataclasses.is_dataclass(hint) else dict(SCALARS[hint])


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _span() -> dict[str, Any]:
    gist = "Characters [start, end) of the article's text, and the words that stand there."
    return {"description": gist, **_object({**OFFSETS, "text": {"type": "string"}})}


def _gist(noun: Any) -> str:
    return " ".join((noun.__doc__ or "").split("\n\n")[0].split())
