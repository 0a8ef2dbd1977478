"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin, sqrt

EARTH_KM = 6371.0088


def great_circle_km(lat: float | None, lon: float | None, to_lat: float, to_lon: float) -> float | None:
    """Kilometres between two points in WGS 84 degrees, on a sphere; nothing when a point is not known."""
    if lat is None or lon is None:
        return None
    half = sin(radians(to_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(to_lat)) * sin(radians(to_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def box(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """South, north, west, east of a box that holds the circle; all longitudes where it holds a pole or crosses 180."""
    reach = degrees(km / EARTH_KM)
    south, north = lat - reach, lat + reach
    if south <= -90 or north >= 90:
        return max(-90.0, south), min(90.0, north), -180.0, 180.0
    wide = degrees(asin(min(1.0, sin(radians(min(reach, 90.0))) / cos(radians(lat)))))
    west, east = lon - wide, lon + wide
    if west < -180 or east > 180:
        return south, north, -180.0, 180.0
    return south, north, west, east
