"""Pages that were read, to the store: written, merged and ticked off in one transaction."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.collect import Capture
from tocsin.errors import StoreError
from tocsin.flow.collected import Collected
from tocsin.flow.eventing import Joining
from tocsin.flow.following import Follower
from tocsin.model import Coder, Reading
from tocsin.store import Store, Written
from tocsin.store.issues import ISSUE, QUARANTINE


@dataclass(frozen=True, slots=True)
class Taken:
    """A page that was read and is to be recorded; `name` stands for it over all sources."""

    capture: Capture
    reading: Reading
    name: str

    @property
    def page(self) -> str:
        """The page as articles know it."""
        return self.reading.article.url or self.reading.article.id

    @property
    def names(self) -> frozenset[str]:
        """What tells its page and its text from others."""
        return frozenset({self.name, self.page, self.reading.article.id})


def item_of(capture: Capture) -> str:
    """The page, its content and what its source says of it: a change of any is to be read again."""
    page = capture.page
    said = (page.url, page.title, page.outlet, page.published, page.byline) if page is not None else ()
    return repr((capture.key, capture.outcome.sha256, said))


class Recorder:
    """Records what was read by one coder."""

    def __init__(self, store: Store, joining: Joining, coder: Coder) -> None:
        self._store, self._joining, self._coder = store, joining, coder

    def record(self, taken: Sequence[Taken], follower: Follower, run: str, tally: Collected) -> None:
        """Record pages of one visit, all different, and add what came of them to the tally.

        A page that breaks merging is put on record as such, and costs no other page. Raises errors of the StoreError
        family only.
        """
        try:
            with self._joining.writing():
                counted = self._written(taken, follower, run)
        except StoreError:
            raise
        except Exception as error:
            if os.environ.get("TOCSIN_DEBUG"):
                raise
            if len(taken) > 1:
                for one in taken:
                    self.record([one], follower, run, tally)
            else:
                self._broken(taken[0].name, error, run, tally)
            return
        counted.add_to(tally)

    def _broken(self, name: str, error: Exception, run: str, tally: Collected) -> None:
        message = f"{name} could not be merged; found {type(error).__name__}: {error}; please report it"
        self._store.issues.note(name, message, QUARANTINE, run)
        tally.failed += 1
        tally.complain(message)

    def _written(self, taken: Sequence[Taken], follower: Follower, run: str) -> Collected:
        counted = Collected()
        items = {item_of(one.capture): one for one in taken}
        todo = self._store.runs.to_do(run, items)
        # the sweep brought the others twice
        counted.unchanged += len(taken) - len(todo)
        if todo:
            self._keep([items[item] for item in todo], follower, run, counted)
            self._store.runs.done_many(run, todo)
        return counted

    def _keep(self, taken: Sequence[Taken], follower: Follower, run: str, counted: Collected) -> None:
        """Write and merge readings, inside a transaction."""
        store, joiner = self._store, self._joining.joiner()
        store.issues.settle_many([one.name for one in taken if one.reading.article.text])
        before = store.articles.standing([one.page for one in taken])
        told = store.reports.told_by(list(before.values()))
        written = store.readings.write_many([_named(one) for one in taken], self._coder, run)
        self._captured(taken, written, follower)
        self._note(taken, written, run)
        kept = list[tuple[Reading, list[str]]]()
        for one, done in zip(taken, written, strict=True):
            stood = before.get(one.page)
            changed = done.reading is not None and (done.reading_changed or done.article_changed)
            if changed and done.reading is not None:
                kept.append((done.reading, told.get(stood or "", [])))
            _count(one, done, changed, stood is None, counted)
        counted.events += joiner.take_up_many(kept)

    def _captured(self, taken: Sequence[Taken], written: Sequence[Written], follower: Follower) -> None:
        captures = [
            follower.capture_of(
                one.capture.key, one.capture.outcome, None if done.reading is None else done.article, one.reading.error
            )
            for one, done in zip(taken, written, strict=True)
        ]
        self._store.sources.captured_many([capture for capture in captures if capture is not None])

    def _note(self, taken: Sequence[Taken], written: Sequence[Written], run: str) -> None:
        """Put on record why an article is not coded, or that it is so no longer."""
        pages = [(one.page, one.reading.error) for one, done in zip(taken, written, strict=True) if done.reading]
        self._store.issues.settle_many([page for page, error in pages if error is None], ISSUE)
        for page, error in pages:
            if error is not None:
                self._store.issues.note(page, error, ISSUE, run)


def _named(one: Taken) -> Reading:
    """The reading, under the page's name where there is no text to tell it by."""
    article = one.reading.article
    return one.reading if article.text else replace(one.reading, article=replace(article, url=one.name))


def _count(one: Taken, done: Written, changed: bool, new: bool, counted: Collected) -> None:
    counted.reports += done.new + done.changed if changed else 0
    if one.reading.error is not None:
        counted.failed += 1
        counted.complain(f"{one.name}: {one.reading.error}")
    elif not changed:
        counted.unchanged += 1
    elif new:
        counted.new += 1
    else:
        counted.changed += 1
