"""Sources to the store: every page swept, read, written and merged, one transaction a page."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from tocsin.coding import Coder
from tocsin.collect import Capture, Fetcher, Kind, Source, Sweep, SystemClock
from tocsin.errors import StoreError
from tocsin.flow.collected import Collected, Watch
from tocsin.flow.eventing import Joiner
from tocsin.flow.face import shipped_coder
from tocsin.flow.following import Follower
from tocsin.flow.run import read_safely
from tocsin.model import Reading
from tocsin.store import Store
from tocsin.store.issues import ISSUE, QUARANTINE

COMMAND = "collect"


def collect(
    store: Store,
    sources: Iterable[Source],
    *,
    fetcher: Fetcher | None = None,
    coder: Coder | None = None,
    since: datetime | None = None,
    watch: Watch | None = None,
) -> Collected:
    """Collect what is new in the sources, one after another, and merge it into the store's events.

    `fetcher` is needed for what is on the web, `since` leaves out pages that are certainly older, `watch` is told of
    every page. A page or source in trouble costs itself only, and its trouble is on record. A collection that was
    killed goes on where it stopped. Raises errors of the StoreError family only.
    """
    collection = Collection(store, fetcher, coder or shipped_coder(), since, watch)
    for source in sources:
        collection.sweep(source)
    return collection.tally


class Collection:
    """One call of `collect`: what its sources share."""

    def __init__(
        self, store: Store, fetcher: Fetcher | None, coder: Coder, since: datetime | None, watch: Watch | None
    ) -> None:
        self._store, self._fetcher, self._coder, self._since, self._watch = store, fetcher, coder, since, watch
        self._clock = fetcher.clock if fetcher is not None else SystemClock()
        self._joiner: Joiner | None = None  # made for the first page to be written; what did not change needs none
        self._at = store.moment()
        self.tally = Collected()

    def sweep(self, source: Source) -> None:
        """Collect one source."""
        store, follower = self._store, Follower(self._store, source)
        with self._writing():
            run = store.runs.begin(COMMAND, source.where).id
        sweep = Sweep(
            source, self._fetcher, since=self._since, known=follower.known,
            wanted=lambda link: follower.is_wanted(link, self._clock.now()),
        )  # fmt: skip
        pages, new, whole = 0, self.tally.new, self._since is None
        for capture in sweep:
            pages += 1
            whole = whole and capture.outcome.healthy
            self._take(capture, follower, run)
            if self._watch is not None:
                self._watch(self.tally)
        self.tally.sources += 1
        outcome = sweep.outcome
        assert outcome is not None
        if not outcome.healthy and source.kind is not Kind.PAGE:
            self.tally.failed_sources += 1
            self.tally.complain(outcome.error or f"{source.where}: {outcome.result.value}")
        with self._writing():
            follower.visited(outcome, pages, self.tally.new - new, whole)
            store.runs.finish(run)

    def _take(self, capture: Capture, follower: Follower, run: str) -> None:
        name, item = follower.name_of(capture.key), _item(capture)
        if capture.page is None:
            self._without_page(capture, follower, run)
            return
        if self._store.runs.is_done(run, item):
            self.tally.unchanged += 1
            return
        reading = read_safely(capture.page, self._coder, name if follower.is_file(capture.key) else None)
        try:
            with self._writing():
                counted = self._keep(reading, capture, follower, run)
                self._store.runs.done(run, item)
        except StoreError:
            raise
        except Exception as error:
            if os.environ.get("TOCSIN_DEBUG"):
                raise
            # one page that breaks merging must not cost the others
            self._joiner = None
            message = f"{name} could not be merged; found {type(error).__name__}: {error}; please report it"
            self._store.issues.note(name, message, QUARANTINE, run)
            self._fail(message)
            return
        self._count(counted, reading, name)

    def _keep(self, reading: Reading, capture: Capture, follower: Follower, run: str) -> Collected:
        """Write and merge one reading, inside a transaction."""
        store, name, counted = self._store, follower.name_of(capture.key), Collected()
        # before the reading is written: what the store holds already is taken for merged
        joiner = self._joiner = self._joiner or Joiner(store)
        if not reading.article.text:
            reading = replace(reading, article=replace(reading.article, url=name))
        else:
            store.issues.settle(name, QUARANTINE)
        page = reading.article.url or reading.article.id
        before = store.articles.at(page)
        told = [report.id for report in store.reports.of_article(before.id)] if before is not None else []
        written = store.readings.write(reading, self._coder.stamp, run)
        article = None if written.quarantined or written.forgotten else written.article
        follower.captured(capture.key, capture.outcome, article, reading.error)
        if article is not None:
            _note(store, page, reading.error, run)
        changed = written.reading_changed or written.article_changed
        kept = store.readings.get(article) if changed and article is not None else None
        if kept is None:
            counted.unchanged = 1
            return counted
        counted.reports, counted.events = written.new + written.changed, joiner.take_up(kept, told)
        counted.new, counted.changed = int(before is None), int(before is not None)
        return counted

    def _without_page(self, capture: Capture, follower: Follower, run: str) -> None:
        name = follower.name_of(capture.key)
        with self._writing():
            recorded = follower.captured(capture.key, capture.outcome)
            if not capture.outcome.healthy:
                self._store.issues.note(name, capture.outcome.error or capture.outcome.result.value, QUARANTINE, run)
        if not capture.outcome.healthy:
            self._fail(capture.outcome.error or f"{name}: {capture.outcome.result.value}")

        elif not recorded or capture.outcome.status is not None:
            # what is recorded of a disk without a page is the end of an archive, whose pages are counted
            self.tally.unchanged += 1

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction; what others have written since the last one is taken into account."""
        with self._store.transaction():
            if self._store.moment() != self._at:
                self._joiner = None
            yield
            at = self._store.moment()
        self._at = at

    def _count(self, counted: Collected, reading: Reading, name: str) -> None:
        self.tally.reports += counted.reports
        self.tally.events += counted.events
        if reading.error is not None:
            self._fail(f"{name}: {reading.error}")
            return
        self.tally.new += counted.new
        self.tally.changed += counted.changed
        self.tally.unchanged += counted.unchanged

    def _fail(self, message: str) -> None:
        self.tally.failed += 1
        self.tally.complain(message)


def _note(store: Store, page: str, error: str | None, run: str) -> None:
    """Put on record why an article is not coded, or that it is so no longer."""
    if error is None:
        store.issues.settle(page, ISSUE)
    else:
        store.issues.note(page, error, ISSUE, run)


def _item(capture: Capture) -> str:
    """The page, its content and what its source says of it: a change of any is to be read again."""
    page = capture.page
    said = (page.url, page.title, page.outlet, page.published, page.byline) if page is not None else ()
    return repr((capture.key, capture.outcome.sha256, said))
