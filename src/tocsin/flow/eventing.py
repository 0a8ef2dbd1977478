"""Readings to events in the store: what was judged, what became of which event, what their accounts add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from tocsin.flow.remembered import Remembered
from tocsin.merge import Facts, Merger, article_facts, consolidate, facts_of, origins
from tocsin.model import Event, Judgement, Reading
from tocsin.store import Store


class Joiner:
    """Takes readings up into the events of a store, and goes on where the store stands.

    `take_up` belongs into the transaction that writes the reading. When that fails, the joiner knows more than the
    store: make a new one.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._merger, self._readings = store, Merger(), Remembered(store)
        with store.snapshot():
            self._merger.restore(self._known(), store.judgements.pairs())

    def _known(self) -> Iterator[list[Facts]]:
        """What every reading told first, in the order of writing.

        Reports that are told no longer count too: events keep the ids that were minted for them.
        """
        for article, told in self._store.reports.first_told():
            reading = self._store.readings.get(article)
            if reading is not None:
                ever = replace(reading, reports=tuple(self._store.reports.ever_of_article(article)))
                yield [facts for facts in facts_of(ever) if facts.report in set(told)]

    def take_up(self, reading: Reading, before: Iterable[str] = ()) -> int:
        """Merge a reading's reports; how many events changed.

        `before` are reports that the page told until now: the events of those that it tells no longer lose them.
        """
        self._readings.put(reading)
        told = [report.id for report in reading.reports]
        fresh = {id for id in told if self._merger.event_of(id) is None} - self._store.events.holding(told)
        self._store.judgements.add_many(self._merger.add(facts_of(reading)))
        groups: dict[str, list[str]] = defaultdict(list)
        for id in told:
            groups[self._merger.event_of(id) or ""].append(id)
        # what this page alone tells, and tells for the first time, touches no event that is stored
        alone = {e: ids for e, ids in groups.items() if e and fresh.issuperset(self._merger.members(e))}
        founded = [_told_by(e, [reading], self._merger.members(e)) for e in alone]
        others = [id for e, ids in groups.items() if e not in alone for id in ids]
        return self.settle([*dict.fromkeys([*others, *before])], set(told), founded)

    def judge(self, judgement: Judgement) -> str:
        """Record what a person holds of two reports, and take it up; its id. The events are left to `settle`."""
        self._merger.judge(judgement)
        return self._store.judgements.add(judgement)

    def event_of(self, report: str) -> str | None:
        """The id of the event that a report belongs to now."""
        return self._merger.event_of(report)

    def members(self, event: str) -> tuple[str, ...]:
        """The ids of an event's reports, those among them that no page tells any longer."""
        return self._merger.members(event)

    def settle(self, reports: Iterable[str], new: Collection[str] = (), founded: Sequence[Event] = ()) -> int:
        """Write anew the events of the reports, and those that had to give reports to them or got some.

        `new` are reports that no event held before, `founded` events of theirs that are written with the others. Gives
        the number of events that changed.
        """
        todo = [event for report in reports for event in self._events_of(report)]
        events, redirects, ended = list[Event](), dict[str, str](), list[str]()
        seen = {event.id for event in founded}
        while todo:
            id = todo.pop()
            if id in seen:
                continue
            seen.add(id)
            stored = self._store.events.get(id) if self._store.events.resolve(id) == id else None
            known = {*stored.reports, *stored.attached} if stored else set[str]()
            # an event that the merger has let go lives in the store only
            members = self._merger.members(id) or tuple(sorted(known))
            for moved in sorted(set(members) - known - set(new)):
                todo += self._given_up(moved, id, redirects)
                self._lead_along(moved, id, redirects)
            todo += [now for gone in known - set(members) if (now := self._merger.event_of(gone)) is not None]
            event = self._event(id, members)
            if event is not None:
                events.append(event)
            elif stored is not None:
                ended.append(id)
        written = [event for some in (founded, events) for event in sorted(some, key=lambda event: event.id)]
        return self._store.events.write(written, redirects, sorted(ended)) + len(ended)

    def _events_of(self, report: str) -> list[str]:
        now = self._merger.event_of(report)
        return [now] if now is not None else self._store.events.of_report(report)

    def _given_up(self, report: str, to: str, redirects: dict[str, str]) -> list[str]:
        """The events that held a report before it came to another: those that live on, the others being led there."""
        living = []
        for old in self._store.events.of_report(report):
            if self._merger.members(old):
                living.append(old)
            elif old != to:
                redirects[old] = to
        return living

    def _lead_along(self, report: str, to: str, redirects: dict[str, str]) -> None:
        """Let the id that was once minted for a report go where the report goes."""
        minted = f"e{report[1:]}"
        now = self._store.events.resolve(minted)
        if minted not in (now, to) and now != to and self._merger.members(now):
            redirects[minted] = to

    def _event(self, id: str, members: Iterable[str]) -> Event | None:
        """The event as the reports that are still told tell it."""
        told = self._store.reports.tellers(list(members))
        found = (self._readings.get(article) for article in dict.fromkeys(told.values()))
        readings = [reading for reading in found if reading is not None]
        return _told_by(id, readings, list(told)) if readings else None


class Joining:
    """The joiner of a long run: made when it is first needed, since what did not change needs none, and made anew when

    others have written the store, or when it knows more than the store because a write failed.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._at = store, store.moment()
        self._joiner: Joiner | None = None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction; what others have written since the last one is taken into account."""
        with self._store.transaction():
            if self._store.moment() != self._at:
                self._joiner = None
            yield
            at = self._store.moment()
        self._at = at

    def joiner(self) -> Joiner:
        """The joiner. Ask for it before a reading is written: what the store holds already is taken for merged."""
        self._joiner = self._joiner or Joiner(self._store)
        return self._joiner

    def failed(self) -> None:
        """A write failed."""
        self._joiner = None


def _told_by(id: str, readings: Sequence[Reading], reports: Sequence[str]) -> Event:
    """The event that the reports in these readings tell."""
    whence = origins(article_facts(reading.article for reading in readings))
    return consolidate(id, readings, reports, {a: o for o in whence for a in o.articles})
