"""What several shapes need of an event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tocsin.export.events import part, toll_of
from tocsin.export.exported import Exported, Side

STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
GROUP = frozenset({"REB", "UAF", "PRM", "CRM"})
ARMED = STATE | GROUP
CIVILIAN = frozenset(
    {"CVL", "AGR", "BUS", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PTY", "REL", "SOC"}
)  # fmt: skip


def two_sides(one: Exported) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Actors and recipients; the parties of a mutual act without recipients stand opposite one another."""
    actors, recipients = one.side("actor"), one.side("recipient")
    if not recipients and one.reciprocal and len(actors) > 1:
        return actors[:1], actors[1:]
    return actors, recipients


def first(sides: tuple[Side, ...]) -> Side | None:
    """The side's consensus."""
    return sides[0] if sides else None


def name_of(side: Side | None) -> str | None:
    """The name, if there is a party."""
    return side.name if side else None


def killed(one: Exported, end: str) -> int | None:
    """`lowest`, `best` or `highest` of the killed; nothing where no report gives a figure."""
    return count_of(one, "killed", end)


def count_of(one: Exported, kind: str, end: str = "best") -> int | None:
    """An end of a toll of that kind."""
    toll = toll_of(one.event, kind)
    return None if toll is None else getattr(toll, end)


def day_of(one: Exported) -> str | None:
    """The day in ISO 8601, where it is known to the day."""
    when = one.when
    return when.earliest.isoformat() if when and when.earliest == when.latest else None


def year_of(one: Exported) -> int | None:
    """The year, where all possible days lie in one."""
    when = one.when
    return when.earliest.year if when and when.earliest.year == when.latest.year else None


def days_open(one: Exported) -> int | None:
    """How many days are possible."""
    when = one.when
    return (when.latest - when.earliest).days + 1 if when else None


def place_words(one: Exported) -> Iterator[str]:
    """The words in which reports name the event's place."""
    name = part(one.place, "name")
    for id in one.members:
        report = one.reports.get(id)
        yield from (place.text for place in (report.places if report else ()) if place.place.name == name)


def listed(values: Iterable[str | None], between: str = "; ") -> str | None:
    """The values that are there, each once, in one cell."""
    return between.join(dict.fromkeys(value for value in values if value)) or None


def crossed(table: Mapping[str, Any], type: str, mode: str | None) -> Any:
    """What a crosswalk has for a type and mode: under 'TYPE mode', else under 'TYPE'; nothing where it has none."""
    key = f"{type} {mode}"
    return table[key] if mode and key in table else table.get(type)
