"""What was forgotten on request, and stays so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, or_, select
from sqlalchemy.engine import Connection

from tocsin.ids import text_sha256
from tocsin.model import Article
from tocsin.store import tables
from tocsin.store.database import Transaction, known_at
from tocsin.store.keys import page_key
from tocsin.store.masks import Masks
from tocsin.store.records import Tombstone

ARTICLE, NAME = "article", "name"


def forgotten_among(connection: Connection, articles: Sequence[Article], masks: Masks) -> set[str]:
    """The ids of those articles that were forgotten, they or anything on their page."""
    stones = tables.tombstones.c
    pages: dict[str, str] = {}
    for article in articles:
        name = article.url or article.id
        # the page may be kept under a name of which a part was forgotten
        pages.update((text_sha256(page_key(each)), article.id) for each in {name, masks.text(name)})
    buried = or_(stones.article.in_({article.id for article in articles}), stones.page_sha256.in_(pages))
    rows = connection.execute(select(stones.article, stones.page_sha256).where(buried)).all()
    return {row.article for row in rows} & {a.id for a in articles} | {
        pages[row.page_sha256] for row in rows if row.page_sha256 in pages
    }


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
