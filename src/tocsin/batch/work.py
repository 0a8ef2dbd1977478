"""What a worker process does: loads the coder once, then turns items into finished lines."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from tocsin.flow.items import Item

if TYPE_CHECKING:
    from tocsin.coding import Coder


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a worker needs to know: the format, and the user's own knowledge files."""

    format: str
    codebook: Path | None = None
    actors: Path | None = None
    gazetteer: Path | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One input's finished output, and what the tally wants to know of it."""

    text: bytes
    reports: int
    words: int
    error: str | None
    consumed: int


def start(recipe: Recipe) -> None:
    """Load everything before the first item. Raises what a coder raises when its files are damaged."""
    coder_of(recipe)


def start_worker(recipe: Recipe) -> None:
    """`start` for a process of its own."""
    serve()
    start(recipe)


def serve() -> None:
    """Make this process a worker: it leaves interruptions to its parent, and ends when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def work(recipe: Recipe, items: Sequence[Item]) -> list[Line]:
    """One finished line an item, in order. What an item gives depends on it and the recipe alone."""
    from tocsin.flow.run import read_items

    outcomes = read_items(items, coder_of(recipe))
    return [finished(recipe, item, outcome) for item, outcome in zip(items, outcomes, strict=True)]


def crashed(recipe: Recipe, item: Item) -> Line:
    """The line of an item that brought its process down."""
    from tocsin.flow.opening import id_of
    from tocsin.flow.run import Outcome, failed

    error = "the page brought its worker process down; found a crash or too little memory; read it alone to see why"
    return finished(recipe, item, Outcome(id_of(item), failed(None, error)))


def finished(recipe: Recipe, item: Item, outcome: object) -> Line:
    """An outcome as a line in the recipe's format."""
    from tocsin.export import lines_of
    from tocsin.flow.run import Outcome

    assert isinstance(outcome, Outcome)
    reading = outcome.reading
    text = lines_of(reading, outcome.id, recipe.format, given=outcome.given).encode("utf8")
    error = f"{outcome.id}: {reading.error}" if reading.error is not None else None
    words = sum(len(zone.span.words(reading.article.text).split()) for zone in reading.article.coded_zones())
    return Line(text, len(reading.reports), words, error, item.consumed)


@cache
def coder_of(recipe: Recipe) -> Coder:
    """The coder of a recipe, loaded once a process."""
    from tocsin.flow.coders import stamped_coder

    return stamped_coder(recipe.codebook, recipe.actors, recipe.gazetteer)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
