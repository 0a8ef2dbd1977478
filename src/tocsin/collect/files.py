"""Files and folders of pages on this machine."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from tocsin.collect.outcomes import Validators
from tocsin.errors import InputError, TooLargeError, TruncatedPageError, said_of
from tocsin.settings import settings

PAGES = (".html", ".htm", ".xhtml", ".shtml", ".txt", ".text")


def pages_in(folder: Path, kinds: tuple[str, ...] = PAGES) -> Iterator[Path]:
    """Pages of a folder and the folders in it, by name; hidden files and other kinds are passed over.

    Folders that may not be looked into come last, themselves: whoever reads them learns why, and none is lost silently.
    """
    closed: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            kind = file.lower().removesuffix(".gz")
            if not file.startswith(".") and kind.endswith(kinds):
                yield Path(at, file)
    yield from (Path(error.filename) for error in closed)


def stamp_of(path: Path) -> Validators:
    """The file's size and time of change, by which a later run sees whether it must be read again.

    Raises OSError.
    """
    facts = path.stat()
    return Validators(etag=f"{facts.st_size}-{facts.st_mtime_ns}")


def read_bytes(path: Path) -> bytes:
    """The file's bytes, one byte more than the limit at most.

    Raises InputError when it is missing, a folder, or may not be read.
    """
    try:
        if path.is_dir():
            if not os.access(path, os.R_OK | os.X_OK):
                raise PermissionError
            raise InputError(
                f"{path} is a folder", expected="a page", advice=f"tocsin code {path} -o OUT reads a folder of pages"
            )
        with path.open("rb") as handle:
            return handle.read(settings().max_page_bytes + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist", expected="a file", advice="check the path") from error
    except PermissionError as error:
        raise InputError(
            f"{path} may not be read", found="no permission", advice="change its mode or its owner"
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read", found=said_of(error), advice="check the path") from error


def unpacked(content: bytes, name: str) -> bytes:
    """A gzip file's content. Raises TruncatedPageError or TooLargeError."""
    limit = settings().max_page_bytes
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as handle:
            out = handle.read(limit + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise TruncatedPageError(
            f"{name} is damaged or cut off", found=said_of(error), expected="a whole gzip file", advice="fetch it again"
        ) from error
    if len(out) > limit:
        raise TooLargeError(f"{name} is too large", found=f"over {limit:,} bytes", advice="raise TOCSIN_MAX_PAGE_BYTES")
    return out
