"""The store's face."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from tocsin.errors import StoreError
from tocsin.model import Article, Event, Report
from tocsin.settings import settings
from tocsin.store import search, tables
from tocsin.store.articles import Articles
from tocsin.store.backup import backup, copy_store
from tocsin.store.beginnings import starting
from tocsin.store.database import Database
from tocsin.store.doctor import examine
from tocsin.store.events import Events
from tocsin.store.forgetting import Erased, forget_article, pages_named
from tocsin.store.issues import Issues
from tocsin.store.judgements import Judgements
from tocsin.store.opening import open_database
from tocsin.store.readings import Readings
from tocsin.store.records import Finding, Held, Query, Recorded, Tombstone
from tocsin.store.reports import Reports
from tocsin.store.runs import Runs
from tocsin.store.sources import Sources
from tocsin.store.tellings import Tellings
from tocsin.store.tombstones import tombstones
from tocsin.store.unnaming import forget_name

_ARTICLE = re.compile(r"a[0-9a-f]{20}|https?://.*")


def utc_now() -> datetime:
    """The computer's clock."""
    return datetime.now(UTC)


class Store:
    """Everything that Tocsin keeps. Nothing is overwritten: every reading method takes `as_of`, a moment with its zone,

    and answers what was known then. Several processes may use one store at once; one writes, the others wait for it.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock
        self.articles = Articles(database)
        self.readings = Readings(database, self.articles)
        self.reports = Reports(database)
        self.events = Events(database)
        self.judgements = Judgements(database)
        self.sources = Sources(database)
        self.issues = Issues(database)
        self.runs = Runs(database)
        self.tellings = Tellings(database)

    @property
    def address(self) -> str:
        """Where the store is, without a password."""
        return self._database.address

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Several changes as one: all are recorded at one moment, or none is."""
        with self._database.writing():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several questions to one state of the store, whatever others write meanwhile; change nothing inside."""
        with self._database.reading():
            yield

    def moment(self) -> datetime | None:
        """When something was last recorded: what is read 'as of' it never changes. Nothing for an empty store."""
        with self._database.reading() as connection:
            return connection.scalar(tables.clock.select().with_only_columns(tables.clock.c.last))

    def articles_starting(self, beginning: str, as_of: datetime | None = None, limit: int = 10) -> list[str]:
        """Ids of articles that begin so, also of those whose page has changed since; the first ones by the alphabet."""
        return starting(self._database, tables.articles, beginning, as_of, limit)

    def reports_starting(self, beginning: str, as_of: datetime | None = None, limit: int = 10) -> list[str]:
        """Ids of reports that begin so, also of those that are told no longer; the first ones by the alphabet."""
        return starting(self._database, tables.reports, beginning, as_of, limit)

    def search_articles(self, text: str, as_of: datetime | None = None, limit: int | None = None) -> list[Article]:
        """Articles in which all the words stand; "phrases" in quotes."""
        return search.search_articles(self._database, text, as_of, limit)

    def search_reports(self, query: Query, as_of: datetime | None = None) -> list[Report]:
        """Reports for which the query holds."""
        return search.search_reports(self._database, query, as_of)

    def search_events(self, query: Query, as_of: datetime | None = None) -> list[Event]:
        """Events for which the query holds as they were read."""
        return search.search_events(self._database, query, as_of)

    def found_events(
        self, query: Query, as_of: datetime | None = None, held: Sequence[Held] = ()
    ) -> tuple[int, Iterator[Recorded]]:
        """How many events the query holds for, and these one after the other, for more of them than memory takes.

        Those `held` are asked as they are held to be, and given as they were read.
        """
        return search.found_events(self._database, query, as_of, held)

    def forget(self, what: str, why: str = "", by: str = "") -> Erased:
        """Erase an article (its id or URL) or else a name, in all versions; a tombstone stays, and it does not come

        back by being fetched again. Backups made before are not reached. Raises `InputError` for a name too short.
        """
        if self._database.in_transaction:
            raise StoreError("nothing can be forgotten inside a transaction or snapshot", advice="leave it first")
        with self._database.writing() as transaction:
            is_article = bool(pages_named(transaction, what)) or _ARTICLE.fullmatch(what) is not None
        forget = forget_article if is_article else forget_name
        return forget(self._database, what, why, by)

    def tombstones(self, as_of: datetime | None = None) -> list[Tombstone]:
        """What was forgotten."""
        with self._database.reading() as connection:
            return tombstones(connection, as_of)

    def backup(self, path: str | Path) -> None:
        """Write the whole store into a new SQLite file; others may go on writing."""
        backup(self._database, Path(path), self._clock)

    def copy_to(self, other: Store) -> None:
        """Fill an empty store with this one: from a backup to PostgreSQL, for instance."""
        copy_store(self._database, other._database)

    def doctor(self) -> list[Finding]:
        """Examine the store and tell what is wrong; an empty list when it is sound."""
        return examine(self._database)

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def open_store(url: str | Path | None = None, *, create: bool = True, clock: Callable[[], datetime] = utc_now) -> Store:
    """Open a store, and bring its tables up to date.

    `url` is a file, `postgresql://user@host/database`, or `memory:` for a store that lives as long as the process; by
    default the setting TOCSIN_STORE. Without `create`, a file that is not there is an error. Raises errors of the
    `StoreError` family.
    """
    return Store(open_database(settings().store if url is None else url, clock, create), clock)
