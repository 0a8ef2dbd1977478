"""The lines of a file, packed or not, each within a bound."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

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
    """The lines that hold anything; one above the limit is an error, and so is the place where a file is cut off.

    Raises OSError where the file cannot be opened.
    """
    with path.open("rb") as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
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


def _skip_rest(handle: IO[bytes] | gzip.GzipFile, line: bytes, limit: int) -> bool:
    """Whether the line was whole; reads on to its end, in pieces, where it was not."""
    if len(line) < limit or line.endswith(b"\n"):
        return True
    while (piece := handle.readline(limit)) and not piece.endswith(b"\n"):
        pass
    return False
