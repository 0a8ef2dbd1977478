"""Events for programs: JSON, the bench format, and clusters of mentions."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from tocsin.flow.corrected import Corrected
    from tocsin.model import Event
    from tocsin.store import Capture, Store

BATCH = 500


def lines_of_events(
    store: Store, found: Sequence[Corrected], as_of: datetime | None, format: str, everything: bool
) -> Iterator[str]:  # fmt: skip
    """What a file of that format holds; `everything`: clusters over all articles of the store.

    JSON has what people hold of fields; what is for scorers has what was read.
    """
    if format == "json":
        yield printable([_record(one) for one in found]) + "\n"
    elif format == "bench":
        yield from _bench(store, [one.read for one in found], as_of)
    else:
        yield from _coref(store, [one.read for one in found], as_of, everything)


def printable(record: object) -> str:
    """Indented JSON; characters that standard output cannot hold, or that could steer a terminal, are escaped."""
    from tocsin.export.terminal import UNSAFE

    text = json.dumps(record, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf8", "surrogatepass")
    except UnicodeEncodeError:
        return json.dumps(record, indent=2)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _record(one: Corrected) -> dict[str, Any]:
    from tocsin.export.events import corrected_record

    return corrected_record(one.event, one.corrections)


def _bench(store: Store, events: Sequence[Event], as_of: datetime | None) -> Iterator[str]:
    from tocsin.export.events import event_bench
    from tocsin.export.plain import compact
    from tocsin.flow.exporting import reports_of

    names = _names(store, {account.article for event in events for account in event.accounts}, as_of)
    for first in range(0, len(events), BATCH):
        some = events[first : first + BATCH]
        reports = reports_of(store, some, as_of)
        for event in some:
            yield compact(event_bench(event, reports, names)) + "\n"


def _coref(store: Store, events: Sequence[Event], as_of: datetime | None, everything: bool) -> Iterator[str]:
    from tocsin.export.events import coref_record
    from tocsin.export.plain import compact
    from tocsin.merge import mention_clusters

    told = dict.fromkeys(account.article for event in events for account in event.accounts)
    articles = dict.fromkeys(store.articles.ids(as_of)) if everything else told
    readings = [reading for id in articles if (reading := store.readings.get(id, as_of)) is not None]
    event_of = {report: event.id for event in events for report in (*event.reports, *event.attached)}
    names = _names(store, articles, as_of)
    for article, mentions in mention_clusters(readings, event_of).items():
        yield compact(coref_record(names.get(article, article), mentions)) + "\n"


def _names(store: Store, articles: Collection[str], as_of: datetime | None) -> dict[str, str]:
    return {article: input_id(found) for article, found in store.sources.captured_last(articles, as_of).items()}


def input_id(capture: Capture) -> str:
    """What its source calls a page: a record's id, a file's path in its folder; the URL of a page on the web."""
    if capture.source and capture.url.startswith("file:") and "://" not in capture.source:
        inside = capture.url.removeprefix(Path(capture.source).absolute().as_uri())
        if inside != capture.url and len(inside) > 1 and inside[0] in "/#":
            return unquote(inside[1:])
    return capture.url
