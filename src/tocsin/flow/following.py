"""Following a source: what it is, what is wanted of it, and the record of what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from tocsin.collect import (
    Fetcher,
    FetchOutcome,
    Kind,
    Link,
    Result,
    Source,
    Validators,
    detect,
    is_url,
    tidy,
)
from tocsin.collect.reading import has_pieces, no_pieces
from tocsin.flow.past import Past, is_wanted, was_had
from tocsin.flow.turns import due_after
from tocsin.store import Capture, Store, StoredSource, Visit


def follow(
    store: Store,
    where: str,
    fetcher: Fetcher | None = None,
    outlet: str | None = None,
    every: timedelta | None = None,
    *,
    keep: bool = False,
) -> Source:
    """Follow what a user names; a source that is followed already is not asked again what it is.

    `every` is how often it is to be asked, as far as it has something new. With `keep`, what was fetched to learn
    what it is serves for its first sweep by the same fetcher, which must come at once. Raises what `detect` raises,
    and `InputError` for a folder that holds nothing to read when it is first named.
    """
    known = store.sources.get(tidy(where) or where) if is_url(where) else None
    source = source_of(known) if known is not None else detect(where, fetcher, outlet=outlet, keep=keep)
    followed = store.sources.get(source.where)
    if followed is None and source.kind is Kind.FOLDER and not has_pieces(Path(source.where)):
        raise no_pieces(source.kind, Path(where))
    if outlet is None and followed is not None:
        source = replace(source, outlet=source_of(followed).outlet)
    source = replace(source, outlet=outlet or source.outlet)
    options = {"outlet": source.outlet} if source.outlet else {}
    seconds = int(every.total_seconds()) if every is not None else followed.every if followed is not None else None
    store.sources.add(StoredSource(source.where, source.kind.value, seconds, options))
    return source


def source_of(stored: StoredSource) -> Source:
    """The source as collecting knows it."""
    return Source(Kind(stored.kind), stored.address, stored.options.get("outlet"))


class Follower:
    """Answers a sweep's questions about one source, and records what came of it."""

    def __init__(self, store: Store, source: Source) -> None:
        self._store, self._source = store, source
        self.name = source.where if source.on_the_web else Path(source.where).as_uri()
        self.past = Past(store, source, self.name_of)
        self._missing = False

    def name_of(self, key: str) -> str:
        """The name of a page for all sources together: its URL, or where it lies."""
        if is_url(key):
            return key
        if key == self._source.where or self._source.kind is Kind.FILE:
            return self.name
        if self._source.kind is Kind.FOLDER:
            return (Path(self._source.where) / key).as_uri()
        return f"{self.name}#{quote(key)}"

    def is_file(self, key: str) -> bool:
        """Whether the page is a file of its own, whose path tells it from others; records may change their lines."""
        path = Path(self._source.where)
        return self._source.kind is Kind.FILE or (self._source.kind is Kind.FOLDER and (path / key).is_file())

    def is_wanted(self, link: Link, now: datetime) -> bool:
        """Whether a page that the source names is fetched now."""
        captures = self._store.sources.captures(link.url)
        wanted = is_wanted(captures, now, link.changed)
        self._missing |= not wanted and not was_had(captures)
        return wanted

    def captured(self, key: str, outcome: FetchOutcome, article: str | None = None, error: str | None = None) -> bool:
        """Record a fetch, unless it is of what is unchanged on a disk; whether it was."""
        capture = self.capture_of(key, outcome, article, error)
        if capture is not None:
            self._store.sources.captured(capture)
        return capture is not None

    def capture_of(
        self, key: str, outcome: FetchOutcome, article: str | None = None, error: str | None = None
    ) -> Capture | None:
        """A fetch as it is to be recorded; nothing for what is unchanged on a disk."""
        # what came with an error must not be taken for the page later
        validators = outcome.validators if outcome.healthy else Validators()
        unchanged = outcome.result is Result.NOT_MODIFIED
        if unchanged and validators == Validators():
            validators = self.past.known(key)
        if unchanged and not self._source.on_the_web and validators == self.past.known(key):
            return None
        return Capture(
            self.name_of(key), outcome.at, self._source.where, outcome.status, validators.etag,
            validators.last_modified, outcome.sha256, article, error or outcome.error,
        )  # fmt: skip

    def visited(self, outcome: FetchOutcome, pages: int, new: int, whole: bool) -> None:
        """Record a sweep: its health, when the next is due, and, where it was `whole`, what to ask with then.

        A source that names a page which waits for another attempt is asked in full, as it is not `whole` so far. One
        that is a page itself is in trouble also when that was had and is none.
        """
        outcome = self._judged(outcome)
        due = due_after(self._store, self._source, outcome)
        if whole and not self._missing and outcome.healthy and self._source.kind not in (Kind.PAGE, Kind.FILE):
            self.captured(self._source.where, outcome)
        self._store.sources.visited(
            Visit(
                self._source.where, outcome.at, outcome.status, outcome.result is Result.NOT_MODIFIED, outcome.size,
                outcome.seconds, pages, new, None if outcome.healthy else outcome.error or outcome.result.value, due,
            )
        )  # fmt: skip

    def _judged(self, outcome: FetchOutcome) -> FetchOutcome:
        """The outcome, or that of reading where the source is a page and its content, unchanged or not, gives none."""
        if self._source.kind not in (Kind.PAGE, Kind.FILE) or not outcome.healthy:
            return outcome
        captures = reversed(self._store.sources.captures(self.name))
        last = next((capture for capture in captures if capture.content_sha256 or capture.error), None)
        if last is None or last.error is None or last.article is not None:
            return outcome
        return replace(outcome, result=Result.FAILED, error=last.error)
