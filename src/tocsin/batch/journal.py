"""How far a run has come, beside its output, so that an interrupted run goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tocsin.batch.sinks import unfinished
from tocsin.collect.files import pages_in

SUFFIX = ".progress"


@dataclass(frozen=True, slots=True)
class Progress:
    """`inputs` were done and written whole, in `size` bytes of output; the counts are those of the tally."""

    key: str
    inputs: int
    size: int
    failed: int
    reports: int
    words: int


class Journal:
    """The sidecar of one output, whose bytes are in `written`. `key` names the run: its inputs, format and coder."""

    def __init__(self, output: Path, written: Path, key: str) -> None:
        self._path = output.with_name(output.name + SUFFIX)
        self._part = output.with_name(output.name + SUFFIX + ".part")
        self._written, self._key = written, key

    def last(self) -> Progress | None:
        """Where the same run stopped, if it did, and its output is still there."""
        try:
            found = Progress(**json.loads(self._path.read_bytes()))
            whole = self._written.stat().st_size >= found.size
        except (OSError, ValueError, TypeError):
            return None
        return found if whole and found.key == self._key else None

    def write(self, inputs: int, size: int, failed: int, reports: int, words: int) -> None:
        """Keep how far the run has come; the file is whole at any moment. Raises OutputError where there is no room."""
        progress = Progress(self._key, inputs, size, failed, reports, words)
        try:
            self._part.write_text(json.dumps(asdict(progress)), encoding="utf8")
            os.replace(self._part, self._path)  # noqa: PTH105 - the one call that is atomic everywhere
        except OSError as error:
            raise unfinished(self._path, error) from error

    def done(self) -> None:
        """Nothing to go on with: the run is complete, or what stands here is of another."""
        self._path.unlink(missing_ok=True)
        self._part.unlink(missing_ok=True)


def run_key(inputs: Sequence[str], facts: Sequence[str]) -> str:
    """A name for a run: its inputs with their sizes and times of change, and whatever else decides its output."""
    digest = hashlib.sha256(json.dumps(list(facts)).encode())
    for name in inputs:
        path = Path(name)
        for file in pages_in(path) if path.is_dir() else [path]:
            stat = file.stat()
            digest.update(f"\n{file.resolve()} {stat.st_size} {stat.st_mtime_ns}".encode("utf8", "surrogateescape"))
    return digest.hexdigest()
