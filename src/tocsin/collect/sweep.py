"""One sweep over a source: every page that it holds or names now, with what came of getting it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.collect.clock import Clock, SystemClock
from tocsin.collect.dates import is_before, stated
from tocsin.collect.files import stamp_of
from tocsin.collect.outcomes import NOTHING_KNOWN, FetchOutcome, Result, Validators
from tocsin.collect.pieces import Piece
from tocsin.collect.reading import no_pieces, pieces_of
from tocsin.collect.sources import Kind, Link, Source
from tocsin.errors import FetchError, TocsinError, said_of
from tocsin.model import Page

if TYPE_CHECKING:
    from tocsin.collect.fetcher import Fetcher
    from tocsin.collect.listing import Known


@dataclass(frozen=True, slots=True)
class Capture:
    """One page of a source: `key` is its URL, or its name in the source; the page is missing where it was not had.

    `link` is what the source said of it, where the source names pages rather than holds them.
    """

    key: str
    outcome: FetchOutcome
    page: Page | None = None
    link: Link | None = None


class Sweep:
    """Iterate over it once for the captures; then `outcome` tells what came of the source itself.

    - `since`: pages that are certainly older are left out; undated ones are not.
    - `known` gives the validators that an earlier sweep left for a key. The source's own are asked for under
      `source.where`; keep those of `outcome` only when all captures are kept, so that a sweep that was cut off is made
      again.
    - `again` gives the pages of a feed or sitemap that are to be looked at now whether it names them or not: for
      corrections, or as they failed before. It is asked also when the source is unchanged; not with `since`, and not
      when the source itself is in trouble.
    - `wanted` says of each link whether it is fetched now; the others are passed over (see `revisit_due`).
    - `fetcher` is needed for sources on the web and for files that name addresses.
    """

    def __init__(
        self,
        source: Source,
        fetcher: Fetcher | None = None,
        *,
        since: datetime | None = None,
        known: Known | None = None,
        again: Callable[[datetime], Iterable[Link]] | None = None,
        wanted: Callable[[Link], bool] | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.source, self._fetcher, self._since = source, fetcher, since
        self._known: Known = known or (lambda key: Validators())
        self._past = again or (lambda now: ())
        self._wanted = wanted or (lambda link: True)
        self._clock: Clock = clock or (fetcher.clock if fetcher is not None else SystemClock())
        self.outcome: FetchOutcome | None = None

    def __iter__(self) -> Iterator[Capture]:
        if self.source.kind is Kind.PAGE:
            capture = self._fetched(Link(self.source.where), self.source.where)
            self.outcome = capture.outcome
            yield capture
        elif self.source.on_the_web:
            yield from self._named()
        else:
            yield from self._held()

    def _named(self) -> Iterator[Capture]:
        from tocsin.collect.listing import listed

        listing = listed(self.source, self._needed(), self._since, self._known)
        seen = set[str]()
        for link in chain(listing.links, self._again(listing.outcome)):
            if isinstance(link, FetchOutcome):
                yield Capture(link.url, link)
            elif link.url not in seen:
                seen.add(link.url)
                if self._wanted(link):
                    yield self._fetched(link, link.url)
        self.outcome = listing.outcome

    def _again(self, outcome: FetchOutcome) -> Iterator[Link]:
        """Asked for when all that the source names is done."""
        if outcome.healthy and self._since is None:
            yield from self._past(self._clock.now())

    def _held(self) -> Iterator[Capture]:
        """The pieces of files. A file whose size and time of change are known is not opened."""
        path, at = Path(self.source.where), self._clock.now()
        try:
            if self.source.kind is not Kind.FOLDER and stamp_of(path) == self._known(self.source.where):
                self.outcome = FetchOutcome(self.source.where, at, Result.NOT_MODIFIED, validators=stamp_of(path))
                return
            stamp = stamp_of(path) if self.source.kind is not Kind.FOLDER else Validators()
            failed, nothing = None, True
            for piece in pieces_of(self.source.kind, path, self._known):
                failed, nothing = piece.error, False
                if not self._is_old(piece.page) and (piece.link is None or self._wanted(piece.link)):
                    yield self._capture(piece)
            if nothing:
                raise no_pieces(self.source.kind, path)
        except (TocsinError, OSError) as error:
            self.outcome = FetchOutcome(self.source.where, at, Result.FAILED, error=_said(error, path))
            return
        if failed is not None and self.source.kind is Kind.FILE:  # its one page is all that there is of it
            self.outcome = FetchOutcome(self.source.where, at, Result.FAILED, error=failed)
            return
        size = path.stat().st_size if path.is_file() else 0
        self.outcome = FetchOutcome(self.source.where, at, Result.FETCHED, size=size, validators=stamp)

    def _capture(self, piece: Piece) -> Capture:
        if piece.link is not None:
            return self._fetched(piece.link, piece.link.url)
        at = piece.at or self._clock.now()
        if piece.unchanged:
            return Capture(piece.name, FetchOutcome(piece.name, at, Result.NOT_MODIFIED, validators=piece.stamp))
        if piece.page is None:
            return Capture(piece.name, FetchOutcome(piece.name, at, Result.FAILED, error=piece.error))
        content = piece.page.content
        raw = content.encode("utf8", "surrogatepass") if isinstance(content, str) else content
        outcome = FetchOutcome(
            piece.name, at, Result.FETCHED, size=len(raw), sha256=hashlib.sha256(raw).hexdigest(),
            validators=piece.stamp,
        )  # fmt: skip
        return Capture(piece.name, outcome, self._named_after(piece.page))

    def _fetched(self, link: Link, key: str) -> Capture:
        capture = captured(link, self._needed(), self._known(key))
        page = self._named_after(capture.page) if capture.page is not None else None
        return replace(capture, page=page)

    def _named_after(self, page: Page) -> Page:
        """What the user calls the source helps where nobody else names the outlet."""
        return page if page.outlet or not self.source.outlet else replace(page, outlet=self.source.outlet)

    def _is_old(self, page: Page | None) -> bool:
        return page is not None and self._since is not None and is_before(stated(page.published), self._since)

    def _needed(self) -> Fetcher:
        if self._fetcher is None:
            raise FetchError(f"{self.source.where} names addresses", expected="a fetcher to get them with")
        return self._fetcher


def captured(link: Link, fetcher: Fetcher, known: Validators = NOTHING_KNOWN) -> Capture:
    """The page of one link, as for looking again at a page whose source does not name it any more."""
    fetched = fetcher.get(link.url, known)
    page = fetched.page
    if page is not None:
        page = replace(page, title=link.title, outlet=link.outlet, published=link.published)
    return Capture(link.url, fetched.outcome, page, link)


def links(source: Source, fetcher: Fetcher, since: datetime | None = None) -> Iterator[Link]:
    """The links that a source names, without those that are certainly older than `since`.

    Raises FetchError where the source cannot be fetched or is not what it was said to be, InputError where a file
    cannot be read.
    """
    if source.kind is Kind.PAGE:
        yield Link(source.where)
    elif source.on_the_web:
        from tocsin.collect.listing import listed

        listing = listed(source, fetcher, since)
        if listing.outcome.error:
            raise FetchError(listing.outcome.error)
        yield from (link for link in listing.links if isinstance(link, Link))
    else:
        pieces = pieces_of(source.kind, Path(source.where))
        yield from (piece.link for piece in pieces if piece.link is not None)


def pages(source: Source, fetcher: Fetcher | None = None, since: datetime | None = None) -> Iterator[Page]:
    """The pages of one sweep; those that could not be had are left out, so use `Sweep` to learn why."""
    for capture in Sweep(source, fetcher, since=since):
        if capture.page is not None:
            yield capture.page


def _said(error: Exception, path: Path) -> str:
    if isinstance(error, TocsinError):
        return str(error)
    return f"{path} cannot be read; found {said_of(error)}; check the path"
