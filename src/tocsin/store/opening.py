"""From an address to a database whose tables are those of this version."""

from __future__ import annotations

import re
import time
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from tocsin.errors import StoreError, StoreMissingError, StoreVersionError, said_of
from tocsin.store.database import PATIENCE, Clock, Database
from tocsin.store.tables import REVISION, VERSION_TABLE

MEMORY = "memory:"
# whatever stands before the last @, as a password may hold one
PASSWORD = re.compile(r"(://[^:/@?]*:).*@", re.DOTALL)
PASSWORD_ASKED = re.compile(r"([?&](?:ssl)?password=)[^&]*", re.IGNORECASE)
MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(address: str | Path, clock: Clock, create: bool) -> Database:
    """The database at an address, brought to this version's tables.

    With `create`, the file and its folder are made where there are none. Raises `StoreMissingError` when there is none
    and `create` is not set, `StoreVersionError` for a store that a newer
    version wrote and for a database that is not a store, `StoreError` when it cannot be reached.
    """
    url = url_of(address)
    if url.get_backend_name() == "sqlite" and not create and not _is_there(url):
        advice = "name another with TOCSIN_STORE, or fill one first (`tocsin add`, `tocsin collect`)"
        raise StoreMissingError("no store", found=str(address), expected="a file", advice=advice)
    if url.get_backend_name() == "sqlite" and create:
        _make_folder(url)
    database = Database(url, clock, shown(address))
    try:
        _use_wal(database)
        _bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return database


def url_of(address: str | Path) -> URL:
    """SQLAlchemy's form of `memory:`, a file, or a database's URL."""
    given = str(address)
    if given == MEMORY:
        return URL.create("sqlite")
    if isinstance(address, Path) or "://" not in given:
        return URL.create("sqlite", database=str(Path(given).expanduser()))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise StoreError("the store's address is not a URL", expected="postgresql://user@host/database") from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in ("postgresql+psycopg", "sqlite"):
        return url
    expected = "a file, sqlite:///file or postgresql://user@host/database"
    raise StoreError("no store of that kind", found=url.drivername, expected=expected)


def shown(address: str | Path) -> str:
    """The address as it was given, without a password."""
    given = str(address)
    if isinstance(address, Path) or "://" not in given:
        return given
    return PASSWORD_ASKED.sub(r"\1***", PASSWORD.sub(r"\1***@", given))


def head() -> str:
    """The newest migration that this version ships."""
    from alembic.script import ScriptDirectory

    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    return str(newest)


def _is_there(url: URL) -> bool:
    return url.database in (None, "", ":memory:") or Path(str(url.database)).exists()


def _make_folder(url: URL) -> None:
    if not url.database or url.database == ":memory:":
        return
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        found, advice = said_of(error), "name another place with --store or TOCSIN_STORE"
        raise StoreError(f"the folder {folder} of the store cannot be made", found=found, advice=advice) from error


def _use_wal(database: Database) -> None:
    if not database.sqlite:
        return
    file = database.engine.url.database
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            with database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            return
        except OperationalError as error:
            # two processes that open a new store at once: SQLite does not wait by itself here
            if "locked" not in str(error.orig) or time.monotonic() > give_up:
                advice = "see that the file and its folder can be written"
                raise StoreError(f"cannot open the store {file}", found=str(error.orig), advice=advice) from error
            time.sleep(0.05)
        except Exception as error:
            found = str(getattr(error, "orig", error))
            if "malformed" in found:
                advice = "open a backup of it with --store, or bring back the whole file"
                raise StoreError(f"the store {file} is damaged", found=found, advice=advice) from error
            advice = "name a Tocsin store with TOCSIN_STORE"
            raise StoreVersionError(f"{file} is not a store", found=found, advice=advice) from error


def _bring_up_to_date(database: Database) -> None:
    with database.reading() as connection:
        if _revision(connection, database.address) == REVISION:
            return
    with database.writing() as transaction:
        # another process may have been faster
        found = _revision(transaction.connection, database.address)
        if found == REVISION:
            return
        _migrate(transaction.connection, found, database.address)


def _revision(connection: Connection, address: str) -> str | None:
    names = inspect(connection).get_table_names()
    if VERSION_TABLE in names:
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        return None if found is None else str(found)
    if names:
        advice = "name an empty database or a Tocsin store with TOCSIN_STORE"
        raise StoreVersionError(f"{address} is not a store", found=f"tables {', '.join(names[:3])}", advice=advice)
    return None


def _migrate(connection: Connection, found: str | None, address: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    known = {step.revision for step in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if found is not None and found not in known:
        advice = "install that version of Tocsin, or open a backup that this version wrote; nothing was changed"
        raise StoreVersionError(
            f"the store {address} was written by a newer version of Tocsin",
            found=f"its tables of step {found}", expected=f"step {REVISION} or older", advice=advice,
        )  # fmt: skip
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreVersionError(f"the store {address} could not be brought up to date", found=str(error)) from error
