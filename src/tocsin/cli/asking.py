"""Values of options that ask for events."""

from __future__ import annotations

from datetime import date

import typer


def dyad_of(value: str) -> tuple[str, str]:
    """'PAK,AFG' or 'PAK>AFG'."""
    who, _, whom = (part.strip() for part in value.partition(">" if ">" in value else ","))
    if not who or not whom:
        raise typer.BadParameter(f"found --dyad {value!r}; expected two parties such as PAK,AFG")
    return who, whom


def near_of(value: str | None) -> tuple[float, float, float] | None:
    """'34.5,69.2,50': latitude, longitude, kilometres."""
    if value is None:
        return None
    try:
        latitude, longitude, kilometres = map(float, value.split(","))
        if abs(latitude) <= 90 and abs(longitude) <= 180 and 0 <= kilometres < float("inf"):
            return latitude, longitude, kilometres
    except ValueError:
        pass
    raise typer.BadParameter(f"found --near {value!r}; expected degrees and kilometres such as 34.5,69.2,50")


def day_of(value: str | None, last: bool = False) -> date | None:
    """The day; of a month or year, its first or last one."""
    if value is None:
        return None
    if len(value) >= 10:
        return date.fromisoformat(value[:10])
    from calendar import monthrange

    year, _, month = value.partition("-")
    number = int(month) if month else (12 if last else 1)
    return date(int(year), number, monthrange(int(year), number)[1] if last else 1)
