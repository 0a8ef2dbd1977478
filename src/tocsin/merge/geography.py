"""How far apart two places are, given how well each is known."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tocsin.model import Place

EARTH_KM = 6371.0
SHARP = frozenset({"site", "city"})


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance, or nothing where a place has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((a - b) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(one.lon - other.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def sharp(places: Sequence[Place]) -> list[Place]:
    """Those known to a town or better."""
    return [p for p in places if p.precision in SHARP]


def countries(places: Sequence[Place]) -> frozenset[str]:
    """The countries of the places."""
    return frozenset(p.country for p in places if p.country)


def nearest(ones: Sequence[Place], others: Sequence[Place]) -> float | None:
    """The smallest distance in kilometres between two sets of places, both known to a town or better."""
    found = [d for a in sharp(ones) for b in sharp(others) if (d := kilometres(a, b)) is not None]
    return min(found) if found else None


def same_named(ones: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether a place below the level of a country is in both."""
    left = {(p.geonameid or p.name.casefold()) for p in ones if p.precision != "country"}
    return any((p.geonameid or p.name.casefold()) in left for p in others if p.precision != "country")
