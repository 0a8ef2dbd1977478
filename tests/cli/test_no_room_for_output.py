from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
"""A device on which every write finds the disk full; it is opened, never named to a command as its output."""


@pytest.mark.skipif(not FULL.is_char_device(), reason="the system has no device that is always full")
@pytest.mark.parametrize("command", [["version"], ["schema"], ["actors", "find", "Taliban"]])
def test_standard_output_without_room_is_told_in_words(command: list[str]) -> None:
    program = "from tocsin.cli import main; main()"
    with FULL.open("w") as out:
        ended = subprocess.run(
            [sys.executable, "-c", program, *command], stdout=out, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr == (
        "tocsin: no room for what was to be written; found No space left on device; make room, or write elsewhere\n"
    )
