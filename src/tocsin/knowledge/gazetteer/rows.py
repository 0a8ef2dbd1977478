"""The two kinds of row that every source gives: a place, and a name of a place."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from tocsin.knowledge.gazetteer.folding import fold
from tocsin.knowledge.gazetteer.schema import NameSort


@dataclass(slots=True)
class PlaceRow:
    """A place on its way into the file; `names` maps folded keys to the best sort that they have."""

    id: int
    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    admin1: str | None = None
    population: int = 0
    radius: float = 0.0
    capital: bool = False
    iso: str | None = None
    names: dict[str, NameSort] = field(default_factory=dict)

    def call(self, names: Iterable[str], sort: NameSort) -> None:
        """Adds names; a key that is there already keeps its better sort."""
        for name in names:
            keys = {fold(name.removeprefix("the ").removeprefix("The "))}
            if name.startswith("The "):
                keys.add(fold(name))
            for key in keys:
                if len(key) > 1 and sort < self.names.get(key, 99):
                    self.names[key] = sort


def usable(name: str) -> bool:
    """Whether English news might print this alternate name: Latin letters, a capital first, no airport code."""
    if not name[:1].isupper() or len(name) < 3 or len(name) > 60 or any(c.isdigit() for c in name):
        return False
    if len(name) < 5 and name.isupper():
        return False
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "ʻʼʿʾ’‘–" for c in name)


def town_radius(population: int) -> float:
    """Kilometres from the centre of a town that hold it, growing with the square root of its people."""
    return round(1.5 + math.sqrt(population / 1e6) * 10, 1)


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points given in degrees."""
    to_radians = math.pi / 180
    a = math.sin((lat2 - lat1) * to_radians / 2) ** 2
    b = math.cos(lat1 * to_radians) * math.cos(lat2 * to_radians) * math.sin((lon2 - lon1) * to_radians / 2) ** 2
    return 12742.0176 * math.asin(min(1.0, math.sqrt(a + b)))
