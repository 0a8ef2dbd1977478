"""Sources to the store: every page swept, read, written and merged, one transaction a page."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from tocsin.coding import Coder
from tocsin.collect import Capture, Fetcher, Kind, Source, Sweep, SystemClock
from tocsin.errors import StoreError
from tocsin.flow.collected import Collected, Watch
from tocsin.flow.eventing import Joining
from tocsin.flow.face import shipped_coder
from tocsin.flow.following import Follower
from tocsin.flow.run import read_safely
from tocsin.model import Page, Reading
from tocsin.store import Store
from tocsin.store.issues import ISSUE, QUARANTINE

COMMAND = "collect"


@dataclass(frozen=True, slots=True)
class Job:
    """A page to be read; `name` is that of a file which has no address of its own."""

    page: Page
    name: str | None


Reader = Callable[[Iterable[Job]], Iterator[Reading]]
"""Reads pages, here or elsewhere: one reading a job, in order, whatever happens. It may take jobs ahead."""


def reader(coder: Coder) -> Reader:
    """Reads in this process."""
    return lambda jobs: (read_safely(job.page, coder, job.name) for job in jobs)


def collect(
    store: Store,
    sources: Iterable[Source],
    *,
    fetcher: Fetcher | None = None,
    coder: Coder | None = None,
    since: datetime | None = None,
    watch: Watch | None = None,
    read: Reader | None = None,
) -> Collected:
    """Collect what is new in the sources, one after another, and merge it into the store's events.

    `fetcher` is needed for what is on the web, `since` leaves out pages that are certainly older, `watch` is told of
    every page, `read` must read as `coder` does. A page or source in trouble costs itself only, and its trouble is on
    record. A collection that was killed goes on where it stopped. Raises errors of the StoreError family only.
    """
    coder = coder or shipped_coder()
    collection = Collection(store, fetcher, coder, since, watch)
    collection.run(sources, read or reader(coder))
    return collection.tally


@dataclass(slots=True)
class _Visit:
    """One source's turn."""

    source: Source
    follower: Follower
    run: str
    sweep: Sweep
    whole: bool
    pages: int = 0
    new: int = 0


class _Turn(Enum):
    """What is to be done with a step when its turn comes."""

    READ = "its page is being read"
    KNOWN = "its page was read before the run was interrupted"
    EMPTY = "it has no page"
    END = "the source has nothing more"


@dataclass(frozen=True, slots=True)
class _Step:
    """What is to be recorded next: a capture, or the end of a visit."""

    turn: _Turn
    visit: _Visit
    capture: Capture | None = None


