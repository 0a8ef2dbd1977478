"""`tocsin collect`, killed at any moment: what is in the store at last is what would be in it anyway."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from contents import Rows, Undisturbed, contents
from killing import Killer, rounds
from postgres_server import made, serving

from tocsin.flow import collecting, eventing
from tocsin.flow.collecting import collect
from tocsin.flow.following import follow
from tocsin.flow.recording import Recorder
from tocsin.merge import Merger
from tocsin.merge.index import CAPACITY
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


@pytest.mark.parametrize("capacity", [CAPACITY, 40])
def test_what_is_merged_does_not_depend_on_where_a_collection_was_interrupted(
    pages: Path, undisturbed: Undisturbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capacity: int
) -> None:
    monkeypatch.setattr(eventing, "Merger", partial(Merger, capacity))
    monkeypatch.setattr(collecting, "STRETCH", 4)
    whole = collected(pages, tmp_path / "whole.db")
    assert (whole["judgements"] == undisturbed.contents["judgements"]) == (capacity == CAPACITY)
    record, times = Recorder.record, []

    def anew(recorder: Recorder, *arguments: Any) -> None:
        recorder._joining.renew()
        times.append(1)
        record(recorder, *arguments)

    monkeypatch.setattr(Recorder, "record", anew)
    assert collected(pages, tmp_path / "interrupted.db") == whole
    assert len(times) > 4


def collected(pages: Path, address: Path) -> dict[str, Rows]:
    with open_store(address) as store:
        collect(store, [follow(store, str(pages))])
    return contents(str(address))
