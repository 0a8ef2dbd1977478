"""Articles: one page's texts over time. The same page with a new text is a new version."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection, Row

from tocsin.model import Article, Span, Zone, ZoneKind
from tocsin.store import tables, words
from tocsin.store.codec import decode, digest, encode
from tocsin.store.database import Database, Transaction, known_at, true_at
from tocsin.store.keys import page_key
from tocsin.store.masks import page_in
from tocsin.store.records import Version
from tocsin.store.versions import Put, in_batches, put, version_of

KEPT_ELSEWHERE = frozenset({"text", "zones"})
BATCH = 200


class Articles:
    """Reads articles; they are written with their readings (`Readings.write`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, id: str, as_of: datetime | None = None) -> Article | None:
        """The article of that id, also when its page has changed since."""
        table = tables.articles
        query = select(table).where(table.c.id == id, known_at(table, as_of)).order_by(table.c.row.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
            return None if row is None else revived(connection, row)

    def described(self, ids: Collection[str], as_of: datetime | None = None) -> dict[str, Article]:
        """The articles of those ids without their texts and zones: what they are called, and where they stand."""
        table, named, found = tables.articles, sorted(ids), dict[str, Article]()
        for first in range(0, len(named), BATCH):
            some = table.c.id.in_(named[first : first + BATCH])
            query = select(table.c.id, table.c.payload).where(some, known_at(table, as_of)).order_by(table.c.row)
            with self._database.reading() as connection:
                for row in connection.execute(query):
                    found[row.id] = decode(Article, row.payload, text="", zones=())
        return found

    def at(self, page: str, as_of: datetime | None = None) -> Article | None:
        """What stands on the page (a URL; the article's id for a text without one)."""
        table = tables.articles
        with self._database.reading() as connection:
            query = select(table).where(table.c.page == page_in(connection, page), true_at(table, as_of))
            row = connection.execute(query).first()
            return None if row is None else revived(connection, row)

    def named(self, name: str, as_of: datetime | None = None) -> Article | None:
        """The article of that id, or what stands at that URL."""
        return self.get(name, as_of) or self.at(name, as_of)

    def history(self, page: str, as_of: datetime | None = None) -> list[Version[Article]]:
        """Every version of a page, the oldest first."""
        table = tables.articles
        with self._database.reading() as connection:
            query = select(table).where(table.c.page == page_in(connection, page), known_at(table, as_of))
            rows = connection.execute(query.order_by(table.c.version)).all()
            return [version_of(row, revived(connection, row)) for row in rows]

    def ids(self, as_of: datetime | None = None, since: datetime | None = None) -> Iterator[str]:
        """The ids of what stands on all pages, in the order of writing; `since`: only what was written after."""
        table = tables.articles
        for row in in_batches(self._database, table, [table.c.id], true_at(table, as_of), since=since):
            yield row.id

    def ever(self) -> Iterator[str]:
        """The ids of all articles that ever stood on a page, each once, in the order of writing."""
        table, seen = tables.articles, set[str]()
        for row in in_batches(self._database, table, [table.c.id]):
            if row.id not in seen:
                seen.add(row.id)
                yield row.id


def write_article(transaction: Transaction, article: Article) -> tuple[Put, str | None]:
    """Record an article on its page; also the id of the article that stood there before, if another one did."""
    table, connection = tables.articles, transaction.connection
    page = page_key(article.url or article.id)
    before = connection.scalar(select(table.c.id).where(table.c.page == page, table.c.superseded_at.is_(None)))
    zones = [(z.kind.value, z.span.start, z.span.end) for z in article.zones]
    payload = encode(article, KEPT_ELSEWHERE)
    values: dict[str, Any] = {
        "id": article.id, "sha256": article.sha256, "title": article.title, "text": article.text,
        "outlet": article.outlet, "payload": payload,
        "published": article.published.day if article.published else None,
    }  # fmt: skip
    done = put(transaction, table, page, digest(payload, article.sha256, repr(zones)), values)
    if done.changed:
        parts = [
            {"article_row": done.row, "position": position, "kind": kind, "start": start, "end": end}
            for position, (kind, start, end) in enumerate(zones)
        ]
        if parts:
            connection.execute(insert(tables.zones), parts)
        words.add_article(transaction, done.row, article)
    return done, before if before != article.id else None


def revived(connection: Connection, row: Row[Any]) -> Article:
    """The article of a row."""
    table = tables.zones
    found = connection.execute(select(table).where(table.c.article_row == row.row).order_by(table.c.position))
    zones = tuple(Zone(ZoneKind(z.kind), Span(z.start, z.end)) for z in found)
    return decode(Article, row.payload, text=row.text, zones=zones)


def erase_articles(transaction: Transaction, rows: list[int]) -> None:
    """Delete rows, with their words in the index."""
    for row in rows:
        words.remove(transaction, "article", row)
    transaction.connection.execute(delete(tables.articles).where(tables.articles.c.row.in_(rows)))
