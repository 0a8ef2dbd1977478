"""Reports, with what they can be found by and the words they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from tocsin.ids import text_sha256
from tocsin.model import Coder, Reading, Report, Span
from tocsin.store import places, tables
from tocsin.store.codec import decode, digest, dumps, encode, plain
from tocsin.store.database import Database, Transaction, true_at
from tocsin.store.keys import fold
from tocsin.store.parties import parties_of
from tocsin.store.records import Version
from tocsin.store.versions import Believed, Put, end, history, in_batches, put_many

BATCH = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """How many reports were new, got a new version, or are told no longer."""

    new: int
    changed: int
    ended: int


class Reports:
    """Reads reports; they are written with their reading (`Readings.write`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, id: str, as_of: datetime | None = None) -> Report | None:
        """The report, if its article tells it."""
        return next(iter(self._found(tables.reports.c.id == id, true_at(tables.reports, as_of))), None)

    def many(self, ids: list[str], as_of: datetime | None = None) -> list[Report]:
        """Those of the reports that are told, in the order of the ids."""
        found: dict[str, Report] = {}
        for first in range(0, len(ids), BATCH):
            some = tables.reports.c.id.in_(ids[first : first + BATCH])
            found.update((r.id, r) for r in self._found(some, true_at(tables.reports, as_of)))
        return [found[id] for id in dict.fromkeys(ids) if id in found]

    def told_by(self, articles: Sequence[str]) -> dict[str, list[str]]:
        """The ids of the reports that each of the articles tells now, in its own order."""
        with self._database.reading() as connection:
            return told_by(connection, articles)

    def tellers(self, ids: list[str]) -> dict[str, str]:
        """The articles of those of the reports that are told, in the order of the ids."""
        table, found = tables.reports, dict[str, str]()
        with self._database.reading() as connection:
            for first in range(0, len(ids), BATCH):
                some = (table.c.id.in_(ids[first : first + BATCH]), true_at(table, None))
                rows = connection.execute(select(table.c.id, table.c.article).where(*some))
                found.update((row.id, row.article) for row in rows)
        return {id: found[id] for id in dict.fromkeys(ids) if id in found}

    def last(self, id: str, as_of: datetime | None = None) -> Report | None:
        """The report as it was last told, also when its article has changed since and tells it no longer."""
        versions = self.history(id, as_of)
        return versions[-1].value if versions else None

    def history(self, id: str, as_of: datetime | None = None) -> list[Version[Report]]:
        """Every version of a report, the oldest first."""
        return history(self._database, tables.reports, id, lambda row: decode(Report, row.payload), as_of)

    def of_article(self, article: str, as_of: datetime | None = None) -> list[Report]:
        """What an article tells, in its own order."""
        return self._found(tables.reports.c.article == article, true_at(tables.reports, as_of))

    def all(self, as_of: datetime | None = None, since: datetime | None = None) -> Iterator[Report]:
        """Every report that is told, in the order of writing; `since`: only versions written after."""
        table = tables.reports
        for row in in_batches(self._database, table, [table.c.payload], true_at(table, as_of), since=since):
            yield decode(Report, row.payload)

    def ended(self, since: datetime) -> list[str]:
        """The ids of reports that were told until after that moment, and are told no longer: what merging must drop."""
        table, later = tables.reports, tables.reports.alias()
        told = select(later.c.row).where(later.c.id == table.c.id, later.c.superseded_at.is_(None)).exists()
        query = select(table.c.id).where(table.c.superseded_at > since, ~told).distinct().order_by(table.c.id)
        with self._database.reading() as connection:
            return list(connection.scalars(query))

    def _found(self, *conditions: Any) -> list[Report]:
        table = tables.reports
        query = select(table.c.payload).where(*conditions).order_by(table.c.article, table.c.position)
        with self._database.reading() as connection:
            return [decode(Report, payload) for payload in connection.scalars(query)]


def believed(reading: Reading) -> list[Believed]:
    """The reports of a reading as they are to be recorded."""
    found = []
    for position, report in enumerate(reading.reports):
        values = _columns(report, position, reading)
        found.append(Believed(report.id, digest(values["payload"], str(position)), values))
    return found


