"""All that a store holds in an order of its own, without what two runs over the same pages may differ in."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from tocsin.store import open_store, tables
from tocsin.store.opening import open_database

LEFT_OUT = {tables.clock, tables.runs, tables.run_items, tables.visits, tables.tombstones}
"""What tells of the runs rather than of the pages. Nothing is forgotten here, so that there are no tombstones."""
NOT_COMPARED = {"row", "recorded_at", "fetched_at", "made", "run", "started_at", "finished_at"}
"""The moments of the runs, and numbers that say only in which order rows were written."""
Rows = list[tuple[tuple[str, Any], ...]]


@dataclass(frozen=True)
class Undisturbed:
    """What a collection comes to that nobody disturbs, the bytes of its store, and the seconds of it and of one that

    finds nothing new.
    """

    contents: dict[str, Rows]
    size: int
    whole: float
    idle: float


@dataclass(frozen=True)
class Coded:
    """What coding comes to that nobody disturbs, and the seconds of it and of coding a single page."""

    output: bytes
    whole: float
    idle: float


def contents(address: str) -> dict[str, Rows]:
    """The rows of every table, once the store was found sound."""
    with open_store(address, create=False) as store:
        assert store.doctor() == []
    database = open_database(address, lambda: datetime.now(UTC), create=False)
    found, named = dict[str, Rows](), dict[tuple[str, int], str]()
    with closing(database), database.reading() as connection:
        for table in tables.metadata.sorted_tables:
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
            for row in rows:
                if "version" in row:
                    named[table.name, row["row"]] = f"{row[_key(table)]} in version {row['version']}"
            if table not in LEFT_OUT:
                found[table.name] = sorted(
                    (_compared(table, row, named) for row in rows if _counts(table, row)), key=repr
                )
    return found


def _counts(table: Table, row: dict[str, Any]) -> bool:
    # that a folder was looked through is on record once for every run that came to its end
    return table is not tables.captures or row["url"] != Path(row["source"]).as_uri()


def _key(table: Table) -> str:
    """The column of the id that all versions share."""
    return table.columns.keys()[1]


def _compared(table: Table, row: dict[str, Any], named: dict[tuple[str, int], str]) -> tuple[tuple[str, Any], ...]:
    compared = dict[str, Any]()
    for column in table.columns:
        value = row[column.name]
        if column.name in NOT_COMPARED or (table is tables.events and column.name == "digest"):
            # an event's digest is of the numbers of its reports' rows, too
            continue
        if column.name == "superseded_at":
            value = value is not None
        for key in column.foreign_keys:
            value = None if value is None else named[key.column.table.name, value]
        compared[column.name] = value
    return tuple(compared.items())
