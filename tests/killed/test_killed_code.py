"""`tocsin code`, killed at any moment: the output at last is what it would be anyway, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from contents import Coded
from killing import STORIES, Killer, rounds

pytestmark = pytest.mark.slow


def test_killed_coding_loses_nothing_and_doubles_nothing(coded: Coded, kills: int, tmp_path: Path) -> None:
    output, killer = tmp_path / "out.jsonl", Killer(coded.whole, coded.idle)
    for times in rounds(kills):
        killer.round(["code", str(STORIES), "-o", str(output), "--workers", "2"], times)
        assert output.read_bytes() == coded.output
        assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
        output.unlink()
    killer.check(kills)
