"""Several processes at once, and processes killed at any moment."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from postgres_server import Databases
from writing_process import main, told

from tocsin.errors import StoreBusyError, StoreError
from tocsin.store import Store, database, open_store

SCRIPT = Path(__file__).parent / "writing_process.py"
KILLS = int(os.environ.get("TOCSIN_TEST_KILLS", "2"))
"""How often a writing process is killed; more in a thorough run."""
PAGES = 25
"""How many more pages each process has to write than the one before."""


def start(address: str, first: int, last: int, key: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(SCRIPT), address, str(first), str(last), key])


def content(store: Store) -> list[object]:
    readings = sorted(store.readings.all(), key=lambda r: r.article.id)
    histories = [len(store.articles.history(r.article.url or "")) for r in readings]
    return [readings, histories, sorted(store.events.all(), key=lambda e: e.id)]


@pytest.mark.slow
def test_processes_that_write_at_once_lose_nothing(lasting: str) -> None:
    # both open a new store, and half of the pages are the same
    processes = [start(lasting, 0, 30, "a"), start(lasting, 15, 45, "b")]
    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    with open_store(lasting, create=False) as store:
        assert content(store)[:2] == [sorted((told(n) for n in range(45)), key=lambda r: r.article.id), [1] * 45]
        assert store.doctor() == []


@pytest.mark.slow
def test_a_killed_process_loses_nothing_and_doubles_nothing(lasting: str, tmp_path: Path) -> None:
    chance = random.Random(7)
    killed = 0
    for times in range(KILLS):
        process = start(lasting, 0, PAGES * (times + 1), "k")
        wait_for_some(lasting, process)
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        killed += process.wait(timeout=60) == -9
        with open_store(lasting) as store:
            assert store.doctor() == []
    assert killed
    main(lasting, 0, PAGES * KILLS, "k")
    with open_store(lasting) as store, open_store(tmp_path / "undisturbed.db") as undisturbed:
        main(str(tmp_path / "undisturbed.db"), 0, PAGES * KILLS, "k")
        assert content(store) == content(undisturbed)
        assert [run.finished_at is not None for run in store.runs.all()][-1]


def test_a_writer_that_holds_the_store_for_too_long_is_told(lasting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 1)
    with open_store(lasting) as one, open_store(lasting) as other, one.transaction():
        one.readings.write(told(1))
        # readers never wait
        assert list(other.articles.ids()) == []
        with pytest.raises(StoreBusyError, match="another process is writing"):
            other.readings.write(told(2))


def test_a_database_that_goes_away_is_told_and_loses_only_what_was_not_done(
    postgresql: Callable[[], str], databases: Databases
) -> None:
    with open_store(postgresql()) as store:
        store.readings.write(told(1))

        def cut_off() -> None:
            with store.transaction():
                store.readings.write(told(2))
                databases.cut_connections()
                store.readings.write(told(3))

        with pytest.raises(StoreError, match="nothing was half written"):
            cut_off()
        assert [store.readings.write(told(n)).new for n in (1, 2, 3)] == [0, 1, 1]
        databases.cut_connections()
        assert len(list(store.articles.ids())) == 3
        assert store.doctor() == []


def test_threads_take_turns(address: str) -> None:
    with open_store(address) as store, ThreadPoolExecutor(4) as threads:
        done = list(threads.map(store.readings.write, [told(n % 10) for n in range(20)]))
        assert sum(written.new for written in done) == 10
        assert store.doctor() == []


def wait_for_some(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until the process has written something more, or is done."""
    with open_store(address) as store:
        before = store.moment()
        while store.moment() == before and process.poll() is None:
            time.sleep(0.01)
