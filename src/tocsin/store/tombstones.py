"""What was forgotten on request, and stays so."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import insert, or_, select
from sqlalchemy.engine import Connection

from tocsin.ids import text_sha256
from tocsin.model import Article
from tocsin.store import tables
from tocsin.store.database import Transaction, known_at
from tocsin.store.keys import page_key
from tocsin.store.masks import masks_of
from tocsin.store.records import Tombstone

ARTICLE, NAME = "article", "name"


def is_forgotten(connection: Connection, article: Article) -> bool:
    """Whether this article, or anything on its page, was forgotten."""
    stones = tables.tombstones.c
    # the page may be kept under a name of which a part was forgotten
    names = {article.url or article.id, masks_of(connection).text(article.url or article.id)}
    pages = [text_sha256(page_key(name)) for name in names]
    query = select(stones.row).where(or_(stones.article == article.id, stones.page_sha256.in_(pages)))
    return connection.execute(query).first() is not None


def bury(
    transaction: Transaction, kind: str, why: str, by: str, *, article: str | None = None, page: str | None = None,
    name: tuple[int, str] | None = None, reports: list[str] | None = None,
) -> None:  # fmt: skip
    """Leave a tombstone, which tells that something was here and nothing of what it was."""
    length, name_sha256 = name or (None, None)
    transaction.connection.execute(
        insert(tables.tombstones).values(
            kind=kind, article=article, page_sha256=None if page is None else text_sha256(page), name_words=length,
            name_sha256=name_sha256, reports=json.dumps(reports or []), why=why, by=by, recorded_at=transaction.now,
        )
    )  # fmt: skip


def tombstones(connection: Connection, as_of: datetime | None) -> list[Tombstone]:
    """All of them, the oldest first."""
    table = tables.tombstones
    rows = connection.execute(select(table).where(known_at(table, as_of)).order_by(table.c.row))
    return [Tombstone(r.kind, r.article, tuple(json.loads(r.reports)), r.why, r.by, r.recorded_at) for r in rows]
