"""GDELT 2.0's columns of events."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from tocsin.export.events import part
from tocsin.export.exported import PINS, Exported, Side
from tocsin.export.shapes.parts import ARMED, crossed, first, listed, name_of, two_sides, year_of
from tocsin.export.shapes.shape import Cells, Shape, fips_code

COUNTRY, US_STATE, US_CITY, WORLD_CITY, WORLD_STATE = 1, 2, 3, 4, 5
ROLES = 3


def gdelt_cells(one: Exported, shape: Shape) -> Cells | str:
    """The event in GDELT's columns; every type of PLOVER has a code of CAMEO."""
    actors, recipients = two_sides(one)
    code = cameo_code(one, shape)
    urls = [source.url for source in one.sources if source.url]
    outlets = {account.outlet for account in one.event.accounts if account.outlet}
    return {
        "GlobalEventID": one.event.id, **_dates(one),
        **_actor("Actor1", first(actors), shape), **_actor("Actor2", first(recipients), shape),
        "EventCode": code, "EventBaseCode": code[:3], "EventRootCode": code[:2],
        "QuadClass": shape.crosswalk["quad_classes"][code[:2]], "GoldsteinScale": shape.crosswalk["goldstein"][code],
        "NumMentions": len(one.event.accounts), "NumSources": len(outlets) or None, "NumArticles": len(one.sources),
        **_action(one),
        "DATEADDED": one.recorded_at.astimezone(UTC).strftime("%Y%m%d%H%M%S"),
        "SOURCEURL": urls[0] if urls else None,
    }  # fmt: skip


def cameo_code(one: Exported, shape: Shape) -> str:
    """The CAMEO code of the event's type and mode; for what armed sides do to one another, that of fighting."""
    type, mode = one.event.type, one.event.mode
    sides = [first(side) for side in two_sides(one)]
    if all(side is not None and side.sector in ARMED for side in sides):
        military = shape.crosswalk["military"]
        known = f"{type} {mode}" if mode else type
        if known in military:
            return str(military[known])
    return str(crossed(shape.crosswalk["codes"], type, mode))


def _dates(one: Exported) -> Cells:
    when = one.when
    if when is None:
        return {}
    day = when.earliest if when.earliest == when.latest else None
    month = (when.earliest.year, when.earliest.month) == (when.latest.year, when.latest.month)
    return {
        "Day": int(day.strftime("%Y%m%d")) if day else None,
        "MonthYear": when.earliest.year * 100 + when.earliest.month if month else None,
        "Year": year_of(one),
        "FractionDate": round(day.year + (day.month * 30 + day.day) / 365, 4) if day else None,
    }


def _actor(name: str, side: Side | None, shape: Shape) -> Cells:
    if side is None:
        return {}
    table: dict[str, Any] = dict(shape.crosswalk)
    stateless = side.country in table["stateless"]
    known = table["known_groups"].get(side.country)
    country = None if stateless or side.country in table["written_otherwise"] else side.country
    of_kind = [table["stateless"][side.country]] if stateless else []
    roles = [role for role in (*of_kind, *(table["roles"].get(sector) for sector in side.sectors)) if role]
    roles = list(dict.fromkeys(roles))[:ROLES]
    return {
        f"{name}Code": "".join(filter(None, (country, known, *roles))) or None,
        f"{name}Name": name_of(side),
        f"{name}CountryCode": country,
        f"{name}KnownGroupCode": known,
        **{f"{name}Type{number}Code": role for number, role in enumerate(roles, 1)},
    }


def _action(one: Exported) -> Cells:
    precision, point = one.precision, one.point
    if precision is None:
        return {}
    country = one.country_code
    at_home = country == "USA"
    if precision == "country":
        type: int | None = COUNTRY
    elif precision in PINS:
        type = US_CITY if at_home else WORLD_CITY
    else:
        type = US_STATE if at_home else WORLD_STATE
    name = None if precision == "country" else part(one.place, "name")
    return {
        "ActionGeo_Type": type,
        "ActionGeo_Fullname": listed((name, one.region, one.country or country), ", "),
        "ActionGeo_CountryCode": fips_code(country),
        "ActionGeo_Lat": point[0] if point else None,
        "ActionGeo_Long": point[1] if point else None,
    }
