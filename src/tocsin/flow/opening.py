"""Item to page: opens the file, or reads the JSONL record."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

from tocsin.errors import InputError, TooLargeError, TruncatedPageError
from tocsin.flow.items import Id, Item
from tocsin.model import Page
from tocsin.settings import settings

HINTS = ("url", "title", "outlet", "published")
TEXT, HTML = "text/plain", "text/html"
RECORD = 'a JSON object a line, such as {"id": "a1", "text": "...", "published": "2025-10-11"}'


def read_bytes(path: Path) -> bytes:
    """The file's bytes, one byte more than the limit at most.

    Raises InputError when it is missing, a folder, or may not be read.
    """
    try:
        if path.is_dir():
            raise InputError(
                f"{path} is a folder", expected="a page", advice=f"tocsin code {path} -o OUT reads a folder of pages"
            )
        with path.open("rb") as handle:
            return handle.read(settings().max_page_bytes + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist", expected="a file", advice="check the path") from error
    except PermissionError as error:
        raise InputError(
            f"{path} may not be read", found="no permission", advice="change its mode or its owner"
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read", found=str(error), advice="check the path") from error


def open_item(item: Item) -> tuple[Id, Page]:
    """Id and page of an item. Raises an error of the InputError or PageError family; see also `id_of`."""
    if item.error is not None:
        raise InputError(item.error)
    if item.line is not None:
        return _from_record(item, record_of(item))
    content = item.content if item.content is not None else read_bytes(item.path or Path(item.name))
    hints = item.hints
    plain = item.name.lower().removesuffix(".gz").endswith(".txt")
    page = Page(content, hints.url, TEXT if plain else None, None, hints.outlet, hints.published)
    return item.name, page


def id_of(item: Item) -> Id:
    """The id that the item's record gives, or its name."""
    if item.line is None:
        return item.name
    try:
        return _id(record_of(item), item)
    except InputError:
        return item.name


def record_of(item: Item) -> dict[str, Any]:
    """The JSON object of a JSONL item. Raises InputError when the line holds none."""
    try:
        record = json.loads(item.line or b"")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{item.name} is not UTF-8", found=f"byte {error.start} of the line", advice="convert the file to UTF-8"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{item.name} is no JSON", found=str(error), expected=RECORD) from error
    if not isinstance(record, dict):
        raise InputError(f"{item.name} is no record", found=_kind(record), expected=RECORD)
    return record


def _id(record: dict[str, Any], item: Item) -> Id:
    found = record.get("id")
    return found if isinstance(found, str | int) and not isinstance(found, bool) else item.name


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _from_record(item: Item, record: dict[str, Any]) -> tuple[Id, Page]:
    for key in ("text", "html", "html_file", *HINTS):
        if not isinstance(record.get(key), str | None):
            raise InputError(
                f"'{key}' of {item.name}",
                found=_kind(record[key]),
                expected="a string or null",
                advice="mend the record",
            )
    hints = {key: record.get(key) or getattr(item.hints, key, None) for key in HINTS}
    content, kind = _content(item, record)
    return _id(record, item), Page(content, content_type=kind, **hints)


def _content(item: Item, record: dict[str, Any]) -> tuple[bytes | str, str]:
    if record.get("text") is not None:
        return record["text"], TEXT
    if record.get("html") is not None:
        return record["html"], HTML
    if record.get("html_file") is not None:
        return _html_file(item, record["html_file"]), HTML
    raise InputError(
        f"{item.name} has no page", found=f"keys {', '.join(map(str, record)) or 'none'}",
        expected="one of text, html, html_file", advice="see `tocsin code --help`",
    )  # fmt: skip


def _html_file(item: Item, name: str) -> bytes:
    """The named file, which must not lie outside the folder of the input (a record may come from anybody)."""
    inside = Path(name)
    if item.folder is None or inside.is_absolute() or ".." in inside.parts or "\x00" in name:
        raise InputError(
            f"html_file of {item.name}", found=repr(name), expected="a path inside the folder of the input file",
            advice="move the page there",
        )  # fmt: skip
    content = read_bytes(item.folder / inside)
    return unpacked(content, name) if name.lower().endswith(".gz") else content


def unpacked(content: bytes, name: str) -> bytes:
    """A gzip file's content. Raises TruncatedPageError or TooLargeError."""
    import io

    limit = settings().max_page_bytes
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as handle:
            out = handle.read(limit + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise TruncatedPageError(
            f"{name} is damaged or cut off", found=str(error), expected="a whole gzip file", advice="fetch it again"
        ) from error
    if len(out) > limit:
        raise TooLargeError(f"{name} is too large", found=f"over {limit:,} bytes", advice="raise TOCSIN_MAX_PAGE_BYTES")
    return out
