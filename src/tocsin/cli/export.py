"""`tocsin export`: the store's events as a file for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from tocsin.cli.filters import Filters, Sort, SortBy, filtered
from tocsin.cli.messages import complain, counted, harmless
from tocsin.cli.progress import Shown
from tocsin.cli.stored import AsOf, StoreAt, as_moment, existing_store

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from tocsin.export.about import About
    from tocsin.export.away import Export
    from tocsin.export.exported import Exported
    from tocsin.export.shapes import LossReport
    from tocsin.store import Store


class ExportFormat(StrEnum):
    """Formats of `tocsin export`."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    XLSX = "xlsx"
    ATOM = "atom"
    ACLED = "acled"
    UCDP = "ucdp"
    GDELT = "gdelt"
    POLECAT = "polecat"
    HXL = "hxl"


@filtered
def export(
    filters: Filters,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The file to write; - for standard output.")
    ],
    format: Annotated[
        ExportFormat | None, typer.Option("--format", "-f", help="What to write; else the file's ending tells it.")
    ] = None,
    as_of: AsOf = None,
    sort: SortBy = Sort.DATE,
    limit: Annotated[int | None, typer.Option(min=1, help="How many at most; else all.")] = None,
    all: Annotated[bool, typer.Option("--all", help="Also what no account says to have happened.")] = False,
    loss_report: Annotated[
        Path | None,
        typer.Option("--loss-report", metavar="FILE", help="Where to say what a shape cannot hold; FILE.loss.json."),
    ] = None,
    store: StoreAt = None,
) -> None:
    """Take events away: CSV, JSONL, Parquet, GeoJSON, Excel, Atom, or the shape of another project's data.

    The endings .csv .jsonl .parquet .geojson .xlsx .atom name their format (.csv.gz and the like too). ACLED, UCDP,
    GDELT, POLECAT and HXL are shapes: a file beside each tells what it cannot hold, another has the accounts. What no
    account says to have happened stays out of shapes unless --all is given.

    Examples:

      tocsin export -o events.xlsx

      tocsin export -o events.parquet --since 2025-10-01

      tocsin export -o ged.csv --format ucdp --country AFG

      tocsin export -o - --format jsonl --as-of 2025-10-12
    """
    from tocsin.export.away import exporting, format_of
    from tocsin.export.shapes import SHAPES

    path = None if output == "-" else Path(output)
    if path is None and format is None:
        raise typer.BadParameter("-o - needs --format")
    chosen = format.value if format else format_of(path or Path())
    if loss_report is not None and chosen not in SHAPES:
        raise typer.BadParameter(f"{chosen} has no --loss-report; only {', '.join(SHAPES)} have one")
    moment = as_moment(as_of)
    with existing_store(store) as opened, opened.snapshot():
        about = _about(opened, chosen, filters, moment, sort, limit, everything=all)
        number, found = _found(opened, filters, about, sort, limit, everything=all)
        with exporting(path, about, everything=all, loss_file=loss_report) as under_way:
            _write(under_way, number, found)
    _tell(under_way, about, path)


def _about(
    store: Store, format: str, filters: Filters, as_of: datetime | None, sort: Sort, limit: int | None, everything: bool
) -> About:
    from tocsin import __version__
    from tocsin.export.about import About

    query = filters.given | {"sort": sort.value, "all": everything} | ({"limit": limit} if limit else {})
    return About(__version__, format, query, store.moment(), as_of)


def _found(
    store: Store, filters: Filters, about: About, sort: Sort, limit: int | None, everything: bool
) -> tuple[int, Iterator[Exported]]:
    from tocsin.export.shapes import SHAPES
    from tocsin.flow.exporting import exported
    from tocsin.knowledge.gazetteer import open_gazetteer
    from tocsin.settings import settings

    # a shape asks for all and says how many of them it leaves out
    happened = None if about.format in SHAPES else filters.happened(everything)
    asked = filters.query(happened=happened, sort=sort, limit=limit)
    return exported(store, asked, about.as_of, open_gazetteer(settings().home))


def _write(under_way: Export, number: int, found: Iterator[Exported]) -> None:
    with Shown(lambda: _bar(number)) as shown:
        for done, one in enumerate(found, 1):
            under_way.write(one)
            if (bar := shown.due()) is not None:
                bar.update(bar.task_ids[0], completed=done)


def _bar(number: int) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("events, time left"), TimeRemainingColumn())
    bar = Bar(*columns, console=Console(stderr=True))
    bar.add_task("exporting", total=number)
    return bar


def _tell(under_way: Export, about: About, path: Path | None) -> None:
    """What was written and what was lost; on standard error where the events went to standard output."""
    file = sys.stderr if path is None else sys.stdout
    if under_way.losses is not None:
        _show(under_way.losses, file)
    if not about.events:
        complain("no event was written; ask for less, or with --all also for what is not said to have happened")
    main = harmless(str(path or "standard output"))
    beside = [harmless(str(each)) for each in under_way.files if each != path]
    print(f"{counted(about.events, 'event')}: {main}{'; ' if beside else ''}{', '.join(beside)}", file=file)


def _show(report: LossReport, file: TextIO) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tocsin.export.terminal import safe

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("lost", no_wrap=True)
    table.add_column("why", overflow="fold")
    table.add_column("events", justify="right")
    for why, events in report.left_out.most_common():
        table.add_row("left out", Text(safe(why)), f"{events:,}")
    for loss in report.losses:
        table.add_row(loss.field, Text(safe(loss.why)), f"{loss.events:,}")
    console = Console(file=file)
    console.print(table)
    empty = len(report.shape.empty)
    console.print(f"{empty} of {len(report.shape.columns)} columns stay empty.", highlight=False)
