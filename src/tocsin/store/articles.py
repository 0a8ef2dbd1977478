"""Articles: one page's texts over time. The same page with a new text is a new version."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection, Row

from tocsin.model import Article, Span, Zone, ZoneKind
from tocsin.store import tables, words
from tocsin.store.codec import decode, digest, encode
from tocsin.store.database import Database, Transaction, known_at, true_at
from tocsin.store.keys import page_key
from tocsin.store.masks import masks_of, page_in
from tocsin.store.records import Version
from tocsin.store.versions import Believed, Put, in_batches, put_many, version_of

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

    def standing(self, pages: Sequence[str]) -> dict[str, str]:
        """The ids of the articles that stand on pages now, for those of the pages that have one."""
        with self._database.reading() as connection:
            masks = masks_of(connection)
            keys = {page: page_key(masks.text(page)) for page in pages}
            found = standing(connection, list(dict.fromkeys(keys.values())))
        return {page: found[key] for page, key in keys.items() if key in found}

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


def write_articles(transaction: Transaction, articles: Sequence[Article]) -> list[tuple[Put, str | None]]:
    """Record articles on their pages, all different; with each the id of another article that stood there before."""
    pages = [page_key(article.url or article.id) for article in articles]
    before = standing(transaction.connection, pages)
    zones = [[(z.kind.value, z.span.start, z.span.end) for z in article.zones] for article in articles]
    told = [_believed(*each) for each in zip(pages, articles, zones, strict=True)]
    done = put_many(transaction, tables.articles, told)
    parts = [
        {"article_row": put.row, "position": position, "kind": kind, "start": start, "end": end}
        for put, found in zip(done, zones, strict=True)
        if put.changed
        for position, (kind, start, end) in enumerate(found)
    ]
    if parts:
        transaction.connection.execute(insert(tables.zones), parts)
    words.add_articles(transaction, {put.row: a for put, a in zip(done, articles, strict=True) if put.changed})
    others = [was if (was := before.get(p)) != a.id else None for p, a in zip(pages, articles, strict=True)]
    return list(zip(done, others, strict=True))


def _believed(page: str, article: Article, zones: Sequence[tuple[str, int, int]]) -> Believed:
    payload = encode(article, KEPT_ELSEWHERE)
    values: dict[str, Any] = {
        "id": article.id, "sha256": article.sha256, "title": article.title, "text": article.text,
        "outlet": article.outlet, "payload": payload,
        "published": article.published.day if article.published else None,
    }  # fmt: skip
    return Believed(page, digest(payload, article.sha256, repr(zones)), values)


def standing(connection: Connection, pages: Sequence[str]) -> dict[str, str]:
    """The ids of the articles that stand on pages, by the names that `page_key` gives."""
    table, found = tables.articles, dict[str, str]()
    for first in range(0, len(pages), BATCH):
        some = (table.c.page.in_(pages[first : first + BATCH]), table.c.superseded_at.is_(None))
        found.update((row.page, row.id) for row in connection.execute(select(table.c.page, table.c.id).where(*some)))
    return found


def revived(connection: Connection, row: Row[Any]) -> Article:
    """The article of a row."""
    table = tables.zones
    found = connection.execute(select(table).where(table.c.article_row == row.row).order_by(table.c.position))
    zones = tuple(Zone(ZoneKind(z.kind), Span(z.start, z.end)) for z in found)
    return decode(Article, row.payload, text=row.text, zones=zones)


def revived_many(connection: Connection, ids: Sequence[str], as_of: datetime | None = None) -> dict[str, Article]:
    """The articles of those ids, as `Articles.get` gives them, in few questions."""
    rows, found = dict[str, Row[Any]](), dict[int, list[Zone]]()
    table, zones = tables.articles, tables.zones
    for first in range(0, len(ids), BATCH):
        query = select(table).where(table.c.id.in_(ids[first : first + BATCH]), known_at(table, as_of))
        rows.update((row.id, row) for row in connection.execute(query.order_by(table.c.row)))
    numbers = [row.row for row in rows.values()]
    for first in range(0, len(numbers), BATCH):
        query = select(zones).where(zones.c.article_row.in_(numbers[first : first + BATCH]))
        for zone in connection.execute(query.order_by(zones.c.article_row, zones.c.position)):
            found.setdefault(zone.article_row, []).append(Zone(ZoneKind(zone.kind), Span(zone.start, zone.end)))
    return {
        id: decode(Article, row.payload, text=row.text, zones=tuple(found.get(row.row, ()))) for id, row in rows.items()
    }


def erase_articles(transaction: Transaction, rows: list[int]) -> None:
    """Delete rows, with their words in the index."""
    for row in rows:
        words.remove(transaction, "article", row)
    transaction.connection.execute(delete(tables.articles).where(tables.articles.c.row.in_(rows)))
