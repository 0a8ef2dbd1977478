"""What merging goes on from: which reports were told first, in order, what holds them together, and what they say."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select

from tocsin.model import Judgement, Reading, Report, Verdict
from tocsin.store import tables
from tocsin.store.articles import revived_many
from tocsin.store.codec import decode
from tocsin.store.database import Database, known_at
from tocsin.store.judgements import pairs_standing

BATCH = 500
COMPARED = frozenset({"toponyms", "times"})
"""What readings hold, beside article and reports, that merging compares."""

Days = tuple[date | None, date | None, date | None]
"""The first and the last day that a report gives, and the day on which its article was published."""


@dataclass(frozen=True, slots=True)
class FirstTold:
    """The reports that one reading of an article told first, each with its place in the order of all tellings, and the

    days that any version of one of them gives.
    """

    article: str
    places: Mapping[str, int]
    days: frozenset[Days]


class Tellings:
    """Reads what merging goes on from; many reports in few questions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self, as_of: datetime | None = None) -> int:
        """The place of the report that was told last; 0 where there is none."""
        table = tables.reports
        query = select(func.max(table.c.row)).where(known_at(table, as_of))
        with self._database.reading() as connection:
            return connection.scalar(query) or 0

    def backwards(self, until: int, most: int, as_of: datetime | None = None) -> Iterator[list[FirstTold]]:
        """What readings told first, the newest first, from the place `until` on; some `most` reports at a time."""
        while rows := self._newest(until, most, as_of):
            until = rows[-1].row - 1
            yield list(self._grouped(rows, as_of))

    def places(self, reports: Collection[str], as_of: datetime | None = None) -> dict[str, int]:
        """The place of each report in the order in which reports were told first, for those that ever were told."""
        table, found = tables.reports, dict[str, int]()
        for some in _batches(reports):
            query = select(table.c.id, table.c.row).where(table.c.id.in_(some), table.c.version == 1)
            with self._database.reading() as connection:
                rows = connection.execute(query.where(known_at(table, as_of)))
                found.update((row.id, row.row) for row in rows)
        return found

    def told_again(self, reports: Collection[str], as_of: datetime | None = None) -> set[str]:
        """Those of the reports that have more than one version: they were told before."""
        table, found = tables.reports, set[str]()
        for some in _batches(reports):
            query = select(table.c.id).where(table.c.id.in_(some), table.c.version > 1, known_at(table, as_of))
            with self._database.reading() as connection:
                found.update(connection.scalars(query))
        return found

    def joining(
        self, reports: Collection[str], as_of: datetime | None = None, *, later: bool = True
    ) -> dict[int, Judgement]:  # fmt: skip
        """The standing judgements of machines by which these reports are of one event with others, by their rows.

        Their reasons, moments and features are left out, and without `later` those made when the others came later.
        """
        table, found = tables.judgements, dict[int, Judgement]()
        columns = [table.c.row, table.c.subject, table.c.other, table.c.by, table.c.payload]
        for some in _batches(reports):
            # a machine judges what has just come, and names it first
            about = or_(table.c.subject.in_(some), table.c.other.in_(some)) if later else table.c.subject.in_(some)
            query = select(*columns).where(about, table.c.human.is_(False), pairs_standing(as_of))
            with self._database.reading() as connection:
                found.update((row.row, joined) for row in connection.execute(query) if (joined := _joining(row)))
        return found

    def readings(self, articles: Collection[str], as_of: datetime | None = None) -> dict[str, Reading]:
        """The last reading of each of the articles with all reports that it ever told, as each was last told, in the

        order of the first telling; of the rest only what merging compares (`COMPARED`).
        """
        table, found = tables.readings, dict[str, Reading]()
        for some in _batches(articles):
            query = select(table.c.article, table.c.payload).where(table.c.article.in_(some), known_at(table, as_of))
            with self._database.reading() as connection:
                read = {row.article: row.payload for row in connection.execute(query.order_by(table.c.row))}
                known = revived_many(connection, list(read), as_of)
                told = self._ever_told(some, as_of)
            for id, article in known.items():
                reports = tuple(decode(Report, payload) for payload in told.get(id, {}).values())
                found[id] = decode(Reading, read[id], COMPARED, article=article, reports=reports)
        return found

    def _ever_told(self, articles: Sequence[str], as_of: datetime | None) -> dict[str, dict[str, str]]:
        """The last payload of every report that the articles ever told, by article and report."""
        table, found = tables.reports, dict[str, dict[str, str]]()
        query = select(table.c.article, table.c.id, table.c.payload)
        query = query.where(table.c.article.in_(articles), known_at(table, as_of)).order_by(table.c.row)
        with self._database.reading() as connection:
            for row in connection.execute(query):
                found.setdefault(row.article, {})[row.id] = row.payload
        return found

    def _newest(self, until: int, most: int, as_of: datetime | None) -> list[Row[Any]]:
        """First versions of reports, the newest first; what a reading told is not divided."""
        table = tables.reports
        columns = [table.c.row, table.c.id, table.c.article, table.c.recorded_at, table.c.earliest, table.c.latest]
        query = select(*columns).where(table.c.version == 1, known_at(table, as_of)).order_by(table.c.row.desc())
        with self._database.reading() as connection:
            rows = list(connection.execute(query.where(table.c.row <= until).limit(most)))
            if rows:
                last = rows[-1]
                same = (table.c.article == last.article, table.c.recorded_at == last.recorded_at)
                rows += connection.execute(query.where(*same, table.c.row < last.row))
        return rows

    def _grouped(self, rows: Sequence[Row[Any]], as_of: datetime | None) -> Iterator[FirstTold]:
        published = self._published({row.article for row in rows}, as_of)
        later = self._later_days([row.id for row in rows], as_of)
        for (article, _), some in groupby(rows, lambda row: (row.article, row.recorded_at)):
            told = sorted(some, key=lambda row: row.row)
            given = {pair for row in told for pair in [(row.earliest, row.latest), *later.get(row.id, ())]}
            days = frozenset((*pair, day) for pair in given for day in published.get(article, {None}))
            yield FirstTold(article, {row.id: row.row for row in told}, days)

    def _published(self, articles: Collection[str], as_of: datetime | None) -> dict[str, set[date | None]]:
        table, found = tables.articles, dict[str, set[date | None]]()
        for some in _batches(articles):
            query = select(table.c.id, table.c.published).where(table.c.id.in_(some), known_at(table, as_of))
            with self._database.reading() as connection:
                for row in connection.execute(query):
                    found.setdefault(row.id, set()).add(row.published)
        return found

    def _later_days(
        self, reports: Sequence[str], as_of: datetime | None
    ) -> dict[str, list[tuple[date | None, date | None]]]:
        """The days that later versions of the reports give."""
        table, found = tables.reports, dict[str, list[tuple[date | None, date | None]]]()
        for some in _batches(reports):
            query = select(table.c.id, table.c.earliest, table.c.latest)
            later: tuple[ColumnElement[bool], ...] = (table.c.id.in_(some), table.c.version > 1)
            with self._database.reading() as connection:
                for row in connection.execute(query.where(*later, known_at(table, as_of))):
                    found.setdefault(row.id, []).append((row.earliest, row.latest))
        return found


def _joining(row: Row[Any]) -> Judgement | None:
    held = json.loads(row.payload)
    if held["verdict"] != Verdict.SAME.value:
        return None
    return Judgement(row.subject, row.other, Verdict.SAME, row.by, False, "", held.get("score"))


def _batches(ids: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    for first in range(0, len(ordered), BATCH):
        yield ordered[first : first + BATCH]
