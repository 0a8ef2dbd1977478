"""GeoJSON (RFC 7946): a collection of features, written one after the other."""

from __future__ import annotations

from datetime import date
from typing import IO, Any

from tocsin.export.about import About
from tocsin.export.event_rows import event_row
from tocsin.export.exported import Exported
from tocsin.export.plain import compact


class GeoJson:
    """One feature an event: a point with its precision and radius, or no geometry where no point is known.

    The facts of the export stand in the member `about`, behind the features.
    """

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._first = out, True
        out.write(b'{"type":"FeatureCollection","features":[')

    def write(self, one: Exported) -> None:
        """Write one event."""
        self._out.write((("\n" if self._first else ",\n") + compact(feature(one))).encode("utf8"))
        self._first = False

    def finish(self, about: About) -> None:
        """Write what stands behind the features."""
        self._out.write(f'\n],"about":{compact(about.record())}}}\n'.encode())


def feature(one: Exported) -> dict[str, Any]:
    """The event as a feature; longitude comes first, in WGS 84 degrees."""
    point = one.point
    row = event_row(one)
    return {
        "type": "Feature",
        "id": one.event.id,
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]} if point else None,
        "properties": {name: v.isoformat() if isinstance(v, date) else v for name, v in row.items()},
    }
