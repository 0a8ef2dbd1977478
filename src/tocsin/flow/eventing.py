"""Readings to events in the store: what was judged, what became of which event, what their accounts add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from tocsin.flow.recalling import Recall
from tocsin.flow.remembered import Remembered
from tocsin.merge import GrowingOrigins, Merger, consolidate, facts_of
from tocsin.model import Event, Judgement, Reading
from tocsin.store import Store


class Joiner:
    """Takes readings up into the events of a store, and goes on where the store stands.

    `take_up` belongs into the transaction that writes the reading. When that fails, the joiner knows more than the
    store: make a new one.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._merger, self._readings = store, Merger(), Remembered(store)
        self._origins = GrowingOrigins()
        with store.snapshot():
            self._recall = Recall(store, self._merger)

    def take_up(self, reading: Reading, before: Iterable[str] = ()) -> int:
        """Merge a reading's reports; how many events changed.

        `before` are reports that the page told until now: the events of those that it tells no longer lose them.
        """
        return self.take_up_many([(reading, before)])

    def take_up_many(self, readings: Sequence[tuple[Reading, Iterable[str]]]) -> int:
        """Merge the reports of readings, one after the other, and write what became of the events once for all."""
        told = [report.id for reading, _ in readings for report in reading.reports]
        held, fresh, made = self._store.events.holding(told), set[str](), list[Judgement]()
        places = self._known_again(told, held)
        for reading, _ in readings:
            self._readings.put(reading)
            ids = {report.id for report in reading.reports}
            fresh |= {id for id in ids - held if self._merger.event_of(id) is None}
            made += self._merger.add(facts_of(reading), places)
        self._store.judgements.add_many(made)
        groups: dict[str, list[str]] = defaultdict(list)
        for id in told:
            groups[self._merger.event_of(id) or ""].append(id)
        # what these pages alone tell, and tell for the first time, touches no event that is stored
        alone = {e: ids for e, ids in groups.items() if e and fresh.issuperset(self._merger.members(e))}
        founded = self._founded(alone, [reading for reading, _ in readings])
        others = [id for e, ids in groups.items() if e not in alone for id in ids]
        gone = [id for _, before in readings for id in before]
        changed = self.settle([*dict.fromkeys([*others, *gone])], set(told), founded)
        self._merger.release()
        return changed

    def _known_again(self, told: Collection[str], held: Collection[str]) -> dict[str, int]:
        """Bring back what merging goes on from, and those of the reports that were told before, also long ago.

        Gives the place of each report in the order of all tellings.
        """
        again = {*held, *self._store.tellings.told_again(told)}
        new = set(told) - again
        self._recall.resume(new)
        self._recall.reports([*again, *self._merger.partners(told)], new)
        return self._store.tellings.places(told)

    def _founded(self, events: Iterable[str], readings: Sequence[Reading]) -> list[Event]:
        """Events that these readings alone tell."""
        teller = {report.id: reading for reading in readings for report in reading.reports}
        found = []
        for event in events:
            members = self._merger.members(event)
            telling = {teller[id].article.id: teller[id] for id in members if id in teller}
            found.append(self._told_by(event, list(telling.values()), members))
        return found

    def judge(self, judgement: Judgement) -> str:
        """Record what a person holds of two reports, and take it up; its id. The events are left to `settle`."""
        self._recall.reports([judgement.left, judgement.right])
        self._merger.judge(judgement)
        return self._store.judgements.add(judgement)

    def event_of(self, report: str) -> str | None:
        """The id of the event that a report belongs to now."""
        if self._merger.event_of(report) is None:
            self._recall.reports([report])
        return self._merger.event_of(report)

    def members(self, event: str) -> tuple[str, ...]:
        """The ids of an event's reports, those among them that no page tells any longer."""
        # an event has the id that was minted for its first report
        self.event_of(f"r{event[1:]}")
        return self._merger.members(event)

    def settle(self, reports: Iterable[str], new: Collection[str] = (), founded: Sequence[Event] = ()) -> int:
        """Write anew the events of the reports, and those that had to give reports to them or got some.

        `new` are reports that no event held before, `founded` events of theirs that are written with the others. Gives
        the number of events that changed.
        """
        todo = [event for report in reports for event in self._events_of(report)]
        redirects, now_of = dict[str, str](), dict[str, tuple[str, ...]]()
        standing, seen = set[str](), {event.id for event in founded}
        while wave := [id for id in dict.fromkeys(todo) if id not in seen]:
            seen.update(wave)
            stored, todo = self._store.events.members_of(wave), []
            standing |= stored.keys()
            for id in wave:
                known = set(stored.get(id, ()))
                members = now_of[id] = self.members(id) or stored.get(id, ())
                for moved in sorted(set(members) - known - set(new)):
                    todo += self._given_up(moved, id, redirects)
                    self._lead_along(moved, id, redirects)
                lost = sorted(known.difference(members))
                todo += [now for gone in lost if (now := self.event_of(gone)) is not None]
        events = self._told(now_of)
        ended = sorted(standing.intersection(now_of).difference(event.id for event in events))
        written = [event for some in (founded, events) for event in sorted(some, key=lambda event: event.id)]
        return self._store.events.write(written, redirects, ended) + len(ended)

    def _events_of(self, report: str) -> list[str]:
        now = self.event_of(report)
        return [now] if now is not None else self._store.events.of_report(report)

    def _given_up(self, report: str, to: str, redirects: dict[str, str]) -> list[str]:
        """The events that held a report before it came to another: those that live on, the others being led there."""
        living = []
        for old in self._store.events.of_report(report):
            if self.members(old):
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

    def _told(self, events: Mapping[str, Sequence[str]]) -> list[Event]:
        """Events, given with their members, as the reports that are still told tell them; those of which none is told

        are left out.
        """
        tellers = self._store.reports.tellers([report for members in events.values() for report in members])
        found = []
        for id, members in events.items():
            told = {report: tellers[report] for report in members if report in tellers}
            readings = [one for a in dict.fromkeys(told.values()) if (one := self._readings.get(a)) is not None]
            if readings:
                found.append(self._told_by(id, readings, list(told)))
        return found

    def _told_by(self, id: str, readings: Sequence[Reading], reports: Sequence[str]) -> Event:
        """The event that the reports in these readings tell."""
        whence = self._origins.of(id, (reading.article for reading in readings))
        return consolidate(id, readings, reports, {a: o for o in whence for a in o.articles})


class Joining:
    """The joiner of a long run: made when it is first needed, since what did not change needs none, and made anew when

    others have written the store, or when it knows more than the store because a write failed.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._at = store, store.moment()
        self._joiner: Joiner | None = None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction; what others have written since the last one is taken into account.

        After one that fails the joiner is made anew: it knows more than the store.
        """
        try:
            with self._store.transaction():
                if self._store.moment() != self._at:
                    self.renew()
                yield
                at = self._store.moment()
        except BaseException:
            self.renew()
            raise
        self._at = at

    def joiner(self) -> Joiner:
        """The joiner. Ask for it before a reading is written: what the store holds already is taken for merged."""
        self._joiner = self._joiner or Joiner(self._store)
        return self._joiner

    def renew(self) -> None:
        """Let the joiner be made anew when it is next asked for."""
        self._joiner = None
