from __future__ import annotations

import json
from typing import Any

import pytest
from filled_store import listed, of_type

from tocsin.settings import settings


@pytest.fixture(autouse=True)
def _settings_read_anew(monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def test_merge_tells_what_became_of_what_and_undo_takes_it_back(said: Any, store: str) -> None:
    before = listed(said, store, "--all")
    seized, blast = of_type(said, store, "COERCE"), of_type(said, store, "ASSAULT")
    told = said("merge", "--store", store, seized["id"][:8], blast["id"][:8], "--why", "one war", "--by", "ada")
    accounts = len(seized["accounts"]) + len(blast["accounts"])
    assert f"took up {blast['id'][:8]}: {accounts} accounts, 3 origins." in told
    shown = said("show", "--store", store, blast["id"])
    assert f"event {seized['id']}, which took over {blast['id']}" in shown
    assert "says ada: one war" in shown
    act = said("undo", "--store", store).split()[0]
    assert f"tocsin undo {act}" in told
    assert "Took back 1 judgement." in said("undo", "--store", store, act, "--why", "two after all", "--by", "ada")
    after = listed(said, store, "--all")
    assert {e["id"]: set(e["reports"]) for e in after} == {e["id"]: set(e["reports"]) for e in before}


def test_reports_that_show_prints_can_be_split_off(said: Any, store: str) -> None:
    blast = of_type(said, store, "ASSAULT")
    _, named = blast["reports"][:2]
    assert named[:8] in said("show", "--store", store, blast["id"])
    done = json.loads(said("split", "--store", store, blast["id"], named[:8], "--why", "another", "--json"))
    assert done["did"] == "split"
    assert done["events"][0]["reports"] == [named]
    assert named not in done["events"][1]["reports"]
    assert len(json.loads(said("undo", "--store", store, "--json"))[0]) == len(done["judgements"])


def test_who_judges_is_asked_of_the_settings_and_of_the_login(
    said: Any, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [of_type(said, store, kind)["id"] for kind in ("COERCE", "ASSAULT")]
    monkeypatch.setenv("TOCSIN_BY", "")
    settings.cache_clear()
    assert "TOCSIN_BY" in said("merge", "--store", store, *ids, "--why", "x", code=2)
    monkeypatch.setenv("TOCSIN_BY", "the desk")
    settings.cache_clear()
    said("merge", "--store", store, *ids, "--why", "x")
    assert "the desk: " in said("undo", "--store", store)


def test_mistakes_are_said(said: Any, store: str) -> None:
    blast = of_type(said, store, "ASSAULT")
    assert "nothing to merge" in said("merge", "--store", store, blast["id"], "--why", "x", code=2)
    assert "not a report of" in said("split", "--store", store, blast["id"], "r00", "--why", "x", code=2)
    assert "why" in said("split", "--store", store, blast["id"], blast["reports"][0], code=2)
    assert "no reason is given" in said("undo", "--store", store, blast["id"], code=2)
