"""Two collections at once into one store."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from contents import Rows, contents
from killing import ended, run, start
from postgres_server import made, serving

pytestmark = pytest.mark.slow


@pytest.fixture
def halves(pages: Path, tmp_path: Path) -> list[Path]:
    """The pages in two folders that take turns; a page and its correction in the same."""
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
    for number, name in enumerate(sorted({page.name.partition(".")[0] for page in pages.iterdir()})):
        for page in pages.glob(f"{name}.*"):
            shutil.copy2(page, folders[number % 2])
    return folders


def test_nothing_is_lost_or_doubled(halves: list[Path], tmp_path: Path) -> None:
    compare(halves, lambda name: str(tmp_path / name))


def test_nor_on_postgresql(halves: list[Path], home: tuple[Path, Path]) -> None:
    with serving(*home) as server:
        compare(halves, lambda name: made(server, name))


def compare(halves: list[Path], address: Callable[[str], str]) -> None:
    one_by_one, at_once = address("one_by_one"), address("at_once")
    assert run(["collect", *map(str, halves), "--store", one_by_one]).code == 0
    processes = [start(["collect", str(half), "--store", at_once]) for half in halves]
    for end in map(ended, processes):
        assert end.code == 0, end.errors
    expected, found = contents(one_by_one), contents(at_once)
    # which event a report joins may depend on which of two pages was first
    for table in ("articles", "zones", "readings", "reports", "evidence", "parties", "places", "captures", "issues"):
        assert found[table] == expected[table]
    assert told(found) == told(expected)
    assert set(told(found).values()) == {1}


def told(found: dict[str, Rows]) -> Counter[str]:
    """In how many events as they now stand a report is."""
    current = {
        f"{event['id']} in version {event['version']}"
        for event in map(dict, found["events"])
        if not event["superseded_at"]
    }
    return Counter(member["report"] for member in map(dict, found["event_reports"]) if member["event_row"] in current)
