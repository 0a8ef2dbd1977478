"""The sources that a user follows, how they do, and what was fetched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, distinct, func, insert, select

from tocsin.store import tables
from tocsin.store.codec import decode, digest, encode
from tocsin.store.database import Database, known_at, true_at
from tocsin.store.keys import page_key, source_id
from tocsin.store.masks import masks_of
from tocsin.store.records import Capture, Health, StoredSource, Visit, Yield
from tocsin.store.versions import end, put

BATCH = 500


class Sources:
    """Writes and reads sources, visits to them, and captures of pages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, source: StoredSource) -> bool:
        """Follow a source, or follow it otherwise; whether anything changed."""
        with self._database.writing() as transaction:
            payload = encode(source)
            values = {"address": source.address, "kind": source.kind, "payload": payload}
            return put(transaction, tables.sources, source_id(source.address), digest(payload), values).changed

    def remove(self, address: str) -> bool:
        """Follow it no longer; whether it was followed."""
        with self._database.writing() as transaction:
            return end(transaction, tables.sources, source_id(address)) > 0

    def get(self, address: str, as_of: datetime | None = None) -> StoredSource | None:
        """The source, if it is followed."""
        return next((source for source in self.all(as_of) if source.address == address), None)

    def all(self, as_of: datetime | None = None) -> list[StoredSource]:
        """What is followed, in the order of the addresses."""
        table = tables.sources
        with self._database.reading() as connection:
            payloads = connection.scalars(select(table.c.payload).where(true_at(table, as_of)))
            found = [decode(StoredSource, payload) for payload in payloads]
        return sorted(found, key=lambda source: source.address)

    def visited(self, visit: Visit) -> None:
        """Record a look at a source; the same one again changes nothing."""
        table = tables.visits
        with self._database.writing() as transaction:
            masks = masks_of(transaction.connection)
            visit = replace(visit, error=masks.text(visit.error) if visit.error else visit.error)
            same = (table.c.source == visit.source, table.c.visited_at == visit.visited_at)
            if transaction.connection.execute(select(table.c.row).where(*same)).first() is None:
                transaction.connection.execute(insert(table).values(recorded_at=transaction.now, **asdict(visit)))

    def health(self, address: str, as_of: datetime | None = None) -> Health:
        """How a source does, from the visits known by then."""
        table = tables.visits
        seen = (table.c.source == address, known_at(table, as_of))
        well = select(func.max(table.c.visited_at)).where(*seen, table.c.error.is_(None)).scalar_subquery()
        with self._database.reading() as connection:
            totals = connection.execute(
                select(func.count().label("visits"), func.sum(table.c.articles).label("articles"), well.label("well"))
                .select_from(table).where(*seen)
            ).one()  # fmt: skip
            last = connection.execute(select(table).where(*seen).order_by(table.c.visited_at.desc()).limit(1)).first()
            failed = select(func.count(), func.min(table.c.visited_at)).where(*seen, table.c.error.is_not(None))
            if totals.well is not None:
                failed = failed.where(table.c.visited_at > totals.well)
            failures, since = connection.execute(failed).one()
        if last is None:
            return Health(address)
        return Health(
            address, totals.visits, failures, totals.articles or 0,
            last.visited_at, totals.well, last.error, last.due_at, since,
        )  # fmt: skip

    def captured(self, capture: Capture) -> None:
        """Record a fetch of a page; the same one again changes nothing."""
        self.captured_many([capture])

    def captured_many(self, captures: Sequence[Capture]) -> None:
        """Record fetches, in few questions to the database."""
        table = tables.captures
        with self._database.writing() as transaction:
            masks = masks_of(transaction.connection)
            masked = [replace(one, url=page_key(one.url)) for one in map(masks.noun, captures)]
            new = {(one.url, one.fetched_at): one for one in masked}
            for first in range(0, len(masked), BATCH):
                some = table.c.url.in_([one.url for one in masked[first : first + BATCH]])
                for row in transaction.connection.execute(select(table.c.url, table.c.fetched_at).where(some)):
                    new.pop((row.url, row.fetched_at), None)
            written = [{"recorded_at": transaction.now, **asdict(one)} for one in new.values()]
            if written:
                transaction.connection.execute(insert(table), written)

    def captures(self, url: str, as_of: datetime | None = None) -> list[Capture]:
        """Every fetch of a page, the oldest first; the last has the validators for a conditional request."""
        table = tables.captures
        names = list(Capture.__dataclass_fields__)
        with self._database.reading() as connection:
            key = page_key(masks_of(connection).text(url))
            query = select(*(table.c[name] for name in names)).where(table.c.url == key, known_at(table, as_of))
            rows = connection.execute(query.order_by(table.c.fetched_at)).all()
        return [Capture(*row) for row in rows]

    def fetched_for(self, address: str, since: datetime, as_of: datetime | None = None) -> dict[str, list[Capture]]:
        """All fetches, the oldest first, of every page that was fetched for a source at a moment or later, by its name.

        Those for other sources, and those before `since`, count among a page's fetches too.
        """
        table, found = tables.captures, dict[str, list[Capture]]()
        with self._database.reading() as connection:
            own = (table.c.source == masks_of(connection).text(address), table.c.fetched_at >= since)
            pages = select(table.c.url).where(*own, known_at(table, as_of))
            columns = [table.c[name] for name in Capture.__dataclass_fields__]
            query = select(*columns).where(table.c.url.in_(pages), known_at(table, as_of))
            for row in connection.execute(query.order_by(table.c.url, table.c.fetched_at)):
                found.setdefault(row.url, []).append(Capture(*row))
        return found

    def yields(self, as_of: datetime | None = None) -> dict[str, Yield]:
        """What each source brought that is followed, by its address, in one question for all of them.

        A page that several sources name counts for each of them that it was fetched for.
        """
        with self._database.reading() as connection:
            found = {row[0]: Yield(*row[1:]) for row in connection.execute(_brought(as_of))}
            masks = masks_of(connection)
            return {source.address: found.get(masks.text(source.address), Yield()) for source in self.all(as_of)}

    def captured_last(self, articles: Collection[str], as_of: datetime | None = None) -> dict[str, Capture]:
        """The last fetch in which each of the articles was read, where one is known."""
        table, found, wanted = tables.captures, dict[str, Capture](), sorted(articles)
        columns = [table.c[name] for name in Capture.__dataclass_fields__]
        with self._database.reading() as connection:
            for first in range(0, len(wanted), BATCH):
                some = table.c.article.in_(wanted[first : first + BATCH])
                query = select(*columns).where(some, known_at(table, as_of)).order_by(table.c.fetched_at, table.c.row)
                captures = (Capture(*row) for row in connection.execute(query))
                found.update((capture.article or "", capture) for capture in captures)
        return found


def _brought(as_of: datetime | None) -> Select[Any]:
    """Sources, and how many articles, reports and events go back to what was fetched for each."""
    captures, articles, reports = tables.captures, tables.articles, tables.reports
    members, events = tables.event_reports, tables.events
    read = (captures.c.source.is_not(None), captures.c.article.is_not(None), known_at(captures, as_of))
    fetched = select(captures.c.source, captures.c.article).where(*read).distinct().subquery()
    told = select(members.c.report, events.c.id).join(events, events.c.row == members.c.event_row)
    happened = told.where(true_at(events, as_of)).subquery()
    return (
        select(
            fetched.c.source, func.count(distinct(articles.c.id)), func.count(distinct(reports.c.id)),
            func.count(distinct(happened.c.id)),
        )
        .select_from(fetched)
        .join(articles, and_(articles.c.id == fetched.c.article, true_at(articles, as_of)))
        .outerjoin(reports, and_(reports.c.article == fetched.c.article, true_at(reports, as_of)))
        .outerjoin(happened, happened.c.report == reports.c.id)
        .group_by(fetched.c.source)
    )  # fmt: skip
