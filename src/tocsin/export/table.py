"""Reports as rows of a table, for CSV and Parquet: one row a report, and one for an article that has none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tocsin.export.bench import speakers_of
from tocsin.export.plain import Id
from tocsin.ids import SCHEMA_VERSION
from tocsin.model import Count, Party, Reading, Report

Row = dict[str, str | int | float | bool | None]
COUNTS = ("killed", "injured", "detained", "size")
# Column names with their kinds, in order.
COLUMNS: dict[str, type] = {
    "schema_version": str, "input_id": str, "error": str, "article": str, "url": str, "outlet": str, "title": str,
    "published": str, "language": str, "report": str, "type": str, "mode": str, "contexts": str, "quad": int,
    "status": str, "factuality": str, "attributed_to": str, "doubted_by": str, "triggers": str, "trigger_start": int,
    "trigger_end": int, "actors": str, "actor_countries": str, "actor_sectors": str, "recipients": str,
    "recipient_countries": str, "recipient_sectors": str, "reciprocal": bool, "place": str, "place_precision": str,
    "place_country": str, "lat": float, "lon": float, "radius_km": float, "geonameid": int, "earliest": str,
    "latest": str, "date_precision": str,
    **{f"{kind}_{end}": int for kind in COUNTS for end in ("lowest", "best", "highest")},
    "confidence": float, "pattern": str, "because": str, "coder": str,
}  # fmt: skip


def rows_of(reading: Reading, id: Id) -> list[Row]:
    """One row a report; an article without reports gives one row with none, so that silence is told from absence."""
    head = _head(reading, id)
    rows = [{**head, **_row(report, reading)} for report in reading.reports] or [head]
    return [{name: row.get(name) for name in COLUMNS} for row in rows]


def _head(reading: Reading, id: Id) -> Row:
    article = reading.article
    return {
        "schema_version": SCHEMA_VERSION,
        "input_id": str(id),
        "error": reading.error,
        "article": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published.value if article.published else None,
        "language": article.language,
    }


def _row(report: Report, reading: Reading) -> Row:
    text = reading.article.text
    coder = report.coder
    return {
        "report": report.id,
        "type": report.type,
        "mode": report.mode,
        "contexts": joined(report.contexts),
        "quad": report.quad,
        "status": report.status,
        "factuality": report.factuality.value,
        "attributed_to": joined(speakers_of(report, reading)),
        "doubted_by": joined(party.text for doubt in report.doubts for party in doubt.by),
        "triggers": joined(span.words(text) for span in report.triggers),
        "trigger_start": report.triggers[0].start,
        "trigger_end": report.triggers[0].end,
        **_side("actor", report.actors),
        **_side("recipient", report.recipients),
        "reciprocal": report.reciprocal,
        **_place(report),
        **_when(report),
        **_counts(report.counts),
        "confidence": round(report.confidence, 4),
        "pattern": report.pattern,
        "because": report.because,
        "coder": f"{coder.version} {coder.model} {coder.codebook} {coder.knowledge}",
    }


def joined(values: Iterable[Any]) -> str | None:
    """Values of one cell, in order, parted by '; '."""
    return "; ".join(str(value) for value in values) or None


def _side(side: str, parties: tuple[Party, ...]) -> Row:
    return {
        f"{side}s": joined(p.text for p in parties),
        f"{side}_countries": joined(p.identity.country or "?" for p in parties),
        f"{side}_sectors": joined(" ".join(p.identity.sectors) or "?" for p in parties),
    }


def _place(report: Report) -> Row:
    if not report.places:
        return {}
    first = report.places[0].place
    return {
        "place": joined(p.text for p in report.places),
        "place_precision": first.precision,
        "place_country": first.country,
        "lat": first.lat,
        "lon": first.lon,
        "radius_km": first.radius_km,
        "geonameid": first.geonameid,
    }


def _when(report: Report) -> Row:
    if report.when is None:
        return {}
    when = report.when
    return {
        "earliest": when.earliest.isoformat(),
        "latest": when.latest.isoformat(),
        "date_precision": when.precision,
    }


def _counts(counts: tuple[Count, ...]) -> Row:
    row: Row = {}
    for count in counts:
        if f"{count.kind}_best" in COLUMNS and f"{count.kind}_best" not in row:
            row |= {
                f"{count.kind}_lowest": count.lowest,
                f"{count.kind}_best": count.best,
                f"{count.kind}_highest": count.highest,
            }
    return row
