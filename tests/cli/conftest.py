from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from filled_store import fill

from tocsin.cli.main import run


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("store") / "filled.db")


@pytest.fixture
def store(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "80")
    return str(shutil.copy(filled, tmp_path / "store.db"))


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Any:
    def told(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert run(list(arguments)) == code
        out, err = capsys.readouterr()
        return out if code == 0 else err

    return told
