"""What earlier sweeps of a source left: what to ask with, and which of its pages are looked at again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from tocsin.collect import (
    REVISITS,
    Link,
    Source,
    Validators,
    change_due,
    is_url,
    retry_due,
    revisit_due,
)
from tocsin.store import BLOT, Capture, Store

GONE = (404, 410)
LONGEST = REVISITS[-1] + timedelta(days=2)
"""How long after its first fetch a page is looked at again at all; two days, as a source may be asked once a day."""


class Past:
    """What a sweep over one source asks its store (`known`, `again`); `name_of` names a page by its key."""

    def __init__(self, store: Store, source: Source, name_of: Callable[[str], str]) -> None:
        self._store, self._source, self._name_of = store, source, name_of

    def known(self, key: str) -> Validators:
        """What the last fetch left to ask with."""
        left = [c for c in self._store.sources.captures(self._name_of(key)) if c.etag or c.last_modified]
        return Validators(left[-1].etag, left[-1].last_modified) if left else Validators()

    def again(self, now: datetime) -> Iterator[Link]:
        """The pages of the source that are to be looked at now, whether it names them still or not."""
        for url, captures in self._store.sources.fetched_for(self._source.where, now - LONGEST).items():
            young = captures[0].fetched_at >= now - LONGEST
            if url != self._source.where and young and captures[-1].status not in GONE and is_wanted(captures, now):
                link = self._link(url, captures)
                if link is not None:
                    yield link

    def _link(self, url: str, captures: Sequence[Capture]) -> Link | None:
        """The page with what its source said of it, as far as its article tells; nothing where it was forgotten."""
        if not is_url(url) or BLOT in url:
            return None
        read = [capture.article for capture in captures if capture.article]
        if not read:
            return Link(url)
        article = self._store.articles.get(read[-1])
        if article is None:
            return None
        published = article.published
        # a date of the page's own is found there again
        said = published.value if published is not None and published.source == "caller" else None
        return Link(url, article.title, article.outlet, said)


def is_wanted(captures: Sequence[Capture], now: datetime, changed: str | None = None) -> bool:
    """Whether a page is fetched, by its captures so far, the oldest first.

    One that is new is, one that failed when its next attempt is due, and one that was had when it comes to an age at
    which pages are corrected or when its source says that it `changed`.
    """
    tries = failures(captures)
    if tries:
        return retry_due(tries, captures[-1].fetched_at, now)
    if not was_had(captures):
        return True
    first, last = captures[0].fetched_at, captures[-1].fetched_at
    return revisit_due(first, last, now) or change_due(changed, first, last, now)


def was_had(captures: Sequence[Capture]) -> bool:
    """Whether a page was ever given, or said to be gone."""
    return any(capture.content_sha256 or capture.status in GONE for capture in captures)


def failures(captures: Sequence[Capture]) -> int:
    """How often in a row it could not be had; a page that is gone is no failure."""
    count = 0
    for capture in reversed(captures):
        if capture.content_sha256 or capture.error is None or capture.status in GONE:
            break
        count += 1
    return count
