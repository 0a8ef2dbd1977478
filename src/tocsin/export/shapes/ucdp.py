"""UCDP GED's columns."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tocsin.export.events import part
from tocsin.export.exported import Exported, Side
from tocsin.export.shapes.parts import (
    CIVILIAN,
    GROUP,
    STATE,
    days_open,
    first,
    killed,
    listed,
    place_words,
    two_sides,
    year_of,
)
from tocsin.export.shapes.shape import Cells, Shape

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Violence:
    """A type of violence and the names of its sides."""

    type: int
    side_a: str
    side_b: str


def ucdp_cells(one: Exported, shape: Shape) -> Cells | str:
    """The event in GED's columns, or why GED has no row for it."""
    why = shape.crosswalk["no_row"]
    if one.event.type != "ASSAULT":
        return str(why["type"])
    best = killed(one, "best")
    if best is None or best < 1:
        return str(why["deaths"])
    violence = _violence(one, str(shape.crosswalk["civilians"]))
    if violence is None:
        return str(why["sides"])
    when = one.when
    return {
        "id": one.event.id, "year": year_of(one), "type_of_violence": violence.type,
        "dyad_name": f"{violence.side_a} - {violence.side_b}", "side_a": violence.side_a, "side_b": violence.side_b,
        **_sources(one), **_place(one, shape),
        "date_prec": _date_precision(one, shape),
        "date_start": when.earliest.isoformat() if when else None,
        "date_end": when.latest.isoformat() if when else None,
        "deaths_unknown": best, "best": best, "high": killed(one, "highest"), "low": killed(one, "lowest"),
    }  # fmt: skip


def _violence(one: Exported, civilians: str) -> Violence | None:
    """What the main sectors of both sides tell; nothing where they do not."""
    actor, recipient = (first(side) for side in two_sides(one))
    kinds = _organised(actor), _organised(recipient)
    if actor is None or recipient is None or kinds[0] is None:
        return None
    if recipient.sector in CIVILIAN:
        return Violence(ONE_SIDED, actor.name, civilians)
    if kinds[1] is None:
        return None
    if STATE in kinds:
        state, other = (actor, recipient) if kinds[0] is STATE else (recipient, actor)
        return Violence(STATE_BASED, state.name, other.name)
    return Violence(NON_STATE, actor.name, recipient.name)


def _organised(side: Side | None) -> frozenset[str] | None:
    """States need a country to be told from one another."""
    if side is None:
        return None
    if side.sector in STATE and side.country:
        return STATE
    return GROUP if side.sector in GROUP else None


def _sources(one: Exported) -> Cells:
    sources = one.sources
    cited = (
        " ".join(filter(None, (f'"{",".join((s.outlet or "", (s.published or "")[:10], s.title or ""))}"', s.url)))
        for s in sources
    )
    return {
        "number_of_sources": len(sources),
        "source_article": listed(cited, ";"),
        "source_office": listed((s.outlet for s in sources), ";"),
        "source_date": listed((s.published[:10] if s.published else None for s in sources), ";"),
        "source_headline": listed((s.title for s in sources), ";"),
        "source_original": listed((" > ".join(a.speakers) for a in one.event.accounts), ";"),
    }


def _place(one: Exported, shape: Shape) -> Cells:
    point = one.point
    return {
        "where_prec": shape.crosswalk["where_prec"].get(one.precision),
        "where_coordinates": part(one.place, "name"),
        "where_description": listed(place_words(one), ";"),
        "adm_1": one.region,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "geom_wkt": f"POINT ({point[1]!r} {point[0]!r})" if point else None,
        "priogrid_gid": priogrid_cell(*point) if point else None,
        "country": one.country,
    }


def priogrid_cell(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point: half a degree each way, counted from 1 in the south-west, row by row."""
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def _date_precision(one: Exported, shape: Shape) -> int | None:
    open = days_open(one)
    steps: list[list[int]] = shape.crosswalk["date_prec"]
    return None if open is None else next((level for most, level in steps if open <= most), None)
