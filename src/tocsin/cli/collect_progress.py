"""The progress of `tocsin collect`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.cli.progress import Shown

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from tocsin.flow.collected import Collected


class CollectProgress(Shown):
    """Shows a tally against the number of sources; how many pages these have is known at the end only."""

    def __init__(self, sources: int) -> None:
        super().__init__(lambda: _bar(sources))

    def watch(self, tally: Collected) -> None:
        """Show how far the collection has come."""
        bar = self.due()
        if bar is not None:
            new = tally.new + tally.changed
            pages = tally.pages + tally.waiting
            bar.update(bar.task_ids[0], completed=tally.sources, pages=pages, new=new, failed=tally.failed)


def _bar(sources: int) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    counts = TextColumn("{task.fields[pages]:,} pages, {task.fields[new]:,} new, {task.fields[failed]:,} failed")
    console = Console(stderr=True)
    bar = Bar(SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TextColumn("sources;"), counts, console=console)
    bar.add_task("collecting", total=sources, pages=0, new=0, failed=0)
    return bar
