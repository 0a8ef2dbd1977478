"""What the commands that look at single pages share: names to outcomes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.collect.addresses import is_url
from tocsin.flow.fetching import fetch
from tocsin.flow.items import Hints, Item

if TYPE_CHECKING:
    from tocsin.coding import Coder
    from tocsin.flow.run import Outcome
    from tocsin.model import Page


def outcomes_of(
    names: Sequence[str],
    hints: Hints,
    codebook: Path | None,
    actors: Path | None,
    gazetteer: Path | None,
    *,
    allow_private: bool = False,
) -> Iterator[Outcome]:
    """The outcome of each page that the user named, in order; a page that fails says so in its reading."""
    from tocsin.flow.coders import stamped_coder

    coder = None
    for name in names:
        fetched = _fetched(name, hints, allow_private=allow_private) if is_url(name) else None
        if coder is None:
            coder = stamped_coder(codebook, actors, gazetteer)
        if fetched is not None:
            yield _of_url(name, fetched, coder)
        else:
            yield from _of_file(name, hints, coder)


def _fetched(url: str, hints: Hints, *, allow_private: bool) -> Page | str:
    """The page, or why there is none."""
    from dataclasses import replace

    from tocsin.errors import TocsinError

    try:
        page = fetch(url, allow_private=allow_private)
    except TocsinError as error:
        return str(error)
    return replace(page, outlet=hints.outlet, published=hints.published)


def _of_url(url: str, page: Page | str, coder: Coder) -> Outcome:
    from tocsin.flow.run import Outcome, failed, read_safely

    return Outcome(url, failed(None, page) if isinstance(page, str) else read_safely(page, coder))


def _of_file(name: str, hints: Hints, coder: Coder) -> Iterator[Outcome]:
    from tocsin.flow.run import read_items
    from tocsin.flow.sources import STDIN, is_records, items_of
    from tocsin.settings import settings

    if name == STDIN:
        content = sys.stdin.buffer.read(settings().max_page_bytes + 1)
        yield from read_items([Item("stdin", content=content, hints=hints)], coder)
    elif is_records(name) and Path(name).is_file():
        yield from read_items(items_of([name], hints), coder)
    else:
        yield from read_items([Item(name, path=Path(name), hints=hints)], coder)
