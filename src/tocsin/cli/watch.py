"""`tocsin watch`: sources followed for ever."""

from __future__ import annotations

import signal
from datetime import UTC
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli.collect import SourceNames, followed
from tocsin.cli.interruptions import interruptible
from tocsin.cli.messages import complain, counted, harmless
from tocsin.cli.options import AllowPrivate, Outlet, Workers, cores
from tocsin.cli.stored import StoreAt

if TYPE_CHECKING:
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

    With SOURCE, these are added, and followed alone; without, all that the store knows, those too that are added
    meanwhile. A feed is asked every half hour or as `tocsin add --every` says, less often while it is quiet; what lies
    on a disk every ten minutes; all that is in trouble less often.

    Ctrl-C or SIGTERM ends it after the page at hand, with exit code 0; once more ends it at once, with 130.

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

    ending = _Ending()

    def page(tally: object) -> None:
        if ending.asked:
            raise Enough

    def told(one: Round) -> None:
        _tell(one)
        page(one)

    with (
        interruptible(ending.ask, signal.SIGINT, signal.SIGTERM),
        open_store(store, create=bool(names)) as opened,
        Fetcher(allow_private=allow_private) as fetcher,
    ):
        asked = names or []
        chosen = followed(opened, asked, fetcher, outlet)
        if len(chosen) < len(asked):
            raise typer.Exit(1)
        if not opened.sources.all():
            complain("no source is followed; add one with `tocsin add SOURCE`")
            raise typer.Exit(1)
        done = run(
            opened, fetcher, ending.pause, only={source.where for source in chosen} if names else None,
            read=pooled(cores() if workers is None else workers), told=told, page=page, rounds=rounds,
        )  # fmt: skip
    complain(f"watched; {counted(done, 'source')} collected")


class _Ending:
    """Whether a signal has asked for the end. The queue may be used in the midst of itself, as a signal comes."""

    def __init__(self) -> None:
        self.asked = False
        self._bell: SimpleQueue[None] = SimpleQueue()

    def ask(self, number: int, frame: Any) -> None:
        """Take a signal: the first one is kept in mind, the second one ends everything at once."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self._bell.put(None)
        complain("ending after the page at hand; once more to end at once")

    def pause(self, seconds: float) -> bool:
        """Sleep so long or until a signal comes; whether none did."""
        try:
            self._bell.get(timeout=seconds)
        except Empty:
            return True
        return False


def _tell(one: Round) -> None:
    tally = one.tally
    said = [
        f"{tally.new:,} new, {tally.changed:,} changed, {tally.unchanged:,} unchanged, {tally.failed:,} failed"
        if tally.pages or one.failed is None else "",
        f"the source failed: {harmless(one.failed)}" if one.failed is not None else "",
        _next(one),
    ]  # fmt: skip
    print(f"{one.at:%Y-%m-%d %H:%M} UTC  {harmless(one.source)}: {'; '.join(filter(None, said))}", flush=True)
    for error in tally.first_errors:
        if error != one.failed:
            complain(error)


def _next(one: Round) -> str:
    if one.next_due is None:
        return ""
    due = one.next_due.astimezone(UTC)
    day = "" if due.date() == one.at.astimezone(UTC).date() else f"{due:%Y-%m-%d} "
    return f"next at {day}{due:%H:%M} UTC"
