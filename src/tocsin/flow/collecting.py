"""Sources to the store: every page swept, read, written and merged.

A page that was fetched is written at once; pages from a disk, which can be read again, in stretches of a hundred or
so. The stretches lie the same whether a run was interrupted or not, so that it comes to the same.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from tocsin.coding import Coder
from tocsin.collect import Capture, Fetcher, Kind, Source, Sweep, SystemClock
from tocsin.flow.collected import Collected, Watch
from tocsin.flow.eventing import Joining
from tocsin.flow.face import shipped_coder
from tocsin.flow.following import Follower
from tocsin.flow.recording import Recorder, Taken, item_of
from tocsin.flow.run import read_safely
from tocsin.model import Page, Reading
from tocsin.store import Store
from tocsin.store.issues import QUARANTINE

COMMAND = "collect"
STRETCH = 128
"""Pages of a disk that are written together."""


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
    every page when it was read and when it was recorded, `read` must read as `coder` does. A page or source in trouble
    costs itself only, and its trouble is on record. A collection that was killed goes on where it stopped. Raises
    errors of the StoreError family only.
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
    resumed: bool
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
    """What is to be recorded next: a capture, or the end of a visit; `last` of those that are written together."""

    turn: _Turn
    visit: _Visit
    capture: Capture | None = None
    last: bool = False


class Collection:
    """One call of `collect`: what its sources share. Pages are read ahead, and recorded in the order of the sweep."""

    def __init__(
        self, store: Store, fetcher: Fetcher | None, coder: Coder, since: datetime | None, watch: Watch | None
    ) -> None:
        self._store, self._fetcher, self._coder, self._since, self._watch = store, fetcher, coder, since, watch
        self._clock = fetcher.clock if fetcher is not None else SystemClock()
        self._joining = Joining(store)
        self._recorder = Recorder(store, self._joining, coder.stamp)
        self._steps: deque[_Step] = deque()
        self._taken: list[Taken] = []
        self.tally = Collected()

    def run(self, sources: Iterable[Source], read: Reader) -> None:
        """Collect the sources."""
        with _rarely_swept():
            for reading in read(self._jobs(sources)):
                step = self._steps.popleft()
                assert step.capture is not None
                self._take(step, step.capture, reading)
                self._record_ready()
            self._record_ready()

    def _jobs(self, sources: Iterable[Source]) -> Iterator[Job]:
        """The pages that are to be read; all else is recorded in its turn."""
        for source in sources:
            visit = self._begin(source)
            for place, capture in enumerate(visit.sweep, 1):
                page, turn = capture.page, self._turn(visit, capture)
                fetched = source.on_the_web or capture.link is not None
                # a page that is not read need not be kept until its turn
                kept = capture if turn is _Turn.READ else replace(capture, page=None)
                self._steps.append(_Step(turn, visit, kept, fetched or place % STRETCH == 0))
                self._record_ready()
                if page is not None and turn is _Turn.READ:
                    is_file = visit.follower.is_file(capture.key)
                    yield Job(page, visit.follower.name_of(capture.key) if is_file else None)
            self._steps.append(_Step(_Turn.END, visit))
            self._record_ready()

    def _turn(self, visit: _Visit, capture: Capture) -> _Turn:
        if capture.page is None:
            return _Turn.EMPTY
        done = visit.resumed and self._store.runs.is_done(visit.run, item_of(capture))
        return _Turn.KNOWN if done else _Turn.READ

    def _record_ready(self) -> None:
        """Record everything up to the next page that is still being read."""
        while self._steps and self._steps[0].turn is not _Turn.READ:
            step = self._steps.popleft()
            if step.capture is None:
                self._write(step.visit)
                self._end(step.visit)
                continue
            if step.turn is _Turn.KNOWN:
                self.tally.unchanged += 1
            else:
                self._without_page(step.capture, step.visit.follower, step.visit.run)
            self._seen(step.visit, step.capture)
            if step.last:
                self._write(step.visit)

    def _begin(self, source: Source) -> _Visit:
        follower = Follower(self._store, source)
        with self._joining.writing():
            run = self._store.runs.begin(COMMAND, source.where).id
            resumed = self._store.runs.count(run) > 0
        sweep = Sweep(
            source, self._fetcher, since=self._since, known=follower.past.known, again=follower.past.again,
            wanted=lambda link: follower.is_wanted(link, self._clock.now()),
        )  # fmt: skip
        return _Visit(source, follower, run, resumed, sweep, self._since is None)

    def _end(self, visit: _Visit) -> None:
        outcome = visit.sweep.outcome
        assert outcome is not None
        self.tally.sources += 1
        if not outcome.healthy and visit.source.kind not in (Kind.PAGE, Kind.FILE):
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

    def _take(self, step: _Step, capture: Capture, reading: Reading) -> None:
        """Take a page that was read, and write those taken so far where their stretch ends with it."""
        taken = Taken(capture, reading, step.visit.follower.name_of(capture.key))
        if any(taken.names & other.names for other in self._taken):
            self._write(step.visit)
        self._taken.append(taken)
        self.tally.waiting = len(self._taken)
        if self._watch is not None:
            self._watch(self.tally)
        if step.last:
            self._write(step.visit)

    def _write(self, visit: _Visit) -> None:
        """Record the pages that were taken."""
        taken, self._taken, new = self._taken, [], self.tally.new
        if not taken:
            return
        self._recorder.record(taken, visit.follower, visit.run, self.tally)
        self.tally.waiting = 0
        visit.new += self.tally.new - new
        for one in taken:
            self._seen(visit, one.capture)

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

    def _fail(self, message: str) -> None:
        self.tally.failed += 1
        self.tally.complain(message)


@contextmanager
def _rarely_swept() -> Iterator[None]:
    """Let the garbage collector look seldom at the readings at hand, and not at all at what was loaded before.

    There is much of both, and nothing is part of a cycle.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