class Collection:
    """One call of `collect`: what its sources share. Pages are read ahead, and recorded in the order of the sweep."""

    def __init__(
        self, store: Store, fetcher: Fetcher | None, coder: Coder, since: datetime | None, watch: Watch | None
    ) -> None:
        self._store, self._fetcher, self._coder, self._since, self._watch = store, fetcher, coder, since, watch
        self._clock = fetcher.clock if fetcher is not None else SystemClock()
        self._joining = Joining(store)
        self._steps: deque[_Step] = deque()
        self.tally = Collected()

    def run(self, sources: Iterable[Source], read: Reader) -> None:
        """Collect the sources."""
        for reading in read(self._jobs(sources)):
            step = self._steps.popleft()
            assert step.capture is not None
            self._take(step.visit, step.capture, reading)
            self._record_ready()
        self._record_ready()

    def _jobs(self, sources: Iterable[Source]) -> Iterator[Job]:
        """The pages that are to be read; all else is recorded in its turn."""
        for source in sources:
            visit = self._begin(source)
            for capture in visit.sweep:
                page, turn = capture.page, self._turn(visit, capture)
                # a page that is not read need not be kept until its turn
                self._steps.append(_Step(turn, visit, capture if turn is _Turn.READ else replace(capture, page=None)))
                self._record_ready()
                if page is not None and turn is _Turn.READ:
                    is_file = visit.follower.is_file(capture.key)
                    yield Job(page, visit.follower.name_of(capture.key) if is_file else None)
            self._steps.append(_Step(_Turn.END, visit))
            self._record_ready()

    def _turn(self, visit: _Visit, capture: Capture) -> _Turn:
        if capture.page is None:
            return _Turn.EMPTY
        return _Turn.KNOWN if self._store.runs.is_done(visit.run, _item(capture)) else _Turn.READ

    def _record_ready(self) -> None:
        """Record everything up to the next page that is still being read."""
        while self._steps and self._steps[0].turn is not _Turn.READ:
            step = self._steps.popleft()
            if step.capture is None:
                self._end(step.visit)
                continue
            if step.turn is _Turn.KNOWN:
                self.tally.unchanged += 1
            else:
                self._without_page(step.capture, step.visit.follower, step.visit.run)
            self._seen(step.visit, step.capture)

    def _begin(self, source: Source) -> _Visit:
        follower = Follower(self._store, source)
        with self._joining.writing():
            run = self._store.runs.begin(COMMAND, source.where).id
        sweep = Sweep(
            source, self._fetcher, since=self._since, known=follower.known,
            wanted=lambda link: follower.is_wanted(link, self._clock.now()),
        )  # fmt: skip
        return _Visit(source, follower, run, sweep, self._since is None)

    def _end(self, visit: _Visit) -> None:
        outcome = visit.sweep.outcome
        assert outcome is not None
        self.tally.sources += 1
        if not outcome.healthy and visit.source.kind is not Kind.PAGE:
            self.tally.failed_sources += 1
            self.tally.complain(outcome.error or f"{visit.source.where}: {outcome.result.value}")
        with self._joining.writing():
            visit.follower.visited(outcome, visit.pages, visit.new, visit.whole)
            self._store.runs.finish(visit.run)

    def _seen(self, visit: _Visit, capture: Capture) -> None:
        visit.pages += 1
        visit.whole = visit.whole and capture.outcome.healthy
        if self._watch is not None:
            self._watch(self.tally)

    def _take(self, visit: _Visit, capture: Capture, reading: Reading) -> None:
        """Record one page that was read."""
        name, item, new = visit.follower.name_of(capture.key), _item(capture), self.tally.new
        if self._store.runs.is_done(visit.run, item):
            # the sweep brought it twice
            self.tally.unchanged += 1
        else:
            self._write(reading, capture, visit, name, item)
        visit.new += self.tally.new - new
        self._seen(visit, capture)

    def _write(self, reading: Reading, capture: Capture, visit: _Visit, name: str, item: str) -> None:
        try:
            with self._joining.writing():
                counted = self._keep(reading, capture, visit.follower, visit.run)
                self._store.runs.done(visit.run, item)
        except StoreError:
            raise
        except Exception as error:
            if os.environ.get("TOCSIN_DEBUG"):
                raise
            # one page that breaks merging must not cost the others
            self._joining.failed()
            message = f"{name} could not be merged; found {type(error).__name__}: {error}; please report it"
            self._store.issues.note(name, message, QUARANTINE, visit.run)
            self._fail(message)
            return
        self._count(counted, reading, name)

    def _keep(self, reading: Reading, capture: Capture, follower: Follower, run: str) -> Collected:
        """Write and merge one reading, inside a transaction."""
        store, name, counted = self._store, follower.name_of(capture.key), Collected()
        joiner = self._joining.joiner()
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
        with self._joining.writing():
            recorded = follower.captured(capture.key, capture.outcome)
            if not capture.outcome.healthy:
                self._store.issues.note(name, capture.outcome.error or capture.outcome.result.value, QUARANTINE, run)
        if not capture.outcome.healthy:
            self._fail(capture.outcome.error or f"{name}: {capture.outcome.result.value}")

        elif not recorded or capture.outcome.status is not None:
            # what is recorded of a disk without a page is the end of an archive, whose pages are counted
            self.tally.unchanged += 1

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
