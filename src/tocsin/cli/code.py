"""`tocsin code`: an archive of pages to one file of readings."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.interruptions import GO_ON, STOPPED, interruptible
from tocsin.cli.messages import complain, counted, harmless
from tocsin.cli.options import ActorsFile, CodebookFile, GazetteerHome, Outlet, Published, Workers, cores

if TYPE_CHECKING:
    from tocsin.batch import Tally


class CodeFormat(StrEnum):
    """Formats of `tocsin code`."""

    JSONL = "jsonl"
    BENCH = "bench"
    CSV = "csv"
    PARQUET = "parquet"


def code(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="JSONL files (.gz too), page files, folders of pages, or - for JSONL."),
    ],
    output: Annotated[str, typer.Option("--output", "-o", metavar="OUT", help="File to write (.gz packs it), or - .")],
    format: Annotated[CodeFormat, typer.Option("--format", "-f", help="What to write.")] = CodeFormat.JSONL,
    workers: Workers = None,
    published: Published = None,
    outlet: Outlet = None,
    codebook: CodebookFile = None,
    actors: ActorsFile = None,
    gazetteer: GazetteerHome = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew, whatever an interrupted run left.")] = False,
) -> None:
    """Code an archive: one record for every input, in input order, also for those that fail.

    A JSONL line is {"id", "text" or "html" or "html_file", "published", "url", "title", "outlet"}; html_file is a
    path relative to the JSONL file. A run that was interrupted goes on when the same command is given again.

    Examples:

      tocsin code articles.jsonl.gz -o reports.jsonl.gz

      tocsin code pages/ --format csv -o reports.csv --published 2025-10-11

      zcat dump.gz | tocsin code - -o - | jq .reports

    Exits with 1 when an input failed; the output is complete all the same, each failure with its reason.
    """
    from tocsin.batch import Order, code_archive
    from tocsin.batch.work import Recipe
    from tocsin.cli.progress import Progress
    from tocsin.flow.items import Hints
    from tocsin.flow.sources import check_inputs

    recipe = Recipe(format.value, codebook, actors, gazetteer)
    number = cores() if workers is None else workers
    order = Order(tuple(inputs), output, recipe, Hints(published, outlet), number, fresh=fresh)
    with (
        interruptible(said=GO_ON if output != "-" else STOPPED),
        Progress(check_inputs(inputs)) as progress,
    ):
        tally = code_archive(order, progress.watch)
    _summary(tally, output)
    if not tally.inputs:
        complain(f"nothing to read in {', '.join(map(harmless, inputs))}; expected one record or page at least")
    if tally.failed:
        raise typer.Exit(1)


def _summary(tally: Tally, output: str) -> None:
    speed = f", {tally.words / tally.seconds:,.0f} words a second" if tally.seconds and not tally.skipped else ""
    went_on = f" ({tally.skipped:,} of them by an earlier run)" if tally.skipped else ""
    where = f" in {Path(output)}" if output != "-" else ""
    complain(f"{counted(tally.inputs, 'page')}{went_on}, {counted(tally.reports, 'report')}{where}{speed}")
    for error in tally.first_errors:
        complain(error)
    if tally.failed:
        complain(f"{counted(tally.failed, 'page')} could not be coded; the 'error' of their records says why")
