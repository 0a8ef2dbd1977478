"""Every test of the store runs over every database."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from made_readings import Clock
from postgres_server import binaries, running

from tocsin.store import Store, open_store

BACK_ENDS = ("memory", "sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Gives the URL of a new empty store each time; fails in CI, and skips elsewhere, where no server can run."""
    folder = binaries()
    if folder is None:
        reason = "no PostgreSQL: `pip install pgserver`, or install your system's package"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with running(folder) as server:
        numbers = itertools.count()
        admin = psycopg.connect(server.format(database="postgres"), autocommit=True)
        admin.execute("CREATE DATABASE model")
        open_store(server.format(database="model")).close()

        def fresh() -> str:
            name = f"store{next(numbers)}"
            admin.execute(f"CREATE DATABASE {name} TEMPLATE model")  # type: ignore[call-overload]
            return server.format(database=name)

        yield fresh
        admin.close()


@pytest.fixture(params=BACK_ENDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "memory":
        return "memory:"
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    fresh: Callable[[], str] = request.getfixturevalue("postgresql")
    return fresh()


@pytest.fixture(params=BACK_ENDS[1:])
def lasting(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that several processes can open."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    fresh: Callable[[], str] = request.getfixturevalue("postgresql")
    return fresh()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(address: str, clock: Clock) -> Iterator[Store]:
    with ExitStack() as stack:
        yield stack.enter_context(open_store(address, clock=clock))
