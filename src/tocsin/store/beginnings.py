"""Ids by their beginnings, for people who do not type all of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Table, select

from tocsin.store.database import Database, known_at

AFTER = "g"
"""Sorts behind every letter of an id, which is in hexadecimal."""


def starting(database: Database, table: Table, beginning: str, as_of: datetime | None, limit: int) -> list[str]:
    """Ids that begin so, of all that was known then; the first ones by the alphabet."""
    # a stretch of the index, which a pattern would not be on every database
    query = select(table.c.id).where(table.c.id >= beginning, table.c.id < beginning + AFTER, known_at(table, as_of))
    with database.reading() as connection:
        return list(connection.scalars(query.distinct().order_by(table.c.id).limit(limit)))
