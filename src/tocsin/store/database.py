"""Connections and transactions: one writer at a time on either database, readers never wait.

Every transaction that changes something has a moment of its own, and moments are in the order of the commits, so that
'as of' a moment means the same to every reader for ever.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, create_engine, event, insert, or_, select, true, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.pool import StaticPool

from tocsin.errors import InputError, StoreBusyError, StoreError
from tocsin.store import tables
from tocsin.store.geography import great_circle_km

Clock = Callable[[], datetime]
PATIENCE = 60.0
"""Seconds to wait for another writer."""
WRITER_LOCK = 7_305_211_942
"""The PostgreSQL advisory lock that a writer holds until it commits."""


class Transaction:
    """A writer's connection and the moment at which its changes are recorded."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection, self._clock = connection, clock
        self.sqlite = connection.dialect.name == "sqlite"
        self._now: datetime | None = None

    @property
    def now(self) -> datetime:
        """Later than any moment recorded before, whatever the computer's clock says."""
        if self._now is None:
            last = self.connection.scalar(select(tables.clock.c.last))
            now = self._clock().astimezone(UTC)
            self._now = now if last is None else max(now, last + timedelta(microseconds=1))
            step = insert(tables.clock).values(id=1) if last is None else update(tables.clock)
            self.connection.execute(step.values(last=self._now))
        return self._now

    @property
    def touched(self) -> bool:
        """Whether anything was recorded."""
        return self._now is not None

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part that is undone alone when it fails."""
        touched = self.touched
        self.connection.exec_driver_sql("SAVEPOINT part")
        try:
            yield
        except BaseException:
            # a lost connection has undone everything
            if not self.connection.invalidated:
                self.connection.exec_driver_sql("ROLLBACK TO SAVEPOINT part")
                self.connection.exec_driver_sql("RELEASE SAVEPOINT part")
            self._now = self._now if touched else None
            raise
        self.connection.exec_driver_sql("RELEASE SAVEPOINT part")


class Database:
    """The door to SQLAlchemy; a thread that writes reads its own changes. `address` is what messages call it."""

    def __init__(self, url: URL, clock: Clock, address: str) -> None:
        self.engine = _engine(url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self.address = address
        self._clock, self._local = clock, threading.local()
        in_memory = isinstance(self.engine.pool, StaticPool)
        self._alone: AbstractContextManager[Any] = threading.RLock() if in_memory else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store, however long it reads."""
        writer: Transaction | None = getattr(self._local, "transaction", None)
        reader: Connection | None = writer.connection if writer else getattr(self._local, "reader", None)
        if reader is not None:
            yield reader
            return
        begin = "BEGIN" if self.sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with self._alone, self._translated(), self.engine.connect() as connection, _between(connection, begin):
            self._local.reader = connection
            try:
                yield connection
            finally:
                self._local.reader = None

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction, whole or not at all; inside another one of the same thread, a part of that."""
        open_one: Transaction | None = getattr(self._local, "transaction", None)
        if open_one is not None:
            with self._translated(), open_one.part():
                yield open_one
            return
        with self._alone, self._translated(), self.engine.connect() as connection:
            transaction = Transaction(connection, self._clock)
            self._local.transaction = transaction
            try:
                with _between(connection, "BEGIN IMMEDIATE" if self.sqlite else "BEGIN", WRITER_LOCK):
                    yield transaction
            finally:
                self._local.transaction = None

    @contextmanager
    def outside(self) -> Iterator[Connection]:
        """A connection without a transaction, for what cannot run inside one."""
        with self._alone, self._translated(), self.engine.connect() as connection:
            yield connection

    @property
    def in_transaction(self) -> bool:
        """Whether this thread reads or writes just now."""
        return bool(getattr(self._local, "transaction", None) or getattr(self._local, "reader", None))

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._said(error) from error

    def _said(self, error: DBAPIError) -> StoreError:
        found = str(error.orig).strip() or type(error.orig).__name__
        if "is locked" in found or "lock timeout" in found:
            advice = "another process is writing; try again when it is done"
            return StoreBusyError(f"the store {self.address} is held", found=found, advice=advice)
        if "full" in found and isinstance(error, OperationalError):
            advice = "nothing was half written; make room and run the same command again"
            return StoreError(f"no room for the store {self.address}", found=found, advice=advice)
        if isinstance(error, OperationalError | InterfaceError):
            advice = "nothing was half written; see that it can be reached and written, and run the same command again"
            return StoreError(f"the store {self.address} cannot be used", found=found, advice=advice)
        advice = "run `tocsin doctor` on it"
        return StoreError(f"the store {self.address} refused a change or a question", found=found, advice=advice)


def true_at(table: FromClause, as_of: datetime | None) -> ColumnElement[bool]:
    """The rows of a versioned table that were true at a moment; nothing: now."""
    if as_of is None:
        return table.c.superseded_at.is_(None)
    aware(as_of)
    ended = or_(table.c.superseded_at.is_(None), table.c.superseded_at > as_of)
    return and_(table.c.recorded_at <= as_of, ended)


def known_at(table: FromClause, as_of: datetime | None, column: str = "recorded_at") -> ColumnElement[bool]:
    """The rows of a table that only grows which were there at a moment; nothing: all."""
    return true() if as_of is None else table.c[column] <= aware(as_of)


def aware(moment: datetime) -> datetime:
    """The moment itself; raises `InputError` when its zone is not said."""
    if moment.tzinfo is None:
        raise InputError("a moment without a time zone", found=moment.isoformat(), expected="such as 2025-10-11T00:00Z")
    return moment


@contextmanager
def _between(connection: Connection, begin: str, lock: int | None = None) -> Iterator[None]:
    # the driver is in autocommit, so that transactions begin where and as we say on both databases
    connection.exec_driver_sql(begin)
    try:
        if lock is not None and connection.dialect.name != "sqlite":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(PATIENCE)}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({lock})")
        yield
    except BaseException:
        _undo(connection)
        raise
    connection.exec_driver_sql("COMMIT")


def _undo(connection: Connection) -> None:
    if connection.invalidated:
        return
    try:
        connection.exec_driver_sql("ROLLBACK")
    except DBAPIError:
        # a full disk or a lost connection has undone it already
        connection.invalidate()


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    arguments: dict[str, Any] = {"timeout": PATIENCE, "check_same_thread": False}
    pool: dict[str, Any] = {"poolclass": StaticPool} if url.database in (None, "", ":memory:") else {}
    engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args=arguments, **pool)
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    # what is forgotten must not stay behind in the file
    connection.execute("PRAGMA secure_delete = ON")
    connection.create_function("great_circle_km", 4, great_circle_km, deterministic=True)
