"""Sources followed for ever, on a clock that the test turns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tocsin.collect import Fetcher
from tocsin.flow import collecting
from tocsin.flow.collected import Collected
from tocsin.flow.following import follow
from tocsin.flow.watching import Enough, Round, due_at, next_due, watch
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
    follow(store, str(other))
    other.rmdir()
    heard: list[Round] = []
    with Fetcher() as fetcher:
        watch(store, fetcher, lambda seconds: True, told=heard.append, rounds=1)
    assert sorted(one.tally.failed_sources for one in heard) == [0, 1]
