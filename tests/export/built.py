"""A reading made by hand, with every field filled, for tests of the formats."""

from __future__ import annotations

from datetime import date

from tocsin.ids import article_id, report_id, text_sha256
from tocsin.model import (
    Article,
    Attribution,
    Coder,
    Count,
    Doubt,
    EventPlace,
    Factuality,
    Identity,
    Party,
    Place,
    Predicate,
    Published,
    Reading,
    Report,
    Span,
    TimeExpression,
    Toponym,
    When,
    Zone,
    ZoneKind,
)

TEXT = (
    "Rebels shell harbour\n"
    "Colonel Osei said on Monday that rebels shelled the harbour of Tema, killing at least 12 people. "
    "The ministry did not confirm it.\n"
    "Read more: Tomato prices fall"
)
URL = "https://news.example/harbour"


def span(words: str, text: str = TEXT, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def article(text: str = TEXT, title: str | None = "Rebels shell harbour") -> Article:
    lines, at, zones = text.split("\n"), 0, []
    kinds = [ZoneKind.HEADLINE, *[ZoneKind.BODY] * (len(lines) - 2), ZoneKind.RELATED] if len(lines) > 2 else []
    for line, kind in zip(lines, kinds, strict=False):
        zones.append(Zone(kind, Span(at, at + len(line))))
        at += len(line) + 1
    return Article(
        id=article_id(text, URL),
        text=text,
        sha256=text_sha256(text),
        zones=tuple(zones),
        language="en",
        url=URL,
        outlet="The Example",
        title=title,
        published=Published("2025-10-14", "day", "meta"),
    )


def reading() -> Reading:
    source = article()
    rebels = Party(span("rebels"), "rebels", Identity("GHA", ("REB",), "group:x", "X Front"), how="subject")
    colonel = Party(span("Colonel Osei"), "Colonel Osei", Identity("GHA", ("MIL",), role="colonel"))
    ministry = Party(span("The ministry"), "The ministry", Identity("GHA", ("GOV",)))
    place = Place("Tema", "city", "GHA", "08", 2294700, 5.67, -0.02, 8.0)
    monday = date(2025, 10, 13)
    trigger = span("shelled")
    report = Report(
        id=report_id(source.id, trigger.start, trigger.end),
        article=source.id,
        type="ASSAULT",
        mode="heavy-weapons",
        contexts=("military",),
        quad=4,
        triggers=(trigger,),
        actors=(rebels,),
        recipients=(),
        reciprocal=False,
        places=(EventPlace(span("Tema"), "Tema", place),),
        when=When(monday, monday, "day", span("Monday")),
        counts=(Count("killed", 12, 12, None, span("at least 12 people")),),
        speakers=(0,),
        factuality=Factuality.ASSERTED,
        factuality_cues=(span("said"),),
        doubts=(Doubt(span("did not confirm"), (ministry,), "does not confirm"),),
        confidence=0.75,
        pattern="assault.shelling",
        because="firing shells at a place",
        coder=Coder("0", "m", "c", "k"),
    )
    heard = Attribution((colonel.span,), (span("said"),), (span("rebels shelled the harbour of Tema"),), colonel)
    return Reading(
        article=source,
        reports=(report,),
        attributions=(heard,),
        toponyms=(Toponym(span("Tema"), "Tema", "literal", place), Toponym(span("harbour"), "harbour")),
        times=(TimeExpression(span("Monday"), "DATE", "2025-10-13", monday, monday, "published"),),
        predicates=(Predicate(trigger, 3.0, 9),),
        notes=("a note",),
    )
