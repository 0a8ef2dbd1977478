from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from made_readings import Clock, article, reading
from sqlalchemy import event, inspect, text

from tocsin.errors import StoreError, StoreMissingError, StoreVersionError
from tocsin.model import Reading
from tocsin.store import open_store
from tocsin.store.opening import head, open_database, shown, url_of
from tocsin.store.tables import REVISION, VERSION_TABLE, metadata


def test_the_tables_are_those_of_the_newest_migration(address: str, clock: Clock) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    assert head() == REVISION
    database = open_database(address, clock, create=True)
    indexes = ("article_words", "event_words", "place_tree", VERSION_TABLE)

    def ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        table = name if kind == "table" else getattr(getattr(thing, "table", None), "name", name)
        return not str(table).startswith(indexes)

    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert set(metadata.tables) < set(inspect(connection).get_table_names())
    database.close()


def test_a_store_opens_again_with_all_it_had(lasting: str) -> None:
    with open_store(lasting) as store:
        store.readings.write(reading())
    with open_store(lasting, create=False) as store:
        assert store.readings.get(reading().article.id) == reading()


def test_a_store_of_a_newer_version_is_refused(lasting: str, clock: Clock) -> None:
    database = open_database(lasting, clock, create=True)
    with database.writing() as transaction:
        transaction.connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreVersionError, match=r"newer version.*9999.*nothing was changed"):
        open_store(lasting)


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    with pytest.raises(StoreVersionError, match=r"is not a store.*recipes"):
        open_store(other)
    note = tmp_path / "note.txt"
    note.write_text("no database at all, only a note that somebody wrote " * 50)
    with pytest.raises(StoreError, match="not a store"):
        open_store(note)


def test_a_store_that_is_cut_off_is_called_damaged(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.db", tmp_path / "cut.db"
    open_store(whole).close()
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(StoreError, match=r"the store .*cut.db is damaged; .*open a backup"):
        open_store(cut)


def test_a_database_that_cannot_be_reached_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be used") as caught:
        open_store(f"postgresql://someone:hush@/x?host={tmp_path}")
    assert "hush" not in str(caught.value)
    with pytest.raises(StoreError, match="mysql"):
        open_store("mysql://x/y")


def test_the_folder_of_a_new_store_is_made_and_that_of_one_to_be_read_is_not(tmp_path: Path) -> None:
    inside = tmp_path / "no" / "where" / "news.db"
    with pytest.raises(StoreMissingError, match=r"no store.*tocsin collect"):
        open_store(inside, create=False)
    assert not (tmp_path / "no").exists()
    open_store(inside).close()
    open_store(inside, create=False).close()
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(
        StoreError, match=r"the folder .*file of the store cannot be made; found .*; name another place"
    ):
        open_store(tmp_path / "file" / "news.db")


def test_addresses() -> None:
    assert url_of("memory:").database is None
    assert url_of("news.db").database == "news.db"
    assert url_of("sqlite:///news.db").database == "news.db"
    assert url_of("postgresql://me@here/news").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("news.db", "news.db"), (Path("a/news.db"), "a/news.db"), ("memory:", "memory:"),
        ("sqlite:///news.db", "sqlite:///news.db"), ("a:b@c.db", "a:b@c.db"),
        ("postgresql://me@here/news", "postgresql://me@here/news"), ("postgres:///news", "postgres:///news"),
        ("postgresql://here:5432/news", "postgresql://here:5432/news"),
        ("postgresql://me:hush@here:5432/news", "postgresql://me:***@here:5432/news"),
        ("postgresql://me:hu@s/h@here/news", "postgresql://me:***@here/news"),
        ("postgresql+psycopg://me:hush@/news?host=/tmp", "postgresql+psycopg://me:***@/news?host=/tmp"),
        ("postgresql://me@here/news?password=hush&sslpassword=hush&x=1",
         "postgresql://me@here/news?password=***&sslpassword=***&x=1"),
    ],
)  # fmt: skip
def test_an_address_is_shown_as_it_was_given_without_its_password(given: str | Path, expected: str) -> None:
    assert shown(given) == expected


def test_messages_name_the_store_as_it_was_given(lasting: str) -> None:
    with open_store(lasting) as store:
        assert store.address == lasting
        with pytest.raises(StoreError) as caught, store._database.writing() as transaction:
            transaction.connection.execute(text("SELECT nothing FROM nowhere"))
    assert f"the store {lasting} " in str(caught.value)
    assert "psycopg" not in str(caught.value)


def test_the_default_store_is_the_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tocsin.settings import settings

    monkeypatch.setenv("TOCSIN_STORE", str(tmp_path / "set.db"))
    settings.cache_clear()
    try:
        open_store().close()
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert (tmp_path / "set.db").exists()


def test_a_full_disk_is_told_and_harms_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "small.db") as store:
        store.readings.write(reading())

        def small(connection: sqlite3.Connection, *_: object) -> None:
            connection.execute("PRAGMA max_page_count = 1")  # SQLite takes what the file has, and no page more

        event.listen(store._database.engine, "checkout", small)
        with pytest.raises(StoreError, match="no room"):
            store.readings.write(Reading(article("Long. " * 100_000, url="https://x.example/long")))
    with open_store(tmp_path / "small.db") as store:
        assert list(store.readings.all()) == [reading()]
        assert store.doctor() == []
