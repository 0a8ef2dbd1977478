"""From a candidate to a place with its honest precision."""

from __future__ import annotations

from tocsin.coding.places.mention import Mention
from tocsin.coding.places.words import DIRECTIONS
from tocsin.knowledge.gazetteer.lookup import Entry
from tocsin.model.where import Place

PRECISION = {
    "continent": "region", "country": "country", "admin1": "admin1", "admin2": "region", "city": "city",
    "region": "region", "water": "region", "site": "site",
}  # fmt: skip


def place_of(entry: Entry, confidence: float, part: str | None = None) -> Place:
    """The place of a gazetteer entry; `part` ('south') keeps the parent's point and radius and says so."""
    return Place(
        name=entry.name,
        precision=PRECISION[entry.kind],
        country=entry.country,
        admin1=entry.admin1,
        geonameid=entry.id if entry.id > 0 else None,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius,
        part=part,
        confidence=round(confidence, 4),
    )


def part_of(words_before: str, mention: Mention) -> str | None:
    """Which part of the place the word before it asks for; towns and sites have no parts worth telling."""
    part = DIRECTIONS.get(words_before.lower())
    return part if mention.best.kind != "site" else None
