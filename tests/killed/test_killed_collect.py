"""`tocsin collect`, killed at any moment: what is in the store at last is what would be in it anyway."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from contents import Undisturbed, contents
from killing import Killer, rounds
from postgres_server import made, serving

from tocsin.flow.collected import Collected
from tocsin.flow.collecting import Collection, collect
from tocsin.flow.following import follow
from tocsin.store import open_store

pytestmark = pytest.mark.slow


def test_a_killed_collection_loses_nothing_and_doubles_nothing(
    pages: Path, undisturbed: Undisturbed, kills: int, tmp_path: Path
) -> None:
    killer = Killer(undisturbed.whole, undisturbed.idle)
    for number, times in enumerate(rounds(kills)):
        store = str(tmp_path / f"{number}.db")
        killer.round(["collect", str(pages), "--store", store], times)
        assert contents(store) == undisturbed.contents
    killer.check(kills)


def test_nor_does_one_on_postgresql(pages: Path, undisturbed: Undisturbed, home: tuple[Path, Path]) -> None:
    killer = Killer(undisturbed.whole, undisturbed.idle)
    with serving(*home) as server:
        store = made(server, "killed")
        killer.round(["collect", str(pages), "--store", store], 2)
        assert contents(store) == undisturbed.contents
    killer.check(2)


def test_what_is_merged_does_not_depend_on_where_a_collection_was_interrupted(
    pages: Path, undisturbed: Undisturbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Collection._keep

    def anew(collection: Collection, *arguments: Any) -> Collected:
        collection._joiner = None
        return keep(collection, *arguments)

    monkeypatch.setattr(Collection, "_keep", anew)
    with open_store(tmp_path / "store.db") as store:
        collect(store, [follow(store, str(pages))])
    assert contents(str(tmp_path / "store.db")) == undisturbed.contents
