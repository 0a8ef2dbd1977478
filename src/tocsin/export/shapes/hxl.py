"""A table with HXL tags."""

from __future__ import annotations

from tocsin.export.events import part
from tocsin.export.exported import Exported
from tocsin.export.shapes.parts import count_of, listed, two_sides, year_of
from tocsin.export.shapes.shape import Cells, Shape


def hxl_cells(one: Exported, shape: Shape) -> Cells | str:
    """The event in columns that HXL tags name."""
    actors, recipients = two_sides(one)
    when, point, sources = one.when, one.point, one.sources
    published = min((source.published for source in sources if source.published), default=None)
    return {
        "year": year_of(one), "start_year": when.earliest.year if when else None,
        "end_year": when.latest.year if when else None,
        "side_a": listed(p.name for p in actors), "side_b": listed(p.name for p in recipients),
        "source_article": listed(s.outlet for s in sources), "source_headline": listed(s.title for s in sources),
        "where_coordinates": part(one.place, "name"), "adm_1": one.region,
        "latitude": point[0] if point else None, "longitude": point[1] if point else None,
        "country": one.country, "iso3": one.country_code,
        "date_start": when.earliest.isoformat() if when else None,
        "date_end": when.latest.isoformat() if when else None,
        "best": count_of(one, "killed"), "injured": count_of(one, "injured"), "detained": count_of(one, "detained"),
        "event_id": one.event.id, "event_type": one.event.type, "event_mode": one.event.mode,
        "place_precision": one.precision, "verification": one.event.verification.value,
        "date_reported": published[:10] if published else None, "source_url": listed(s.url for s in sources),
    }  # fmt: skip
