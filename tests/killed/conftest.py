"""A part of the example stories, some pages of which correct others, and what they come to undisturbed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from contents import Coded, Undisturbed, contents
from killing import STORIES, run
from postgres_server import cluster, needed_binaries

PAGES = 24
"""Enough for a collection to start worker processes, which it does not do for few pages."""


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often a command is to be killed."""
    number: int = request.config.getoption("--kills")
    return number


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder for all: where pages lie, and when they were changed, is a part of what is collected."""
    folder = tmp_path_factory.mktemp("stories") / "pages"
    folder.mkdir()
    for page in sorted(STORIES.glob("*.html"))[:PAGES]:
        shutil.copy2(page, folder)
    return folder


@pytest.fixture(scope="session")
def undisturbed(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    store = str(tmp_path_factory.mktemp("undisturbed") / "store.db")
    arguments = ["collect", str(pages), "--store", store]
    first = run(arguments)
    assert first.code == 0, first.errors
    found = contents(store)
    assert len(found["articles"]) == PAGES
    assert len(found["reports"]) > PAGES
    assert any(events["members"] > 1 for events in map(dict, found["events"]))
    second = run(arguments)
    assert contents(store) == found
    return Undisturbed(found, Path(store).stat().st_size, first.seconds, second.seconds)


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Coded:
    """Of all stories, in two processes."""
    output = tmp_path_factory.mktemp("coded") / "out.jsonl"
    rest = ["-o", str(output), "--workers", "2"]
    idle, whole = run(["code", str(next(STORIES.iterdir())), *rest]), run(["code", str(STORIES), *rest])
    assert (idle.code, whole.code) == (0, 0), idle.errors + whole.errors
    return Coded(output.read_bytes(), whole.seconds, idle.seconds)


@pytest.fixture(scope="session")
def home() -> Iterator[tuple[Path, Path]]:
    """The programs of a PostgreSQL and the home of a stopped server."""
    folder = needed_binaries()
    with cluster(folder) as home:
        yield folder, home
