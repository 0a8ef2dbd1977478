"""When each source is to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tocsin.collect import FetchOutcome, Kind, Result, Source
from tocsin.flow.turns import DISK_PACE, due, due_after, due_at, next_due
from tocsin.store import Store, StoredSource, Visit, open_store

NOW = datetime(2025, 10, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)
ON_A_DISK = [Kind.FOLDER, Kind.FILE, Kind.JSONL, Kind.CSV, Kind.WARC, Kind.EXPORT]


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:") as found:
        yield found


def visited(store: Store, source: Source, at: datetime, result: Result = Result.FETCHED) -> datetime:
    """When it is due after a visit that ended so."""
    outcome = FetchOutcome(source.where, at, result, error=None if result is Result.FETCHED else "no such folder")
    due = due_after(store, source, outcome)
    store.sources.visited(Visit(source.where, at, error=outcome.error, due_at=due))
    return due


def test_the_source_that_waits_longest_is_due_first(store: Store) -> None:
    for name, at in (("a", NOW + HOUR), ("b", NOW - HOUR), ("c", NOW - 2 * HOUR), ("d", None)):
        store.sources.add(StoredSource(name, "feed"))
        if at:
            store.sources.visited(Visit(name, NOW - 3 * HOUR, due_at=at))
    assert [source.address for source in due(store, NOW)] == ["d", "c", "b"]
    assert [source.address for source in due(store, NOW, {"a", "b"})] == ["b"]
    assert next_due(store, NOW, {"a"}) == NOW + HOUR
    assert next_due(store, NOW, ()) is None


@pytest.mark.parametrize("kind", ON_A_DISK)
def test_a_disk_is_looked_at_every_ten_minutes_or_as_the_user_says(store: Store, kind: Kind) -> None:
    source = Source(kind, "/news")
    store.sources.add(StoredSource("/news", kind.value))
    assert visited(store, source, NOW) == NOW + DISK_PACE
    assert due(store, NOW) == []
    # a person who asks is not told to wait
    assert [found.address for found in due(store, NOW, disks=True)] == ["/news"]
    store.sources.add(often := StoredSource("/news", kind.value, every=7200))
    assert due_at(store, often) == next_due(store, NOW) == NOW + 2 * HOUR


@pytest.mark.parametrize("kind", ON_A_DISK)
def test_what_fails_on_a_disk_is_looked_at_less_often_until_it_is_well(store: Store, kind: Kind) -> None:
    source, at, waits = Source(kind, "/news"), NOW, list[float]()
    store.sources.add(stored := StoredSource("/news", kind.value))
    visited(store, source, NOW - HOUR)
    for _ in range(6):
        later = visited(store, source, at, Result.FAILED)
        assert due_at(store, stored) == later
        waits.append(round((later - at) / timedelta(minutes=1)))
        at = later
    assert waits[:2] == [pytest.approx(20, abs=1), pytest.approx(40, abs=2)]
    assert waits[2:] == [pytest.approx(60, abs=3)] * 4
    assert visited(store, source, at) == at + DISK_PACE
