"""`tocsin events`: what the store knows to have happened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.asking import day_of, dyad_of, near_of
from tocsin.cli.messages import complain, counted
from tocsin.cli.options import checked_date
from tocsin.cli.stored import AsOf, StoreAt, as_moment, existing_store
from tocsin.model import Verification

if TYPE_CHECKING:
    from tocsin.model import Event
    from tocsin.store import Query, Store

LIMIT = 50


class EventFormat(StrEnum):
    """Formats of `tocsin events`."""

    TABLE = "table"
    JSON = "json"
    BENCH = "bench"
    COREF = "coref"


class Sort(StrEnum):
    """Orders of events."""

    DATE = "date"
    RECORDED = "recorded"
    REPORTS = "reports"


class Status(StrEnum):
    """What an account may hold."""

    FACT = "fact"
    CLAIM = "claim"
    ASSERTED = "asserted"
    DENIED = "denied"
    POSSIBLE = "possible"
    PLANNED = "planned"
    UNREAL = "unreal"


STATUSES = f"What some account holds: {', '.join(Status)}."
VERIFICATIONS = f"How far it is established: {', '.join(Verification)}."


def names(option: str, help: str, metavar: str = "NAME") -> typer.models.OptionInfo:
    """An option that may be given several times; any one value is enough."""
    found: typer.models.OptionInfo = typer.Option(option, metavar=metavar, help=help)
    return found


Day = typer.Option(callback=checked_date, metavar="DATE", help="Days of the event, inclusive.")


def events(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help='Words that all stand there; "phrases".')] = None,
    actor: Annotated[list[str] | None, names("--actor", "Who did it: a country code, an id, or words.")] = None,
    recipient: Annotated[list[str] | None, names("--recipient", "To whom it was done.")] = None,
    party: Annotated[list[str] | None, names("--party", "On either side.")] = None,
    dyad: Annotated[list[str] | None, names("--dyad", "Who and to whom: PAK,AFG.", "WHO,WHOM")] = None,
    country: Annotated[list[str] | None, names("--country", "Of a party or place: AFG.", "CODE")] = None,
    type: Annotated[list[str] | None, names("--type", "A PLOVER type: ASSAULT.", "TYPE")] = None,
    place: Annotated[list[str] | None, names("--place", "Words of a place's name.")] = None,
    near: Annotated[
        str | None, typer.Option(metavar="LAT,LON,KM", help="Within so many kilometres of a point.")
    ] = None,
    since: Annotated[str | None, Day] = None,
    until: Annotated[str | None, Day] = None,
    status: Annotated[list[Status] | None, typer.Option(metavar="STATUS", help=STATUSES)] = None,
    verification: Annotated[list[Verification] | None, typer.Option(metavar="HOW", help=VERIFICATIONS)] = None,
    source: Annotated[list[str] | None, names("--source", "An outlet, or a speaker whose word it is.")] = None,
    as_of: AsOf = None,
    sort: Annotated[Sort, typer.Option(help="Latest day, latest recorded, or most reports first.")] = Sort.DATE,
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
    Several values of one option mean any of them; different options must all hold. Coref gives every word that names
    an act in the articles of the events found (with --all, in all articles), with its cluster.

    Examples:

      tocsin events

      tocsin events "fishing boat" --since 2025-10-01 --sort reports

      tocsin events --dyad PAK,AFG --type ASSAULT --verification disputed

      tocsin events --near 34.5,69.2,50 --as-of 2025-10-12 --json
    """
    from tocsin.store import Query

    asked = Query(
        text or None, actors=tuple(actor or ()), recipients=tuple(recipient or ()), parties=tuple(party or ()),
        dyads=tuple(map(dyad_of, dyad or ())), countries=tuple(country or ()), types=tuple(type or ()),
        places=tuple(place or ()), near=near_of(near), since=day_of(since), until=day_of(until, last=True),
        statuses=tuple(map(str, status or ())), verifications=tuple(map(str, verification or ())),
        happened=None if all or status or verification else True, sources=tuple(source or ()), sort=sort.value,
        limit=None if all else limit,
    )  # fmt: skip
    with existing_store(store) as opened, opened.snapshot():
        _print(opened, asked, as_moment(as_of), EventFormat.JSON if json else format, output, everything=all)


def _print(
    store: Store, asked: Query, as_of: datetime | None, format: EventFormat, output: Path | None, everything: bool
) -> None:  # fmt: skip
    found = store.search_events(asked, as_of)
    if format is EventFormat.TABLE:
        _show(store, found, asked, as_of, output)
        return
    from tocsin.cli.event_lines import lines_of_events

    lines = lines_of_events(store, found, as_of, format.value, everything)
    _write(lines, output)


def _write(lines: Iterator[str], output: Path | None) -> None:
    from tocsin.cli.read import opened

    if output is None:
        for line in lines:
            sys.stdout.buffer.write(line.encode("utf8"))
        sys.stdout.buffer.flush()
        return
    with opened(output) as file:
        file.writelines(lines)


def _show(store: Store, found: list[Event], asked: Query, as_of: datetime | None, output: Path | None) -> None:
    from rich.console import Console

    from tocsin.cli.event_table import event_table
    from tocsin.cli.read import opened

    if not found:
        if store.events.starting("e", as_of, 1):
            complain("no event matches; ask for less, or with --all also for what is not said to have happened")
        else:
            complain("no events in the store; add sources and collect them (`tocsin add`, `tocsin collect`)")
        return
    more = f"; the first {asked.limit}, --all for all" if asked.limit == len(found) else ""
    note = f"{counted(len(found), 'event')}{more}. Toll: lowest-best-highest. 3/2: accounts/independent origins."
    if output is None:
        Console().print(event_table(found), note, highlight=False)
        return
    with opened(output) as file:
        Console(file=file, width=100).print(event_table(found), note, highlight=False)
