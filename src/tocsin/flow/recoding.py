"""Stored articles read anew by a newer coder: new versions where something changed, and the events settled."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from tocsin.coding import Coder
from tocsin.errors import InputError, StoreError
from tocsin.flow.complaints import Complaints
from tocsin.flow.eventing import Joining
from tocsin.flow.steps import code_article
from tocsin.model import Article, Judgement, Reading
from tocsin.store import Store


@dataclass(slots=True)
class Recoded(Complaints):
    """What a recoding came to: articles by what came of them, and versions written.

    `new`, `changed` and `ended` count reports, `events` those founded or changed.
    """

    total: int = 0
    same: int = 0
    different: int = 0
    failed: int = 0
    new: int = 0
    changed: int = 0
    ended: int = 0
    events: int = 0

    @property
    def done(self) -> int:
        """Articles that were looked at."""
        return self.same + self.different + self.failed


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which articles: by id or URL, by day of publication (both ends inclusive); `again`: also its own."""

    names: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    again: bool = False


Anew = Callable[[Iterable[Article]], Iterator[Reading | str]]
"""Reads articles anew, here or elsewhere: one reading an article, in order, or in words what went wrong.

It may take articles ahead.
"""


def recode(
    store: Store,
    coder: Coder,
    chosen: Chosen,
    watch: Callable[[Recoded], None] | None = None,
    read: Anew | None = None,
) -> Recoded:
    """Read the chosen articles anew, one transaction an article; what was done by this coder already is left alone.

    `read` must read as `coder` does. A recoding that was killed goes on where it stopped when it is given again. An
    article that can no longer be coded keeps what it told. Raises errors of the StoreError family only.
    """
    ids = list(_chosen(store, coder, chosen))
    work = _Recoding(store, coder, Recoded(len(ids)), watch)
    work.run(ids, read or (lambda articles: (read_anew(article, coder) for article in articles)))
    return work.tally


def read_anew(article: Article, coder: Coder) -> Reading | str:
    """What the article is read as now; where it breaks the coder, in words what went wrong."""
    try:
        return code_article(article, coder)
    except Exception as error:
        if os.environ.get("TOCSIN_DEBUG"):
            raise
        return _found(error)


def _found(error: Exception) -> str:
    return f"found {type(error).__name__}: {error}"


def without_report(store: Store, since: datetime | None) -> int:
    """How many judgements of people, still standing, are about a report that was told at a moment and is told no more.

    What was told no longer by then is not counted: a split holds also such reports of the event apart.
    """
    about = [stored.judgement for stored in store.judgements.human()]
    subjects = [(j.left, j.right) if isinstance(j, Judgement) else (j.subject,) for j in about]
    reports = sorted({id for some in subjects for id in some if id.startswith("r")})
    before, now = ({report.id for report in store.reports.many(reports, at)} for at in (since, None))
    return sum(not (before - now).isdisjoint(some) for some in subjects)


class _Recoding:
    def __init__(
        self, store: Store, coder: Coder, tally: Recoded, watch: Callable[[Recoded], None] | None
    ) -> None:  # fmt: skip
        self._store, self._coder, self.tally, self._watch = store, coder, tally, watch
        self._joining = Joining(store)
        self._sent: deque[Article] = deque()

    def run(self, ids: Iterable[str], read: Anew) -> None:
        """Read the articles and write what came of each, in their order."""
        for found in read(self._articles(ids)):
            self._take(self._sent.popleft(), found)
            self._seen()

    def _articles(self, ids: Iterable[str]) -> Iterator[Article]:
        for id in ids:
            article = self._store.articles.get(id)
            if article is None:
                # it was forgotten meanwhile
                self.tally.same += 1
                self._seen()
                continue
            self._sent.append(article)
            yield article

    def _seen(self) -> None:
        if self._watch is not None:
            self._watch(self.tally)

    def _take(self, article: Article, found: Reading | str) -> None:
        if isinstance(found, str):
            self._failed(article, found)
            return
        try:
            self._write(article.id, found)
        except StoreError:
            raise
        except Exception as error:
            if os.environ.get("TOCSIN_DEBUG"):
                raise
            self._failed(article, _found(error))

    def _failed(self, article: Article, found: str) -> None:
        """An article that breaks the coder keeps what it told, and must not cost the others."""
        self.tally.failed += 1
        self.tally.complain(f"{article.url or article.id} was not read anew; {found}")

    def _write(self, id: str, found: Reading) -> None:
        store, tally = self._store, self.tally
        with self._joining.writing():
            before = store.readings.get(id)
            standing = None if before is None else store.articles.at(before.article.url or id)
            events = None
            # a page may have got a new text meanwhile
            if before is not None and standing is not None and standing.id == id:
                events = self._settled(before, _as_before(before, found))
            if events is None:
                tally.same += 1
            else:
                tally.different += 1
                tally.events += events

    def _settled(self, before: Reading, now: Reading) -> int | None:
        """How many events changed; nothing where the reading did not."""
        joiner = self._joining.joiner() if now != before else None
        written = self._store.readings.write(now, self._coder.stamp)
        self.tally.new += written.new
        self.tally.changed += written.changed
        self.tally.ended += written.ended
        kept = self._store.readings.get(before.article.id)
        if joiner is None or kept is None:
            return None
        return joiner.take_up(kept, [report.id for report in before.reports])


def _as_before(before: Reading, now: Reading) -> Reading:
    """The new reading, in which a report that says what it said keeps the coder that said it first."""
    said = {report.id: report for report in before.reports}
    kept = (
        old if (old := said.get(report.id)) is not None and replace(report, coder=old.coder) == old else report
        for report in now.reports
    )
    return replace(now, reports=tuple(kept))


def _chosen(store: Store, coder: Coder, chosen: Chosen) -> Iterator[str]:
    named = {_named(store, name).id for name in chosen.names}
    ids: Iterable[str] = store.articles.ids() if chosen.again else store.readings.outdated(coder.stamp)
    for id in ids:
        if chosen.names and id not in named:
            continue
        if chosen.since is not None or chosen.until is not None:
            article = store.articles.get(id)
            day = article.published.day if article is not None and article.published is not None else None
            if day is None or not (chosen.since or day) <= day <= (chosen.until or day):
                continue
        yield id


def _named(store: Store, name: str) -> Article:
    article = store.articles.named(name)
    if article is None:
        raise InputError("no such article", found=name, expected="an article's id or URL")
    return article
