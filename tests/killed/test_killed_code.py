"""`tocsin code`, killed at any moment: the output at last is what it would be anyway, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from killing import STORIES, Killer, rounds, run

pytestmark = pytest.mark.slow
WORKERS = "2"


def test_killed_coding_loses_nothing_and_doubles_nothing(kills: int, tmp_path: Path) -> None:
    whole, output = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    first = run(["code", str(STORIES), "-o", str(whole), "--workers", WORKERS])
    idle = run(["code", str(next(STORIES.iterdir())), "-o", str(tmp_path / "one.jsonl"), "--workers", WORKERS])
    assert (first.code, idle.code) == (0, 0), first.errors + idle.errors
    killer = Killer(first.seconds, idle.seconds)
    for times in rounds(kills):
        killer.round(["code", str(STORIES), "-o", str(output), "--workers", WORKERS], times)
        assert output.read_bytes() == whole.read_bytes()
        assert sorted(path.name for path in tmp_path.glob("out*")) == ["out.jsonl"]
        output.unlink()
    killer.check(kills)
