"""Where: a place with an honest precision."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place: WGS 84 degrees, radius in kilometres that surely holds it, precision site, city, admin1,

    region or country. `part` says which part of the place is meant ('south'), when the words do.
    """

    name: str
    precision: str
    country: str | None = None
    admin1: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    part: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in the text: literal ('Kabul was bombed') or associative ('Kabul said'); `place` is nothing when

    the name is not known, and `reason` says why.
    """

    span: Span
    text: str
    role: str = "literal"
    place: Place | None = None
    reason: str = ""