def write_reports(transaction: Transaction, told: Sequence[tuple[Reading, list[Believed]]]) -> list[Counted]:
    """Record all that articles tell (`believed` of it); what they told before and tell no longer ends."""
    before = told_by(transaction.connection, [reading.article.id for reading, _ in told])
    done = iter(put_many(transaction, tables.reports, [each for _, reports in told for each in reports]))
    written = [(reading, [(next(done), report) for report in reading.reports]) for reading, _ in told]
    _write_parts(transaction, [(r, [(put.row, one) for put, one in some if put.changed]) for r, some in written])
    gone = [
        sorted(set(before.get(reading.article.id, ())).difference(report.id for report in reading.reports))
        for reading, _ in told
    ]
    end(transaction, tables.reports, *(id for ids in gone for id in ids))
    return [
        _counted([put for put, _ in some], len(ids)) for (_, some), ids in zip(written, gone, strict=True)
    ]  # fmt: skip


def _counted(done: Sequence[Put], ended: int) -> Counted:
    changed = [put for put in done if put.changed]
    first = sum(put.version == 1 for put in changed)
    return Counted(first, len(changed) - first, ended)


def told_by(connection: Connection, articles: Sequence[str]) -> dict[str, list[str]]:
    """The ids of the reports that each of the articles tells now, in its own order."""
    table, found = tables.reports, dict[str, list[str]]()
    for first in range(0, len(articles), BATCH):
        some = (table.c.article.in_(articles[first : first + BATCH]), table.c.superseded_at.is_(None))
        query = select(table.c.article, table.c.id).where(*some).order_by(table.c.position)
        for row in connection.execute(query):
            found.setdefault(row.article, []).append(row.id)
    return found


def evidence_of(report: Report, reading: Reading) -> list[tuple[str, Span]]:
    """Every span that a report rests on, with the field that it stands for."""
    found = [
        (name, span) for name in type(report).__dataclass_fields__ for span in _spans(getattr(report, name))
    ]  # fmt: skip
    for index in report.speakers:
        if index < len(reading.attributions):
            found += [("speakers", span) for span in _spans(reading.attributions[index])]
    return list(dict.fromkeys(found))


def _columns(report: Report, position: int, reading: Reading) -> dict[str, Any]:
    outlet = reading.article.outlet
    return {
        "article": reading.article.id, "position": position, "type": report.type, "mode": report.mode,
        "factuality": report.factuality.value, "status": report.status, "reciprocal": report.reciprocal,
        "earliest": report.when.earliest if report.when else None,
        "latest": report.when.latest if report.when else None,
        "outlet": outlet, "outlet_folded": f" {fold(outlet)} " if outlet else None,
        "coder": stamp_of(report.coder), "payload": encode(report),
    }  # fmt: skip


def _write_parts(
    transaction: Transaction, written: Sequence[tuple[Reading, Sequence[tuple[int, Report]]]]
) -> None:  # fmt: skip
    """Record what reports are found by and rest on; they come by reading, each with its row."""
    changed = [(reading, row, report) for reading, some in written for row, report in some]
    rests_on = [
        {"report_row": row, "field": f, "start": s.start, "end": s.end, "words_sha256": _hash(reading, s)}
        for reading, row, report in changed
        for f, s in evidence_of(report, reading)
    ]
    if rests_on:
        transaction.connection.execute(insert(tables.evidence), rests_on)
    parties = [{"report_row": row, **party} for reading, row, one in changed for party in parties_of(one, reading)]
    if parties:
        transaction.connection.execute(insert(tables.parties), parties)
    places.add(transaction, [(row, told) for _, row, report in changed for told in report.places])


def _hash(reading: Reading, span: Span) -> str:
    return text_sha256(span.words(reading.article.text))


@cache
def stamp_of(coder: Coder) -> str:
    """A coder as the store writes it."""
    return dumps(plain(coder, Coder))


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _spans(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _spans(getattr(value, name))
