"""The progress of `tocsin collect`: on a terminal only, on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from tocsin.flow.collected import Collected

PAUSE = 0.2  # seconds between two updates


class CollectProgress:
    """Shows a tally against the number of sources; how many pages these have is known at the end only."""

    def __init__(self, sources: int) -> None:
        self._bar: Bar | None = _bar(sources) if sys.stderr.isatty() else None
        self._shown = 0.0

    def __enter__(self) -> CollectProgress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def watch(self, tally: Collected) -> None:
        """Show how far the collection has come; cheap enough to call for every page."""
        now = time.monotonic()
        if self._bar is None or now - self._shown < PAUSE:
            return
        self._shown = now
        task, new = self._bar.task_ids[0], tally.new + tally.changed
        self._bar.update(task, completed=tally.sources, pages=tally.pages, new=new, failed=tally.failed)


def _bar(sources: int) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    counts = TextColumn("{task.fields[pages]:,} pages, {task.fields[new]:,} new, {task.fields[failed]:,} failed")
    console = Console(stderr=True)
    bar = Bar(SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TextColumn("sources;"), counts, console=console)
    bar.add_task("collecting", total=sources, pages=0, new=0, failed=0)
    return bar
