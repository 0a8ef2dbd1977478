"""A stream of items to a stream of outcomes: a bad page costs itself only."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tocsin.coding import Coder
from tocsin.errors import TocsinError
from tocsin.flow.items import Id, Item
from tocsin.flow.opening import id_of, open_item
from tocsin.flow.steps import TEXT, read_page
from tocsin.ids import article_id, text_sha256
from tocsin.model import Article, Page, Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input's reading under the input's own id. `reading.error` says why it could not be coded, if so;

    `given` tells that the input was a text, whose offsets the caller can count himself.
    """

    id: Id
    reading: Reading
    given: bool = False


def read_items(items: Iterable[Item], coder: Coder) -> Iterator[Outcome]:
    """One outcome an item, in order, whatever happens; nothing but a broken coder raises."""
    for item in items:
        yield read_item(item, coder)


def read_item(item: Item, coder: Coder) -> Outcome:
    """The outcome of one item; errors stand in its reading."""
    try:
        identity, page = open_item(item)
    except TocsinError as error:
        return Outcome(id_of(item), failed(None, str(error)))
    reading = read_safely(page, coder)
    if identity == item.name and item.line is not None:
        note = f"the record has no id; it is named by its line, {item.name}"
        reading = replace(reading, notes=(*reading.notes, note))
    return Outcome(identity, reading, _given(page))


def read_safely(page: Page, coder: Coder, name: str | None = None) -> Reading:
    """The reading of a page; what goes wrong stands in its `error`. `name`: as in `read_page`."""
    try:
        return read_page(page, coder, name)
    except TocsinError as error:
        return failed(page, str(error))
    except Exception as error:
        # one page that breaks a stage must not cost the others; with TOCSIN_DEBUG its trace is wanted instead
        if os.environ.get("TOCSIN_DEBUG"):
            raise
        message = f"the page could not be coded; found {type(error).__name__}: {error}; please report it with the page"
        return failed(page, " ".join(message.split()))


def failed(page: Page | None, error: str) -> Reading:
    """A reading without text that says why there is none; a text that was given keeps its place in the record."""
    given = page.content if page is not None and _given(page) and isinstance(page.content, str) else ""
    url = page.url if page else None
    article = Article(article_id(given, url), given, text_sha256(given), (), url=url)
    return Reading(article, error=error)


def _given(page: Page | None) -> bool:
    return page is not None and page.content_type == TEXT and isinstance(page.content, str)
