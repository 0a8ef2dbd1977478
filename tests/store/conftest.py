"""Every test of the store runs over every database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from four_pages import FILLED, of_type, take_up
from made_readings import Clock
from postgres_server import Databases, needed_binaries, running

from tocsin.flow.field_values import Known
from tocsin.knowledge.actors import load_actors
from tocsin.knowledge.gazetteer import Gazetteer
from tocsin.model import Event
from tocsin.store import Store, open_store

BACK_ENDS = ("memory", "sqlite", "postgresql")


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """A running PostgreSQL; fails in CI, and skips elsewhere, where none can run."""
    with running(needed_binaries()) as server:
        open_store(server.format(database="postgres")).close()
        yield Databases(server)


@pytest.fixture
def postgresql(databases: Databases) -> Iterator[Callable[[], str]]:
    """Gives the URL of another empty store each time."""
    yield databases.lend
    databases.take_back()


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


@pytest.fixture
def filled(store: Store) -> Store:
    for outlet, text in FILLED:
        take_up(store, text, outlet)
    return store


@pytest.fixture
def seized(filled: Store) -> Event:
    return of_type(filled, "COERCE", 3)


@pytest.fixture
def arrested(filled: Store) -> Event:
    return of_type(filled, "COERCE", 1)


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(Gazetteer(), load_actors())
