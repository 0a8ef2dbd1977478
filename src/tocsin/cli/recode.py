"""`tocsin recode`: a newer coder over stored articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.asking import day_of
from tocsin.cli.interruptions import interruptible
from tocsin.cli.messages import complain, counted
from tocsin.cli.options import ActorsFile, CodebookFile, GazetteerHome, Workers, checked_date, cores
from tocsin.cli.progress import Shown
from tocsin.cli.stored import StoreAt, existing_store

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from tocsin.flow.recoding import Recoded

Day = typer.Option(callback=checked_date, metavar="DATE", help="Published in these days, inclusive.")


def recode(
    article: Annotated[
        list[str] | None, typer.Option("--article", metavar="ARTICLE", help="An article's id or URL; default all.")
    ] = None,
    since: Annotated[str | None, Day] = None,
    until: Annotated[str | None, Day] = None,
    again: Annotated[bool, typer.Option("--again", help="Also what this very coder has read already.")] = False,
    codebook: CodebookFile = None,
    actors: ActorsFile = None,
    gazetteer: GazetteerHome = None,
    workers: Workers = None,
    store: StoreAt = None,
) -> None:
    """Read stored articles anew with the present coder: a newer model, codebook or knowledge.

    New versions are written only where something changed; `--as-of` shows what was known before.
    People's judgements stay with their reports. A run that was interrupted goes on when given again.

    Examples:

      tocsin recode

      tocsin recode --since 2025-10-01 --codebook mine.yaml

    Exits with 1 when an article could not be coded; it keeps what it told.
    """
    from tocsin.batch.reading import Files, coder_from, pooled_anew
    from tocsin.flow.recoding import Chosen, without_report
    from tocsin.flow.recoding import recode as run

    chosen = Chosen(tuple(article or ()), day_of(since), day_of(until, last=True), again)
    files = Files(codebook, actors, gazetteer)
    read = pooled_anew(cores() if workers is None else workers, files)
    with interruptible(), existing_store(store) as opened, _Progress() as progress:
        before = opened.moment()
        tally = run(opened, coder_from(files), chosen, progress.watch, read)
        lost = without_report(opened, before)
        _summary(tally, lost)
    if tally.failed:
        raise typer.Exit(1)


def _summary(tally: Recoded, lost: int) -> None:
    if not tally.total:
        complain("nothing to do: this coder has read all that was asked for; --again reads it anyway")
    else:
        complain(f"{counted(tally.total, 'article')}: {tally.different:,} read differently, {tally.failed:,} failed")
        told = f"{tally.new:,} new, {tally.changed:,} changed, {tally.ended:,} told no longer"
        complain(f"reports: {told}; {counted(tally.events, 'event')} founded or changed")
    for error in tally.first_errors:
        complain(error)
    if lost:
        complain(f"{counted(lost, 'judgement')} of people without its report now; they stay on record")


class _Progress(Shown):
    def __init__(self) -> None:
        super().__init__(_bar)

    def watch(self, tally: Recoded) -> None:
        bar = self.due()
        if bar is not None:
            bar.update(bar.task_ids[0], total=tally.total, completed=tally.done, different=tally.different)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    counts = TextColumn("articles, {task.fields[different]:,} read differently, time left")
    bar = Bar(BarColumn(), MofNCompleteColumn(), counts, TimeRemainingColumn(), console=Console(stderr=True))
    bar.add_task("coding", total=None, different=0)
    return bar
