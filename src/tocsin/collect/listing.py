"""The links that a source on the web names just now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from tocsin.collect.dates import is_before
from tocsin.collect.feeds import feed_links
from tocsin.collect.fetcher import Fetcher
from tocsin.collect.outcomes import NOTHING_KNOWN, Fetched, FetchOutcome, Result, Validators
from tocsin.collect.sitemaps import Sitemap, read_sitemap
from tocsin.collect.sources import Kind, Link, Source
from tocsin.errors import TocsinError

MOST_SITEMAPS, DEEPEST = 500, 2

# what is known of an address or file from its last fetch
Known = Callable[[str], Validators]


def nothing_known(key: str) -> Validators:
    """Everything is new."""
    return NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Listing:
    """What came of fetching the source itself, and its links; a sitemap that it names and cannot be had is a trouble.

    Further sitemaps are fetched as the links are drawn.
    """

    outcome: FetchOutcome
    links: Iterator[Link | FetchOutcome]


def listed(source: Source, fetcher: Fetcher, since: datetime | None, known: Known = nothing_known) -> Listing:
    """The links of a feed, sitemap or page; those that are certainly older than `since` are left out."""
    if source.kind is Kind.PAGE:
        raise ValueError("a page names itself only")
    fetched = fetcher.get(source.where, known(source.where))
    if fetched.page is None:
        return Listing(fetched.outcome, iter(()))
    try:
        found = _read(source.kind, fetched)
    except TocsinError as error:
        return Listing(replace(fetched.outcome, result=Result.FAILED, error=str(error)), iter(()))
    return Listing(fetched.outcome, _recent(_drawn(found, fetcher, since), since))


def _read(kind: Kind, fetched: Fetched) -> Sitemap:
    """Raises InputError where it is not of the kind, TooLargeError and FetchError where it cannot be unpacked."""
    page = fetched.page
    assert page is not None
    assert isinstance(page.content, bytes)
    url = page.url or fetched.outcome.url
    if kind is Kind.FEED:
        return Sitemap(tuple(feed_links(page.content, url)), ())
    return read_sitemap(page.content, url)


def _drawn(found: Sitemap, fetcher: Fetcher, since: datetime | None) -> Iterator[Link | FetchOutcome]:
    """The pages of a sitemap and of those that it names, each sitemap once."""
    yield from found.pages
    seen: set[str] = set()
    waiting = [(link, 1) for link in found.further]
    while waiting and len(seen) < MOST_SITEMAPS:
        link, depth = waiting.pop(0)
        if link.url in seen or (since is not None and is_before(link.changed, since)):
            continue
        seen.add(link.url)
        fetched = fetcher.get(link.url)
        if fetched.page is None:
            yield fetched.outcome
            continue
        try:
            inner = _read(Kind.SITEMAP, fetched)
        except TocsinError as error:
            yield replace(fetched.outcome, result=Result.FAILED, error=str(error))
            continue
        yield from inner.pages
        waiting.extend((further, depth + 1) for further in inner.further if depth < DEEPEST)


def _recent(links: Iterator[Link | FetchOutcome], since: datetime | None) -> Iterator[Link | FetchOutcome]:
    for link in links:
        if since is None or isinstance(link, FetchOutcome) or not is_before(link.published or link.changed, since):
            yield link
