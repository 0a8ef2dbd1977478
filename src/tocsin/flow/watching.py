"""Sources followed for ever: each is collected when it is due, whatever became of the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tocsin.collect import Fetcher, FetchOutcome, Result
from tocsin.errors import StoreError
from tocsin.flow.collected import Collected
from tocsin.flow.collecting import Reader, collect
from tocsin.flow.following import Follower, source_of
from tocsin.flow.turns import due, due_at, next_due
from tocsin.store import Store, StoredSource

AT_MOST = timedelta(minutes=1)
"""The longest sleep: sources may be added meanwhile."""


class Enough(Exception):  # noqa: N818 - it is no error
    """The watch is to end, between two pages."""


@dataclass(frozen=True, slots=True)
class Round:
    """One source collected: when, what came of it, why it failed as a whole if it did, and when it is due next."""

    at: datetime
    source: str
    tally: Collected
    failed: str | None
    next_due: datetime | None


def utc_now() -> datetime:
    """The computer's clock."""
    return datetime.now(UTC)


def watch(
    store: Store,
    fetcher: Fetcher,
    pause: Callable[[float], bool],
    *,
    only: Collection[str] | None = None,
    read: Reader | None = None,
    told: Callable[[Round], None] = lambda one: None,
    page: Callable[[Collected], None] = lambda tally: None,
    rounds: int | None = None,
    now: Callable[[], datetime] = utc_now,
) -> int:
    """Collect every source of the store when it is due; how many times one was collected.

    With `only`, the addresses of some, the others are left alone. `pause(seconds)` sleeps and says whether to go on,
    `told` hears of each source that was collected, `page` of each page that was recorded; both may raise `Enough` to
    end the watch there. `rounds` ends it after so many looks at what is due. Whatever goes wrong with one source is
    kept as its failure, and the others go on. Raises errors of the StoreError family.
    """
    done = looks = 0
    try:
        while rounds is None or looks < rounds:
            looks += 1
            for source in due(store, now(), only):
                tally = _collected(store, source, fetcher, page, read, now)
                done += 1
                health = store.sources.health(source.address)
                failed = health.last_error if health.failures else None
                told(Round(now(), source.address, tally, failed, due_at(store, source)))
            if looks == rounds:
                break
            upcoming = next_due(store, now(), only)
            wait = AT_MOST if upcoming is None else min(AT_MOST, max(timedelta(0), upcoming - now()))
            if not pause(wait.total_seconds()):
                break
    except Enough:
        pass
    return done


def _collected(
    store: Store,
    source: StoredSource,
    fetcher: Fetcher,
    page: Callable[[Collected], None],
    read: Reader | None,
    now: Callable[[], datetime],
) -> Collected:
    """What came of one source; where its collection broke, of the pages up to there."""
    so_far = Collected()

    def heard(tally: Collected) -> None:
        nonlocal so_far
        so_far = tally
        if not tally.waiting:
            page(tally)

    try:
        return collect(store, [source_of(source)], fetcher=fetcher, watch=heard, read=read)
    except (StoreError, Enough):
        raise
    except Exception as error:
        if os.environ.get("TOCSIN_DEBUG"):
            raise
        message = f"{source.address} could not be collected; found {type(error).__name__}: {error}; please report it"
        outcome = FetchOutcome(source.address, now(), Result.FAILED, error=" ".join(message.split()))
        Follower(store, source_of(source)).visited(outcome, so_far.pages, so_far.new, whole=False)
        so_far.failed_sources += 1
        so_far.complain(message)
        return so_far
