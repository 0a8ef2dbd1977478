"""Readings and events made by hand, from invented sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tocsin.ids import article_id, report_id, text_sha256
from tocsin.model import (
    Account,
    Article,
    Attribution,
    Coder,
    Count,
    Event,
    EventPlace,
    Factuality,
    Field,
    Identity,
    Link,
    Origin,
    Party,
    Place,
    Predicate,
    Published,
    Reading,
    Report,
    Span,
    TimeExpression,
    Toll,
    Toponym,
    Value,
    Verification,
    When,
    Zone,
    ZoneKind,
)

CODER = Coder("1.0", "m1", "c1", "k1")
NEWER = Coder("1.1", "m2", "c1", "k1")
ORAN = Place("Oran", "city", country="DZA", geonameid=2485926, lat=35.6911, lon=-0.6417, radius_km=15)
TEXT = "Quake relief reaches Oran\nRebels led by Omar Belkacem shelled Oran on Monday, killing 12, the ministry said."


class Clock:
    """A clock that a test turns; each look is a second later."""

    def __init__(self) -> None:
        self.now = datetime(2025, 10, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def article(text: str = TEXT, url: str | None = "https://daily.example/oran", outlet: str = "Daily Example") -> Article:
    head = text.index("\n") if "\n" in text else len(text)
    zones = [Zone(ZoneKind.HEADLINE, Span(0, head))] if head else []
    if head + 1 < len(text):
        zones.append(Zone(ZoneKind.BODY, Span(head + 1, len(text))))
    return Article(
        article_id(text, url), text, text_sha256(text), tuple(zones), language="en", url=url, outlet=outlet,
        title=text[:head], byline="A. Writer", published=Published("2025-10-14T08:00:00+02:00", "second", "meta"),
        links=(Link("Another story", "https://daily.example/other"),), notes=("made by hand",),
    )  # fmt: skip


def report(
    told: Article, kind: str = "ASSAULT", coder: Coder = CODER, *, trigger: str = "shelled", day: int = 13,
    actor: str = "Rebels led by Omar Belkacem", country: str | None = "DZA",
    factuality: Factuality = Factuality.ASSERTED,
) -> Report:  # fmt: skip
    text = told.text
    at = span(text, trigger)
    rebels = Party(
        span(text, actor), actor, Identity(country, ("REB",), "dza_rebels", "Algerian rebels"), how="subject"
    )
    people = Party(span(text, "Oran"), "Oran", Identity("DZA", ("CVL",)))
    when = When(date(2025, 10, day), date(2025, 10, day), "day", None)
    return Report(
        report_id(told.id, at.start, at.end), told.id, kind, "artillery", ("military",), 4, (at,), (rebels,), (people,),
        False, (EventPlace(span(text, "Oran"), "Oran", ORAN),), when, (Count("killed", 12, 12, 12, span(text, "12")),),
        (0,), factuality, (), (), 0.9, "shell", "a pattern of shelling", coder,
    )  # fmt: skip


def reading(told: Article | None = None, *reports: Report, coder: Coder = CODER) -> Reading:
    told = told or article()
    text = told.text
    ministry = Party(span(text, "the ministry"), "the ministry", Identity("DZA", ("GOV",), None, "Ministry of Defence"))
    said = Attribution((ministry.span,), (span(text, "said"),), (Span(0, 5),), ministry)
    return Reading(
        told, reports or (report(told, coder=coder),), (said,), (Toponym(span(text, "Oran"), "Oran", place=ORAN),),
        (TimeExpression(span(text, "Monday"), "DATE", "2025-10-13", date(2025, 10, 13), date(2025, 10, 13)),),
        (Predicate(span(text, "shelled"), 3.0, 7),), notes=("read by hand",),
    )  # fmt: skip


def event(*reports: Report, id: str = "e1", verification: Verification = Verification.SINGLE_SOURCE) -> Event:
    ids = tuple(r.id for r in reports)
    accounts = tuple(
        Account(
            r.id, r.article, "o1", "Daily Example", "2025-10-14", ("the ministry",), "asserts", "asserted",
            "shelled Oran",
        )
        for r in reports
    )  # fmt: skip
    fields = (
        Field("place", (Value(ORAN, ids),)),
        Field("when", (Value((date(2025, 10, 13), date(2025, 10, 13)), ids),)),
        Field("actors", (Value(("Rebels led by Omar Belkacem",), ids),)),
    )
    return Event(
        id, reports[0].type, "artillery", fields, (Toll("killed", 12, 12, 12, ids),), accounts, ids, (),
        (Origin("o1", "daily example", tuple(sorted({r.article for r in reports}))),), verification, True,
    )  # fmt: skip
