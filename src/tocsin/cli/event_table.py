"""Events as a table that reads well in 80 columns, and in a narrow window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tocsin.cli.stored import SHORT
from tocsin.export.in_words import toll_in_words

if TYPE_CHECKING:
    from rich.table import Table

    from tocsin.flow.corrected import Corrected
    from tocsin.model import Event

MOST = 3
"""Parties or places that are named in one cell."""
WIDE, NARROW = 72, 50
"""Columns that the wide table needs, and the one with cells below one another."""
MARK = "*"
"""Stands behind a person's word."""
KINDS = ("killed", "injured", "detained", "size")


def event_table(found: Sequence[Corrected], width: int = WIDE) -> Table:
    """One row an event. What comes from articles can neither steer the terminal nor pass for rich's markup.

    In fewer than `WIDE` columns, `width`, cells stand below one another in three columns instead of six; in fewer than
    `NARROW`, in one.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from tocsin.export.terminal import safe

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True, show_lines=False, padding=(0, 1, 0, 0))
    if width < NARROW:
        table.add_column("event, day, sure; what, toll; who > whom; where", ratio=1, overflow="fold")
        for one in found:
            event, what, whom, place, tolls, sure = _cells(one)
            lines = (" ".join((*event, *sure)), " ".join(filter(None, (*what, *tolls))), *whom, *place, "")
            table.add_row(Text("\n".join(map(safe, lines))))
        return table
    if width < WIDE:
        table.add_column("event, day", width=10, overflow="fold")
        table.add_column("what, sure", width=13, overflow="fold")
        table.add_column("who > whom; where; toll", ratio=1, overflow="fold")
        for one in found:
            event, what, whom, place, tolls, sure = _cells(one)
            cells = (event, [*what, *sure], [*whom, *place, *tolls])
            table.add_row(*(Text("\n".join(safe(line) for line in cell if line)) for cell in cells))
        return table
    table.add_column("event, day", width=10, overflow="fold")
    table.add_column("what", width=13, overflow="fold")
    table.add_column("who > whom", ratio=5, overflow="fold")
    table.add_column("where", ratio=3, overflow="fold")
    table.add_column("toll", width=9, overflow="fold")
    table.add_column("how sure", width=13, overflow="fold")
    for one in found:
        table.add_row(*(Text("\n".join(safe(line) for line in cell)) for cell in _cells(one)))
    return table


def _cells(one: Corrected) -> list[list[str]]:
    event, mark = one.event, marks_of(one)
    heard = f"{len(event.accounts)}/{len(event.origins)}"
    return [
        [event.id[:SHORT], (value_of(event, "date") or "not known") + mark("date")],
        [event.type + mark("type"), (event.mode or "") + mark("mode")],
        [sides(one)],
        [(where(event) or "not said") + mark("place", "country")],
        _tolls(one) or [""],
        [
            event.verification.value + mark("verification"),
            heard + ("" if event.happened else ", not said to have happened"),
        ],
    ]


def _tolls(one: Corrected) -> list[str]:
    mark = marks_of(one)
    gone = [f"?{mark(kind)} {kind}" for kind in KINDS if mark(kind) and all(t.kind != kind for t in one.event.tolls)]
    return [toll_in_words(toll) + mark(toll.kind) for toll in one.event.tolls] + gone


def marks_of(one: Corrected) -> Callable[..., str]:
    """Gives the mark of a person's word for names of fields of which somebody holds one, else nothing."""
    held = {each.field for each in one.own}
    return lambda *fields: MARK if held & set(fields) else ""


def value_of(event: Event, name: str) -> Any:
    """The consensus of a field, if any report gives it."""
    field = event.field(name)
    return field.value if field else None


def sides(one: Corrected) -> str:
    """'the navy, the police > a trawler'."""
    mark = marks_of(one)
    who, whom = (_few(_names(one.event, name)) for name in ("actor", "recipient"))
    against = f" > {whom or '?'}{mark('recipient')}" if whom or mark("recipient") else ""
    return f"{who or '?'}{mark('actor')}{against}"


def where(event: Event) -> str:
    """The sharpest place with its country; the country alone where no place is given."""
    from tocsin.export.events import part

    place, country = value_of(event, "place"), value_of(event, "country")
    name = part(place, "name")
    code = part(place, "country") or country
    return f"{name} ({code})" if name and code else str(name or code or "")


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
