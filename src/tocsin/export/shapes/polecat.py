"""POLECAT's columns: PLOVER's own, so that nearly all of an event's type has its place."""

from __future__ import annotations

from tocsin.export.event_rows import contexts
from tocsin.export.events import part
from tocsin.export.exported import PINS, Exported, Side
from tocsin.export.shapes.parts import day_of, listed, place_words
from tocsin.export.shapes.shape import Cells, Shape

BETWEEN = ";"


def polecat_cells(one: Exported, shape: Shape) -> Cells | str:
    """The event in POLECAT's columns; several values of a cell are parted by semicolons."""
    event, sources = one.event, one.sources
    score, quad = shape.crosswalk["types"][event.type]
    versions = listed((coder.version for coder in one.coders), BETWEEN)
    published = min((source.published for source in sources if source.published), default=None)
    return {
        "Event ID": event.id, "Event Date": day_of(one), "Event Type": event.type, "Event Mode": event.mode,
        "Intensity": score, "Quad Code": quad, "Contexts": listed(contexts(one), BETWEEN),
        **_side("Actor", one.side("actor")), **_side("Recipient", one.side("recipient")), **_place(one),
        "Source": listed((source.outlet for source in sources), BETWEEN),
        "Publication Date": published[:10] if published else None,
        "Language": listed((source.language for source in sources), BETWEEN), "Version": versions,
    }  # fmt: skip


def _side(name: str, parties: tuple[Side, ...]) -> Cells:
    return {
        f"{name} Name": _parallel([p.name for p in parties]),
        f"{name} Country": _parallel([p.country for p in parties]),
        f"Primary {name} Sector": _parallel([p.sector for p in parties]),
        f"{name} Sectors": _parallel([",".join(p.sectors) or None for p in parties]),
        f"{name} Title": _parallel([p.role for p in parties]),
        f"{name} Name Raw": _parallel([p.words for p in parties]),
    }


def _parallel(values: list[str | None]) -> str | None:
    """One part a party, so that the columns of a side run in parallel; nothing where none is known."""
    return BETWEEN.join((value or "").replace(BETWEEN, ",") for value in values) if any(values) else None


def _place(one: Exported) -> Cells:
    place, point = one.place, one.point
    name = part(place, "name")
    geonameid = part(place, "geonameid")
    return {
        "Placename": name,
        "City": name if one.precision in PINS else None,
        "Province": one.region,
        "Country": one.country,
        "Latitude": point[0] if point else None,
        "Longitude": point[1] if point else None,
        # ids below zero are the gazetteer's own
        "GeoNames ID": geonameid if geonameid is not None and geonameid > 0 else None,
        "Raw Placename": listed(place_words(one), BETWEEN),
    }
