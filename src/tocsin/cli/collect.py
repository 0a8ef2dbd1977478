"""`tocsin add`, `tocsin sources`, `tocsin collect`: what to follow, how it does, and what is new in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.interruptions import interruptible
from tocsin.cli.messages import complain, counted, harmless, window
from tocsin.cli.options import (
    AllowPrivate,
    Outlet,
    Workers,
    checked_date,
    checked_length,
    cores,
    first_day,
    length_of,
)
from tocsin.cli.stored import StoreAt

if TYPE_CHECKING:
    from tocsin.collect import Fetcher, Source
    from tocsin.flow.collected import Collected
    from tocsin.store import Store

SourceNames = typer.Argument(
    metavar="SOURCE", help="Feeds, sitemaps or pages by URL; folders; JSONL, CSV, WARC or page files."
)


def add(
    names: Annotated[list[str], SourceNames],
    outlet: Outlet = None,
    every: Annotated[
        str | None, typer.Option(callback=checked_length, metavar="TIME", help="How often to ask: 10m, 2h, 1d.")
    ] = None,
    store: StoreAt = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Follow sources, so that `tocsin collect` asks them what is new.

    Examples:

      tocsin add https://news.example/feed.xml --outlet "The Example"

      tocsin add https://news.example/world.rss --every 10m

      tocsin add archive/ exports/2025.jsonl.gz

    Exits with 1 when a source could not be added, as for a folder without a page; the others are.
    """
    from tocsin.collect import Fetcher
    from tocsin.store import open_store

    with open_store(store) as opened, Fetcher(allow_private=allow_private) as fetcher:
        found = followed(opened, names, fetcher, outlet, length_of(every), keep=False)
    for source in found:
        print(f"{source.kind.value}  {harmless(source.where)}")
    if len(found) < len(names):
        raise typer.Exit(1)


def sources(
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    store: StoreAt = None,
) -> None:
    """List the sources that are followed: how each does, what it brought, and when it is due.

    Counted are articles as they stand, their reports, and the events that these tell.

    Examples:

      tocsin sources

      tocsin sources --store news.db --json
    """
    from tocsin.cli.source_lines import source_record, told
    from tocsin.flow.turns import due_at
    from tocsin.store import open_store

    with open_store(store, create=False) as opened, opened.snapshot():
        brought = opened.sources.yields()
        known = [
            (each, opened.sources.health(each.address), brought[each.address], due_at(opened, each))
            for each in opened.sources.all()
        ]
    if json:
        from tocsin.cli.event_lines import printable

        print(printable([source_record(*each) for each in known]))
        return
    width = window()
    for each in known:
        print(told(*each, width))
    if not known:
        complain("no source is followed; add one with `tocsin add SOURCE`")


def remove(
    names: Annotated[list[str], typer.Argument(metavar="SOURCE", help="As `tocsin sources` names it.")],
    store: StoreAt = None,
) -> None:
    """Follow sources no longer; what they brought stays.

    Examples:

      tocsin remove https://news.example/feed.xml

    Exits with 1 when one was not followed.
    """
    from pathlib import Path

    from tocsin.store import open_store

    with open_store(store, create=False) as opened:
        gone = [opened.sources.remove(name) or opened.sources.remove(str(Path(name).absolute())) for name in names]
    for name, was in zip(names, gone, strict=True):
        if not was:
            complain(f"{harmless(name)} is not followed; `tocsin sources` lists what is")
    if not all(gone):
        raise typer.Exit(1)


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

    Exits with 1 when a page or source failed, or a source held nothing to read; all others are in the store all the
    same.
    """
    from tocsin.collect import Fetcher
    from tocsin.flow.following import source_of
    from tocsin.flow.turns import due
    from tocsin.store import open_store

    with (
        interruptible(),
        open_store(store, create=bool(names)) as opened,
        Fetcher(allow_private=allow_private) as fetcher,
    ):
        asked = names or []
        chosen = followed(opened, asked, fetcher, outlet)
        if not names:
            chosen = [source_of(each) for each in due(opened, datetime.now(UTC), disks=True)]
        tally = _watched(opened, chosen, fetcher, _moment(since), workers)
        some = bool(opened.sources.all())
    if not chosen and not names:
        complain("no source is due" if some else "no source is followed; add one with `tocsin add SOURCE`")
    elif chosen:
        _summary(tally)
    if not tally.well or len(chosen) < len(asked):
        raise typer.Exit(1)


def followed(
    store: Store,
    names: list[str],
    fetcher: Fetcher,
    outlet: str | None,
    every: timedelta | None = None,
    *,
    keep: bool = True,
) -> list[Source]:
    """The sources of that name, each followed from now on; a complaint for those that are none.

    With `keep`, what was fetched to learn what a source is serves for its first sweep, which must come at once.
    """
    from tocsin.errors import StoreError, TocsinError
    from tocsin.flow.following import follow

    found = []
    for name in names:
        try:
            found.append(follow(store, name, fetcher, outlet, every, keep=keep))
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

    at_hand = not any(source.on_the_web for source in chosen)
    read = pooled(cores() if workers is None else workers, at_hand)
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
