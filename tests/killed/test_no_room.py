"""A disk that is full, played by a limit on the size of files: a clear error, and the same command goes on later."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest
from contents import Coded, Undisturbed, contents
from killing import STORIES, Ended, run

pytestmark = pytest.mark.slow


def limited(arguments: list[str], size: int) -> Ended:
    """Run a command that cannot write files above so many bytes."""
    return run(arguments, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))


def test_a_collection_without_room_goes_on_when_there_is_some(
    pages: Path, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    arguments = ["collect", str(pages), "--store", str(tmp_path / "store.db")]
    # while the tables are made, and later
    for share in (0.1, 0.8):
        failed = limited(arguments, int(undisturbed.size * share))
        assert failed.code == 1
        assert "store.db" in failed.errors
        assert "run the same command again" in failed.errors
        assert len(failed.errors.strip().splitlines()) == 1
    assert run(arguments).code == 0
    assert contents(str(tmp_path / "store.db")) == undisturbed.contents


def test_coding_without_room_goes_on_when_there_is_some(coded: Coded, tmp_path: Path) -> None:
    arguments = ["code", str(STORIES), "-o", str(tmp_path / "out.jsonl"), "--workers", "0"]
    failed = limited(arguments, int(len(coded.output) * 0.75))
    assert failed.code == 1
    assert "out.jsonl cannot be written to its end; found File too large; make room" in failed.errors
    assert len(failed.errors.strip().splitlines()) == 1
    again = run(arguments)
    assert again.code == 0
    assert "(32 of them by an earlier run)" in again.errors
    assert (tmp_path / "out.jsonl").read_bytes() == coded.output
