from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from filled_store import listed, of_type

from tocsin.cli.main import run
from tocsin.store import open_store


def test_doctor_tells_sound_from_broken(said: Any, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is sound" in said("doctor", "--store", store)
    with open_store(store) as opened:
        opened.events.write([], {"e" + "0" * 20: "e" + "1" * 20})
    assert run(["doctor", "--store", store]) == 1
    assert "run `tocsin merge` again" in capsys.readouterr().out


def test_backup_is_a_store_and_overwrites_nothing(said: Any, store: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    said("backup", str(copy), "--store", store)
    assert listed(said, str(copy), "--all") == listed(said, store, "--all")
    assert "does not overwrite" in said("backup", str(copy), "--store", store, code=2)
    assert "make the folder" in said("backup", str(tmp_path / "no" / "copy.db"), "--store", store, code=2)


def test_forget_asks_then_erases(said: Any, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer.confirm", lambda question, **options: False)
    article = of_type(said, store, "COERCE")["accounts"][0]["article"]
    assert "nothing was erased" in said("forget", article, "--store", store, code=1)
    assert "Erased as an article" in said("forget", article, "--store", store, "--yes", "--why", "asked to")
    with open_store(store) as opened:
        assert opened.articles.get(article) is None
        assert opened.tombstones()[0].why == "asked to"
    assert "is sound" in said("doctor", "--store", store)


def test_forget_takes_a_name(said: Any, store: str) -> None:
    assert "Erased as a name" in said("forget", "hospital officials", "--store", store, "--yes")
    assert listed(said, store, "--source", "hospital officials") == []
    assert "no such article" in said("forget", "https://example.org/none", "--store", store, "--yes", code=2)
