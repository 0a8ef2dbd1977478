"""Commands that are killed: each in a process group of its own, so that its workers die with it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = (sys.executable, "-c", "from tocsin.cli import main; main()")
STORIES = Path(__file__).parents[2] / "examples" / "stories"
KILLS_A_ROUND = 4
"""How often a command is killed before it may come to its end."""
AT_MOST = 300
"""Seconds after which a command that does not end is a failure."""


@dataclass(frozen=True)
class Ended:
    """How a command ended by itself."""

    code: int
    errors: str
    seconds: float


def start(arguments: list[str], prepare: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Start a command; `prepare` is called in its process first."""
    return subprocess.Popen(
        [*COMMAND, *arguments], env={**os.environ, "OMP_NUM_THREADS": "1"}, text=True, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=prepare,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> Ended:
    """Wait for the end of a command; the seconds are those of the waiting."""
    began = time.monotonic()
    try:
        _, errors = process.communicate(timeout=AT_MOST)
    except subprocess.TimeoutExpired:
        kill(process)
        raise
    return Ended(process.returncode, errors, time.monotonic() - began)


def run(arguments: list[str], prepare: Callable[[], None] | None = None) -> Ended:
    """Run a command to its end."""
    return ended(start(arguments, prepare))


def kill(process: subprocess.Popen[str]) -> bool:
    """Kill a command and all that it started; whether it was running still."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


@dataclass
class Killer:
    """Kills one command again and again. `whole` and `idle` are the seconds of a run that does all and nothing."""

    whole: float
    idle: float
    chance: random.Random = field(default_factory=lambda: random.Random(20250908))
    planned: int = 0
    hit: int = 0

    def round(self, arguments: list[str], kills: int) -> None:
        """Start the command and kill it so many times, at moments spread over what it has to do; then let it end."""
        left = self.whole
        for _ in range(kills):
            moment = self.chance.uniform(0, left)
            self.planned += 1
            self.hit += killed_after(arguments, moment)
            left = max(self.idle, left - max(0.0, moment - self.idle))
        last = run(arguments)
        assert last.code == 0, last.errors

    def check(self, kills: int) -> None:
        """As many kills as were asked for, at least half of them of a running command."""
        print(f"{self.hit} of {self.planned} kills were of a running command")
        assert self.planned == kills
        assert self.hit * 2 >= kills


def killed_after(arguments: list[str], seconds: float) -> bool:
    """Start a command and kill it after so many seconds; whether it was running still. It must not fail before."""
    process = start(arguments)
    try:
        _, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return kill(process)
    assert process.returncode == 0, errors
    return False


def rounds(kills: int) -> list[int]:
    """The kills of every round."""
    whole, rest = divmod(kills, KILLS_A_ROUND)
    return [KILLS_A_ROUND] * whole + [rest] * (rest > 0)
