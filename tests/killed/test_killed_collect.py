"""`tocsin collect`, killed at any moment: what is in the store at last is what would be in it anyway."""

from __future__ import annotations

from pathlib import Path

import pytest
from contents import Undisturbed, contents
from killing import Killer, rounds
from postgres_server import made, serving

pytestmark = pytest.mark.slow


def test_a_killed_collection_loses_nothing_and_doubles_nothing(
    pages: Path, undisturbed: Undisturbed, kills: int, tmp_path: Path
) -> None:
    killer = Killer(undisturbed.whole, undisturbed.idle)
    for number, times in enumerate(rounds(kills)):
        store = str(tmp_path / f"{number}.db")
        killer.round(["collect", str(pages), "--store", store], times)
        assert contents(store) == undisturbed.contents
    assert killer.planned == kills
    assert killer.hit * 2 >= kills


def test_nor_does_one_on_postgresql(pages: Path, undisturbed: Undisturbed, home: tuple[Path, Path]) -> None:
    killer = Killer(undisturbed.whole, undisturbed.idle)
    with serving(*home) as server:
        store = made(server, "killed")
        killer.round(["collect", str(pages), "--store", store], 4)
        assert contents(store) == undisturbed.contents
    assert killer.hit >= 2
