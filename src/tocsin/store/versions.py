"""Nothing is overwritten: a change is a new version, and the old one keeps the stretch in which it was believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, func, insert, select, update

from tocsin.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Put:
    """The row that holds the value, its version, and whether it is a new one."""

    row: int
    version: int
    changed: bool


def put(transaction: Transaction, table: Table, key: str, digest: str, values: Mapping[str, Any]) -> Put:
    """Record a value under its key; the same value again changes nothing. The key is the table's second column."""
    named = table.columns[table.c.keys()[1]]
    current = transaction.connection.execute(
        select(table.c.row, table.c.version, table.c.digest).where(named == key, table.c.superseded_at.is_(None))
    ).first()
    if current is not None and current.digest == digest:
        return Put(current.row, current.version, False)
    if current is not None:
        end(transaction, table, key)
        version = current.version + 1
    else:
        last = transaction.connection.scalar(select(func.max(table.c.version)).where(named == key))
        version = (last or 0) + 1
    row = transaction.connection.execute(
        insert(table)
        .values({named.name: key, "version": version, "digest": digest, "recorded_at": transaction.now, **values})
        .returning(table.c.row)
    ).scalar_one()
    return Put(row, version, True)


def end(transaction: Transaction, table: Table, *keys: str) -> int:
    """What stands under the keys is true no longer; how many did."""
    named = table.columns[table.c.keys()[1]]
    believed = [named.in_(keys), table.c.superseded_at.is_(None)]
    if transaction.connection.scalar(select(func.count()).select_from(table).where(*believed)) == 0:
        return 0
    return transaction.connection.execute(
        update(table).where(*believed).values(superseded_at=transaction.now)
    ).rowcount  # fmt: skip
