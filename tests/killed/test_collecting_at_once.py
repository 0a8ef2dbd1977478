"""Two collections at once into one store."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from contents import Rows, contents
from killing import ended, run, start
from postgres_server import made, serving

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Halves:
    """Pages in two folders that take turns, a page and its correction in the same; and what they come to in turn."""

    folders: tuple[str, str]
    contents: dict[str, Rows]


@pytest.fixture(scope="module")
def halves(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Halves:
    home = tmp_path_factory.mktemp("halves")
    folders = home / "first", home / "second"
    for folder in folders:
        folder.mkdir()
    for number, name in enumerate(sorted({page.name.partition(".")[0] for page in pages.iterdir()})):
        for page in pages.glob(f"{name}.*"):
            shutil.copy2(page, folders[number % 2])
    first, second = map(str, folders)
    assert run(["collect", first, second, "--store", str(home / "store.db")]).code == 0
    return Halves((first, second), contents(str(home / "store.db")))


def test_nothing_is_lost_or_doubled(halves: Halves, tmp_path: Path) -> None:
    compare(halves, str(tmp_path / "store.db"))


def test_nor_on_postgresql(halves: Halves, home: tuple[Path, Path]) -> None:
    with serving(*home) as server:
        compare(halves, made(server, "at_once"))


def compare(halves: Halves, address: str) -> None:
    processes = [start(["collect", folder, "--store", address]) for folder in halves.folders]
    for end in map(ended, processes):
        assert end.code == 0, end.errors
    expected, found = halves.contents, contents(address)
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
