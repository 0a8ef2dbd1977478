"""Readings: what an article was read as, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from tocsin.model import Coder, Reading
from tocsin.store import tables
from tocsin.store.articles import Articles, write_articles
from tocsin.store.codec import decode, digest, encode
from tocsin.store.database import Database, Transaction, known_at
from tocsin.store.issues import QUARANTINE, note, settle_many
from tocsin.store.keys import page_key
from tocsin.store.masks import Masks, masks_of
from tocsin.store.records import Written
from tocsin.store.reports import Counted, Reports, believed, stamp_of, told_by, write_reports
from tocsin.store.tombstones import forgotten_among
from tocsin.store.versions import Believed, end, in_batches, put_many

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
        return self.write_many([reading], coder, run)[0]

    def write_many(self, readings: Sequence[Reading], coder: Coder | None = None, run: str = "") -> list[Written]:
        """Record readings one after the other as `write` does, all or none, in few questions to the database."""
        with self._database.writing() as transaction:
            masks = masks_of(transaction.connection)
            return [
                written
                for some in _of_different_pages(readings)
                for written in _write_different(transaction, masks, some, coder, run)
            ]

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
        other = table.c.coder.is_distinct_from(stamp_of(coder))
        columns = [table.c.article]
        for row in in_batches(self._database, table, columns, table.c.superseded_at.is_(None), other):
            yield row.article


def _of_different_pages(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
    """The readings in their order, in stretches in which no page and no article comes twice."""
    some, seen = list[Reading](), set[str]()
    for reading in readings:
        names = {reading.article.id, reading.article.url or reading.article.id}
        if names & seen:
            yield some
            some, seen = [], set()
        some.append(reading)
        seen |= names
    if some:
        yield some


def _write_different(
    transaction: Transaction, masks: Masks, readings: Sequence[Reading], coder: Coder | None, run: str
) -> list[Written]:
    """Record readings of different pages."""
    forgotten = forgotten_among(transaction.connection, [reading.article for reading in readings], masks)
    done = {id: Written(id, forgotten=True) for id in forgotten}
    masked = [masks.noun(reading) for reading in readings if reading.article.id not in forgotten]
    for reading in masked:
        if not reading.article.text:
            article = reading.article
            page = page_key(article.url or article.id)
            note(transaction, page, QUARANTINE, reading.error or "no text", run)
            done[article.id] = Written(article.id, quarantined=True)
    kept = [reading for reading in masked if reading.article.text]
    settle_many(transaction, [page_key(one.article.url or one.article.id) for one in kept], QUARANTINE)
    done.update(zip((reading.article.id for reading in kept), _write(transaction, kept, coder), strict=True))
    return [done[reading.article.id] for reading in readings]


def _write(transaction: Transaction, readings: Sequence[Reading], coder: Coder | None) -> list[Written]:
    """Record readings that are to be kept, of different pages."""
    articles = write_articles(transaction, [reading.article for reading in readings])
    replaced = [before for _, before in articles if before is not None]
    gone = told_by(transaction.connection, replaced)
    end(transaction, tables.readings, *replaced)
    end(transaction, tables.reports, *(report for reports in gone.values() for report in reports))
    told = [believed(reading) for reading in readings]
    read = put_many(
        transaction, tables.readings,
        [_believed(reading, told_there, coder) for reading, told_there in zip(readings, told, strict=True)],
    )  # fmt: skip
    changed = [place for place, put in enumerate(read) if put.changed]
    counted = write_reports(transaction, [(readings[place], told[place]) for place in changed])
    counts = dict(zip(changed, counted, strict=True))
    return [
        _written(reading, article.changed, len(gone.get(before or "", ())), counts.get(place))
        for place, (reading, (article, before)) in enumerate(zip(readings, articles, strict=True))
    ]


def _written(reading: Reading, article_changed: bool, ended: int, counts: Counted | None) -> Written:
    id = reading.article.id
    if counts is None:
        return Written(id, article_changed, ended=ended, reading=reading)
    ended += counts.ended
    return Written(id, article_changed, True, counts.new, counts.changed, ended, reading=reading)


def _believed(reading: Reading, told: Sequence[Believed], coder: Coder | None) -> Believed:
    coder = coder or next((report.coder for report in reading.reports), None)
    stamp = None if coder is None else stamp_of(coder)
    payload = encode(reading, KEPT_ELSEWHERE)
    version = digest(payload, stamp or "", *(f"{each.key} {each.digest}" for each in told))
    return Believed(reading.article.id, version, {"error": reading.error, "payload": payload, "coder": stamp})


def erase_readings(transaction: Transaction, articles: list[str]) -> None:
    """Delete all versions."""
    transaction.connection.execute(delete(tables.readings).where(tables.readings.c.article.in_(articles)))
