"""What the user named, as a stream of items: page files, folders, JSONL (also .gz), standard input."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from tocsin.collect.files import PAGES, pages_in
from tocsin.collect.lines import lines_of, whole_records
from tocsin.errors import InputError, said_of
from tocsin.flow.items import Hints, Item

RECORDS = (".jsonl", ".ndjson", ".json")
STDIN = "-"
NO_HINTS = Hints()


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
        raise InputError(f"{str(path)!r} cannot be read", found=said_of(error), advice="check the path") from error


def _file(path: Path, name: str, hints: Hints, base: int) -> Iterator[Item]:
    if not is_records(name):
        size = path.stat().st_size if path.is_file() else 0
        yield Item(name, path=path, hints=hints, consumed=base + size)
        return
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            whole = None if packed or not name.endswith(".json") else whole_records(raw)
            if whole is not None:
                yield from _items(whole, name, path.parent, hints, base + raw.tell())
                return
            handle: IO[bytes] = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]
            yield from _records(handle, name, path.parent, hints, base, raw)
    except OSError as error:
        yield Item(name, error=f"{name} cannot be read; found {said_of(error)}; check its permission")


def _items(records: list[Any], name: str, folder: Path, hints: Hints, consumed: int) -> Iterator[Item]:
    for number, record in enumerate(records, 1):
        line = json.dumps(record).encode()
        yield Item(f"{name}:{number}", line=line, folder=folder, hints=hints, consumed=consumed)


def _records(
    handle: IO[bytes], name: str, folder: Path | None, hints: Hints, base: int, raw: IO[bytes] | None
) -> Iterator[Item]:
    """One item a line; a line above the limit is an item with an error, and so is the place where a file is cut off."""
    for line in lines_of(handle, name):
        consumed = base + raw.tell() if raw is not None else 0
        label = f"{name}:{line.number}"
        if line.error is not None:
            yield Item(label, error=line.error, consumed=consumed)
        else:
            yield Item(label, line=line.content, folder=folder, hints=hints, consumed=consumed)
