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


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A fresh server on a socket of its own; gives the URL of its administration database, without the database."""
    home = Path(tempfile.mkdtemp(prefix="pg"))
    other = _other_user()
    if other:
        shutil.chown(home, other["user"], other["group"])
    try:
        data = home / "data"
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(home)}
        subprocess.run(
            [folder / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True, capture_output=True, env=environment, cwd=home, **other,
        )  # fmt: skip
        command = [folder / "postgres", "-D", data, "-k", home, "-c", "listen_addresses=", "-c", "fsync=off"]
        server = subprocess.Popen(
            [*command, "-c", "max_connections=100"], env=environment, cwd=home,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **other,
        )  # fmt: skip
        try:
            _wait_for(home, server)
            yield f"postgresql://{USER}@/{{database}}?host={home}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)
    finally:
        shutil.rmtree(home, ignore_errors=True)


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
