"""One article as a news archive hands it out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.collect.dates import stated

DATE = re.compile(r"(?:[a-z]+day,?\s+)?(?:\d{1,2}\s+[a-z]+\.?|[a-z]+\.?\s+\d{1,2}),?\s+\d{4}\b.{0,60}", re.IGNORECASE)
WRITER = re.compile(r"by\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """The paragraphs of an article and what the archive says of it; `key` is the archive's own number of it."""

    body: tuple[str, ...]
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None
    key: str | None = None


def writer(said: str | None) -> str | None:
    """A byline without its 'By'."""
    return WRITER.sub("", said, count=1).strip() or None if said and WRITER.match(said) else (said or None)


def first_date(lines: list[str]) -> int | None:
    """The place of the first line that is a date, with a weekday, a time or an edition at most."""
    for place, line in enumerate(lines):
        if DATE.fullmatch(line) and stated(line):
            return place
    return None
