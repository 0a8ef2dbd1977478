"""A store's whole life through the command line, on either database."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filled_store import listed
from postgres_server import needed_binaries, running

from tocsin.store import open_store

STORIES = Path(__file__).parents[2] / "examples" / "stories"
PAGES = 12


@pytest.fixture(params=["sqlite", "postgresql"])
def news(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a store that is not there yet; some stories lie in `pages`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    for page in sorted(STORIES.glob("*.html"))[:PAGES]:
        shutil.copy(page, "pages")
    if request.param == "sqlite":
        yield str(tmp_path / "news.db")
        return
    with running(needed_binaries()) as server:
        yield server.format(database="postgres")


def events(said: Any, news: str) -> dict[str, set[str]]:
    """The reports of each event."""
    return {event["id"]: set(event["reports"]) for event in listed(said, news, "--all", "--limit", "1000")}


def test_from_a_source_to_a_sound_store_and_its_backup(said: Any, news: str) -> None:
    def told(command: str, *arguments: str) -> str:
        found: str = said(command, *arguments, "--store", news)
        return found

    assert told("add", "pages", "--outlet", "The Own").startswith("folder  ")
    assert json.loads(told("sources", "--json"))[0]["health"] == "never collected"
    told("collect", "--workers", "0")
    found = events(said, news)
    (source,) = json.loads(told("sources", "--json"))
    with open_store(news, create=False) as store:
        standing, reports = len(list(store.articles.ids())), len(list(store.reports.all()))
    # one of the pages is a later state of another
    assert PAGES - 1 <= standing <= PAGES
    assert (source["health"], source["failures"]) == ("well", 0)
    assert (source["articles"], source["reports"], source["events"]) == (standing, reports, len(found))
    assert f"brought {standing} articles, {reports} reports, {len(found)} events" in told("sources")

    # a second collection changes nothing
    told("collect", "--workers", "0")
    assert events(said, news) == found

    one = next(event for event in listed(said, news) if len({account["article"] for account in event["accounts"]}) > 1)
    assert one["id"] in told("show", one["id"])
    article, other = sorted({account["article"] for account in one["accounts"]})[:2]
    near = json.loads(told("related", article, "--json"))
    assert one["id"] in next(each for each in near if each["article"] == other)["events"]
    told("export", "-o", "events.csv", "--all")
    with Path("events.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["event"] for row in csv.DictReader(file)} == set(found)

    # a person's word, taken back
    second = next(event for event in found if event != one["id"])
    told("merge", one["id"], second, "--why", "one matter", "--by", "ada")
    merged = events(said, news)
    assert len(merged) == len(found) - 1
    assert found[one["id"]] | found[second] in merged.values()
    act = told("undo").split()[0]
    told("undo", act, "--why", "two after all", "--by", "ada")
    assert events(said, news) == found

    assert "is sound" in told("doctor")
    told("backup", "copy.db")
    assert events(said, "copy.db") == found
    assert "is sound" in said("doctor", "--store", "copy.db")
    (kept,) = json.loads(said("sources", "--store", "copy.db", "--json"))
    assert kept == source | {key: kept[key] for key in ("visits", "last_visit", "last_success", "due")}
