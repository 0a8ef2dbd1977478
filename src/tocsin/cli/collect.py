"""`tocsin add`, `tocsin sources`, `tocsin collect`: what to follow, how it does, and what is new in it."""

from __future__ import annotations

import signal
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.messages import complain, counted, harmless
from tocsin.cli.options import AllowPrivate, Outlet, Workers, checked_date, cores, first_day
from tocsin.cli.stored import StoreAt

if TYPE_CHECKING:
    from tocsin.collect import Fetcher, Source
    from tocsin.flow.collected import Collected
    from tocsin.store import Health, Store, StoredSource

SourceNames = typer.Argument(
    metavar="SOURCE", help="Feeds, sitemaps or pages by URL; folders; JSONL, CSV, WARC or page files."
)


def add(
    names: Annotated[list[str], SourceNames],
    outlet: Outlet = None,
    store: StoreAt = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Follow sources, so that `tocsin collect` asks them what is new.

    Examples:

      tocsin add https://news.example/feed.xml --outlet "The Example"

      tocsin add archive/ exports/2025.jsonl.gz

    Exits with 1 when a source could not be added; the others are.
    """
    from tocsin.collect import Fetcher
    from tocsin.store import open_store

    with open_store(store) as opened, Fetcher(allow_private=allow_private) as fetcher:
        followed = _followed(opened, names, fetcher, outlet)
    for source in followed:
        print(f"{source.kind.value}  {harmless(source.where)}")
    if len(followed) < len(names):
        raise typer.Exit(1)


def sources(store: StoreAt = None) -> None:
    """List the sources that are followed, and how they do.

    Examples:

      tocsin sources

      tocsin sources --store news.db
    """
    from tocsin.store import open_store

    with open_store(store, create=False) as opened:
        followed = opened.sources.all()
        for source in followed:
            print(_described(source, opened.sources.health(source.address)))
    if not followed:
        complain("no source is followed; add one with `tocsin add SOURCE`")


def collect(
    names: Annotated[list[str] | None, SourceNames] = None,
    outlet: Outlet = None,
    since: Annotated[
        str | None,
        typer.Option(callback=checked_date, metavar="DATE", help="Leave out pages that are certainly older."),
    ] = None,
    workers: Workers = None,
    store: StoreAt = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Collect what is new: read it, and merge its reports into one record for every real event.

    With SOURCE, these are added and collected; without, all that are due. What is known and unchanged is not read
    again, and a page that changed becomes a new version. A run that was interrupted goes on when given again.

    Examples:

      tocsin collect

      tocsin collect https://news.example/feed.xml archive/ --store news.db

      tocsin collect dump.jsonl.gz --since 2025-03-01

    Exits with 1 when a page or source failed; all others are in the store all the same.
    """
    from tocsin.collect import Fetcher
    from tocsin.flow.following import source_of
    from tocsin.store import open_store

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with open_store(store, create=bool(names)) as opened, Fetcher(allow_private=allow_private) as fetcher:
            asked = names or []
            chosen = _followed(opened, asked, fetcher, outlet)
            if not names:
                chosen = [source_of(each) for each in opened.sources.due(datetime.now(UTC))]
            tally = _watched(opened, chosen, fetcher, _moment(since), workers)
            followed = bool(opened.sources.all())
    except KeyboardInterrupt:
        complain("interrupted; give the same command again to go on")
        raise typer.Exit(130) from None
    finally:
        signal.signal(signal.SIGTERM, before)
    if not chosen and not names:
        complain("no source is due" if followed else "no source is followed; add one with `tocsin add SOURCE`")
    else:
        _summary(tally)
    if not tally.well or len(chosen) < len(asked):
        raise typer.Exit(1)


def _followed(store: Store, names: list[str], fetcher: Fetcher, outlet: str | None) -> list[Source]:
    """The sources of that name, each followed from now on; a complaint for those that are none."""
    from tocsin.errors import StoreError, TocsinError
    from tocsin.flow.following import follow

    found = []
    for name in names:
        try:
            found.append(follow(store, name, fetcher, outlet))
        except StoreError:
            raise
        except TocsinError as error:
            complain(str(error))
    return found


def _watched(
    store: Store, chosen: list[Source], fetcher: Fetcher, since: datetime | None, workers: int | None
) -> Collected:
    from tocsin.batch.reading import pooled
    from tocsin.cli.collect_progress import CollectProgress
    from tocsin.flow.collecting import collect as run

    read = pooled(cores() if workers is None else workers)
    with CollectProgress(len(chosen)) as progress:
        return run(store, chosen, fetcher=fetcher, since=since, watch=progress.watch, read=read)


def _moment(day: str | None) -> datetime | None:
    if day is None:
        return None
    moment = datetime.fromisoformat(day if len(day) > 7 else first_day(day).isoformat())
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _summary(tally: Collected) -> None:
    articles = tally.new + tally.changed + tally.unchanged
    complain(
        f"{counted(tally.sources, 'source')}, {counted(articles, 'article')}: {tally.new:,} new, "
        f"{tally.changed:,} changed, {tally.unchanged:,} unchanged; {tally.failed:,} failed"
    )
    complain(f"{counted(tally.reports, 'report')} written, {counted(tally.events, 'event')} founded or changed")
    for error in tally.first_errors:
        complain(error)
    if tally.failed_sources:
        complain(f"{counted(tally.failed_sources, 'source')} failed; see `tocsin sources`")


def _described(source: StoredSource, health: Health) -> str:
    outlet = source.options.get("outlet")
    lines = [f"{harmless(source.address)}  ({source.kind}{f', {harmless(outlet)}' if outlet else ''})"]
    if health.last_visit is None:
        lines.append("  not collected so far")
    else:
        seen = f"{health.last_visit:%Y-%m-%d %H:%M} UTC"
        lines.append(f"  last collected {seen}; {counted(health.articles, 'article')} in all")
    if health.failures:
        lines.append(f"  failed {counted(health.failures, 'time')} in a row: {harmless(health.last_error or '')}")
    return "\n".join(lines)
