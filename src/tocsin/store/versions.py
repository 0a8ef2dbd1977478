"""Nothing is overwritten: a change is a new version, and the old one keeps the stretch in which it was believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Table, func, insert, select, update

from tocsin.store.database import Database, Transaction, aware, known_at
from tocsin.store.records import Value, Version

BATCH = 200


@dataclass(frozen=True, slots=True)
class Put:
    """The row that holds the value, its version, and whether it is a new one."""

    row: int
    version: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Believed:
    """A value to record under its key; `digest` tells it from other values."""

    key: str
    digest: str
    values: Mapping[str, Any]


def put(transaction: Transaction, table: Table, key: str, digest: str, values: Mapping[str, Any]) -> Put:
    """Record a value under its key; the same value again changes nothing. The key is the table's second column."""
    return put_many(transaction, table, [Believed(key, digest, values)])[0]


def put_many(transaction: Transaction, table: Table, told: Sequence[Believed]) -> list[Put]:
    """Record values under different keys, in few questions to the database."""
    return [
        done for first in range(0, len(told), BATCH) for done in _put(transaction, table, told[first : first + BATCH])
    ]  # fmt: skip


def end(transaction: Transaction, table: Table, *keys: str) -> int:
    """What stands under the keys is true no longer; how many did."""
    named = table.columns[table.c.keys()[1]]
    rows = [
        row
        for first in range(0, len(keys), BATCH)
        for row in transaction.connection.scalars(
            select(table.c.row).where(named.in_(keys[first : first + BATCH]), table.c.superseded_at.is_(None))
        )
    ]
    _end_rows(transaction, table, rows)
    return len(rows)


def in_batches(
    database: Database, table: Table, columns: Sequence[Column[Any]], *conditions: ColumnElement[bool],
    since: datetime | None = None,
) -> Iterator[Row[Any]]:  # fmt: skip
    """Rows of a table in the order of writing, a batch at a time, so that no transaction stays open meanwhile.

    `since`: only rows written after; the table's number is the first column of each row.
    """
    last = 0
    if since is not None:
        # rows are numbered in the order of their moments
        before = select(table.c.row).where(table.c.recorded_at <= aware(since)).order_by(table.c.recorded_at.desc())
        with database.reading() as connection:
            last = connection.scalar(before.order_by(table.c.row.desc()).limit(1)) or 0
    while True:
        query = select(table.c.row, *columns).where(*conditions, table.c.row > last)
        with database.reading() as connection:
            rows = connection.execute(query.order_by(table.c.row).limit(BATCH)).all()
        if not rows:
            return
        last = rows[-1].row
        yield from rows


def history(
    database: Database, table: Table, key: str, value: Callable[[Row[Any]], Value], as_of: datetime | None
) -> list[Version[Value]]:
    """Every version under the key, the table's second column, the oldest first; `value` reads one from its row."""
    named = table.columns[table.c.keys()[1]]
    query = select(table).where(named == key, known_at(table, as_of)).order_by(table.c.version)
    with database.reading() as connection:
        rows = connection.execute(query).all()
    return [version_of(row, value(row)) for row in rows]


def version_of(row: Row[Any], value: Value) -> Version[Value]:
    """The value of a row with the stretch in which it was believed."""
    return Version(value, row.version, row.recorded_at, row.superseded_at, row.digest)


def _put(transaction: Transaction, table: Table, told: Sequence[Believed]) -> list[Put]:
    named, connection = table.columns[table.c.keys()[1]], transaction.connection
    some = named.in_([each.key for each in told])
    standing = select(named, table.c.row, table.c.version, table.c.digest).where(some, table.c.superseded_at.is_(None))
    current = {row[0]: row for row in connection.execute(standing)}
    new = [each for each in told if each.key not in current or current[each.key].digest != each.digest]
    if not new:
        return [Put(current[each.key].row, current[each.key].version, False) for each in told]
    highest = select(named, func.max(table.c.version)).where(some).group_by(named)
    last: dict[str, int] = {row[0]: row[1] for row in connection.execute(highest)}
    _end_rows(transaction, table, [current[each.key].row for each in new if each.key in current])
    versions = [last.get(each.key, 0) + 1 for each in new]
    written = [
        {**each.values, named.name: each.key, "version": version, "digest": each.digest, "recorded_at": transaction.now}
        for each, version in zip(new, versions, strict=True)
    ]
    rows = insert_numbered(transaction, table, written)
    done = {each.key: Put(row, version, True) for each, row, version in zip(new, rows, versions, strict=True)}
    return [
        done.get(each.key) or Put(current[each.key].row, current[each.key].version, False) for each in told
    ]  # fmt: skip


def insert_numbered(transaction: Transaction, table: Table, written: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows and return their numbers, in order.

    SQLite can give numbers back for one row a question only; there the next ones are taken, which nobody else can take
    while this writer writes.
    """
    connection = transaction.connection
    if not transaction.sqlite:
        numbered = insert(table).returning(table.c.row, sort_by_parameter_order=True)
        return list(connection.scalars(numbered, written))
    last = connection.scalar(select(func.max(table.c.row))) or 0
    rows = list(range(last + 1, last + 1 + len(written)))
    connection.execute(insert(table), [{**each, "row": row} for row, each in zip(rows, written, strict=True)])
    return rows


def _end_rows(transaction: Transaction, table: Table, rows: Sequence[int]) -> None:
    for first in range(0, len(rows), BATCH):
        some = table.c.row.in_(rows[first : first + BATCH])
        transaction.connection.execute(update(table).where(some).values(superseded_at=transaction.now))
