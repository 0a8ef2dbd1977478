"""Values of options that ask for events."""

from __future__ import annotations

from collections.abc import Iterable
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


def types_of(values: Iterable[str]) -> tuple[str, ...]:
    """PLOVER's types, in any case. Raises `typer.BadParameter` for what is none: it would match nothing, silently."""
    if not (asked := [value.strip().upper() for value in values]):
        return ()
    from tocsin.knowledge.codebook import load_ontology

    types = load_ontology().types
    if unknown := [type for type in asked if type not in types]:
        raise typer.BadParameter(f"found --type {unknown[0]!r}; expected one of {', '.join(types)}")
    return tuple(asked)


def countries_of(values: Iterable[str]) -> tuple[str, ...]:
    """The codes of countries given by code or name. Raises `typer.BadParameter` for what is no country."""
    return tuple(map(_country_of, values))


def _country_of(value: str) -> str:
    from tocsin.knowledge.actors.entry import NON_STATE
    from tocsin.knowledge.gazetteer import open_gazetteer
    from tocsin.settings import settings

    code, gazetteer = value.strip().upper(), open_gazetteer(settings().home)
    if code in NON_STATE or gazetteer.country(code) is not None:
        return code
    named = next((each.country for each in gazetteer.named(value.strip()) if each.kind == "country"), None)
    if named is None:
        expected = "a country's name, or its code of ISO 3166-1 such as AFG"
        raise typer.BadParameter(f"found --country {value!r}; expected {expected}")
    return named


def window_of(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first and last day. Raises `typer.BadParameter` where the last lies before the first."""
    first, last = day_of(since), day_of(until, last=True)
    if first is not None and last is not None and last < first:
        raise typer.BadParameter(f"found --since {since} after --until {until}; expected the earlier day first")
    return first, last


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
