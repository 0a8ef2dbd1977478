"""Where a report can be found: rows of places and, on SQLite, an R*Tree over their points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, text

from tocsin.errors import InputError
from tocsin.model import EventPlace
from tocsin.store import tables
from tocsin.store.database import Transaction
from tocsin.store.geography import box
from tocsin.store.keys import fold
from tocsin.store.versions import insert_numbered

POINTS = ("site", "city")
"""Precisions whose coordinates stand for the place itself; a country's centre is no pin."""


def add(transaction: Transaction, places: Sequence[tuple[int, EventPlace]]) -> None:
    """Record places, each with the row of its report."""
    written = [{"report_row": row, **columns_of(told)} for row, told in places]
    if not written:
        return
    rows = insert_numbered(transaction, tables.places, written)
    points = [
        {"row": row, "lat": told.place.lat, "lon": told.place.lon}
        for row, (_, told) in zip(rows, places, strict=True)
        if told.place.lat is not None and told.place.lon is not None
    ]
    if transaction.sqlite and points:
        transaction.connection.execute(text("INSERT INTO place_tree VALUES (:row, :lat, :lat, :lon, :lon)"), points)


def erase(transaction: Transaction, report_rows: Sequence[int]) -> None:
    """Take the places of reports out of the tree, before the reports are deleted."""
    if transaction.sqlite:
        inside = select(tables.places.c.row).where(tables.places.c.report_row.in_(report_rows))
        for row in transaction.connection.scalars(inside).all():
            transaction.connection.execute(text("DELETE FROM place_tree WHERE id = :row"), {"row": row})


def near(lat: float, lon: float, km: float, sqlite: bool) -> ColumnElement[bool]:
    """Rows of `places` whose point lies within `km`; those known only to a wider area than that do not count.

    Raises `InputError` for coordinates that are not on the globe.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and km > 0):
        expected = "latitude -90 to 90, longitude -180 to 180, kilometres above 0"
        raise InputError("not a place and radius", found=f"{lat} {lon} {km}", expected=expected)
    table = tables.places
    south, north, west, east = box(lat, lon, km)
    inside: ColumnElement[Any] = and_(table.c.lat.between(south, north), table.c.lon.between(west, east))
    if sqlite:
        # the tree keeps 32-bit numbers, rounded outwards
        tree = text("SELECT id FROM place_tree WHERE south <= :n AND north >= :s AND west <= :e AND east >= :w")
        found = tree.bindparams(n=north, s=south, e=east, w=west).columns(table.c.row)
        inside = and_(inside, table.c.row.in_(found))
    exact = or_(table.c.precision.in_(POINTS), table.c.radius_km <= km)
    return and_(inside, exact, func.great_circle_km(table.c.lat, table.c.lon, lat, lon) <= km)


def folded_place(names: Iterable[str | None]) -> str:
    """All that a place is called, in folded words between spaces."""
    return f" {' | '.join(dict.fromkeys(fold(name) for name in names if name))} "


def columns_of(told: EventPlace) -> dict[str, Any]:
    """What a place is found by."""
    place = told.place
    return {
        "country": place.country, "folded": folded_place((told.text, place.name)), "precision": place.precision,
        "lat": place.lat, "lon": place.lon, "radius_km": place.radius_km,
    }  # fmt: skip
