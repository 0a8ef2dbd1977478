"""Where lines go: a file, a gzip file, standard output, or Parquet by way of lines."""

from __future__ import annotations

import gzip
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

from tocsin.errors import OutputError, output_error, said_of


class Sink(Protocol):
    """Takes finished lines; `commit` makes those so far safe and returns their bytes."""

    def write(self, text: bytes) -> None:
        """Take some lines."""

    def commit(self) -> int:
        """Make what was written safe; the bytes of it. Raises OutputError where there is no room."""

    def close(self) -> None:
        """End well."""

    def abandon(self) -> None:
        """End after a failure: keep what was committed."""


class FileSink:
    """A file, packed where its name ends in .gz: each commit is a gzip member of its own, so that the file can be

    cut there and gone on with.
    """

    def __init__(self, path: Path, keep: int, *, packed: bool) -> None:
        self._path, self._packed, self._pending = path, packed, bytearray()
        try:
            self._file: IO[bytes] = path.open("r+b" if keep else "wb")
            self._file.truncate(keep)
            self._file.seek(keep)
        except OSError as error:
            raise output_error(path, error) from error

    def write(self, text: bytes) -> None:
        """Take some lines."""
        self._pending += text

    def commit(self) -> int:
        """Write the pending lines through to the disk; the file's size."""
        try:
            if self._pending:
                raw = bytes(self._pending)
                self._file.write(gzip.compress(raw, mtime=0) if self._packed else raw)
                self._pending.clear()
            self._file.flush()
            os.fsync(self._file.fileno())
            return self._file.tell()
        except OSError as error:
            raise unfinished(self._path, error) from error

    def close(self) -> None:
        """Write what is left, and close."""
        self.commit()
        self._file.close()

    def abandon(self) -> None:
        """Close without the pending lines."""
        # where the disk is full, there is something left that cannot be written
        with suppress(OSError):
            self._file.close()


class StdoutSink:
    """Standard output, as it comes."""

    def write(self, text: bytes) -> None:
        """Pass some lines on."""
        sys.stdout.buffer.write(text)

    def commit(self) -> int:
        """Flush."""
        sys.stdout.buffer.flush()
        return 0

    def close(self) -> None:
        """Flush."""
        self.commit()

    def abandon(self) -> None:
        """Flush."""
        self.commit()


class ParquetSink(FileSink):
    """Lines in a file beside the output, which become the Parquet file at the end."""

    def __init__(self, path: Path, keep: int) -> None:
        self._lines, self._target = rows_beside(path), path
        super().__init__(self._lines, keep, packed=False)

    def close(self) -> None:
        """Make the Parquet file."""
        from tocsin.export.parquet import write_parquet

        super().close()
        try:
            with self._lines.open("rb") as lines:
                write_parquet(lines, self._target)
        except OSError as error:
            raise unfinished(self._target, error) from error
        self._lines.unlink()


def rows_beside(path: Path) -> Path:
    """The file in which the rows of a Parquet output wait."""
    return path.with_name(path.name + ".rows")


def unfinished(path: Path, error: OSError) -> OutputError:
    """The error of an output that was begun and cannot be gone on with now."""
    advice = "make room, and give the same command again to go on"
    return OutputError(f"{path} cannot be written to its end", found=said_of(error), advice=advice)
