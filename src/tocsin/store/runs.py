"""The journal of runs: one that was killed goes on where it stopped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, insert, select, update

from tocsin.store import tables
from tocsin.store.database import Database, known_at
from tocsin.store.keys import item_key, short_id
from tocsin.store.records import Run

BATCH = 500


class Runs:
    """Begins, resumes and finishes runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, command: str, key: str) -> Run:
        """The unfinished run of that command over those inputs, to go on with; else a new one."""
        table = tables.runs
        with self._database.writing() as transaction:
            same = (table.c.command == command, table.c.key == key)
            row = transaction.connection.execute(select(table).where(*same, table.c.finished_at.is_(None))).first()
            if row is not None:
                return Run(row.id, row.command, row.key, row.started_at)
            times = transaction.connection.scalar(select(func.count()).select_from(table).where(*same))
            run = Run(short_id("n", command, key, str(times)), command, key, transaction.now)
            values = {"id": run.id, "command": command, "key": key, "started_at": run.started_at}
            transaction.connection.execute(insert(table).values(values))
            return run

    def done(self, run: str, item: str) -> bool:
        """Mark an item as done; whether it was not before. Inside `Store.transaction` it is one with what it wrote."""
        return self.done_many(run, [item]) > 0

    def done_many(self, run: str, items: Iterable[str]) -> int:
        """Mark items as done; how many were not before."""
        with self._database.writing() as transaction:
            new = self.to_do(run, dict.fromkeys(items))
            written = [{"run": run, "item": item_key(item), "recorded_at": transaction.now} for item in new]
            if written:
                transaction.connection.execute(insert(tables.run_items), written)
            return len(new)

    def is_done(self, run: str, item: str) -> bool:
        """Whether the run has done the item."""
        return not self.to_do(run, [item])

    def to_do(self, run: str, items: Iterable[str]) -> list[str]:
        """Those of the items that the run has not done, in their order."""
        table, wanted, finished = tables.run_items, list(items), set[str]()
        keys = [item_key(item) for item in wanted]
        with self._database.reading() as connection:
            for first in range(0, len(keys), BATCH):
                some = table.c.item.in_(keys[first : first + BATCH])
                finished.update(connection.scalars(select(table.c.item).where(table.c.run == run, some)))
        return [item for item, key in zip(wanted, keys, strict=True) if key not in finished]

    def count(self, run: str) -> int:
        """How many items are done."""
        table = tables.run_items
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(table).where(table.c.run == run)) or 0

    def finish(self, run: str) -> None:
        """The run is complete."""
        table = tables.runs
        with self._database.writing() as transaction:
            transaction.connection.execute(
                update(table).where(table.c.id == run, table.c.finished_at.is_(None))
                .values(finished_at=transaction.now)
            )  # fmt: skip

    def all(self, as_of: datetime | None = None) -> list[Run]:
        """Every run, the latest first."""
        table = tables.runs.c
        begun = known_at(tables.runs, as_of, "started_at")
        with self._database.reading() as connection:
            rows = connection.execute(select(tables.runs).where(begun).order_by(table.row.desc())).all()
        return [Run(r.id, r.command, r.key, r.started_at, _by(r.finished_at, as_of)) for r in rows]


def _by(moment: datetime | None, as_of: datetime | None) -> datetime | None:
    return None if moment is None or (as_of is not None and moment > as_of) else moment
