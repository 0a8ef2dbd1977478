"""`tocsin show`: one event with all its accounts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.messages import complain, counted
from tocsin.cli.stored import EVENT_ID, SHORT, AsOf, StoreAt, as_moment, event_meant, existing_store

if TYPE_CHECKING:
    from tocsin.flow.corrected import Corrected
    from tocsin.store import Store

LISTED = 10
"""Events that are listed where words find several."""


def show(
    event: Annotated[
        str, typer.Argument(metavar="EVENT", help="An event's id, or as much as tells it apart; or words that find it.")
    ],
    as_of: AsOf = None,
    why: Annotated[
        bool, typer.Option("--why", help="Every judgement that makes it one event, with all features.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
    store: StoreAt = None,
) -> None:
    """Show an event: what is known, every account in its words, where they differ, how it grew, why it is one event.

    The id of an event that was merged into another one leads there. Words find what `tocsin events --all` finds by
    them; where they find several events, these are listed, and the exit code is 2.

    Examples:

      tocsin show e4f0a91c

      tocsin show e4f0a91c --why

      tocsin show "fishing boat Arica"

      tocsin show e4f0a91c --as-of 2025-10-12 --json
    """
    from tocsin.cli.dossier import dossier_of, dossier_record
    from tocsin.cli.event_lines import printable

    moment = as_moment(as_of)
    with existing_store(store) as opened, opened.snapshot():
        found = dossier_of(opened, _meant(opened, event, moment), moment)
    if json:
        print(printable(dossier_record(found)))
        return
    from rich.console import Console

    from tocsin.cli.event_page import event_page

    console = Console()
    console.print(event_page(found, why, console.width))


def _meant(store: Store, name: str, as_of: datetime | None) -> str:
    """The id that `name` begins; else the one event that its words find."""
    from tocsin.errors import InputError
    from tocsin.flow.corrector import Corrector
    from tocsin.store import Query

    id = name.strip().lower()
    if EVENT_ID.fullmatch(id) and store.events.starting(id, as_of, 1):
        return event_meant(store, name, as_of)
    if not name.strip() or not store.events.starting("e", as_of, 1):
        return event_meant(store, name, as_of)
    corrector = Corrector(store, as_of)
    number, found = store.found_events(Query(text=name), as_of, corrector.held())
    if number > 1:
        _list(name, number, corrector.over([each.event for each in islice(found, LISTED)]))
        raise typer.Exit(2)
    if (one := next(found, None)) is not None:
        return one.event.id
    if EVENT_ID.fullmatch(id):
        return event_meant(store, name, as_of)
    raise InputError("no event holds these words", found=name, advice="`tocsin events` lists events")


def _list(name: str, number: int, events: Sequence[Corrected]) -> None:
    from tocsin.cli.event_page import known

    complain(f"{counted(number, 'event')} hold the words {name!r}; give the id of one")
    for one in events:
        complain(f"{one.event.id[:SHORT]}  {known(one)}")
    if number > len(events):
        complain(f"and {number - len(events):,} more; `tocsin events {name!r} --all` lists them")
