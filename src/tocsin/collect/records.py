"""Records that say where their page is: one JSON object a line, or one row of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tocsin.collect.addresses import tidy
from tocsin.collect.dates import stated
from tocsin.collect.files import read_bytes, unpacked
from tocsin.collect.lines import numbered_lines
from tocsin.collect.pieces import Piece
from tocsin.collect.sources import Link
from tocsin.errors import InputError, TocsinError, said_of
from tocsin.model import Page

HINTS = ("url", "title", "outlet", "published", "byline")
BODIES = ("text", "html", "html_file")
TEXT, HTML = "text/plain", "text/html"
RECORD = 'a JSON object a line, such as {"id": "a1", "text": "...", "published": "2025-10-11"}'


def jsonl_pieces(path: Path) -> Iterator[Piece]:
    """A piece a line; a line that is no record is an error of its own. Raises OSError where the file cannot be read."""
    for line in numbered_lines(path, path.name):
        name = f"{path.name}:{line.number}"
        if line.error is not None:
            yield Piece(name, error=line.error)
            continue
        try:
            yield piece_of(record_of(line.content, name), name, path.parent)
        except TocsinError as error:
            yield Piece(name, error=str(error))


def record_of(line: bytes, name: str) -> dict[str, Any]:
    """The JSON object of a line. Raises InputError when the line holds none."""
    try:
        record = json.loads(line)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8", found=f"byte {error.start} of the line", advice="convert the file to UTF-8"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is no JSON", found=said_of(error), expected=RECORD) from error
    if not isinstance(record, dict):
        raise InputError(f"{name} is no record", found=kind_of(record), expected=RECORD)
    return record


def piece_of(record: Mapping[str, Any], name: str, folder: Path | None) -> Piece:
    """The record's page, or its link where it gives an address and no page; `html_file` is looked for in `folder`.

    Raises InputError where a value is of the wrong kind or there is neither a page nor an address.
    """
    for key in (*BODIES, *HINTS):
        if not isinstance(record.get(key), str | None):
            raise InputError(
                f"'{key}' of {name}", found=kind_of(record[key]), expected="a string or null", advice="mend the record"
            )
    hints = {key: record.get(key) or None for key in HINTS}
    name = _name(record, name)
    body = body_of(record, name, folder)
    if body is not None:
        return Piece(name, page=Page(body[0], content_type=body[1], **hints))
    address = tidy(hints["url"] or "")
    if address is None:
        raise InputError(
            f"{name} has no page",
            found=f"keys {', '.join(map(str, record)) or 'none'}",
            expected="one of text, html, html_file, url",
        )
    return Piece(name, link=Link(address, hints["title"], hints["outlet"], stated(hints["published"])))


def kind_of(value: Any) -> str:
    """What JSON calls a value."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _name(record: Mapping[str, Any], name: str) -> str:
    """The record's own id, which survives when lines are added above it; else its address, else its place."""
    found = record.get("id")
    if isinstance(found, str | int) and not isinstance(found, bool) and str(found):
        return str(found)
    return str(record.get("url") or name)


def body_of(record: Mapping[str, Any], name: str, folder: Path | None) -> tuple[bytes | str, str] | None:
    """The record's page and its content type, if it gives one. Raises InputError or PageError."""
    if record.get("text") is not None:
        return record["text"], TEXT
    if record.get("html") is not None:
        return record["html"], HTML
    if record.get("html_file") is not None:
        return html_file(record["html_file"], name, folder), HTML
    return None


def html_file(file: str, name: str, folder: Path | None) -> bytes:
    """The named file, which must not lie outside the folder of the input (a record may come from anybody)."""
    inside = Path(file)
    if folder is None or inside.is_absolute() or ".." in inside.parts or "\x00" in file:
        raise InputError(
            f"html_file of {name}",
            found=repr(file),
            expected="a path inside the folder of the input file",
            advice="move the page there",
        )
    content = read_bytes(folder / inside)
    return unpacked(content, file) if file.lower().endswith(".gz") else content
