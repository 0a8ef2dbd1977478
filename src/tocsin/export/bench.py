"""The bench format: the interface by which every capability is measured."""

from __future__ import annotations

from typing import Any

from tocsin.export.plain import Id
from tocsin.model import Attribution, Count, Party, Place, Reading, Report, Span


def bench_record(reading: Reading, id: Id, *, with_text: bool) -> dict[str, Any]:
    """One line of bench output; `with_text` adds the article's text, for inputs that were HTML."""
    article = reading.article
    record: dict[str, Any] = {"id": id, "error": reading.error}
    if with_text:
        record["text"] = article.text
    return record | {
        "zones": [{"start": z.span.start, "end": z.span.end, "kind": z.kind.value} for z in article.zones],
        "events": [_event(report, reading) for report in reading.reports],
        "attributions": [_attribution(a) for a in reading.attributions],
        "toponyms": [
            {"start": t.span.start, "end": t.span.end, **_point(t.place), "role": t.role} for t in reading.toponyms
        ],
        "timex3": [{"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value} for t in reading.times],
        "predicates": [
            {"start": p.span.start, "end": p.span.end, "factuality": p.factuality} for p in reading.predicates
        ],
    }


def _event(report: Report, reading: Reading) -> dict[str, Any]:
    return {
        "type": report.type,
        "mode": report.mode,
        "triggers": [_span(t) for t in report.triggers],
        "actors": [_party(p) for p in report.actors],
        "recipients": [_party(p) for p in report.recipients],
        "reciprocal": report.reciprocal,
        "places": [
            {**_span(p.span), "text": p.text, **_point(p.place), "precision": p.place.precision} for p in report.places
        ],
        "date": report.when.iso if report.when else None,
        "status": report.status,
        "attributed_to": speakers_of(report, reading),
        "killed": _best(report.counts, "killed"),
        "injured": _best(report.counts, "injured"),
        "confidence": round(report.confidence, 4),
    }


def speakers_of(report: Report, reading: Reading) -> list[str]:
    """The resolved speakers of a report, outermost first; nobody in particular is left out."""
    heard = (reading.attributions[index] for index in report.speakers)
    return [a.speaker.text for a in heard if a.speaker is not None]


def _best(counts: tuple[Count, ...], kind: str) -> int | None:
    return next((c.best for c in counts if c.kind == kind and c.best is not None), None)


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _party(party: Party) -> dict[str, Any]:
    who = party.identity
    return {
        **_span(party.span),
        "text": party.text,
        "country": who.country,
        "sector": who.sectors[0] if who.sectors else None,
        "id": who.id,
    }


def _point(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"country": None, "lat": None, "lon": None, "geonameid": None}
    return {"country": place.country, "lat": place.lat, "lon": place.lon, "geonameid": place.geonameid}


def _attribution(heard: Attribution) -> dict[str, Any]:
    return {
        "source": [[s.start, s.end] for s in heard.source],
        "cue": [[s.start, s.end] for s in heard.cue],
        "content": [[s.start, s.end] for s in heard.content],
        "speaker": heard.speaker.text if heard.speaker else None,
    }
