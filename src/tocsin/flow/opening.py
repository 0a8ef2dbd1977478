"""Item to page: opens the file, or reads the JSONL record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tocsin.collect.files import read_bytes
from tocsin.collect.records import BODIES, TEXT, body_of, kind_of
from tocsin.collect.records import record_of as json_object
from tocsin.errors import InputError
from tocsin.flow.items import Id, Item
from tocsin.model import Page

HINTS = ("url", "title", "outlet", "published")


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
    return json_object(item.line or b"", item.name)


def _id(record: dict[str, Any], item: Item) -> Id:
    found = record.get("id")
    return found if isinstance(found, str | int) and not isinstance(found, bool) else item.name


def _from_record(item: Item, record: dict[str, Any]) -> tuple[Id, Page]:
    for key in (*BODIES, *HINTS):
        if not isinstance(record.get(key), str | None):
            raise InputError(
                f"'{key}' of {item.name}",
                found=kind_of(record[key]),
                expected="a string or null",
                advice="mend the record",
            )
    hints = {key: record.get(key) or getattr(item.hints, key, None) for key in HINTS}
    content, kind = _content(item, record)
    return _id(record, item), Page(content, content_type=kind, **hints)


def _content(item: Item, record: dict[str, Any]) -> tuple[bytes | str, str]:
    found = body_of(record, item.name, item.folder)
    if found is None:
        raise InputError(
            f"{item.name} has no page", found=f"keys {', '.join(map(str, record)) or 'none'}",
            expected="one of text, html, html_file", advice="see `tocsin code --help`",
        )  # fmt: skip
    return found
