"""A real PostgreSQL for the tests: the binaries of the `pgserver` package, else the system's."""

from __future__ import annotations

import getpass
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tocsin.store.tables import REVISION, VERSION_TABLE, metadata

USER = "tocsin"


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`."""
    package = importlib.util.find_spec("pgserver")
    if package is not None and package.origin:
        folder = Path(package.origin).parent / "pginstall" / "bin"
        if _runs(folder):
            return folder
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if _runs(folder):
            return folder
    found = shutil.which("postgres")
    return Path(found).resolve().parent if found else None


def needed_binaries() -> Path:
    """The same; where there are none, the test fails in CI and is skipped elsewhere."""
    folder = binaries()
    if folder is None:
        reason = "no PostgreSQL: `pip install pgserver`, or install your system's package"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


class Databases:
    """Stores on one server, emptied and lent again: to make a database takes longer than most tests."""

    def __init__(self, server: str) -> None:
        self._server, self._free, self._lent = server, list[str](), list[str]()
        self._made = 0
        self._admin = psycopg.connect(server.format(database="template1"), autocommit=True)

    def lend(self) -> str:
        """The URL of an empty store. The database `postgres` is the model of all."""
        if not self._free:
            name = f"store{self._made}"
            self._admin.execute(f"CREATE DATABASE {name} TEMPLATE postgres")  # type: ignore[call-overload]
            self._made += 1
            self._free.append(name)
        self._lent.append(self._free.pop())
        return self._server.format(database=self._lent[-1])

    def cut_connections(self) -> None:
        """As when the server falls over: whoever uses a lent database loses his connection."""
        for name in self._lent:
            self._admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))

    def take_back(self) -> None:
        """Empty what was lent."""
        tables = [*(table.name for table in reversed(metadata.sorted_tables)), "article_words", "event_words"]
        self.cut_connections()
        for name in self._lent:
            with psycopg.connect(self._server.format(database=name)) as connection:
                for table in tables:
                    connection.execute(f"DELETE FROM {table}")  # type: ignore[call-overload]
                connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = %s", (REVISION,))  # type: ignore[call-overload]
        self._free, self._lent = self._free + self._lent, []


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A fresh server on a socket of its own; gives the URL of a database of it, with `{database}` for its name."""
    with cluster(folder) as home, serving(folder, home) as server:
        yield server


@contextmanager
def cluster(folder: Path) -> Iterator[Path]:
    """The home of a server, whose data outlive it."""
    home = Path(tempfile.mkdtemp(prefix="pg"))
    other = _other_user()
    if other:
        shutil.chown(home, other["user"], other["group"])
    try:
        subprocess.run(
            [folder / "initdb", "-D", home / "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True, capture_output=True, env=_environment(home), cwd=home, **other,
        )  # fmt: skip
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def serving(folder: Path, home: Path) -> Iterator[str]:
    """The server of that home, until the end of the block; then it stops at once, as when it falls over."""
    command = [folder / "postgres", "-D", home / "data", "-k", home, "-c", "listen_addresses=", "-c", "fsync=off"]
    server = subprocess.Popen(
        [*command, "-c", "max_connections=100"], env=_environment(home), cwd=home,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **_other_user(),
    )  # fmt: skip
    try:
        _wait_for(home, server)
        yield f"postgresql://{USER}@/{{database}}?host={home}"
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=30)


def _environment(home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(home)}


def _runs(folder: Path) -> bool:
    try:
        command = [folder / "postgres", "--version"]
        return subprocess.run(command, capture_output=True, check=False, **_other_user()).returncode == 0
    except OSError:
        return False


def _other_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then somebody who may do nothing runs it."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if getpass.getuser() == "root" else {}


def _wait_for(home: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            psycopg.connect(host=str(home), user=USER, dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None:
                raise
            time.sleep(0.05)
    raise TimeoutError("PostgreSQL did not start")


def made(server: str, name: str) -> str:
    """The URL of a new, empty database."""
    with psycopg.connect(server.format(database="postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    return server.format(database=name)
