"""Events as a table that reads well in 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tocsin.cli.stored import SHORT
from tocsin.export.in_words import toll_in_words

if TYPE_CHECKING:
    from rich.table import Table

    from tocsin.model import Event

MOST = 3
"""Parties or places that are named in one cell."""


def event_table(events: Sequence[Event]) -> Table:
    """One row an event. What comes from articles can neither steer the terminal nor pass for rich's markup."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from tocsin.export.terminal import safe

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True, show_lines=False, padding=(0, 1, 0, 0))
    table.add_column("event, day", width=10, overflow="fold")
    table.add_column("what", width=13, overflow="fold")
    table.add_column("who > whom", ratio=5, overflow="fold")
    table.add_column("where", ratio=3, overflow="fold")
    table.add_column("toll", width=9, overflow="fold")
    table.add_column("how sure", width=13, overflow="fold")
    for event in events:
        table.add_row(*(Text("\n".join(safe(line) for line in cell)) for cell in _cells(event)))
    return table


def _cells(event: Event) -> list[list[str]]:
    heard = f"{len(event.accounts)}/{len(event.origins)}"
    return [
        [event.id[:SHORT], value_of(event, "date") or "not known"],
        [event.type, event.mode or ""],
        [sides(event)],
        [where(event) or "not said"],
        [toll_in_words(toll) for toll in event.tolls] or [""],
        [event.verification.value, heard + ("" if event.happened else ", not said to have happened")],
    ]


def value_of(event: Event, name: str) -> Any:
    """The consensus of a field, if any report gives it."""
    field = event.field(name)
    return field.value if field else None


def sides(event: Event) -> str:
    """'the navy, the police > a trawler'."""
    who, whom = (_few(_names(event, name)) for name in ("actor", "recipient"))
    return (who or "?") + (f" > {whom}" if whom else "")


def where(event: Event) -> str:
    """The sharpest place with its country; the country alone where no place is given."""
    from tocsin.export.events import part

    place, country = value_of(event, "place"), value_of(event, "country")
    name = part(place, "name")
    code = part(place, "country") or country
    return f"{name} ({code})" if name and code else str(name or code or "")


def shown_value(value: Any) -> str:
    """A field's value in words."""
    from tocsin.export.events import part

    name = part(value, "name")
    if name is None:
        return ", ".join(map(shown_value, value)) if isinstance(value, list | tuple) else str(value)
    code = part(value, "country")
    return f"{name} ({code})" if code else str(name)


def _names(event: Event, field: str) -> list[str]:
    """The consensus, with what its reports name beside it; other values are other reports' names for the same."""
    from tocsin.export.events import part

    found = event.field(field)
    if found is None or not found.values:
        return []
    told = set(found.values[0].reports)
    return list(dict.fromkeys(str(part(v.value, "name") or v.value) for v in found.values if told & set(v.reports)))


def _few(names: Iterable[str]) -> str:
    found = list(names)
    more = f" +{len(found) - MOST}" if len(found) > MOST else ""
    return ", ".join(found[:MOST]) + more
