"""Backups: a whole store in one SQLite file, whatever database it came from, and back."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Table, insert, select, text
from sqlalchemy.engine import Connection

from tocsin.errors import InputError, StoreError
from tocsin.store import tables, words
from tocsin.store.database import Clock, Database, Transaction
from tocsin.store.opening import open_database

BATCH = 500


def backup(database: Database, path: Path, clock: Clock) -> None:
    """Write the store, as of one moment, into a new file, which `open_store` opens; others may go on writing.

    Raises `InputError` when the file is there already. A backup holds what was in the store: erasures that come later
    do not reach it.
    """
    if path.exists():
        raise InputError("a backup does not overwrite", found=str(path), advice="name a new file, or move the old one")
    unfinished = path.with_name(path.name + ".part")
    _remove(unfinished)
    try:
        copy = open_database(unfinished, clock, create=True)
        try:
            copy_store(database, copy)
            # one file, without its journal beside it
            with copy.outside() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        os.replace(unfinished, path)  # noqa: PTH105 - the one call that is atomic everywhere
    finally:
        _remove(unfinished)


def copy_store(source: Database, target: Database) -> None:
    """Copy every row of one store into another, which must be empty."""
    with source.reading() as read, target.writing() as write:
        if write.connection.execute(select(tables.clock)).first() is not None:
            raise StoreError("the store to copy into is not empty", found=target.address, expected="a new one")
        for table in tables.metadata.sorted_tables:
            _copy(read, write.connection, table)
            if not target.sqlite and "row" in table.c:
                _set_sequence(write.connection, table)
        _index(write)


def _copy(read: Connection, write: Connection, table: Table) -> None:
    order = list(table.primary_key.columns) or list(table.columns)
    rows = read.execute(select(table).order_by(*order), execution_options={"yield_per": BATCH})
    for some in rows.partitions(BATCH):
        write.execute(insert(table), [dict(row._mapping) for row in some])


def _set_sequence(write: Connection, table: Table) -> None:
    write.execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', 'row'), (SELECT max(row) FROM {table.name})) "
            f"WHERE EXISTS (SELECT 1 FROM {table.name})"
        )
    )


def _index(write: Transaction) -> None:
    """Search indexes are made anew: they are the one part in which the databases differ."""
    if write.sqlite:
        for name in ("article_words", "event_words"):
            write.connection.execute(text(f"INSERT INTO {name} ({name}) VALUES ('rebuild')"))
        columns = f"SELECT row, lat, lat, lon, lon FROM {tables.places.name} WHERE lat IS NOT NULL AND lon IS NOT NULL"
        write.connection.execute(text(f"INSERT INTO place_tree {columns}"))
        return
    for what, table, said in (
        ("article", tables.articles, (tables.articles.c.title, tables.articles.c.text)),
        ("event", tables.events, (tables.events.c.words,)),
    ):
        last = 0
        while rows := write.connection.execute(
            select(table.c.row, *said).where(table.c.row > last).order_by(table.c.row).limit(BATCH)
        ).all():
            last = rows[-1].row
            for row in rows:
                words.add(write, what, row.row, "\n".join(each or "" for each in row[1:]))


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
