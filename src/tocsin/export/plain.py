"""A reading as plain dictionaries, each span with its words."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from tocsin.ids import SCHEMA_VERSION
from tocsin.model import Article, Attribution, Reading, Report, Span

# token indices mean nothing outside of the run that made them
INTERNAL = frozenset({("Party", "head"), ("Predicate", "token")})
Id = str | int


def to_dict(reading: Reading, id: Id | None = None) -> dict[str, Any]:
    """The reading as JSON-ready dictionaries.

    Every span is `{"start", "end", "text"}`; every report has, besides its own fields, its `status` and the chain of
    its attributions in full, outermost first. `id` is the input's own id, by default the article's.
    """
    text = reading.article.text
    attributions = [plain(a, text) for a in reading.attributions]
    return {
        "schema_version": SCHEMA_VERSION,
        "id": reading.article.id if id is None else id,
        "error": reading.error,
        "notes": list(reading.notes),
        "article": _article(reading.article),
        "reports": [_report(r, text, reading.attributions, attributions) for r in reading.reports],
        "attributions": attributions,
        "toponyms": [plain(t, text) for t in reading.toponyms],
        "times": [plain(t, text) for t in reading.times],
        "predicates": [plain(p, text) for p in reading.predicates],
    }


def plain(value: Any, text: str) -> Any:
    """Any noun as JSON-ready values; `text` is the article's, from which spans take their words."""
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": text[value.start : value.end]}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each, text) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(each, text) for each in value]
    noun: Any = type(value)
    return {name: plain(getattr(value, name), text) for name in fields_of(noun)}


@cache
def fields_of(noun: Any) -> tuple[str, ...]:
    """The fields of a noun that stand in the output."""
    names = (field.name for field in dataclasses.fields(noun))
    return tuple(name for name in names if (noun.__name__, name) not in INTERNAL and not name.startswith("_"))


def compact(record: Mapping[str, Any]) -> str:
    """One line of JSON; characters that UTF-8 cannot hold are escaped."""
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode("utf8")
    except UnicodeEncodeError:
        return json.dumps(record, separators=(",", ":"))
    # JSON allows these two, but many readers of lines break there
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def _article(article: Article) -> dict[str, Any]:
    record: dict[str, Any] = plain(article, article.text)
    # the words of a zone are the text itself, a second time
    record["zones"] = [{"kind": z.kind.value, "start": z.span.start, "end": z.span.end} for z in article.zones]
    return record


def _report(
    report: Report, text: str, heard: tuple[Attribution, ...], attributions: list[dict[str, Any]]
) -> dict[str, Any]:
    record: dict[str, Any] = plain(report, text)
    record["status"] = report.status
    record["attribution"] = [attributions[index] for index in report.speakers if index < len(heard)]
    return record
