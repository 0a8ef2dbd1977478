"""Events, their members by version, and where the ids of merged events lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import func, insert, select

from tocsin.model import Event
from tocsin.store import tables, words
from tocsin.store.codec import decode, digest, encode
from tocsin.store.database import Database, Transaction, true_at
from tocsin.store.masks import masks_of
from tocsin.store.records import Version
from tocsin.store.versions import Believed, end, history, in_batches, put, put_many

BATCH = 200


class Events:
    """Writes and reads events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(
        self, events: Iterable[Event], redirects: Mapping[str, str] | None = None, ended: Iterable[str] = ()
    ) -> int:
        """Record events, all or none, and return how many changed.

        `redirects` leads ids that were merged away to those that live on; an id that is written again (after a split)
        leads to itself again. `ended` are ids that stand for nothing any more.
        """
        with self._database.writing() as transaction:
            masks = masks_of(transaction.connection)
            changed = _write(transaction, [masks.noun(event) for event in events])
            for old, new in (redirects or {}).items():
                end(transaction, tables.events, old)
                put(transaction, tables.redirects, old, digest(new), {"new": new})
            for id in ended:
                end(transaction, tables.events, id)
            return changed

    def get(self, id: str, as_of: datetime | None = None) -> Event | None:
        """The event; an old id leads to the event that it was merged into."""
        table = tables.events
        with self._database.reading() as connection:
            query = select(table.c.payload).where(table.c.id == self.resolve(id, as_of), true_at(table, as_of))
            payload = connection.scalar(query)
        return None if payload is None else decode(Event, payload)

    def many(self, ids: Sequence[str], as_of: datetime | None = None) -> list[Event]:
        """Those of the events that stand under these very ids, in their order."""
        table, found = tables.events, dict[str, Event]()
        with self._database.reading() as connection:
            for first in range(0, len(ids), BATCH):
                some = (table.c.id.in_(ids[first : first + BATCH]), true_at(table, as_of))
                rows = connection.execute(select(table.c.id, table.c.payload).where(*some))
                found.update((row.id, decode(Event, row.payload)) for row in rows)
        return [found[id] for id in ids if id in found]

    def resolve(self, id: str, as_of: datetime | None = None) -> str:
        """The id that an id leads to; itself, when nothing else."""
        table, seen = tables.redirects, {id}
        with self._database.reading() as connection:
            while True:
                new = connection.scalar(select(table.c.new).where(table.c.old == id, true_at(table, as_of)))
                if new is None or new in seen:
                    return id
                seen.add(new)
                id = new

    def redirects(self, as_of: datetime | None = None) -> dict[str, str]:
        """Every id that leads elsewhere, and where to."""
        table = tables.redirects
        query = select(table.c.old, table.c.new).where(true_at(table, as_of)).order_by(table.c.old)
        with self._database.reading() as connection:
            return {row.old: row.new for row in connection.execute(query)}

    def history(self, id: str, as_of: datetime | None = None) -> list[Version[Event]]:
        """Every version under this very id, the oldest first."""
        return history(self._database, tables.events, id, lambda row: decode(Event, row.payload), as_of)

    def all(self, as_of: datetime | None = None, since: datetime | None = None) -> Iterator[Event]:
        """Every event, in the order of writing; `since`: only versions written after."""
        table = tables.events
        for row in in_batches(self._database, table, [table.c.payload], true_at(table, as_of), since=since):
            yield decode(Event, row.payload)

    def starting(self, beginning: str, as_of: datetime | None = None, limit: int = 10) -> list[str]:
        """Ids, of events and of those that lead to one, which begin so; the first ones by the alphabet."""
        table, merged = tables.events, tables.redirects
        with self._database.reading() as connection:
            found = [
                *connection.scalars(
                    _beginning(select(table.c.id), table.c.id, beginning, true_at(table, as_of), limit)
                ),
                *connection.scalars(
                    _beginning(select(merged.c.old), merged.c.old, beginning, true_at(merged, as_of), limit)
                ),
            ]
        return sorted(set(found))[:limit]

    def of_report(self, report: str, as_of: datetime | None = None) -> list[str]:
        """The ids of the events that a report tells or is attached to."""
        table, members = tables.events, tables.event_reports
        query = select(table.c.id).join(members, members.c.event_row == table.c.row)
        query = query.where(members.c.report == report, true_at(table, as_of)).order_by(table.c.id)
        with self._database.reading() as connection:
            return list(connection.scalars(query))

    def members_of(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The reports that events have now, attached ones too, for those of the ids under which one stands."""
        table, members, found = tables.events, tables.event_reports, dict[str, list[str]]()
        with self._database.reading() as connection:
            for first in range(0, len(ids), BATCH):
                query = select(table.c.id, members.c.report).outerjoin(members, members.c.event_row == table.c.row)
                some = table.c.id.in_(ids[first : first + BATCH])
                for row in connection.execute(query.where(some, true_at(table, None)).order_by(members.c.report)):
                    found.setdefault(row.id, []).append(row.report)
        return {id: tuple(report for report in reports if report is not None) for id, reports in found.items()}

    def holding(self, reports: Sequence[str]) -> set[str]:
        """Those of the reports that some event holds."""
        table, members, found = tables.events, tables.event_reports, set[str]()
        with self._database.reading() as connection:
            for first in range(0, len(reports), BATCH):
                query = select(members.c.report).join(table, members.c.event_row == table.c.row)
                some = members.c.report.in_(reports[first : first + BATCH])
                found.update(connection.scalars(query.where(some, true_at(table, None))))
        return found


def _beginning(query: Any, column: Any, beginning: str, current: Any, limit: int) -> Any:
    return query.where(column.startswith(beginning, autoescape=True), current).order_by(column).limit(limit)


def words_of_event(event: Event) -> str:
    """All that an event can be found by: its type, the values of its fields, and how each account tells it."""
    found = [event.type, event.mode or ""]
    for field in event.fields:
        for value in field.values:
            found.extend(_strings(value.value))
    for account in event.accounts:
        found += [account.outlet or "", *account.speakers, account.words]
    return "\n".join(dict.fromkeys(word for word in found if word))


def _write(transaction: Transaction, events: Sequence[Event]) -> int:
    """Record events, in few questions to the database; how many changed."""
    end(transaction, tables.redirects, *(event.id for event in events))
    rows = _last_rows(
        transaction, list(dict.fromkeys(r for event in events for r in (*event.reports, *event.attached)))
    )
    days = _days(transaction, list(rows.values()))
    told = [_believed(event, rows, days) for event in events]
    changed = [
        (event, done) for event, done in zip(events, put_many(transaction, tables.events, told), strict=True)
        if done.changed
    ]  # fmt: skip
    found = {each.key: each.values["words"] for each in told}
    words.add_many(transaction, "event", {done.row: found[event.id] for event, done in changed})
    members = [
        {"event_row": done.row, "report": report, "report_row": rows.get(report), "attached": attached}
        for event, done in changed
        for report, attached in _members(event).items()
    ]
    if members:
        transaction.connection.execute(insert(tables.event_reports), members)
    return len(changed)


def _members(event: Event) -> dict[str, bool]:
    """The reports of an event, and whether each is only attached to it."""
    return dict.fromkeys(event.attached, True) | dict.fromkeys(event.reports, False)


def _believed(event: Event, rows: Mapping[str, int], days: Mapping[int, tuple[date, date]]) -> Believed:
    members = _members(event)
    given = (rows.get(report) for report in event.reports or event.attached)
    earliest, latest = most_given([days[row] for row in given if row is not None and row in days])
    payload = encode(event)
    values = {
        "type": event.type, "mode": event.mode, "verification": event.verification.value,
        "happened": event.happened, "earliest": earliest, "latest": latest, "members": len(members),
        "words": words_of_event(event), "payload": payload,
    }  # fmt: skip
    by_version = repr(sorted((report, rows.get(report)) for report in members))
    return Believed(event.id, digest(payload, by_version), values)


def _last_rows(transaction: Transaction, reports: list[str]) -> dict[str, int]:
    table, found = tables.reports, dict[str, int]()
    for first in range(0, len(reports), BATCH):
        some = table.c.id.in_(reports[first : first + BATCH])
        query = select(table.c.id, func.max(table.c.row).label("last")).where(some).group_by(table.c.id)
        found.update((row.id, row.last) for row in transaction.connection.execute(query))
    return found


def _days(transaction: Transaction, report_rows: list[int]) -> dict[int, tuple[date, date]]:
    """The days that each of the reports gives, by its row."""
    table, days = tables.reports, dict[int, tuple[date, date]]()
    for first in range(0, len(report_rows), BATCH):
        some = (table.c.row.in_(report_rows[first : first + BATCH]), table.c.earliest.is_not(None))
        query = select(table.c.row, table.c.earliest, table.c.latest).where(*some)
        days.update((row.row, (row.earliest, row.latest)) for row in transaction.connection.execute(query))
    return days


def most_given(given: Sequence[tuple[date, date]]) -> tuple[date | None, date | None]:
    """The days that most members give, for sorting and for date windows; of a tie, the earliest."""
    days = Counter(given)
    return min(days, key=lambda pair: (-days[pair], pair)) if days else (None, None)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Enum):
        yield str(value.value)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _strings(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _strings(getattr(value, name))
