"""What the commands over the store share: which store, as of when, and which event is meant."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tocsin.store import Store

EVENT_ID = re.compile(r"e[0-9a-f]*")
REPORT_ID = re.compile(r"r[0-9a-f]*")
SHORT = 8
"""Characters of an event's id in tables."""

StoreAt = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="STORE", help="A file or postgresql://user@host/database; default TOCSIN_STORE."
    ),
]  # fmt: skip


def moment(value: str | None) -> str | None:
    """The value, if it is a day or a moment in ISO 8601; wrong use otherwise."""
    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError as error:
            expected = "a day such as 2025-10-11 or a moment such as 2025-10-11T08:30+05:30"
            raise typer.BadParameter(f"found {value!r}; expected {expected}") from error
    return value


AsOf = Annotated[
    str | None,
    typer.Option("--as-of", callback=moment, metavar="TIME", help="What was known then: a day, or a moment."),
]


def as_moment(value: str | None) -> datetime | None:
    """A day means its end; what names no zone is in UTC."""
    if value is None:
        return None
    if re.fullmatch(r"[\dW-]+", value) and "T" not in value:
        return datetime.combine(date.fromisoformat(value), time.max, UTC)
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def existing_store(address: str | None) -> Store:
    """The store at the address, or that of the settings; it must be there."""
    from tocsin.store import open_store

    return open_store(address, create=False)


def event_meant(store: Store, name: str, as_of: datetime | None) -> str:
    """The id that `name` begins, if it is only one. Raises `InputError` with the nearest ids."""
    from tocsin.errors import InputError

    name = name.strip().lower()
    found = store.events.starting(name, as_of) if EVENT_ID.fullmatch(name) else []
    if name in found or len({store.events.resolve(id, as_of) for id in found}) == 1:
        return name if name in found else found[0]
    if found:
        raise InputError(
            f"several events begin with {name}", found=", ".join(found[:4]), advice="give more of the id"
        )  # fmt: skip
    near = _nearest(store, name, as_of)
    if not near:
        advice = "add sources and collect them first (`tocsin add`, `tocsin collect`)"
        raise InputError("no such event", found=f"{name} in a store without events", advice=advice)
    raise InputError(
        "no such event", found=name, advice=f"the nearest are {', '.join(near)}; `tocsin events` lists them"
    )  # fmt: skip


def report_meant(store: Store, name: str) -> str:
    """The id of the report that `name` begins, if it is only one. Raises `InputError` where it is none, or several."""
    from tocsin.errors import InputError

    name = name.strip().lower()
    found = store.reports_starting(name, limit=5) if REPORT_ID.fullmatch(name) else []
    if name in found or len(found) == 1:
        return name if name in found else found[0]
    if found:
        raise InputError(f"several reports begin with {name}", found=", ".join(found[:4]), advice="give more of the id")
    raise InputError("no such report", found=name, advice="`tocsin show EVENT` prints the ids of its reports")


def _nearest(store: Store, name: str, as_of: datetime | None) -> list[str]:
    start = EVENT_ID.match(name)
    for length in range(start.end() if start else 1, 0, -1):
        found = store.events.starting((start[0] if start else "e")[:length], as_of, 3)
        if found:
            return found
    return []
