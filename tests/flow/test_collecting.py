from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tocsin.collect import detect
from tocsin.flow import Hints, Item, collecting
from tocsin.flow.collected import Collected
from tocsin.flow.collecting import collect
from tocsin.flow.eventing import Joiner
from tocsin.flow.face import shipped_coder
from tocsin.flow.following import follow
from tocsin.flow.run import read_item
from tocsin.flow.turns import due
from tocsin.model import Judgement, Verdict
from tocsin.store import Store, open_store

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"
FIRST = "The navy of Chile seized a Peruvian trawler near Arica on Monday, the defence ministry said.\n"
SECOND = "Chile's navy seized a trawler from Peru off Arica on Monday, officials in Santiago said.\n"
OTHER = "Police in Nairobi arrested 14 protesters on Tuesday.\n"


class Killed(BaseException):
    """Stands for a signal that ends the process."""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    shutil.copytree(EXAMPLES, folder)
    return folder


def collected(store: Store, *places: Path, **more: Any) -> Collected:
    return collect(store, [follow(store, str(place)) for place in places], **more)


def content(store: Store) -> dict[str, Any]:
    """All that is told, without the moments at which it was recorded."""
    return {
        "articles": sorted(store.articles.ids()),
        "reports": sorted(store.reports.all(), key=lambda r: r.id),
        "events": sorted(store.events.all(), key=lambda e: e.id),
        "judgements": sorted((j.left, j.right, j.verdict, j.score) for j in store.judgements.pairs()),
        "redirects": store.events.redirects(),
        "issues": sorted((i.page, i.kind, i.reason) for i in store.issues.all()),
    }


