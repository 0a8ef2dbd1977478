"""From the store to what an export is made of: events with their reports and sources, a batch in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from tocsin.export.events import part
from tocsin.export.exported import Exported, Source
from tocsin.flow.corrected import Corrected
from tocsin.flow.corrector import Corrector
from tocsin.knowledge.gazetteer import Gazetteer
from tocsin.model import Article, Event, Report
from tocsin.store import Query, Recorded, Store

BATCH = 200


def exported(
    store: Store, asked: Query, as_of: datetime | None, gazetteer: Gazetteer
) -> tuple[int, Iterator[Exported]]:  # fmt: skip
    """How many events the query finds, and these one after the other; call it inside a snapshot of the store."""
    corrector = Corrector(store, as_of)
    number, found = store.found_events(asked, as_of, corrector.held())
    return number, _filled(store, found, as_of, gazetteer, corrector)


def reports_of(store: Store, events: Iterable[Event], as_of: datetime | None) -> dict[str, Report]:
    """The events' reports by id, as they were last told."""
    ids = [id for event in events for id in (*event.reports, *event.attached)]
    found = {report.id: report for report in store.reports.many(ids, as_of)}
    for id in ids:
        if id not in found and (last := store.reports.last(id, as_of)) is not None:
            found[id] = last
    return found


def _filled(
    store: Store, found: Iterator[Recorded], as_of: datetime | None, gazetteer: Gazetteer, corrector: Corrector
) -> Iterator[Exported]:
    while some := list(islice(found, BATCH)):
        events = [each.event for each in some]
        articles = store.articles.described({a.article for event in events for a in event.accounts}, as_of)
        reports = reports_of(store, events, as_of)
        for each, held in zip(some, corrector.over(events), strict=True):
            yield _one(each, held, corrector.changed(each.event), articles, reports, gazetteer)


def _one(
    found: Recorded,
    held: Corrected,
    changed: datetime | None,
    articles: dict[str, Article],
    reports: dict[str, Report],
    gazetteer: Gazetteer,
) -> Exported:
    event, reports = held.event, {**reports, **held.reports}
    told = dict.fromkeys(account.article for account in event.accounts)
    outlets = {account.article: account.outlet for account in event.accounts}
    place = field.value if (field := event.field("place")) else None
    code = part(place, "country") or (field.value if (field := event.field("country")) else None)
    admin1 = part(place, "admin1")
    country = gazetteer.country(code) if code else None
    region = gazetteer.division(code, admin1) if code and admin1 else None
    return Exported(
        event=event,
        sources=tuple(_source(id, articles.get(id), outlets[id]) for id in told),
        reports={id: reports[id] for id in (*event.reports, *event.attached) if id in reports},
        recorded_at=found.first,
        updated_at=max(filter(None, (found.last, changed))),
        region=region.name if region else None,
        country=country.name if country else None,
        corrections=held.corrections,
    )


def _source(id: str, article: Article | None, outlet: str | None) -> Source:
    if article is None:
        return Source(id, outlet=outlet)
    published = article.published.value if article.published else None
    return Source(id, article.url, article.outlet or outlet, article.title, published, article.language)
