"""The lines of a file, packed or not, each within a bound."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tocsin.collect.bodies import GZIP
from tocsin.settings import settings

# a character may take six in JSON ('\u00e9'), and a record has other fields
ESCAPED, REST = 6, 1_000_000
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its number from 1, or the error in its place."""

    number: int
    content: bytes = b""
    error: str | None = None


def numbered_lines(path: Path, name: str) -> Iterator[Line]:
    """The lines that hold anything, or the records of a JSON file that is one list, as lines.

    One above the limit is an error, and so is the place where a file is cut off.

    Raises OSError where the file cannot be opened.
    """
    with path.open("rb") as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        whole = whole_records(raw) if path.name.endswith(".json") and not packed else None
        if whole is not None:
            yield from (Line(number, json.dumps(record).encode()) for number, record in enumerate(whole, 1))
            return
        yield from lines_of(gzip.GzipFile(fileobj=raw) if packed else raw, name)


def lines_of(handle: IO[bytes] | gzip.GzipFile, name: str) -> Iterator[Line]:
    """The lines of an open file, as above; `name` stands in errors."""
    limit = ESCAPED * settings().max_page_bytes + REST
    number = 0
    while True:
        number += 1
        try:
            content = handle.readline(limit)
            whole = _skip_rest(handle, content, limit)
        except (EOFError, zlib.error, gzip.BadGzipFile) as damage:
            error = f"{name} is damaged or cut off after line {number - 1}; found {damage}; fetch it again"
            yield Line(number, error=error)
            return
        if not content:
            return
        if not whole:
            yield Line(number, error=f"{name}:{number} is too long; found over {limit:,} bytes; split the record")
        elif content.strip():
            yield Line(number, content.removeprefix(BOM))


def whole_records(raw: IO[bytes]) -> list[Any] | None:
    """The records of a file that is one JSON list or object; nothing where it is lines, or too large to be held.

    The file is then at its beginning again.
    """
    content = raw.read(ESCAPED * settings().max_page_bytes)
    try:
        found = json.loads(content) if not raw.read(1) else None
    except (ValueError, RecursionError):
        found = None
    if found is None:
        raw.seek(0)
        return None
    return found if isinstance(found, list) else [found]


def _skip_rest(handle: IO[bytes] | gzip.GzipFile, line: bytes, limit: int) -> bool:
    """Whether the line was whole; reads on to its end, in pieces, where it was not."""
    if len(line) < limit or line.endswith(b"\n"):
        return True
    while (piece := handle.readline(limit)) and not piece.endswith(b"\n"):
        pass
    return False