def test_pages_become_articles_reports_and_events(pages: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        tally = collected(store, pages)
        assert (tally.new, tally.changed, tally.unchanged, tally.failed) == (12, 0, 0, 0)
        told = list(store.reports.all())
        assert tally.reports == len(told) > 50
        events = list(store.events.all())
        assert sorted(r for e in events for r in (*e.reports, *e.attached)) == sorted(r.id for r in told)
        assert any(len({account.article for account in event.accounts}) > 1 for event in events)
        assert any(len(origin.articles) > 1 for event in events for origin in event.origins)
        assert store.doctor() == []
        assert [run.finished_at is not None for run in store.runs.all()] == [True]
        assert store.sources.health(str(pages)).articles == 12


def test_pages_are_read_as_tocsin_code_reads_them(pages: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        collected(store, pages)
        for page in sorted(pages.glob("*.html")):
            direct = read_item(Item(page.name, path=page, hints=Hints()), shipped_coder()).reading
            if direct.article.url:
                assert store.readings.get(direct.article.id) == direct


def test_collecting_again_changes_nothing(pages: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        collected(store, pages)
        before = content(store)
        tally = collected(store, pages)
        assert (tally.new, tally.changed, tally.unchanged, tally.failed, tally.events) == (0, 0, 12, 0, 0)
        # also when all files were touched and have to be read again
        for page in pages.iterdir():
            page.write_bytes(page.read_bytes())
        tally = collected(store, pages)
        assert (tally.new, tally.changed, tally.unchanged, tally.reports, tally.events) == (0, 0, 12, 0, 0)
        assert content(store) == before
        assert all(len(store.events.history(event.id)) < 12 for event in before["events"])


def test_a_changed_page_is_a_new_version_and_keeps_its_event(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    page = folder / "one.txt"
    page.write_text(FIRST)
    with open_store(tmp_path / "a.db") as store:
        collected(store, folder)
        (event,) = (e for e in store.events.all() if e.type == "COERCE")
        page.write_text("Correction: this story was changed.\n\n" + FIRST.replace("Monday", "Tuesday"))
        tally = collected(store, folder)
        assert (tally.new, tally.changed, tally.unchanged) == (0, 1, 0)
        assert len(store.articles.history(page.as_uri())) == 2
        assert len(list(store.articles.ids())) == 1
        told = {report.id for report in store.reports.all()}
        assert {r for e in store.events.all() for r in (*e.reports, *e.attached)} == told
        page.write_text("The ministry has no comment.\n")
        collected(store, folder)
        assert list(store.events.all()) == []
        assert store.events.history(event.id)
        assert store.doctor() == []


@pytest.mark.parametrize(("survived", "stretch"), [(1, 1), (7, 1), (4, 4), (8, 4)])
def test_killed_and_given_again_it_ends_the_same(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, survived: int, stretch: int
) -> None:
    monkeypatch.setattr(collecting, "STRETCH", stretch)
    with open_store(tmp_path / "whole.db") as store:
        collected(store, pages)
        whole = content(store)

    def kill(tally: Collected) -> None:
        if tally.pages == survived:
            raise Killed

    with open_store(tmp_path / "killed.db") as store, pytest.raises(Killed):
        collected(store, pages, watch=kill)
    with open_store(tmp_path / "killed.db") as store:
        tally = collected(store, pages)
        assert (tally.new, tally.unchanged) == (12 - survived, survived)
        assert content(store) == whole
        assert all(run.finished_at for run in store.runs.all())


def test_a_page_that_fails_in_the_middle_of_its_transaction_leaves_nothing(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_up, bad = Joiner.take_up_many, list[str]()

    def broken(self: Joiner, readings: Any) -> int:
        done, ids = take_up(self, readings), [reading.article.id for reading, _ in readings]
        bad.extend(ids[2:3] if not bad else ())
        if bad[0] in ids:
            raise ZeroDivisionError("no such case")
        return done

    with open_store(tmp_path / "a.db") as store:
        with monkeypatch.context() as patched:
            patched.setattr(Joiner, "take_up_many", broken)
            tally = collected(store, pages)
        assert (tally.new, tally.failed) == (11, 1)
        assert store.articles.get(bad[0]) is None
        (issue,) = store.issues.all("quarantine")
        assert "ZeroDivisionError" in issue.reason
        assert store.doctor() == []
        tally = collected(store, pages)
        assert (tally.new, tally.unchanged, tally.failed) == (1, 11, 0)
        assert store.issues.all("quarantine") == []


def test_bad_pages_cost_themselves_only(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(OTHER)
    (folder / "b.html").write_bytes(b"")
    with open_store(tmp_path / "a.db") as store:
        tally = collected(store, folder)
        assert (tally.new, tally.failed, tally.well) == (1, 1, False)
        (issue,) = store.issues.all("quarantine")
        assert issue.page == (folder / "b.html").as_uri()
        (folder / "b.html").write_text(f"<html><body><article><p>{FIRST}</p></article></body></html>")
        assert collected(store, folder).new == 1
        assert store.issues.all("quarantine") == []


def test_records_of_a_file_are_collected_once(tmp_path: Path) -> None:
    records = tmp_path / "in.jsonl"
    rows = [
        {"id": "1", "text": FIRST, "published": "2025-03-18", "outlet": "One", "url": "https://one.example/1"},
        {"id": "2", "text": SECOND, "published": "2025-03-18", "outlet": "Two", "url": "https://two.example/2"},
    ]
    records.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with open_store(tmp_path / "a.db") as store:
        assert collected(store, records).new == 2
        assert collected(store, records).pages == 0
        with records.open("a") as handle:
            handle.write(json.dumps({"id": "3", "text": OTHER, "published": "2025-03-19"}) + "\n")
        tally = collected(store, records)
        assert (tally.new, tally.unchanged) == (1, 2)


def test_what_a_person_judges_between_two_runs_holds(tmp_path: Path) -> None:
    first, second = tmp_path / "one.txt", tmp_path / "two.txt"
    first.write_text(FIRST)
    second.write_text(OTHER)
    with open_store(tmp_path / "a.db") as store:
        collected(store, first, second)
        left, right = (next(iter(e.reports)) for e in store.events.all() if e.type == "COERCE")
        store.judgements.add(Judgement(left, right, Verdict.SAME, "me", True, "for the test"))
        second.write_text("Amended.\n\n" + OTHER)
        collected(store, first, second)
        assert len(store.events.of_report(left)) == 1
        assert store.doctor() == []


def test_two_collections_at_once_lose_no_report(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(collecting, "STRETCH", 4)
    other = tmp_path / "other.txt"
    other.write_text(FIRST)
    with open_store(tmp_path / "a.db") as store, open_store(tmp_path / "a.db") as beside:
        began = []

        def meanwhile(tally: Collected) -> None:
            if tally.pages == 4 and not began:
                began.append(collected(beside, other))

        collected(store, pages, watch=meanwhile)
        told = {report.id for report in store.reports.all()}
        assert began[0].new == 1
        assert {r for e in store.events.all() for r in (*e.reports, *e.attached)} == told


def test_a_source_that_went_away_is_a_failure(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text("One.")
    with open_store(tmp_path / "a.db") as store:
        source = follow(store, str(folder), outlet="The Own")
        assert follow(store, str(folder)).outlet == "The Own"
        shutil.rmtree(folder)
        tally = collect(store, [source])
        assert (tally.sources, tally.failed_sources) == (1, 1)
        assert store.sources.health(source.where).failures == 1
        assert detect(str(tmp_path)).where in str(tmp_path.resolve())
        assert due(store, datetime.now(UTC), disks=True) != []
