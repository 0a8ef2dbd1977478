"""What the user named, as a stream of items: page files, folders, JSONL (also .gz), standard input."""

from __future__ import annotations

import gzip
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from tocsin.errors import InputError
from tocsin.flow.items import Hints, Item
from tocsin.settings import settings

PAGES = (".html", ".htm", ".xhtml", ".shtml", ".txt", ".text")
RECORDS = (".jsonl", ".ndjson", ".json")
STDIN = "-"
NO_HINTS = Hints()
# a character may take six in JSON ('\u00e9'), and the record has other fields
ESCAPED, REST = 6, 1_000_000


def items_of(inputs: Iterable[str], hints: Hints = NO_HINTS) -> Iterator[Item]:
    """The items of all inputs, in their order; a folder's pages in the order of their names.

    Nothing is opened before its turn. Raises InputError at the first item where an input does not exist, so ask
    `check_inputs` first.
    """
    base = 0
    names = list(inputs)
    for name in names:
        if name == STDIN:
            yield from _records(sys.stdin.buffer, "stdin", None, hints, base, None)
            continue
        path = Path(name)
        if path.is_dir():
            for page in pages_in(path):
                label = page.relative_to(path if len(names) == 1 else path.parent).as_posix()
                yield from _file(page, label, hints, base)
                base += page.stat().st_size if page.is_file() else 0
            continue
        yield from _file(path, name, hints, base)
        base += path.stat().st_size if path.is_file() else 0


def check_inputs(inputs: Iterable[str]) -> int | None:
    """Bytes of all inputs together, nothing where standard input is one.

    Raises InputError when an input does not exist or a folder holds no page, before anything is read.
    """
    total: int | None = 0
    for name in inputs:
        if name == STDIN:
            total = None
            continue
        size = _size(Path(name))
        total = None if total is None else total + size
    return total


def pages_in(folder: Path) -> Iterator[Path]:
    """Pages of a folder and the folders in it, by name; hidden files and other kinds are passed over."""
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            kind = file.lower().removesuffix(".gz")
            if not file.startswith(".") and kind.endswith(PAGES):
                yield Path(at, file)


def is_records(name: str) -> bool:
    """Whether a file holds JSONL records, by its name."""
    return name.lower().removesuffix(".gz").endswith(RECORDS)


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            sizes = [p.stat().st_size for p in pages_in(path) if p.is_file()]
            if not sizes:
                raise InputError(
                    f"{path} holds no page",
                    expected="files named " + " ".join(PAGES),
                    advice="check the folder",
                )
            return sum(sizes)
        return path.stat().st_size
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist", expected="a file, a folder or -", advice="check the path") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{str(path)!r} cannot be read", found=str(error), advice="check the path") from error


def _file(path: Path, name: str, hints: Hints, base: int) -> Iterator[Item]:
    if not is_records(name):
        size = path.stat().st_size if path.is_file() else 0
        yield Item(name, path=path, hints=hints, consumed=base + size)
        return
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            whole = None if packed or not name.endswith(".json") else _whole(raw)
            if whole is not None:
                yield from _items(whole, name, path.parent, hints, base + raw.tell())
                return
            handle: IO[bytes] = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]
            yield from _records(handle, name, path.parent, hints, base, raw)
    except OSError as error:
        yield Item(name, error=f"{name} cannot be read; found {error.strerror or error}; check its permission")


def _whole(raw: IO[bytes]) -> list[Any] | None:
    """The records of a file that is one JSON list or object; nothing where it is lines, or too large to be held."""
    content = raw.read(ESCAPED * settings().max_page_bytes)
    try:
        found = json.loads(content) if not raw.read(1) else None
    except (ValueError, RecursionError):
        found = None
    if found is None:
        raw.seek(0)
        return None
    return found if isinstance(found, list) else [found]


def _items(records: list[Any], name: str, folder: Path, hints: Hints, consumed: int) -> Iterator[Item]:
    for number, record in enumerate(records, 1):
        line = json.dumps(record).encode()
        yield Item(f"{name}:{number}", line=line, folder=folder, hints=hints, consumed=consumed)


def _records(
    handle: IO[bytes], name: str, folder: Path | None, hints: Hints, base: int, raw: IO[bytes] | None
) -> Iterator[Item]:
    """One item a line; a line above the limit is an item with an error, and so is the place where a file is cut off."""
    limit = ESCAPED * settings().max_page_bytes + REST
    number = 0
    while True:
        number += 1
        label = f"{name}:{number}"
        try:
            line = handle.readline(limit)
            whole = _skip_rest(handle, line, limit)
        except (EOFError, zlib.error, gzip.BadGzipFile) as damage:
            yield Item(
                label, error=f"{name} is damaged or cut off after line {number - 1}; found {damage}; fetch it again"
            )
            return
        if not line:
            return
        consumed = base + raw.tell() if raw is not None else 0
        if not whole:
            yield Item(
                label, error=f"{label} is too long; found over {limit:,} bytes; split the record", consumed=consumed
            )
        elif line.strip():
            yield Item(label, line=line.removeprefix(b"\xef\xbb\xbf"), folder=folder, hints=hints, consumed=consumed)


def _skip_rest(handle: IO[bytes], line: bytes, limit: int) -> bool:
    """Whether the line was whole; reads on to its end, in pieces, where it was not."""
    if len(line) < limit or line.endswith(b"\n"):
        return True
    while (piece := handle.readline(limit)) and not piece.endswith(b"\n"):
        pass
    return False
