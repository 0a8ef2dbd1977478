"""`tocsin show`: one event with all its accounts."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.stored import AsOf, StoreAt, as_moment, event_meant, existing_store


def show(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or as much of it as tells it apart.")],
    as_of: AsOf = None,
    json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
    store: StoreAt = None,
) -> None:
    """Show an event: what is known, every account in its words, where they differ, how it grew, why it is one event.

    The id of an event that was merged into another one leads there.

    Examples:

      tocsin show e4f0a91c

      tocsin show e4f0a91c --as-of 2025-10-12 --json
    """
    from tocsin.cli.dossier import dossier_of, dossier_record
    from tocsin.cli.event_lines import printable

    moment = as_moment(as_of)
    with existing_store(store) as opened, opened.snapshot():
        found = dossier_of(opened, event_meant(opened, event, moment), moment)
    if json:
        print(printable(dossier_record(found)))
        return
    from rich.console import Console

    from tocsin.cli.event_page import event_page

    Console().print(event_page(found))
