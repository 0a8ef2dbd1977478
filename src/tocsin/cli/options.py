"""Options that several commands share."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

LENGTH = re.compile(r"[1-9]\d{0,3}[mhd]")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?)?)?)?")


def checked_date(value: str | None) -> str | None:
    """The value, if it is an ISO 8601 date; wrong use otherwise."""
    if value is None:
        return None
    try:
        if not DATE.fullmatch(value):
            raise ValueError("no ISO date")
        first_day(value)
    except ValueError as error:
        raise typer.BadParameter(f"found {value!r}; expected an ISO date such as 2025-10-11") from error
    return value


def first_day(value: str) -> date:
    """The day of a checked date; of a month or year, its first. Raises ValueError for a day that no calendar has."""
    from datetime import date

    return date.fromisoformat((value + "-01-01")[:10])


def checked_length(value: str | None) -> str | None:
    """The value, if it is a length of time of a minute or more; wrong use otherwise."""
    if value is not None and not LENGTH.fullmatch(value):
        raise typer.BadParameter(f"found {value!r}; expected a number of minutes, hours or days such as 10m, 2h, 1d")
    return value


def length_of(value: str | None) -> timedelta | None:
    """The length of time that a checked value means."""
    if value is None:
        return None
    return timedelta(minutes=int(value[:-1]) * {"m": 1, "h": 60, "d": 1440}[value[-1]])


Published = Annotated[
    str | None,
    typer.Option(callback=checked_date, metavar="DATE", help="Day of publication, for pages that give none."),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from private and loopback addresses too; never from link-local ones."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published, for pages that do not say so.")]
CodebookFile = Annotated[
    Path | None, typer.Option("--codebook", metavar="FILE", help="YAML file of your own patterns.")
]  # fmt: skip
ActorsFile = Annotated[
    Path | None, typer.Option("--actors", metavar="FILE", help="YAML file of your own actors.")
]  # fmt: skip
Workers = Annotated[
    int | None, typer.Option(min=0, max=512, help="Processes; by default one a core, 0 for none of their own.")
]
GazetteerHome = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer", metavar="FOLDER", help="Folder of your own gazetteer (tocsin gazetteer load); default ~/.tocsin."
    ),
]


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
