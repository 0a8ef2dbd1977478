"""From a candidate to a place with its honest precision."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.coding.places.mention import Mention
from tocsin.coding.places.words import DIRECTIONS
from tocsin.knowledge.gazetteer.lookup import Entry
from tocsin.knowledge.gazetteer.rows import kilometres
from tocsin.knowledge.gazetteer.schema import NameSort
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


_SAME_SPOT_KM = 120.0
_LARGE_TOWN = 100_000


def town_of(entries: Sequence[Entry], chosen: Entry, unit: str | None) -> Entry:
    """The town instead of the unit that is called after it ('Herat', 'Idlib'), where nothing says 'province'.

    News means the town; only where the two lie apart (the state and the city of New York) does the choice stand.
    """
    if chosen.kind not in ("admin1", "admin2") or unit in ("admin1", "admin2"):
        return chosen
    for entry in entries:
        known = entry.sort <= NameSort.COMMON or (entry.sort is NameSort.ALTERNATE and entry.population > _LARGE_TOWN)
        named = entry.kind == "city" and entry.country == chosen.country and known
        near = kilometres(entry.lat, entry.lon, chosen.lat, chosen.lon) <= _SAME_SPOT_KM
        if named and (near or (entry.capital and entry.admin1 == chosen.admin1)):
            return entry
    return chosen


def part_of(words_before: str, mention: Mention) -> str | None:
    """Which part of the place the word before it asks for; towns and sites have no parts worth telling."""
    part = DIRECTIONS.get(words_before.lower())
    return part if mention.best.kind != "site" else None
