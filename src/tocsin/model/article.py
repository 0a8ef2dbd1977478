"""A page as it came, and the article that it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tocsin.model.span import Span


@dataclass(frozen=True, slots=True)
class Page:
    """What a source handed over, before anything was understood.

    `content` is bytes as fetched, or a string that is already text. The hints come from whoever found the page;
    the page's own statements win over them, except `published`, which a caller may set for a page that gives none.
    """

    content: bytes | str
    url: str | None = None
    content_type: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None


class ZoneKind(StrEnum):
    """What a stretch of a page is."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    RELATED = "related"
    BOILERPLATE = "boilerplate"


CODED = frozenset({ZoneKind.HEADLINE, ZoneKind.DATELINE, ZoneKind.BODY, ZoneKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the article's text and what it is; zones are sorted and do not overlap."""

    kind: ZoneKind
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A headline of another page that stands on this one: kept, never coded."""

    title: str
    url: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When a page says that it was published.

    `value` is ISO 8601 as far as it is known ('2025-10-11', '2025-10', '2025-10-11T08:30:00+05:30'), its UTC offset
    kept. `precision` is year, month, day, minute or second; `source` says where it was read (json-ld, meta, time,
    url, text, caller, header).
    """

    value: str
    precision: str
    source: str

    @property
    def day(self) -> date | None:
        """The outlet's local day, or nothing when only a month or year is known."""
        if self.precision in ("year", "month"):
            return None
        return datetime.fromisoformat(self.value).date()


@dataclass(frozen=True, slots=True)
class Article:
    """One page's article: `text` is all that a reader would see, verbatim, and every offset counts in it."""

    id: str
    text: str
    sha256: str
    zones: tuple[Zone, ...]
    language: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: Published | None = None
    links: tuple[Link, ...] = ()
    fingerprint: str | None = None
    notes: tuple[str, ...] = field(default=())

    def __hash__(self) -> int:
        # it is equal by all its fields; hashing them all would take longer than what is looked up
        return hash(self.id)

    def coded_zones(self) -> tuple[Zone, ...]:
        """The zones that may be coded: headline, dateline, body, caption."""
        return tuple(z for z in self.zones if z.kind in CODED)

    def zone_at(self, offset: int) -> ZoneKind | None:
        """The kind of the zone that holds the character, if any."""
        return next((z.kind for z in self.zones if z.span.start <= offset < z.span.end), None)
