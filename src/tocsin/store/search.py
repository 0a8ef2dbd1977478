"""Looking for articles, reports and events."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select

from tocsin.errors import InputError
from tocsin.model import Article, Event, Report
from tocsin.store import places, tables, words
from tocsin.store.articles import revived
from tocsin.store.codec import decode
from tocsin.store.database import Database, true_at
from tocsin.store.held import Listed, matching
from tocsin.store.keys import fold
from tocsin.store.parties import ACTOR, RECIPIENT, SPEAKER, called
from tocsin.store.records import Held, Query, Recorded

Condition = ColumnElement[bool]
SORTS = ("date", "recorded", "reports")
BATCH = 200


def search_articles(database: Database, text: str, as_of: datetime | None, limit: int | None) -> list[Article]:
    """Articles in which the words stand, the latest written first."""
    table = tables.articles
    query = select(table).where(true_at(table, as_of), words.holds(table, text, database.sqlite))
    with database.reading() as connection:
        rows = connection.execute(query.order_by(table.c.row.desc()).limit(limit)).all()
        return [revived(connection, row) for row in rows]


def search_reports(database: Database, asked: Query, as_of: datetime | None) -> list[Report]:
    """Reports for which the query holds; `verifications` and `happened` are those of an event that they belong to."""
    table = tables.reports
    query = select(table.c.payload).where(true_at(table, as_of), *_report_holds(asked, database.sqlite))
    if asked.types:
        query = query.where(table.c.type.in_(_upper(asked.types)))
    if asked.text is not None:
        article = tables.articles
        told = select(article.c.id).where(words.holds(article, asked.text, database.sqlite), true_at(article, as_of))
        query = query.where(table.c.article.in_(told))
    query = query.where(*_in_window(table, asked))
    of_events = _event_holds(asked)
    if of_events:
        members, event = tables.event_reports, tables.events
        belongs = select(members.c.report).join(event, event.c.row == members.c.event_row)
        query = query.where(table.c.id.in_(belongs.where(true_at(event, as_of), *of_events)))
    return [decode(Report, payload) for payload in _sorted(database, query, table, asked)]


def search_events(database: Database, asked: Query, as_of: datetime | None) -> list[Event]:
    """Events for which the query holds: who, where and status are those of any one account, type and days the event's.

    Parties, countries, places, status and source must hold of one and the same report of the event.
    """
    query = select(tables.events.c.payload).where(*_event_conditions(database, asked, as_of))
    return [decode(Event, payload) for payload in _sorted(database, query, tables.events, asked)]


def found_events(
    database: Database, asked: Query, as_of: datetime | None, held: Sequence[Held] = ()
) -> tuple[int, Iterator[Recorded]]:
    """How many events `search_events` would find, and these one after the other: few are in memory at any time.

    Those `held` are asked as they are held to be, and given as they were read.
    """
    table, conditions = tables.events, _event_conditions(database, asked, as_of)
    rows: list[int]
    if held:
        rows = _found_beside(database, asked, as_of, held, conditions)
    else:
        rows = _sorted(database, select(table.c.row).where(*conditions), table, asked)
    return len(rows), _recorded(database, rows)


def _found_beside(
    database: Database, asked: Query, as_of: datetime | None, held: Sequence[Held], conditions: Sequence[Condition]
) -> list[int]:
    """The rows of the events that are found as they were read, with those of the held ones where they belong."""
    table, ids = tables.events, {one.event.id for one in held}
    end = None if asked.limit is None else asked.offset + asked.limit
    query = select(table.c.id, table.c.row, table.c.earliest, table.c.members).where(*conditions)
    # as many of those found first may be held ones, which do not count here
    query = query.order_by(*_order(table, asked)).limit(None if end is None else end + len(ids))
    with database.reading() as connection:
        listed = sorted(matching(connection, asked, as_of, held), key=lambda one: _place(one, asked))
        read = (Listed(*row[1:]) for row in connection.execute(query) if row.id not in ids)
        found = heapq.merge(read, listed, key=lambda one: _place(one, asked))
        return [one.row for one in islice(found, asked.offset, end)]


def _place(one: Listed, asked: Query) -> tuple[int, ...]:
    """Where an event stands in the order that `_order` asks the database for."""
    if asked.sort == "date":
        return (one.earliest is None, -(one.earliest.toordinal() if one.earliest else 0), -one.row)
    return (-one.members, -one.row) if asked.sort == "reports" else (-one.row,)


def _recorded(database: Database, rows: list[int]) -> Iterator[Recorded]:
    table, every = tables.events, tables.events.alias()
    first = select(func.min(every.c.recorded_at)).where(every.c.id == table.c.id).scalar_subquery().label("first")
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        query = select(table.c.row, table.c.payload, table.c.recorded_at, first).where(table.c.row.in_(some))
        with database.reading() as connection:
            found = {row.row: row for row in connection.execute(query)}
        for each in (found[row] for row in some):
            yield Recorded(decode(Event, each.payload), each.first, each.recorded_at)


def _event_conditions(database: Database, asked: Query, as_of: datetime | None) -> list[Condition]:
    table, members, report = tables.events, tables.event_reports, tables.reports
    found = [true_at(table, as_of), *_event_holds(asked), *_in_window(table, asked)]
    if asked.types:
        found.append(table.c.type.in_(_upper(asked.types)))
    if asked.text is not None:
        found.append(words.holds(table, asked.text, database.sqlite))
    of_report = _report_holds(asked, database.sqlite)
    if of_report:
        told = select(members.c.event_row).join(report, report.c.row == members.c.report_row).where(*of_report)
        found.append(table.c.row.in_(told))
    return found


def _report_holds(asked: Query, sqlite: bool) -> list[Condition]:
    report, place = tables.reports, tables.places
    found: list[Condition] = []
    if asked.actors:
        found.append(_has(asked.actors, ACTOR))
    if asked.recipients:
        found.append(_has(asked.recipients, RECIPIENT))
    if asked.parties:
        found.append(_has(asked.parties, ACTOR, RECIPIENT))
    if asked.dyads:
        found.append(or_(*(_dyad(actor, recipient) for actor, recipient in asked.dyads)))
    if asked.countries:
        in_places = select(place.c.report_row).where(place.c.country.in_(_upper(asked.countries)))
        found.append(or_(_of_country(_upper(asked.countries)), report.c.row.in_(in_places)))
    if asked.places:
        names = or_(*(place.c.folded.like(f"% {fold(name)} %") for name in asked.places))
        found.append(report.c.row.in_(select(place.c.report_row).where(names)))
    if asked.near is not None:
        within = select(place.c.report_row).where(places.near(*asked.near, sqlite))
        found.append(report.c.row.in_(within))
    if asked.statuses:
        # asserted reports are facts or claims; both words are understood
        found.append(or_(report.c.status.in_(asked.statuses), report.c.factuality.in_(asked.statuses)))
    if asked.sources:
        outlets = [report.c.outlet_folded.like(f"% {fold(name)} %") for name in asked.sources]
        found.append(or_(*outlets, _has(asked.sources, SPEAKER)))
    return found


def _event_holds(asked: Query) -> list[Condition]:
    table, found = tables.events, list[Condition]()
    if asked.verifications:
        found.append(table.c.verification.in_(asked.verifications))
    if asked.happened is not None:
        found.append(table.c.happened.is_(asked.happened))
    return found


def _in_window(table: Table, asked: Query) -> Iterator[Condition]:
    if asked.since is not None:
        yield table.c.latest >= asked.since
    if asked.until is not None:
        yield table.c.earliest <= asked.until


def _has(names: Sequence[str], *roles: str) -> Condition:
    table = tables.parties
    return tables.reports.c.row.in_(
        select(table.c.report_row).where(table.c.role.in_(roles), or_(*(called(name) for name in names)))
    )


def _dyad(actor: str, recipient: str) -> Condition:
    both_act = and_(tables.reports.c.reciprocal.is_(True), _has([actor], ACTOR), _has([recipient], ACTOR))
    return or_(and_(_has([actor], ACTOR), _has([recipient], RECIPIENT)), both_act)


def _of_country(countries: list[str]) -> Condition:
    table = tables.parties
    sides = select(table.c.report_row).where(table.c.role.in_((ACTOR, RECIPIENT)), table.c.country.in_(countries))
    return tables.reports.c.row.in_(sides)


def _sorted(database: Database, query: Select[Any], table: Table, asked: Query) -> list[Any]:
    query = query.order_by(*_order(table, asked)).limit(asked.limit)
    # SQLite has no offset without a limit
    if asked.offset:
        query = query.limit(asked.limit if asked.limit is not None else 2**62).offset(asked.offset)
    with database.reading() as connection:
        return list(connection.scalars(query))


def _order(table: Table, asked: Query) -> list[ColumnElement[Any]]:
    if asked.sort not in SORTS:
        raise InputError("cannot sort so", found=asked.sort, expected=" or ".join(SORTS))
    latest = table.c.row.desc()
    if asked.sort == "date":
        # databases differ on where the undated stand: say it
        return [table.c.earliest.is_(None), table.c.earliest.desc(), latest]
    return [table.c.members.desc(), latest] if asked.sort == "reports" and "members" in table.c else [latest]


def count_events(database: Database, as_of: datetime | None) -> int:
    """How many events there are."""
    table = tables.events
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table).where(true_at(table, as_of))) or 0


def _upper(codes: Sequence[str]) -> list[str]:
    return [code.upper() for code in codes]
