"""Events as rows of a table, one row an event, and their accounts, one row an account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tocsin.export.events import part
from tocsin.export.exported import Exported, Side
from tocsin.export.in_words import corrected_by
from tocsin.export.plain import plain
from tocsin.export.table import COUNTS, joined
from tocsin.ids import SCHEMA_VERSION
from tocsin.knowledge.codebook import load_ontology
from tocsin.model import Account, Coder, Field

Cell = str | int | float | bool | date | datetime | None
Row = dict[str, Cell]
# Column names with their kinds, in order.
EVENT_COLUMNS: dict[str, type] = {
    "schema_version": str, "event": str, "type": str, "mode": str, "quad": int, "contexts": str,
    "earliest": date, "latest": date, "date_precision": str,
    "actors": str, "actor_ids": str, "actor_countries": str, "actor_sectors": str,
    "recipients": str, "recipient_ids": str, "recipient_countries": str, "recipient_sectors": str, "reciprocal": bool,
    "place": str, "place_precision": str, "place_country": str, "country": str, "admin1": str, "lat": float,
    "lon": float, "radius_km": float, "geonameid": int,
    **{f"{kind}_{end}": int for kind in COUNTS for end in ("lowest", "best", "highest")},
    "happened": bool, "verification": str, "accounts": int, "origins": int, "speakers": str, "stances": str,
    "factualities": str, "dissent": str, "corrected": str, "outlets": str, "urls": str, "titles": str, "published": str,
    "reports": str, "attached": str, "coders": str, "recorded_at": datetime, "updated_at": datetime,
}  # fmt: skip
ACCOUNT_COLUMNS: dict[str, type] = dict.fromkeys(
    (
        "event", "report", "article", "origin", "producer", "outlet", "published", "url", "title", "language",
        "speakers", "stance", "factuality", "words", "corrected", "event_corrected", "coder",
    ),
    str,
)  # fmt: skip


def event_row(one: Exported) -> Row:
    """The event as one row; several values of a cell are parted by '; ', and lists of one side run in parallel."""
    event, when = one.event, one.when
    quads = [r.quad for id in one.members if (r := one.reports.get(id)) and r.type == event.type]
    row: Row = {
        "schema_version": SCHEMA_VERSION, "event": event.id, "type": event.type, "mode": event.mode,
        "quad": quads[0] if quads else _quad(event.type), "contexts": joined(contexts(one)),
        "earliest": when.earliest if when else None, "latest": when.latest if when else None,
        "date_precision": when.precision if when else None,
        **_side("actor", one.side("actor")), **_side("recipient", one.side("recipient")),
        "reciprocal": one.reciprocal, **_place(one), **_tolls(one),
        "happened": event.happened, "verification": event.verification.value, "accounts": len(event.accounts),
        "origins": len(event.origins), **_heard(one), "dissent": joined(dissent(one)),
        "corrected": joined(corrected_by(one.corrections)), **_sources(one),
        "reports": joined(event.reports), "attached": joined(event.attached),
        "coders": joined(stamp(coder) for coder in one.coders),
        "recorded_at": one.recorded_at, "updated_at": one.updated_at,
    }  # fmt: skip
    return {name: row.get(name) for name in EVENT_COLUMNS}


def account_rows(one: Exported) -> Iterator[Row]:
    """The accounts of the event: which article tells it, in whose words, holding what."""
    producers = {origin.id: origin.producer for origin in one.event.origins}
    sources = {source.article: source for source in one.sources}
    for account in one.event.accounts:
        source, report = sources.get(account.article), one.reports.get(account.report)
        yield {
            "event": one.event.id,
            **{name: getattr(account, name) for name in ("report", "article", "origin", "outlet", "published")},
            "producer": producers.get(account.origin),
            "url": source.url if source else None,
            "title": source.title if source else None,
            "language": source.language if source else None,
            "speakers": " > ".join(account.speakers) or None,
            **{name: str(getattr(account, name)) for name in ("stance", "factuality", "words")},
            "corrected": joined(corrected_by(c for c in one.corrections if c.subject == account.report)),
            "event_corrected": joined(corrected_by(c for c in one.corrections if not c.subject.startswith("r"))),
            "coder": stamp(report.coder) if report else None,
        }


def _quad(type: str) -> int | None:
    """PLOVER's, for a type that no report tells but somebody holds."""
    known = load_ontology().types.get(type)
    return known.quad if known else None


def stamp(coder: Coder) -> str:
    """Version and hashes of model, codebook and knowledge, in one cell."""
    return f"{coder.version} {coder.model} {coder.codebook} {coder.knowledge}"


def contexts(one: Exported) -> list[str]:
    """All contexts that any report gives."""
    found = one.event.field("contexts")
    return [str(value.value) for value in found.values] if found else []


def dissent(one: Exported) -> Iterator[str]:
    """Where reports differ: 'date: 2025-10-13 | 2025-10-14', the consensus first."""
    for field in one.event.fields:
        if field.name in ("type", "date", "country", "place") and len(field.values) > 1:
            yield f"{field.name}: {' | '.join(_shown(field))}"


def _shown(field: Field) -> Iterator[str]:
    for value in field.values:
        yield str(part(value.value, "name") or value.value)


def _side(name: str, parties: tuple[Side, ...]) -> Row:
    return {
        f"{name}s": joined(p.name for p in parties),
        f"{name}_ids": joined(p.id or "?" for p in parties) if any(p.id for p in parties) else None,
        f"{name}_countries": joined(p.country or "?" for p in parties),
        f"{name}_sectors": joined(" ".join(p.sectors) or "?" for p in parties),
    }


def _place(one: Exported) -> Row:
    place = one.place
    return {
        "place": part(place, "name"),
        "place_precision": one.precision,
        "place_country": one.country_code,
        "country": one.country,
        "admin1": one.region,
        "lat": one.point[0] if one.point else None,
        "lon": one.point[1] if one.point else None,
        "radius_km": part(place, "radius_km"),
        "geonameid": part(place, "geonameid"),
    }


def _tolls(one: Exported) -> Row:
    return {
        f"{toll.kind}_{end}": getattr(toll, end)
        for toll in one.event.tolls
        if toll.kind in COUNTS
        for end in ("lowest", "best", "highest")
    }


def _heard(one: Exported) -> Row:
    accounts: tuple[Account, ...] = one.event.accounts
    return {
        "speakers": joined(dict.fromkeys(" > ".join(a.speakers) for a in accounts if a.speakers)),
        "stances": joined(dict.fromkeys(a.stance for a in accounts)),
        "factualities": joined(dict.fromkeys(str(plain(a.factuality, "")) for a in accounts)),
    }


def _sources(one: Exported) -> Row:
    found = one.sources
    return {
        "outlets": joined(source.outlet or "?" for source in found),
        "urls": joined(source.url or "?" for source in found),
        "titles": joined(source.title or "?" for source in found),
        "published": joined(source.published or "?" for source in found),
    }
