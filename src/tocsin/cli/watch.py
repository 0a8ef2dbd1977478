"""`tocsin watch`: sources followed for ever."""

from __future__ import annotations

import signal
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli.collect import SourceNames, followed
from tocsin.cli.interruptions import interruptible
from tocsin.cli.messages import complain, counted, harmless
from tocsin.cli.options import AllowPrivate, Outlet, Workers, cores
from tocsin.cli.stored import StoreAt

if TYPE_CHECKING:
    from tocsin.flow.collected import Collected
    from tocsin.flow.watching import Round


def watch(
    names: Annotated[list[str] | None, SourceNames] = None,
    outlet: Outlet = None,
    rounds: Annotated[
        int | None, typer.Option(min=1, help="End after so many looks at what is due; else only when interrupted.")
    ] = None,
    workers: Workers = None,
    store: StoreAt = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Follow sources for ever: each is collected when it is due, and a line is printed for it.

    A feed is asked every half hour or as `tocsin add --every` says, less often while it is quiet or in trouble; what
    lies on a disk every ten minutes. With SOURCE, these are added first. Ctrl-C ends it after the page at hand.

    Examples:

      tocsin watch

      tocsin watch https://news.example/feed.xml --store news.db

      tocsin watch --rounds 1
    """
    from tocsin.batch.reading import pooled
    from tocsin.collect import Fetcher
    from tocsin.flow.watching import Enough
    from tocsin.flow.watching import watch as run
    from tocsin.store import open_store

    enough = Event()

    def page(tally: Collected) -> None:
        if enough.is_set():
            raise Enough

    def stop(number: int, frame: Any) -> None:
        if enough.is_set():
            raise KeyboardInterrupt
        enough.set()
        complain("ending after the page at hand; once more to end at once")

    with (
        interruptible(stop, signal.SIGINT, signal.SIGTERM),
        open_store(store, create=bool(names)) as opened,
        Fetcher(allow_private=allow_private) as fetcher,
    ):
        asked = names or []
        if len(followed(opened, asked, fetcher, outlet)) < len(asked):
            raise typer.Exit(1)
        if not opened.sources.all():
            complain("no source is followed; add one with `tocsin add SOURCE`")
            raise typer.Exit(1)
        read = pooled(cores() if workers is None else workers)
        done = run(
            opened, fetcher, lambda seconds: not enough.wait(seconds),
            read=read, told=_tell, page=page, rounds=rounds,
        )  # fmt: skip
    complain(f"watched; {counted(done, 'source')} collected")


def _tell(one: Round) -> None:
    tally = one.tally
    upcoming = f"; next at {one.next_due:%H:%M}" if one.next_due else ""
    print(
        f"{one.at:%Y-%m-%d %H:%M} UTC  {harmless(one.source)}: {tally.new:,} new, {tally.changed:,} changed, "
        f"{tally.unchanged:,} unchanged, {tally.failed:,} failed{upcoming}",
        flush=True,
    )
    for error in tally.first_errors:
        complain(error)
