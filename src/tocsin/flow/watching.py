"""Sources followed for ever: each is collected when it is due, whatever became of the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tocsin.collect import Fetcher
from tocsin.flow.collected import Collected
from tocsin.flow.collecting import Reader, collect
from tocsin.flow.following import FILES, source_of
from tocsin.store import Store, StoredSource

ON_DISK = timedelta(minutes=10)
"""How often what lies on a disk is looked at, unless the user said otherwise."""
AT_MOST = timedelta(minutes=1)
"""The longest sleep: sources may be added meanwhile."""


class Enough(Exception):  # noqa: N818 - it is no error
    """The watch is to end, between two pages."""


@dataclass(frozen=True, slots=True)
class Round:
    """One source collected: when, what came of it, and when the next source is due."""

    at: datetime
    source: str
    tally: Collected
    next_due: datetime | None


def utc_now() -> datetime:
    """The computer's clock."""
    return datetime.now(UTC)


def watch(
    store: Store,
    fetcher: Fetcher,
    pause: Callable[[float], bool],
    *,
    read: Reader | None = None,
    told: Callable[[Round], None] = lambda one: None,
    page: Callable[[Collected], None] = lambda tally: None,
    rounds: int | None = None,
    now: Callable[[], datetime] = utc_now,
) -> int:
    """Collect every source of the store when it is due; how many times one was collected.

    `pause(seconds)` sleeps and says whether to go on, `told` hears of each source that was collected, `page` of each
    page and may raise `Enough` to end the watch there. `rounds` ends it after so many looks at what is due. Raises
    errors of the StoreError family.
    """
    done = looks = 0
    try:
        while rounds is None or looks < rounds:
            looks += 1
            for source in due(store, now()):
                tally = collect(store, [source_of(source)], fetcher=fetcher, watch=page, read=read)
                done += 1
                told(Round(now(), source.address, tally, next_due(store, now())))
            if looks == rounds:
                break
            upcoming = next_due(store, now())
            wait = AT_MOST if upcoming is None else min(AT_MOST, max(timedelta(0), upcoming - now()))
            if not pause(wait.total_seconds()):
                break
    except Enough:
        pass
    return done


def due(store: Store, now: datetime) -> list[StoredSource]:
    """The sources whose time has come, the one that waits longest first."""
    waiting = [(due_at(store, source) or now, source) for source in store.sources.all()]
    return [source for at, source in sorted(waiting, key=lambda w: (w[0], w[1].address)) if at <= now]


def next_due(store: Store, now: datetime) -> datetime | None:
    """When the next source is due; nothing when none is followed."""
    return min((due_at(store, source) or now for source in store.sources.all()), default=None)


def due_at(store: Store, source: StoredSource) -> datetime | None:
    """When a source is to be looked at next; nothing where it never was."""
    health = store.sources.health(source.address)
    if source.kind not in FILES or health.last_visit is None:
        return health.due_at
    return health.last_visit + (timedelta(seconds=source.every) if source.every else ON_DISK)
