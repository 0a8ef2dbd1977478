"""People's words on single fields, laid over the events of a store wherever these are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from tocsin.flow.corrected import Corrected, corrected
from tocsin.model import Event
from tocsin.store import FieldJudgement, Held, Store, StoredJudgement

if TYPE_CHECKING:
    from tocsin.flow.corrected_reports import CorrectedReading
    from tocsin.model import Reading

Judged = Mapping[str, Sequence[StoredJudgement]]
BATCH = 200
READINGS = 200
"""Readings that are kept at hand."""


class Corrector:
    """Lays what is held of fields over the events of one state of a store; make it inside a snapshot, and once.

    What was said of an event that was merged away is said of the one that took it over.
    """

    def __init__(self, store: Store, as_of: datetime | None = None) -> None:
        self._store, self._as_of = store, as_of
        leads = {id: store.events.resolve(id, as_of) for id in store.judgements.led_away(as_of)}
        self._events = _by_subject(store.judgements.on_events(as_of), leads)
        # events that lie close together are told by the same articles
        self._read = lru_cache(maxsize=READINGS)(partial(store.readings.get, as_of=as_of))
        self._held: list[Held] | None = None
        self._changed: dict[str, datetime] | None = None

    def one(self, event: Event) -> Corrected:
        """The event with what is held of it and of its reports."""
        return self.over([event])[0]

    def over(self, events: Sequence[Event]) -> list[Corrected]:
        """The events, in their order, with what is held of them and of their reports."""
        told = {id for event in events for id in (*event.reports, *event.attached)}
        reports = _by_subject(self._store.judgements.on_reports(told, self._as_of))
        return [self._laid(event, reports) for event in events]

    def held(self) -> list[Held]:
        """Every event of which something is held, as a search is to ask for it."""
        if self._held is None:
            self._held = list(self._all_held())
        return self._held

    def changed(self, event: Event) -> datetime | None:
        """When something was last said of a field of the event or of a report of it, or was taken back."""
        if self._changed is None:
            self._changed = self._changes()
        told = (self._changed.get(id) for id in (event.id, *event.reports, *event.attached))
        return max(filter(None, told), default=None)

    def _changes(self) -> dict[str, datetime]:
        found = dict[str, datetime]()
        for subject, moment in self._store.judgements.fields_changed(self._as_of).items():
            id = self._store.events.resolve(subject, self._as_of) if subject.startswith("e") else subject
            found[id] = max(moment, found.get(id, moment))
        return found

    def _all_held(self) -> Iterator[Held]:
        ids = sorted({*self._events, *self._store.judgements.events_by_reports(self._as_of)})
        for first in range(0, len(ids), BATCH):
            for one in self.over(self._store.events.many(ids[first : first + BATCH], self._as_of)):
                if one.corrections:
                    own = {each.field: each.value for each in one.own}
                    yield Held(one.event, own, _days(own["date"]) if "date" in own else None, one.reports)

    def readings(self, event: Event) -> list[Reading]:
        """What the event's articles were read as, with what is held of the reports."""
        reports = self._store.judgements.on_reports([*event.reports, *event.attached], self._as_of)
        return [one.reading for one in self._readings(event, _by_subject(reports))]

    def said_of(self, event: Event) -> Sequence[StoredJudgement]:
        """What stands on fields of the event, the oldest first; also what a later word stands above."""
        return self._events.get(event.id, ())

    def _readings(self, event: Event, held: Judged) -> list[CorrectedReading]:
        from tocsin.flow.corrected_reports import corrected_reading
        from tocsin.flow.retelling import readings_of

        return [corrected_reading(reading, held) for reading in readings_of(event, self._read)]

    def _laid(self, event: Event, reports: Judged) -> Corrected:
        said = [id for id in (*event.reports, *event.attached) if id in reports]
        below = self._retold(event, said, reports) if said else Corrected(event, event)
        above = corrected(below.event, self._events.get(event.id, ()))
        return replace(below, event=above.event, corrections=(*above.corrections, *below.corrections))

    def _retold(self, event: Event, said: Sequence[str], held: Judged) -> Corrected:
        """The event as its reports tell it when those of them that somebody corrected tell what is held."""
        # few events need it, and most commands should not wait for what it needs
        from tocsin.flow.retelling import told_again

        laid = self._readings(event, held)
        corrections = tuple(each for one in laid for each in one.corrections if each.subject in said)
        if not corrections:
            return Corrected(event, event)
        readings = [one.reading for one in laid]
        reports = {report.id: report for reading in readings for report in reading.reports}
        changed = {each.subject: reports[each.subject] for each in corrections}
        return Corrected(told_again(event, readings), event, corrections, changed)


def _days(held: str | None) -> tuple[date | None, date | None]:
    from tocsin.export.exported import days_of

    when = days_of(held) if held is not None else None
    return (when.earliest, when.latest) if when is not None else (None, None)


def _by_subject(found: Iterable[StoredJudgement], leads: Mapping[str, str] | None = None) -> Judged:
    held: dict[str, list[StoredJudgement]] = defaultdict(list)
    for stored in found:
        if isinstance(stored.judgement, FieldJudgement):
            subject = stored.judgement.subject
            held[(leads or {}).get(subject, subject)].append(stored)
    return held
