"""Column types that hold what pages really contain, the same on both databases."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

ESCAPED = "\ufdd0"
"""Begins a string that is kept as JSON; a noncharacter, so that no honest text begins so."""

RowId = BigInteger().with_variant(Integer, "sqlite")
"""A row's number; SQLite counts only columns that are declared INTEGER."""


class Words(TypeDecorator[str]):
    """Any Python string: NUL characters and lone surrogates, which a database refuses, are escaped on the way."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The string as the database keeps it."""
        return None if value is None else kept(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """The string as it was given."""
        if value is None or not value.startswith(ESCAPED):
            return value
        return str(json.loads(value[1:]))


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC; a moment without a zone is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone; found {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """With its zone, also where the database forgets zones."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def kept(text: str) -> str:
    """The string as the database keeps it."""
    if text.isascii() and "\x00" not in text:
        return text
    try:
        text.encode("utf8")
    except UnicodeEncodeError:
        return ESCAPED + json.dumps(text)
    return ESCAPED + json.dumps(text) if "\x00" in text or text.startswith(ESCAPED) else text
