"""Readings: what an article was read as, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import delete, select

from tocsin.model import Coder, Reading
from tocsin.store import tables
from tocsin.store.articles import Articles, write_article
from tocsin.store.codec import decode, digest, dumps, encode, plain
from tocsin.store.database import Database, Transaction, known_at
from tocsin.store.issues import QUARANTINE, note, settle
from tocsin.store.keys import page_key
from tocsin.store.masks import masks_of
from tocsin.store.records import Written
from tocsin.store.reports import Reports, believed, write_reports
from tocsin.store.tombstones import is_forgotten
from tocsin.store.versions import end, in_batches, put

KEPT_ELSEWHERE = frozenset({"article", "reports"})


class Readings:
    """Writes and reads what articles were read as."""

    def __init__(self, database: Database, articles: Articles) -> None:
        self._database, self._articles = database, articles

    def write(self, reading: Reading, coder: Coder | None = None, run: str = "") -> Written:
        """Record an article with all that was read in it; the same reading again changes nothing.

        A new text on the same page is a new version of it, and ends the reports of the old text; a new reading of the
        same text makes new versions of reports under their old ids. A reading without any text goes to quarantine
        under its `error`, and a forgotten article stays forgotten. `coder` is
        what read it (by default what its reports name), `run` the id of the run that does the writing.
        """
        article = reading.article
        with self._database.writing() as transaction:
            if is_forgotten(transaction.connection, article):
                return Written(article.id, forgotten=True)
            reading = masks_of(transaction.connection).noun(reading)
            page = page_key(reading.article.url or article.id)
            if not reading.article.text:
                note(transaction, page, QUARANTINE, reading.error or "no text", run)
                return Written(article.id, quarantined=True)
            settle(transaction, page, QUARANTINE)
            coder = coder or next((report.coder for report in reading.reports), None)
            return _write(transaction, reading, coder)

    def get(self, article: str, as_of: datetime | None = None) -> Reading | None:
        """The last reading of an article, with its reports; also of one whose page has changed since."""
        table = tables.readings
        query = select(table).where(table.c.article == article, known_at(table, as_of))
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(table.c.row.desc()).limit(1)).first()
            told = self._articles.get(article, as_of)
            if row is None or told is None:
                return None
            # reports are written with their reading, at one moment
            reports = Reports(self._database).of_article(article, row.recorded_at)
            return decode(Reading, row.payload, article=told, reports=tuple(reports))

    def all(self, as_of: datetime | None = None, since: datetime | None = None) -> Iterator[Reading]:
        """The readings of what stands on all pages, in the order of writing."""
        for article in self._articles.ids(as_of, since):
            reading = self.get(article, as_of)
            if reading is not None:
                yield reading

    def outdated(self, coder: Coder) -> Iterator[str]:
        """The ids of articles that another coder than this one has read: what `recode` has to do."""
        table = tables.readings
        other = table.c.coder.is_distinct_from(dumps(plain(coder, Coder)))
        columns = [table.c.article]
        for row in in_batches(self._database, table, columns, table.c.superseded_at.is_(None), other):
            yield row.article


def _write(transaction: Transaction, reading: Reading, coder: Coder | None) -> Written:
    article = reading.article
    done, before = write_article(transaction, article)
    ended = 0
    if before is not None:
        end(transaction, tables.readings, before)
        ended += end(transaction, tables.reports, *_current_reports(transaction, before))
    stamp = None if coder is None else dumps(plain(coder, Coder))
    payload = encode(reading, KEPT_ELSEWHERE)
    told = believed(reading)
    values = {"error": reading.error, "payload": payload, "coder": stamp}
    read = put(
        transaction,
        tables.readings,
        article.id,
        digest(payload, stamp or "", *(f"{each.key} {each.digest}" for each in told)),
        values,
    )
    if not read.changed:
        return Written(article.id, done.changed, ended=ended)
    counts = write_reports(transaction, reading, told)
    return Written(article.id, done.changed, True, counts.new, counts.changed, ended + counts.ended)


def _current_reports(transaction: Transaction, article: str) -> list[str]:
    table = tables.reports
    query = select(table.c.id).where(table.c.article == article, table.c.superseded_at.is_(None))
    return list(transaction.connection.scalars(query))


def erase_readings(transaction: Transaction, articles: list[str]) -> None:
    """Delete all versions."""
    transaction.connection.execute(delete(tables.readings).where(tables.readings.c.article.in_(articles)))
