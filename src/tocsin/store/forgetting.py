"""Erasure on request, the one exception to 'nothing is overwritten': out of every version, every index and the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, or_, select, update

from tocsin.errors import InputError
from tocsin.model import Event, Judgement, Value
from tocsin.store import places, tables, words
from tocsin.store.articles import erase_articles
from tocsin.store.codec import decode, digest, encode
from tocsin.store.database import Database, Transaction
from tocsin.store.events import words_of_event
from tocsin.store.keys import page_key
from tocsin.store.masks import masks_of
from tocsin.store.readings import erase_readings
from tocsin.store.records import FieldJudgement
from tocsin.store.tombstones import ARTICLE, bury

BATCH = 200


@dataclass(frozen=True, slots=True)
class Erased:
    """How many versions of articles, reports and events were erased or changed."""

    kind: str
    articles: int
    reports: int
    events: int


def forget_article(database: Database, name: str, why: str, by: str) -> Erased:
    """Erase an article, named by its id or URL, with all versions of its page and all that was read in them.

    Raises `InputError` when there is none.
    """
    with database.writing() as transaction:
        pages = pages_named(transaction, name)
        if not pages:
            raise InputError("no such article", found=name, expected="the id or URL of an article in the store")
        erased = [_forget_page(transaction, page, why, by) for page in pages]
        words.tidy(transaction)
    sweep(database)
    return Erased(ARTICLE, *(sum(counts) for counts in zip(*erased, strict=True)))


def pages_named(transaction: Transaction, name: str) -> list[str]:
    """The pages that hold an article of that id, or that are at that URL."""
    table, connection = tables.articles, transaction.connection
    key = page_key(masks_of(connection).text(name))
    query = select(table.c.page).where(or_(table.c.id == name, table.c.page == key)).distinct()
    return list(connection.scalars(query.order_by(table.c.page)))


def sweep(database: Database) -> None:
    """Give back the space of what was deleted, so that its words are not left in the file."""
    with database.outside() as connection:
        if database.sqlite:
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for table in tables.metadata.sorted_tables:
            connection.exec_driver_sql(f"VACUUM {table.name}")
        for name in ("article_words", "event_words"):
            connection.exec_driver_sql(f"VACUUM {name}")


def _forget_page(transaction: Transaction, page: str, why: str, by: str) -> tuple[int, int, int]:
    connection, articles, reports = transaction.connection, tables.articles, tables.reports
    rows = connection.execute(select(articles.c.row, articles.c.id).where(articles.c.page == page)).all()
    ids = sorted({row.id for row in rows})
    inside = select(reports.c.row, reports.c.id, reports.c.article).where(reports.c.article.in_(ids))
    told = connection.execute(inside).all()
    gone = sorted({report.id for report in told})
    events, ended = _take_out_of_events(transaction, frozenset(gone), frozenset(ids))
    for first in range(0, len(told), BATCH):
        some = [report.row for report in told[first : first + BATCH]]
        places.erase(transaction, some)
        connection.execute(delete(reports).where(reports.c.row.in_(some)))
    erase_readings(transaction, ids)
    erase_articles(transaction, [row.row for row in rows])
    captures, issues = tables.captures, tables.issues
    connection.execute(delete(captures).where(or_(captures.c.url == page, captures.c.article.in_(ids))))
    connection.execute(delete(issues).where(issues.c.page == page))
    _empty_judgements(transaction, [*gone, *ended])
    for id in ids:
        own = sorted({report.id for report in told if report.article == id})
        bury(transaction, ARTICLE, why, by, article=id, page=page, reports=own)
    return len(rows), len(told), events


def _take_out_of_events(
    transaction: Transaction, gone: frozenset[str], articles: frozenset[str]
) -> tuple[int, list[str]]:  # fmt: skip
    """How many versions of events changed, and the ids of events of which nothing is left."""
    table, members, connection = tables.events, tables.event_reports, transaction.connection
    rows: set[int] = set()
    ordered, emptied = sorted(gone), set[str]()
    for first in range(0, len(ordered), BATCH):
        some = members.c.report.in_(ordered[first : first + BATCH])
        rows.update(connection.scalars(select(members.c.event_row).where(some)))
    for number in sorted(rows):
        row = connection.execute(select(table.c.payload).where(table.c.row == number)).one()
        event = without(decode(Event, row.payload), gone, articles)
        words.remove(transaction, "event", number)
        if not event.reports and not event.attached:
            emptied.add(event.id)
            connection.execute(delete(table).where(table.c.row == number))
            continue
        connection.execute(delete(members).where(members.c.event_row == number, members.c.report.in_(ordered)))
        payload, found = encode(event), words_of_event(event)
        changed: dict[str, Any] = {"payload": payload, "words": found, "digest": digest(payload)}
        changed["members"] = len(event.reports) + len(event.attached)
        connection.execute(update(table).where(table.c.row == number).values(changed))
        words.add(transaction, "event", number, found)
    left = set(connection.scalars(select(table.c.id).where(table.c.id.in_(emptied)))) if emptied else set()
    return len(rows), sorted(emptied - left)


def without(event: Event, reports: frozenset[str], articles: frozenset[str]) -> Event:
    """The event without what only these reports say."""
    fields = []
    for field in event.fields:
        values = (replace(v, reports=_but(v.reports, reports)) for v in field.values)
        left: tuple[Value, ...] = tuple(v for v in values if v.reports)
        fields += [replace(field, values=left)] if left else []
    tolls = [replace(t, reports=_but(t.reports, reports)) for t in event.tolls if not set(t.reports) <= reports]
    origins = [replace(o, articles=_but(o.articles, articles)) for o in event.origins]
    return replace(
        event, fields=tuple(fields), tolls=tuple(tolls), origins=tuple(o for o in origins if o.articles),
        accounts=tuple(a for a in event.accounts if a.report not in reports),
        reports=_but(event.reports, reports), attached=_but(event.attached, reports),
    )  # fmt: skip


def _but(ids: tuple[str, ...], gone: frozenset[str]) -> tuple[str, ...]:
    return tuple(id for id in ids if id not in gone)


def _empty_judgements(transaction: Transaction, gone: list[str]) -> None:
    table, connection = tables.judgements, transaction.connection
    for first in range(0, len(gone), BATCH):
        some = gone[first : first + BATCH]
        about = or_(table.c.subject.in_(some), table.c.other.in_(some))
        rows = connection.execute(select(table.c.row, table.c.kind, table.c.payload).where(about)).all()
        for row in rows:
            payload = row.payload
            if row.kind == "pair":
                payload = encode(replace(decode(Judgement, payload), why=""), frozenset({"made"}))
            elif row.kind == "field":
                payload = encode(replace(decode(FieldJudgement, payload), why="", value=None), frozenset({"made"}))
            connection.execute(update(table).where(table.c.row == row.row).values(why="", payload=payload))
