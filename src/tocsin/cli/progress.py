"""The progress bar of `tocsin code`: on a terminal only, on standard error, with rate and time left."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from tocsin.batch import Tally

PAUSE = 0.2  # seconds between two updates


class Progress:
    """Shows a tally against the bytes of all inputs (`total`; nothing when that is not known)."""

    def __init__(self, total: int | None) -> None:
        self._total, self._bar, self._began, self._shown = total, None, time.monotonic(), 0.0
        self._at_first: int | None = None
        if sys.stderr.isatty():
            self._bar = _bar(total)

    _bar: Bar | None

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def watch(self, tally: Tally) -> None:
        """Show how far the run has come; cheap enough to call for every page."""
        now = time.monotonic()
        if self._bar is None or now - self._shown < PAUSE:
            return
        self._shown = now
        first = self._at_first = tally.words if self._at_first is None else self._at_first
        rate = (tally.words - first) / max(now - self._began, 0.1)
        task = self._bar.task_ids[0]
        done = tally.consumed if self._total is not None else None
        self._bar.update(task, completed=done, pages=tally.inputs, failed=tally.failed, rate=f"{rate:,.0f}")


def _bar(total: int | None) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    counts = TextColumn("{task.fields[pages]:,} pages, {task.fields[failed]:,} failed, {task.fields[rate]} words/s")
    bar = Bar(BarColumn(), counts, TextColumn("time left"), TimeRemainingColumn(), console=Console(stderr=True))
    bar.add_task("coding", total=total, pages=0, failed=0, rate="0")
    return bar
