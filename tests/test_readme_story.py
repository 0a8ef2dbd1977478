"""The README's story in three commands prints what the README shows."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    """The script that writes the README's blocks."""
    found = importlib.util.spec_from_file_location("make_pictures", ROOT / "docs" / "make_pictures.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_story_of_the_readme_is_what_its_commands_print(
    pictures: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path))
    readme = (ROOT / "README.md").read_text(encoding="utf8")
    shown = [found["command"] for found in pictures.STORY.finditer(readme)]
    (story,) = re.findall(r"```console test\n((?:\$ tocsin [^\n]*stories\.db[^\n]*\n)+)```", readme)
    collected, *commands = [line.removeprefix("$ ") for line in story.splitlines()]
    assert collected == f"tocsin collect examples/stories --store {pictures.STORE}"
    assert shown == commands
    # where they differ, run docs/make_pictures.py and look at what changed
    assert pictures.told(readme).splitlines() == readme.splitlines()
