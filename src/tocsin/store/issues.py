"""What went wrong with which page, first and last seen; a quarantined page that is read at last is settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select

from tocsin.store import tables
from tocsin.store.database import Database, Transaction, known_at
from tocsin.store.keys import LONGEST, page_key
from tocsin.store.masks import masks_of
from tocsin.store.records import Issue

ISSUE, QUARANTINE, SETTLED = "issue", "quarantine", "settled"
BATCH = 200


class Issues:
    """Writes and reads issues and the quarantine."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, page: str, reason: str, kind: str = ISSUE, run: str = "") -> None:
        """Record that something is wrong with a page; one run notes the same only once."""
        with self._database.writing() as transaction:
            masks = masks_of(transaction.connection)
            note(transaction, page_key(masks.text(page)), kind, masks.text(reason), run)

    def settle(self, page: str, kind: str = QUARANTINE) -> None:
        """What was wrong with the page is so no longer."""
        with self._database.writing() as transaction:
            settle(transaction, page_key(masks_of(transaction.connection).text(page)), kind)

    def settle_many(self, pages: Sequence[str], kind: str = QUARANTINE) -> None:
        """What was wrong with the pages is so no longer."""
        with self._database.writing() as transaction:
            masks = masks_of(transaction.connection)
            settle_many(transaction, list(dict.fromkeys(page_key(masks.text(page)) for page in pages)), kind)

    def all(self, kind: str | None = None, as_of: datetime | None = None) -> list[Issue]:
        """What was wrong and not settled by then, the latest first."""
        table, later = tables.issues, tables.issues.alias()
        settled = select(later.c.row).where(
            later.c.page == table.c.page, later.c.reason == table.c.kind, later.c.kind == SETTLED,
            later.c.row > table.c.row, known_at(later, as_of),
        )  # fmt: skip
        last = func.max(table.c.recorded_at).label("last")
        query = (
            select(
                table.c.page, table.c.kind, table.c.reason, func.count().label("times"),
                func.min(table.c.recorded_at).label("first"), last,
            )
            .where(known_at(table, as_of), table.c.kind != SETTLED, ~settled.exists())
            .group_by(table.c.page, table.c.kind, table.c.reason)
            .order_by(last.desc(), table.c.page, table.c.reason)
        )  # fmt: skip
        if kind is not None:
            query = query.where(table.c.kind == kind)
        with self._database.reading() as connection:
            return [Issue(r.page, r.kind, r.reason, r.first, r.last, r.times) for r in connection.execute(query)]


def note(transaction: Transaction, page: str, kind: str, reason: str, run: str) -> None:
    """Record a sighting, once a run; outside of runs, once until it is settled."""
    table, reason = tables.issues, reason[:LONGEST]
    same: tuple[ColumnElement[bool], ...] = (table.c.page == page, table.c.kind == kind, table.c.reason == reason)
    if run:
        same += (table.c.run == run,)
    last = transaction.connection.scalar(select(func.max(table.c.row)).where(*same))
    if last is not None and not _settled_after(transaction, page, kind, last):
        return
    _record(transaction, page, kind, reason, run)


def settle(transaction: Transaction, page: str, kind: str) -> None:
    """Record that the page is well, if it was not."""
    table = tables.issues
    last = transaction.connection.scalar(
        select(func.max(table.c.row)).where(table.c.page == page, table.c.kind == kind)
    )  # fmt: skip
    if last is not None and not _settled_after(transaction, page, kind, last):
        _record(transaction, page, SETTLED, kind, "")


def settle_many(transaction: Transaction, pages: Sequence[str], kind: str) -> None:
    """Record that pages are well, those that were not."""
    table = tables.issues
    for first in range(0, len(pages), BATCH):
        some = (table.c.page.in_(pages[first : first + BATCH]), table.c.kind == kind)
        for page in transaction.connection.scalars(select(table.c.page).where(*some).distinct()).all():
            settle(transaction, page, kind)


def _settled_after(transaction: Transaction, page: str, kind: str, row: int) -> bool:
    table = tables.issues
    query = select(table.c.row).where(table.c.page == page, table.c.kind == SETTLED, table.c.reason == kind)
    return transaction.connection.execute(query.where(table.c.row > row)).first() is not None


def _record(transaction: Transaction, page: str, kind: str, reason: str, run: str) -> None:
    values = {"page": page, "kind": kind, "reason": reason, "run": run, "recorded_at": transaction.now}
    transaction.connection.execute(insert(tables.issues).values(values))
