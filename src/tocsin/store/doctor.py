"""What is wrong with a store: every check tells where, what, and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Table, func, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from tocsin.errors import StoreError
from tocsin.ids import article_id, text_sha256
from tocsin.model import Article, Event, Report
from tocsin.store import tables
from tocsin.store.codec import decode
from tocsin.store.database import Database
from tocsin.store.masks import BLOT
from tocsin.store.records import Finding

VERSIONED = (tables.sources, tables.articles, tables.readings, tables.reports, tables.events, tables.redirects)
RESTORE = "restore a backup, or collect and code the page again"
MERGE = "run `tocsin merge` again"
BATCH = 200


def examine(database: Database) -> list[Finding]:
    """Every check, in one state of the store."""
    try:
        with database.reading() as connection:
            found = list(_integrity(connection, database.sqlite))
            if found:
                # the answers of a damaged file mean nothing
                return found
            for check in (_versions, _texts, _spans, _payloads, _orphans, _members, _judgements, _redirects):
                found += check(connection)
            if database.sqlite:
                found += _indexes(connection)
            return found
    except StoreError as error:
        return [Finding("readable", database.address, error.found or str(error), "restore a backup")]


def _integrity(connection: Connection, sqlite: bool) -> Iterator[Finding]:
    if not sqlite:
        # PostgreSQL checks its pages itself when it reads them
        return
    try:
        for message in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
            if message != "ok":
                yield Finding("integrity", "the file", str(message), "restore a backup")
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Finding("orphans", f"{table} row {row}", f"belongs to no row of {parent}", RESTORE)
    except DBAPIError as error:
        yield Finding("integrity", "the file", str(error.orig), "restore a backup")


def _versions(connection: Connection) -> Iterator[Finding]:
    for table in VERSIONED:
        key = table.columns[table.c.keys()[1]]
        counts = select(key, func.count(), func.max(table.c.version)).group_by(key)
        for name, count, highest in connection.execute(counts.having(func.count() != func.max(table.c.version))):
            # a forgotten report may have been all that a version of an event had
            if table is not tables.events:
                what = f"{count} versions, numbered up to {highest}"
                yield Finding("versions", f"{table.name} {name}", what, RESTORE)
        ends_early = table.c.superseded_at < table.c.recorded_at
        for name in connection.scalars(select(key).where(ends_early)):
            yield Finding("versions", f"{table.name} {name}", "a version that ends before it begins", RESTORE)


def _texts(connection: Connection) -> Iterator[Finding]:
    table = tables.articles
    for row in connection.execute(select(table).execution_options(yield_per=BATCH)):
        where = f"article {row.id} version {row.version}"
        if text_sha256(row.text) != row.sha256:
            yield Finding("texts", where, "the text is not the one that was hashed", RESTORE)
            continue
        try:
            article = decode(Article, row.payload, text=row.text, zones=())
        except (ValueError, TypeError, KeyError) as error:
            yield Finding("payloads", where, f"cannot be read: {error}", RESTORE)
            continue
        blotted = BLOT in row.text or BLOT in (article.url or "")
        if not blotted and article_id(row.text, article.url) != row.id:
            yield Finding("texts", where, "the id is not that of text and URL", RESTORE)


def _spans(connection: Connection) -> Iterator[Finding]:
    table, reports, articles = tables.evidence, tables.reports, tables.articles
    texts = select(articles.c.id, func.max(articles.c.row).label("row")).group_by(articles.c.id).subquery()
    query = (
        select(table, reports.c.id, articles.c.text)
        .join(reports, reports.c.row == table.c.report_row)
        .join(texts, texts.c.id == reports.c.article)
        .join(articles, articles.c.row == texts.c.row)
    )
    for row in connection.execute(query.execution_options(yield_per=BATCH)):
        inside = 0 <= row.start < row.end <= len(row.text)
        if not inside or text_sha256(row.text[row.start : row.end]) != row.words_sha256:
            what = f"[{row.start}, {row.end}) does not hold the words that {row.field} rests on"
            yield Finding("spans", f"report {row.id}", what, RESTORE)


def _payloads(connection: Connection) -> Iterator[Finding]:
    nouns: tuple[tuple[Table, type[Report] | type[Event]], ...] = ((tables.reports, Report), (tables.events, Event))
    for table, noun in nouns:
        query = select(table.c.id, table.c.version, table.c.payload).execution_options(yield_per=BATCH)
        for row in connection.execute(query):
            try:
                decode(noun, row.payload)
            except (ValueError, TypeError, KeyError) as error:
                yield Finding("payloads", f"{table.name} {row.id}", f"version {row.version}: {error}", RESTORE)


def _orphans(connection: Connection) -> Iterator[Finding]:
    articles = select(tables.articles.c.id)
    for table, name in ((tables.reports, "id"), (tables.readings, "article")):
        query = select(table.c[name]).where(table.c.article.not_in(articles)).distinct()
        for id in connection.scalars(query):
            yield Finding("orphans", f"{table.name} {id}", "its article is not in the store", RESTORE)
    believed = (tables.readings.c.superseded_at.is_(None),)
    for report in _told_by_nobody(connection, select(tables.readings.c.article).where(*believed)):
        yield Finding("orphans", f"reports {report}", "told by an article that has no reading", RESTORE)


def _told_by_nobody(connection: Connection, read: object) -> list[str]:
    table = tables.reports
    query = select(table.c.id).where(table.c.superseded_at.is_(None), table.c.article.not_in(read))  # type: ignore[arg-type]
    return list(connection.scalars(query))


def _members(connection: Connection) -> Iterator[Finding]:
    table, events, reports = tables.event_reports, tables.events, tables.reports
    query = select(events.c.id, table.c.report).join(events, events.c.row == table.c.event_row)
    query = query.where(events.c.superseded_at.is_(None), table.c.report.not_in(select(reports.c.id)))
    for row in connection.execute(query):
        yield Finding("orphans", f"event {row.id}", f"its report {row.report} is not in the store", MERGE)


def _judgements(connection: Connection) -> Iterator[Finding]:
    table, stones = tables.judgements, tables.tombstones
    gone = {id for some in connection.scalars(select(stones.c.reports)) for id in json.loads(some)}
    known = select(tables.reports.c.id).union(select(tables.events.c.id))
    for name in ("subject", "other"):
        column = table.c[name]
        query = select(table.c.id, column).where(column.not_in(known), table.c.withdraws.is_(None))
        for id, about in connection.execute(query):
            # an event is called after the report that founded it
            if not gone.intersection((about, f"r{about[1:]}")):
                yield Finding("orphans", f"judgement {id}", f"about {about}, which is not in the store", "withdraw it")


def _redirects(connection: Connection) -> Iterator[Finding]:
    table, events = tables.redirects, tables.events
    leads = {r.old: r.new for r in connection.execute(select(table).where(table.c.superseded_at.is_(None)))}
    live = set(connection.scalars(select(events.c.id).where(events.c.superseded_at.is_(None))))
    for old in sorted(leads):
        seen, at = {old}, leads[old]
        while at in leads and at not in seen:
            seen.add(at)
            at = leads[at]
        if at not in live:
            what = "leads in a circle" if at in seen else f"leads to {at}, which is no event"
            yield Finding("redirects", f"event {old}", what, MERGE)


def _indexes(connection: Connection) -> Iterator[Finding]:
    for what in ("article", "event"):
        words = f"{what}_words"
        indexed = select(func.count()).select_from(text(f"{words}_docsize"))
        there = select(func.count()).select_from(tables.metadata.tables[f"{what}s"])
        if connection.scalar(indexed) != connection.scalar(there):
            yield Finding("indexes", words, "does not hold every row", "make a backup, which indexes anew, and use it")
    located = select(func.count()).where(tables.places.c.lat.is_not(None), tables.places.c.lon.is_not(None))
    if connection.scalar(select(func.count()).select_from(text("place_tree"))) != connection.scalar(located):
        yield Finding(
            "indexes", "place_tree", "does not hold every point", "make a backup, which indexes anew, and use it"
        )
