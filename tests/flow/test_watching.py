"""Sources followed for ever, on a clock that the test turns."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tocsin.collect import Fetcher
from tocsin.errors import StoreError
from tocsin.flow import collecting
from tocsin.flow.collected import Collected
from tocsin.flow.collecting import Job, Reader
from tocsin.flow.face import shipped_coder
from tocsin.flow.following import follow
from tocsin.flow.run import read_safely
from tocsin.flow.turns import due_at, next_due
from tocsin.flow.watching import Enough, Round, watch
from tocsin.model import Reading
from tocsin.store import Store, open_store

FIRST = "The navy of Chile seized a Peruvian trawler near Arica on Monday, the defence ministry said.\n"
SECOND = "Police in Nairobi arrested 14 protesters on Tuesday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pages"
    place.mkdir()
    (place / "one.txt").write_text(FIRST)
    return place


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "watched.db")


def test_a_folder_is_looked_at_again_and_again(store: Store, folder: Path) -> None:
    follow(store, str(folder))
    heard: list[Round] = []
    ahead = timedelta(0)

    def pause(seconds: float) -> bool:
        nonlocal ahead
        (folder / "two.txt").write_text(SECOND)
        ahead += timedelta(minutes=11)
        return True

    with Fetcher() as fetcher:
        done = watch(
            store, fetcher, pause, told=heard.append, rounds=2, now=lambda: datetime.now(UTC) + ahead
        )  # fmt: skip
    assert done == 2
    assert [(one.tally.new, one.tally.unchanged) for one in heard] == [(1, 0), (1, 1)]


def test_what_is_not_due_is_left_alone(store: Store, folder: Path) -> None:
    follow(store, str(folder), every=timedelta(hours=2))
    with Fetcher() as fetcher:
        assert watch(store, fetcher, lambda seconds: True, rounds=3) == 1
    source = store.sources.all()[0]
    seen = store.sources.health(source.address).last_visit
    assert seen is not None
    assert due_at(store, source) == next_due(store, seen) == seen + timedelta(hours=2)


def test_it_ends_when_the_pause_says_so(store: Store, folder: Path) -> None:
    follow(store, str(folder))
    with Fetcher() as fetcher:
        assert watch(store, fetcher, lambda seconds: False) == 1


def test_it_ends_between_two_pages_and_goes_on_there(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "STRETCH", 1)
    (folder / "two.txt").write_text(SECOND)
    follow(store, str(folder))

    def page(tally: Collected) -> None:
        raise Enough

    with Fetcher() as fetcher:
        assert watch(store, fetcher, lambda seconds: True, page=page) == 0
        assert len(list(store.articles.ids())) == 1
        assert watch(store, fetcher, lambda seconds: True, rounds=1) == 1
    assert len(list(store.articles.ids())) == 2


def test_a_source_that_went_away_does_not_end_the_watch(store: Store, folder: Path) -> None:
    follow(store, str(folder))
    other = folder.parent / "gone"
    other.mkdir()
    (other / "one.txt").write_text("One.")
    follow(store, str(other))
    shutil.rmtree(other)
    heard: list[Round] = []
    with Fetcher() as fetcher:
        watch(store, fetcher, lambda seconds: True, told=heard.append, rounds=1)
    assert sorted(one.tally.failed_sources for one in heard) == [0, 1]
    assert [one.failed is not None for one in heard] == [one.tally.failed_sources == 1 for one in heard]
    assert "no such folder" in next(one.failed for one in heard if one.failed)


def test_a_collection_that_breaks_costs_its_source_only(store: Store, folder: Path) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "three.txt").write_text("Broken.\n")
    for place in (other, folder):
        follow(store, str(place))
    heard: list[Round] = []
    ahead = timedelta(0)

    def pause(seconds: float) -> bool:
        nonlocal ahead
        ahead += timedelta(minutes=11)
        return True

    with Fetcher() as fetcher:
        watch(
            store, fetcher, pause, read=broken("Broken", RuntimeError("no \x1b[31mreason\n")), told=heard.append,
            rounds=2, now=lambda: datetime.now(UTC) + ahead,
        )  # fmt: skip
    by_source = [(Path(one.source).name, one.tally.new, one.failed is not None) for one in heard]
    # the second look comes to the sound one alone: the other is left in peace for longer
    assert by_source == [("other", 0, True), ("pages", 1, False), ("pages", 0, False)]
    health = store.sources.health(str(other))
    assert (health.failures, health.last_success) == (1, None)
    assert health.last_error is not None
    assert "could not be collected; found RuntimeError: no" in health.last_error
    assert heard[0].next_due == health.due_at
    assert health.due_at is not None
    assert health.due_at > datetime.now(UTC) + timedelta(minutes=15)


def test_a_broken_collection_goes_on_when_it_is_due(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "STRETCH", 1)
    (folder / "two.txt").write_text("Broken.\n")
    follow(store, str(folder))
    heard: list[Round] = []
    with Fetcher() as fetcher:
        watch(store, fetcher, lambda seconds: True, read=broken("Broken", KeyError("x")), told=heard.append, rounds=1)
        assert (heard[0].tally.new, heard[0].tally.failed_sources) == (1, 1)
        watch(store, fetcher, lambda seconds: True, told=heard.append, rounds=1, now=lambda: later(hours=2))
    assert (heard[1].tally.new, heard[1].failed) == (1, None)
    assert store.sources.health(str(folder)).failures == 0


def test_a_store_in_trouble_ends_the_watch(store: Store, folder: Path) -> None:
    follow(store, str(folder))
    with Fetcher() as fetcher, pytest.raises(StoreError):
        watch(store, fetcher, lambda seconds: True, read=broken("navy", StoreError("no room")), rounds=1)


def test_some_sources_only(store: Store, folder: Path) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "one.txt").write_text("One.")
    for place in (other, folder):
        follow(store, str(place))
    waits: list[float] = []

    def pause(seconds: float) -> bool:
        waits.append(seconds)
        return True

    heard: list[Round] = []
    with Fetcher() as fetcher:
        watch(store, fetcher, pause, only={str(folder)}, told=heard.append, rounds=2)
    assert [one.source for one in heard] == [str(folder)]
    # the other one is due all the while, and nobody waits for it
    assert waits == [60]


def test_records_in_a_file_are_not_read_over_and_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": FIRST}))
    follow(store, str(tmp_path / "in.jsonl"))
    with Fetcher() as fetcher:
        assert watch(store, fetcher, lambda seconds: True, rounds=3) == 1


def later(hours: int) -> datetime:
    return datetime.now(UTC) + timedelta(hours=hours)


def broken(word: str, error: Exception) -> Reader:
    """Reads as the shipped coder does, but fails at a page with that word."""

    def read(jobs: Iterable[Job]) -> Iterator[Reading]:
        for job in jobs:
            if word in job.page.content.decode():  # type: ignore[union-attr]
                raise error
            yield read_safely(job.page, shipped_coder(), job.name)

    return read
