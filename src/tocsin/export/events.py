"""Events for programs: as records, in the bench format, and as clusters of mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tocsin.export.plain import plain
from tocsin.model import Correction, Event, Report, Span, Toll


def event_record(event: Event) -> dict[str, Any]:
    """The event as JSON-ready dictionaries."""
    record: dict[str, Any] = plain(event, "")
    return record


def corrected_record(event: Event, corrections: Iterable[Correction]) -> dict[str, Any]:
    """The event with what is held of its fields, and who holds what, why and since when, as JSON-ready dictionaries."""
    return event_record(event) | {"corrections": [plain(each, "") for each in corrections]}


def event_bench(event: Event, reports: Mapping[str, Report], names: Mapping[str, str]) -> dict[str, Any]:
    """One line of the bench format.

    `reports` holds the reports of the event by id; `names` maps ids of articles to those of the input. Mentions are
    all triggers, offsets count in the article's text.
    """
    told = [reports[id] for id in (*event.reports, *event.attached) if id in reports]
    killed = toll_of(event, "killed")
    place, country, day = (field.value if (field := event.field(name)) else None for name in _FIELDS)
    return {
        "event": event.id,
        "type": event.type,
        "mentions": [mention for report in told for mention in _mentions(report, names)],
        "verification": event.verification.value,
        "origins": len(event.origins),
        "killed_low": killed.lowest if killed else None,
        "killed_best": killed.best if killed else None,
        "killed_high": killed.highest if killed else None,
        "date": day,
        "country": country,
        "lat": part(place, "lat"),
        "lon": part(place, "lon"),
    }


_FIELDS = ("place", "country", "date")


def coref_record(name: str, mentions: Sequence[tuple[Span, str]]) -> dict[str, Any]:
    """One article's mentions, each with its cluster."""
    return {
        "doc_id": name,
        "mentions": [{"spans": [[span.start, span.end]], "cluster": cluster} for span, cluster in mentions],
    }


def toll_of(event: Event, kind: str) -> Toll | None:
    """The event's toll of that kind."""
    return next((toll for toll in event.tolls if toll.kind == kind), None)


def part(value: Any, name: str) -> Any:
    """A part of a field's value, which is a mapping where it comes from merging; nothing where there is none."""
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def _mentions(report: Report, names: Mapping[str, str]) -> list[dict[str, Any]]:
    article = names.get(report.article, report.article)
    return [
        {"article": article, "start": span.start, "end": span.end, "status": report.status} for span in report.triggers
    ]
