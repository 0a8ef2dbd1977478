from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_readings import TEXT, article, event, reading
from sqlalchemy import text

from tocsin.errors import InputError, StoreError
from tocsin.model import Judgement, Verdict
from tocsin.store import Query, Store, StoredSource, open_store


def fill(store: Store) -> None:
    told = reading()
    run = store.runs.begin("code", "k")
    store.readings.write(told)
    store.runs.done(run.id, "p")
    store.events.write([event(*told.reports)], redirects={"e0": "e1"})
    store.readings.write(reading(article(TEXT.replace("12", "13 not 12"))))
    store.judgements.add(Judgement(told.reports[0].id, told.reports[0].id, Verdict.SAME, "ana", True, "why"))
    store.sources.add(StoredSource("pages", "folder"))
    store.issues.note("p", "odd")


def content(store: Store) -> str:
    moment = store.moment()
    parts = [
        moment, list(store.readings.all()), list(store.events.all()), store.events.redirects(), store.judgements.all(),
        store.articles.history("https://daily.example/oran"), store.sources.all(), store.issues.all(),
        store.runs.all(), store.search_articles("shelled"), store.search_events(Query(near=(35.7, -0.6, 10))),
    ]  # fmt: skip
    return repr(parts)


def test_a_backup_is_a_store_with_all_there_was(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.backup(tmp_path / "backup.db")
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith("backup")] == ["backup.db"]
    with open_store(tmp_path / "backup.db") as copy:
        assert content(copy) == content(store)
        assert not copy.doctor()


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_text("mine")
    with pytest.raises(InputError, match="does not overwrite"):
        store.backup(there)
    assert there.read_text() == "mine"


def test_a_store_moves_to_postgresql_and_goes_on(tmp_path: Path, postgresql: Callable[[], str]) -> None:
    with open_store(tmp_path / "store.db") as store, open_store(postgresql()) as moved:
        fill(store)
        store.copy_to(moved)
        assert content(moved) == content(store)
        assert not moved.doctor()
        moved.readings.write(
            reading(article("Rebels led by Omar Belkacem shelled Oran on Monday: 12, the ministry said."))
        )
        assert len(moved.articles.history("https://daily.example/oran")) == 3
        with pytest.raises(StoreError, match="not empty"):
            store.copy_to(moved)


def test_a_sound_store_has_no_findings(store: Store) -> None:
    assert store.doctor() == []
    fill(store)
    assert [f for f in store.doctor() if f.where != "event e0"] == []


DAMAGE = {
    "texts": "UPDATE articles SET text = text || '!'",
    "spans": 'UPDATE evidence SET start = start + 1, "end" = "end" + 1 WHERE field = \'triggers\'',
    "payloads": "UPDATE reports SET payload = '{'",
    "versions": "UPDATE articles SET version = version + 5",
    "orphans": "DELETE FROM articles WHERE version = 1",
    "redirects": "UPDATE redirects SET new = 'e9'",
}


@pytest.mark.parametrize("check", DAMAGE)
def test_the_doctor_finds_what_was_damaged(store: Store, check: str) -> None:
    fill(store)
    with store._database.writing() as transaction:
        transaction.connection.execute(text(DAMAGE[check]))
    findings = store.doctor()
    assert check in {f.check for f in findings}
    assert all(f.where and f.what and f.advice for f in findings)


def test_two_current_versions_cannot_be(store: Store) -> None:
    fill(store)
    with pytest.raises(StoreError, match="refused"), store._database.writing() as transaction:
        transaction.connection.execute(text("UPDATE articles SET superseded_at = NULL"))


def test_the_doctor_finds_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        fill(store)
        store.backup(tmp_path / "copy.db")
    pages = bytearray((tmp_path / "copy.db").read_bytes())
    for at in range(4096 * 2, len(pages), 4096 * 3):
        pages[at : at + 200] = b"\xff" * 200
    (tmp_path / "copy.db").write_bytes(pages)
    try:
        with open_store(tmp_path / "copy.db") as damaged:
            assert damaged.doctor() != []
    except StoreError as error:
        assert error.advice  # noqa: PT017 - a file too damaged to be opened says so


@pytest.mark.parametrize("index", ["article_words", "place_tree"])
def test_the_doctor_finds_an_index_that_lacks_rows(tmp_path: Path, index: str) -> None:
    with open_store(tmp_path / "store.db") as store:
        fill(store)
        with store._database.writing() as transaction:
            statement = {"article_words": "INSERT INTO article_words (article_words) VALUES ('delete-all')"}
            transaction.connection.execute(text(statement.get(index, f"DELETE FROM {index}")))
        assert [f.where for f in store.doctor()] == [index]
