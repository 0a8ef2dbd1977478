"""Progress of long work: on a terminal only, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from tocsin.batch import Tally

PAUSE = 0.2  # seconds between two updates


class Shown:
    """A bar that is there while its work goes on; `bar` makes it."""

    def __init__(self, bar: Callable[[], Bar]) -> None:
        self._bar, self._shown = bar() if sys.stderr.isatty() else None, 0.0

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def due(self) -> Bar | None:
        """The bar, where it is time to bring it up to date; cheap enough to ask for every page."""
        now = time.monotonic()
        if self._bar is None or now - self._shown < PAUSE:
            return None
        self._shown = now
        return self._bar


class Progress(Shown):
    """Shows a tally with rate and time left against the bytes of all inputs (`total`; nothing where not known)."""

    def __init__(self, total: int | None) -> None:
        super().__init__(lambda: _bar(total))
        self._total, self._began = total, time.monotonic()
        self._at_first: int | None = None

    def watch(self, tally: Tally) -> None:
        """Show how far the run has come."""
        bar = self.due()
        if bar is None:
            return
        first = self._at_first = tally.words if self._at_first is None else self._at_first
        rate = (tally.words - first) / max(time.monotonic() - self._began, 0.1)
        done = tally.consumed if self._total is not None else None
        bar.update(bar.task_ids[0], completed=done, pages=tally.inputs, failed=tally.failed, rate=f"{rate:,.0f}")


def _bar(total: int | None) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    counts = TextColumn("{task.fields[pages]:,} pages, {task.fields[failed]:,} failed, {task.fields[rate]} words/s")
    bar = Bar(BarColumn(), counts, TextColumn("time left"), TimeRemainingColumn(), console=Console(stderr=True))
    bar.add_task("coding", total=total, pages=0, failed=0, rate="0")
    return bar
