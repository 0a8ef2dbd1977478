"""Events on their way out, made by hand from invented reports."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tocsin.export.about import About
from tocsin.export.exported import Exported, Source
from tocsin.ids import text_sha256
from tocsin.model import (
    Account,
    Coder,
    Event,
    EventPlace,
    Factuality,
    Field,
    Identity,
    Origin,
    Party,
    Place,
    Report,
    Span,
    Toll,
    Value,
    Verification,
    When,
)

CODER = Coder("1.0", "m1", "c1", "k1")
ORAN = Place("Oran", "city", "DZA", "09", 2485926, 35.6911, -0.6417, 15.0)
FIRST = datetime(2025, 10, 15, 8, tzinfo=UTC)
LAST = datetime(2025, 10, 16, 9, 30, tzinfo=UTC)
DAY = date(2025, 10, 14)
ARMY = ("Army of Algeria", "DZA", ("MIL",))
REBELS = ("Western Front", "DZA", ("REB",))
TRADERS = ("traders", "DZA", ("CVL",))
ANYWHERE = Span(0, 1)


def made(
    type: str = "ASSAULT", mode: str | None = None, actors: Any = (REBELS,), recipients: Any = (TRADERS,),
    place: Place | None = ORAN, days: tuple[date, date] | None = (DAY, DAY), killed: Any = None, **more: Any,
) -> Exported:  # fmt: skip
    """One event, told by as many reports as `outlets`; each party is (name, country, sectors)."""
    outlets, url = more.get("outlets", ("Daily Lantern",)), more.get("url", "https://lantern.example/{0}")
    title = more.get("title", "What happened in Oran")
    told = [
        _report(number, type, mode, actors, recipients, place, days, more)
        for number, _ in enumerate(outlets)
    ]  # fmt: skip
    ids = tuple(report.id for report in told)
    speakers = more.get("speakers", ())
    accounts = tuple(
        Account(r.id, r.article, f"o{n}", outlet, f"2025-10-1{n + 5}", speakers, "asserts", "asserted", "They did it.")
        for n, (r, outlet) in enumerate(zip(told, outlets, strict=True))
    )
    fields = [
        Field("type", (Value(type, ids), *more.get("other_types", ()))),
        *_dated(told, days),
        *([Field("country", (Value(place.country, ids),)), _placed(place, ids)] if place else []),
        *(Field(side, _parties(named, ids)) for side, named in (("actor", actors), ("recipient", recipients)) if named),
        *([Field("contexts", (Value("military", ids),))] if more.get("contexts") else []),
    ]
    toll = [Toll("killed", *killed, ids)] if killed else []
    event = Event(
        id="e" + text_sha256(repr((type, mode, actors, recipients, place, days, killed, more)))[:20],
        type=type, mode=mode, fields=tuple(fields), tolls=(*toll, *more.get("tolls", ())), accounts=accounts,
        reports=ids if more.get("happened", True) else (), attached=() if more.get("happened", True) else ids,
        origins=tuple(Origin(f"o{n}", outlet, (f"a{n}",)) for n, outlet in enumerate(outlets)),
        verification=more.get("verification", Verification.SINGLE_SOURCE), happened=more.get("happened", True),
    )  # fmt: skip
    sources = tuple(
        Source(r.article, url and url.format(n), outlet, title, f"2025-10-1{n + 5}", "en")
        for n, (r, outlet) in enumerate(zip(told, outlets, strict=True))
    )
    country = {"DZA": "Algeria", "USA": "United States"}.get(place.country or "") if place else None
    region = "Oran" if place and place.admin1 else None
    return Exported(event, sources, {r.id: r for r in told}, FIRST, more.get("updated", LAST), region, country)


def about(format: str = "csv", **query: Any) -> About:
    return About("9.9", format, query, LAST)


def _report(
    number: int, type: str, mode: str | None, actors: Any, recipients: Any, place: Place | None, days: Any, more: Any
) -> Report:  # fmt: skip
    sides = [
        tuple(Party(ANYWHERE, f"the {n}", Identity(c, s, name=n, role=more.get("role"))) for n, c, s in side)
        for side in (actors, recipients)
    ]
    return Report(
        id=f"r{number}", article=f"a{number}", type=type, mode=mode, contexts=(), quad=4, triggers=(ANYWHERE,),
        actors=sides[0], recipients=sides[1], reciprocal=more.get("reciprocal", False),
        places=(EventPlace(ANYWHERE, f"{place.name}'s market", place),) if place else (),
        when=When(*days, _precision(days), ANYWHERE) if days else None, counts=(), speakers=(),
        factuality=Factuality.ASSERTED, factuality_cues=(), doubts=(), confidence=0.9, pattern="p", because="b",
        coder=CODER,
    )  # fmt: skip


def _precision(days: tuple[date, date]) -> str:
    known = {1: "day", 7: "week", 28: "month", 29: "month", 30: "month", 31: "month"}
    return known.get((days[1] - days[0]).days + 1, "span")


def _dated(told: list[Report], days: Any) -> list[Field]:
    when = told[0].when
    return [Field("date", (Value(when.iso, tuple(r.id for r in told)),))] if when and days else []


def _placed(place: Place, ids: tuple[str, ...]) -> Field:
    names = ("name", "precision", "country", "admin1", "geonameid", "lat", "lon", "radius_km")
    return Field("place", (Value({name: getattr(place, name) for name in names}, ids),))


def _parties(named: Any, ids: tuple[str, ...]) -> tuple[Value, ...]:
    return tuple(Value({"name": n, "id": None, "country": c, "sectors": list(s)}, ids) for n, c, s in named)
