"""A database that stops while `tocsin collect` writes to it."""

from __future__ import annotations

import time
from pathlib import Path

import psycopg
import pytest
from contents import Undisturbed, contents
from killing import ended, run, start
from postgres_server import made, serving

pytestmark = pytest.mark.slow


def test_a_collection_whose_database_went_away_goes_on_when_it_is_back(
    pages: Path, undisturbed: Undisturbed, home: tuple[Path, Path]
) -> None:
    with serving(*home) as server:
        arguments = ["collect", str(pages), "--store", made(server, "gone")]
        running = start(arguments)
        wait_for_articles(arguments[-1], 3)
    failed = ended(running)
    assert failed.code == 1
    assert "run the same command again" in failed.errors
    assert len(failed.errors.strip().splitlines()) == 1
    # it is gone still
    assert run(arguments).code == 1
    with serving(*home):
        assert 3 <= articles(arguments[-1]) < len(list(pages.iterdir()))
        again = run(arguments)
        assert again.code == 0, again.errors
        assert contents(arguments[-1]) == undisturbed.contents


def wait_for_articles(address: str, number: int) -> None:
    for _ in range(3000):
        if articles(address) >= number:
            return
        time.sleep(0.01)
    raise TimeoutError("nothing was collected")


def articles(address: str) -> int:
    with psycopg.connect(address) as connection:
        there = connection.execute("SELECT to_regclass('articles')").fetchone()
        if there is None or there[0] is None:
            return 0
        row = connection.execute("SELECT count(*) FROM articles").fetchone()
        return row[0] if row is not None else 0
