"""Stored articles read anew by a newer coder: new versions where something changed, and the events settled."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

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


def recode(store: Store, coder: Coder, chosen: Chosen, watch: Callable[[Recoded], None] | None = None) -> Recoded:
    """Read the chosen articles anew, one transaction an article; what was done by this coder already is left alone.

    A recoding that was killed goes on where it stopped when it is given again. An article that can no longer be coded
    keeps what it told. Raises errors of the StoreError family only.
    """
    ids = list(_chosen(store, coder, chosen))
    work = _Recoding(store, coder, Recoded(len(ids)))
    for id in ids:
        work.article(id)
        if watch is not None:
            watch(work.tally)
    return work.tally


def without_report(store: Store) -> int:
    """How many judgements of people, still standing, are about a report that no article tells any longer."""
    about = [stored.judgement for stored in store.judgements.human()]
    subjects = [(j.left, j.right) if isinstance(j, Judgement) else (j.subject,) for j in about]
    reports = sorted({id for some in subjects for id in some if id.startswith("r")})
    told = {report.id for report in store.reports.many(reports)}
    return sum(any(id.startswith("r") and id not in told for id in some) for some in subjects)


class _Recoding:
    def __init__(self, store: Store, coder: Coder, tally: Recoded) -> None:
        self._store, self._coder, self.tally = store, coder, tally
        self._joining = Joining(store)

    def article(self, id: str) -> None:
        before = self._store.readings.get(id)
        if before is None:
            self.tally.same += 1
            return
        try:
            self._write(before, _as_before(before, code_article(before.article, self._coder)))
        except StoreError:
            raise
        except Exception as error:
            if os.environ.get("TOCSIN_DEBUG"):
                raise
            # an article that breaks the coder keeps what it told, and must not cost the others
            self._joining.failed()
            self.tally.failed += 1
            self.tally.complain(f"{before.article.url or id} was not read anew; found {type(error).__name__}: {error}")

    def _write(self, before: Reading, now: Reading) -> None:
        store, tally = self._store, self.tally
        with self._joining.writing():
            standing = store.articles.at(before.article.url or before.article.id)
            # a page may have got a new text meanwhile
            still = standing is not None and standing.id == before.article.id
            events = self._settled(before, now) if still else None
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
