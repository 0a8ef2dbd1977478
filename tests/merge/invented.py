"""Invented articles, reports and facts for the tests of merging."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tocsin.ids import article_id, report_id, text_sha256
from tocsin.merge import Facts
from tocsin.merge.facts import Side
from tocsin.merge.wording import bag, stems
from tocsin.model import (
    Article,
    Attribution,
    Coder,
    Count,
    EventPlace,
    Factuality,
    Identity,
    Party,
    Place,
    Published,
    Reading,
    Report,
    Span,
    When,
    Zone,
    ZoneKind,
)

STAMP = Coder("test", "", "", "")
TOWN = Place("Zinder", "city", "NER", geonameid=2437798, lat=13.8, lon=8.99)
OTHER_TOWN = Place("Agadez", "city", "NER", geonameid=2448085, lat=16.97, lon=7.99)


def article(text: str, outlet: str = "Daily Lantern", day: str = "2025-03-04", **more: Any) -> Article:
    """An article that is all body."""
    url = f"https://{outlet.lower().replace(' ', '')}.example/{day}/{len(text)}"
    zones = (Zone(ZoneKind.BODY, Span(0, len(text))),)
    published = Published(day, "day", "caller")
    return Article(
        article_id(text, url), text, text_sha256(text), zones, outlet=outlet, published=published, url=url, **more
    )  # fmt: skip


def party(text: str, words: str, **identity: Any) -> Party:
    """A party whose words stand in the text."""
    at = text.index(words)
    return Party(Span(at, at + len(words)), words, Identity(**identity))


def report(on: Article, trigger: str, event_type: str = "ASSAULT", **more: Any) -> Report:
    """A report on the first place of the trigger; `killed`, `day`, `place`, `speaker` are taken apart."""
    at = on.text.index(trigger)
    killed, day, place = more.pop("killed", None), more.pop("day", None), more.pop("place", None)
    span = Span(at, at + len(trigger))
    fields: dict[str, Any] = {
        "id": report_id(on.id, span.start, span.end),
        "article": on.id,
        "type": event_type,
        "mode": None,
        "contexts": (),
        "quad": 4,
        "triggers": (span,),
        "actors": (),
        "recipients": (),
        "reciprocal": False,
        "places": (EventPlace(span, place.name, place),) if place else (),
        "when": When(date.fromisoformat(day), date.fromisoformat(day), "day", span) if day else None,
        "counts": (Count("killed", killed, killed, killed, span),) if killed is not None else (),
        "speakers": (),
        "factuality": Factuality.ASSERTED,
        "factuality_cues": (),
        "doubts": (),
        "confidence": 0.9,
        "pattern": "test",
        "because": "test",
        "coder": STAMP,
    }
    return Report(**(fields | more))


def reading(on: Article, reports: Sequence[Report], speakers: Sequence[Party] = ()) -> Reading:
    """A reading in which attribution number i is the i-th speaker's."""
    said = tuple(Attribution((s.span,), (), (), s) for s in speakers)
    return Reading(on, tuple(reports), said)


def facts(name: str, number: int = 0, **more: Any) -> Facts:
    """The facts of a report of article `name`."""
    sentence = bag(stems(more.pop("words", "Gunmen attacked a grain convoy outside Zinder, killing seven drivers")))
    fields: dict[str, Any] = {
        "report": f"r{name}{number}",
        "article": f"a{name}",
        "position": 100 * number,
        "published": date(2025, 3, 4),
        "type": "ASSAULT",
        "mode": None,
        "quad": 4,
        "triggers": frozenset({"attack"}),
        "actors": Side(words=frozenset({"gunmen"})),
        "recipients": Side(words=frozenset({"grain", "convoy"})),
        "places": (TOWN,),
        "earliest": date(2025, 3, 3),
        "latest": date(2025, 3, 3),
        "day_known": True,
        "counts": {"killed": (7, 7)},
        "factuality": Factuality.ASSERTED,
        "sentence": sentence,
        "around": sentence,
        "headline": {},
        "paragraph": sentence,
        "distinct": sentence,
        "towns": frozenset({"zinder"}),
        "numbers": frozenset({7}),
    }
    return Facts(**(fields | more))


def elsewhere(name: str, number: int = 0) -> Facts:
    """A look-alike: another convoy, three days later, in another town."""
    return facts(
        name,
        number,
        words="Three soldiers died on Thursday when a patrol was attacked near Agadez",
        places=(OTHER_TOWN,),
        towns=frozenset({"agadez"}),
        earliest=date(2025, 3, 6),
        latest=date(2025, 3, 6),
        counts={"killed": (3, 3)},
        numbers=frozenset({3}),
        recipients=Side(words=frozenset({"patrol"})),
    )
