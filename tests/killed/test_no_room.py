"""A disk that is full, played by a limit on the size of files: a clear error, and the same command goes on later."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest
from contents import Undisturbed, contents
from killing import STORIES, Ended, run

pytestmark = pytest.mark.slow


def limited(arguments: list[str], size: int) -> Ended:
    """Run a command that cannot write files above so many bytes."""
    return run(arguments, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))


@pytest.mark.parametrize("share", [0.1, 0.8])
def test_a_collection_without_room_goes_on_when_there_is_some(
    share: float, pages: Path, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    arguments = ["collect", str(pages), "--store", str(tmp_path / "store.db")]
    failed = limited(arguments, int(undisturbed.size * share))
    assert failed.code == 1
    assert "store.db" in failed.errors
    assert "run the same command again" in failed.errors
    assert len(failed.errors.strip().splitlines()) == 1
    assert run(arguments).code == 0
    assert contents(str(tmp_path / "store.db")) == undisturbed.contents


def test_coding_without_room_goes_on_when_there_is_some(tmp_path: Path) -> None:
    whole, output = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    assert run(["code", str(STORIES), "-o", str(whole)]).code == 0
    arguments = ["code", str(STORIES), "-o", str(output)]
    failed = limited(arguments, int(whole.stat().st_size * 0.75))
    assert failed.code == 1
    assert "out.jsonl cannot be written to its end; found File too large; make room" in failed.errors
    assert len(failed.errors.strip().splitlines()) == 1
    again = run(arguments)
    assert again.code == 0
    assert "(32 of them by an earlier run)" in again.errors
    assert output.read_bytes() == whole.read_bytes()
