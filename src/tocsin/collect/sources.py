"""What a user follows, and what it names: sources and the links in them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a source is."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"
    FOLDER = "folder"
    FILE = "file"
    JSONL = "jsonl"
    CSV = "csv"
    WARC = "warc"
    EXPORT = "export"


ON_THE_WEB = frozenset({Kind.FEED, Kind.SITEMAP, Kind.PAGE})


@dataclass(frozen=True, slots=True)
class Source:
    """Something to collect from: `where` is a URL or a path, `outlet` what to call pages that do not say it."""

    kind: Kind
    where: str
    outlet: str | None = None

    @property
    def id(self) -> str:
        """`s` and 20 hex digits of the hash of its place; the kind is left out, as a page may become a feed."""
        return "s" + hashlib.sha256(self.where.encode("utf8", "surrogatepass")).hexdigest()[:20]

    @property
    def on_the_web(self) -> bool:
        """Whether it is fetched rather than read from a disk."""
        return self.kind in ON_THE_WEB


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a page, and what the source that names it says of it.

    `published` is ISO 8601 as far as the source states it, and nothing where it states no date that can be read;
    `changed` is when the source says that the page last changed.
    """

    url: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    changed: str | None = None
