"""What a file holds, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tocsin.collect.outcomes import NOTHING_KNOWN, Validators
from tocsin.collect.sources import Link
from tocsin.model import Page


@dataclass(frozen=True, slots=True)
class Piece:
    """A page, or the link of one that is still to be fetched, or the error that keeps it from being had.

    `name` stays the same from run to run ('2025/a.html', a record's id, 'in.jsonl:7' where it has none). `at` is when
    an archive fetched the page, where it says so; `unchanged` tells that it is as it was before; `stamp` is what a
    later run asks with.
    """

    name: str
    page: Page | None = None
    link: Link | None = None
    error: str | None = None
    at: datetime | None = None
    unchanged: bool = False
    stamp: Validators = NOTHING_KNOWN
