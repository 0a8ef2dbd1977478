"""`tocsin events`: what the store knows to have happened."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.filters import Filters, Sort, SortBy, filtered
from tocsin.cli.messages import complain, counted
from tocsin.cli.stored import AsOf, StoreAt, as_moment, existing_store

if TYPE_CHECKING:
    from tocsin.flow.corrected import Corrected
    from tocsin.flow.corrector import Corrector
    from tocsin.store import Query, Store

LIMIT = 50


class EventFormat(StrEnum):
    """Formats of `tocsin events`."""

    TABLE = "table"
    JSON = "json"
    BENCH = "bench"
    COREF = "coref"


@filtered
def events(
    filters: Filters,
    as_of: AsOf = None,
    sort: SortBy = Sort.DATE,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = LIMIT,
    all: Annotated[
        bool, typer.Option("--all", help="No limit, and also what no account says to have happened.")
    ] = False,
    format: Annotated[EventFormat, typer.Option("--format", "-f", help="What to print.")] = EventFormat.TABLE,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of printing.")
    ] = None,
    store: StoreAt = None,
) -> None:
    """List events: who did what to whom, where, when, how many died, how far established.

    What was only planned, possible or denied is left out, unless --all, --status or --verification asks for it.
    Several values of one option mean any of them; different options must all hold; all ask for what people hold of
    single fields (`tocsin correct`) where they hold something, which is shown, too. Bench and coref, for scorers, hold
    what was read alone. Coref gives every word that names an act in the articles of the events found (with --all, in
    all articles), with its cluster.

    Examples:

      tocsin events

      tocsin events "fishing boat" --since 2025-10-01 --sort reports

      tocsin events --dyad PAK,AFG --type ASSAULT --verification disputed

      tocsin events --near 34.5,69.2,50 --as-of 2025-10-12 --json
    """
    asked = filters.query(happened=filters.happened(all), sort=sort, limit=None if all else limit)
    with existing_store(store) as opened, opened.snapshot():
        _print(opened, asked, as_moment(as_of), EventFormat.JSON if json else format, output, everything=all)


def _print(
    store: Store, asked: Query, as_of: datetime | None, format: EventFormat, output: Path | None, everything: bool
) -> None:  # fmt: skip
    from tocsin.flow.corrector import Corrector

    corrector = Corrector(store, as_of)
    _, events = store.found_events(asked, as_of, corrector.held())
    found = corrector.over([each.event for each in events])
    number = _left_out(store, corrector, found, asked, as_of)
    if format is EventFormat.TABLE:
        _show(store, found, number, as_of, output)
        return
    from tocsin.cli.event_lines import lines_of_events

    lines = lines_of_events(store, found, as_of, format.value, everything)
    _write(lines, output)
    if number:
        complain(f"the first {len(found):,} of {counted(number, 'event')}; --limit for more, --all for all")


def _left_out(
    store: Store, corrector: Corrector, found: Sequence[Corrected], asked: Query, as_of: datetime | None
) -> int:
    """How many events there are where the limit left some out, else 0."""
    if asked.limit is None or len(found) < asked.limit:
        return 0
    number, _ = store.found_events(dataclasses.replace(asked, limit=None), as_of, corrector.held())
    return number if number > len(found) else 0


def _write(lines: Iterator[str], output: Path | None) -> None:
    from tocsin.cli.read import opened

    if output is None:
        for line in lines:
            sys.stdout.buffer.write(line.encode("utf8"))
        sys.stdout.buffer.flush()
        return
    with opened(output) as file:
        file.writelines(lines)


def _show(store: Store, found: list[Corrected], number: int, as_of: datetime | None, output: Path | None) -> None:
    from rich.console import Console

    from tocsin.cli.event_table import event_table
    from tocsin.cli.read import opened

    if not found:
        if as_of is not None and not store.events.starting("e", as_of, 1):
            complain(f"the store held no event at {as_of.astimezone(UTC):%Y-%m-%d %H:%M} UTC; ask for a later --as-of")
        elif store.events.starting("e", as_of, 1):
            complain("no event matches; ask for less, or with --all also for what is not said to have happened")
        else:
            complain("no events in the store; add sources and collect them (`tocsin add`, `tocsin collect`)")
        return
    more = f"; the first {len(found):,}, --all for all" if number else ""
    note = f"{counted(number or len(found), 'event')}{more}. "
    note += "Toll: lowest-best-highest. 3/2: accounts/independent origins."
    if any(one.own for one in found):
        note += " *: a person's word, see `tocsin show`."
    if output is None:
        console = Console()
        console.print(event_table(found, console.width), note, highlight=False)
        return
    with opened(output) as file:
        Console(file=file, width=100).print(event_table(found), note, highlight=False)
