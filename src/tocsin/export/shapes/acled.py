"""ACLED's columns."""

from __future__ import annotations

from typing import Any

from tocsin.export.events import part
from tocsin.export.exported import PINS, Exported, Side
from tocsin.export.in_words import event_in_words
from tocsin.export.shapes.parts import (
    ARMED,
    CIVILIAN,
    count_of,
    crossed,
    day_of,
    days_open,
    first,
    killed,
    listed,
    name_of,
    two_sides,
    year_of,
)
from tocsin.export.shapes.shape import Cells, Shape, numeric_code

ABROAD = "External/Other forces"
STATE_FORCES = "State forces"


def acled_cells(one: Exported, shape: Shape) -> Cells | str:
    """The event in ACLED's columns, or why ACLED has no row for it."""
    kind = _kind(one, shape)
    if isinstance(kind, str):
        return kind
    disorder, type, sub_type = kind
    actors, recipients = two_sides(one)
    inter = [_inter(first(side), one, shape, type) for side in (actors, recipients)]
    point = one.point
    return {
        "event_id_cnty": one.event.id, "event_date": day_of(one), "year": year_of(one),
        "time_precision": _time_precision(one),
        "disorder_type": disorder, "event_type": type, "sub_event_type": sub_type,
        "actor1": name_of(first(actors)), "assoc_actor_1": listed(p.name for p in actors[1:]), "inter1": inter[0],
        "actor2": name_of(first(recipients)), "assoc_actor_2": listed(p.name for p in recipients[1:]),
        "inter2": inter[1], "interaction": _interaction(inter, bool(recipients), shape),
        "civilian_targeting": _targeting(type, sub_type, recipients),
        "iso": numeric_code(one.country_code), "country": one.country, "admin1": one.region,
        "location": part(one.place, "name"),
        "latitude": point[0] if point else None, "longitude": point[1] if point else None,
        "geo_precision": (1 if one.precision in PINS else 3) if point else None,
        "source": listed(source.outlet for source in one.sources), "notes": _notes(one),
        "fatalities": killed(one, "best"), "tags": _tags(one), "timestamp": int(one.updated_at.timestamp()),
    }  # fmt: skip


def _kind(one: Exported, shape: Shape) -> list[str | None] | str:
    found: Any = crossed(shape.crosswalk["events"], one.event.type, one.event.mode)
    if found == "harm":
        found = shape.crosswalk["harm"][_harmed(one)]
    elif found == "crowd":
        found = shape.crosswalk["crowd"]["deadly" if (killed(one, "best") or 0) > 0 else "other"]
    if found is None:
        return f"{shape.crosswalk['no_row']}: {one.event.type}"
    return found if isinstance(found, list) else str(found)


def _harmed(one: Exported) -> str:
    actors, recipients = (first(side) for side in two_sides(one))
    if recipients and recipients.sector in CIVILIAN:
        return "civilian"
    both = actors and recipients and actors.sector in ARMED and recipients.sector in ARMED
    return "armed" if both else "unknown"


def _inter(side: Side | None, one: Exported, shape: Shape, type: str | None) -> str | None:
    """The kind of actor; who demonstrates is a protester or rioter, and a state's forces abroad are external."""
    if side is None:
        return None
    kind: str | None = shape.crosswalk["kinds"].get(side.sector)
    if kind == "Civilians" and one.event.type == "PROTEST" and side in one.side("actor"):
        return {"Riots": "Rioters", "Protests": "Protesters"}.get(type or "")
    here = one.country_code
    return ABROAD if kind == STATE_FORCES and here and side.country and side.country != here else kind


def _interaction(inter: list[str | None], two: bool, shape: Shape) -> str | None:
    order: list[str] = shape.crosswalk["kinds_in_order"]
    known = sorted((kind for kind in inter if kind), key=order.index)
    if len(known) == 2:
        return "-".join(known)
    return f"{known[0]} only" if known and not two else None


def _targeting(type: str | None, sub_type: str | None, recipients: tuple[Side, ...]) -> str | None:
    side = first(recipients)
    against = type == "Explosions/Remote violence" and side is not None and side.sector in CIVILIAN
    if against or type == "Violence against civilians" or sub_type == "Excessive force against protesters":
        return "Civilian targeting"
    return None


def _time_precision(one: Exported) -> int | None:
    open = days_open(one)
    if open is None:
        return None
    return 1 if open == 1 else 2 if open <= 7 else 3


def _notes(one: Exported) -> str:
    speakers = listed(" > ".join(account.speakers) for account in one.event.accounts)
    return event_in_words(one) + (f"; according to {speakers}" if speakers else "")


def _tags(one: Exported) -> str | None:
    size = count_of(one, "size") if one.event.type == "PROTEST" else None
    return None if size is None else f"crowd size={size}"
