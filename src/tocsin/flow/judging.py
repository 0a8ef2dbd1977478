"""What people hold of events, taken up at once: several are one, some reports are another's, and all of it undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from tocsin.errors import InputError
from tocsin.flow.eventing import Joiner
from tocsin.model import Event, Judgement, Verdict
from tocsin.store import Store, StoredJudgement


@dataclass(frozen=True, slots=True)
class Act:
    """What one person held at one moment: the judgements of one `merge`, `split` or `correct`, undone together."""

    judgements: tuple[StoredJudgement, ...]

    @property
    def id(self) -> str:
        """The id of its first judgement."""
        return self.judgements[0].id

    @property
    def subjects(self) -> set[str]:
        """The ids of all that it is about."""
        return {*self.pairs, *self.corrected}

    @property
    def pairs(self) -> set[str]:
        """The ids of the reports that were held to tell one event, or not."""
        held = [stored.judgement for stored in self.judgements]
        return {id for j in held if isinstance(j, Judgement) for id in (j.left, j.right)}

    @property
    def corrected(self) -> set[str]:
        """The ids of the events and reports of which fields were corrected."""
        held = [stored.judgement for stored in self.judgements]
        return {j.subject for j in held if not isinstance(j, Judgement)}


@dataclass(frozen=True, slots=True)
class Judged:
    """What an act changed: ids of judgements, the events as they are now, and ids that lead to one of them now."""

    judgements: tuple[str, ...]
    events: tuple[Event, ...]
    gone: tuple[str, ...] = field(default=())


def merge(store: Store, events: Sequence[str], by: str, why: str) -> Judged:
    """Hold that events are one; the oldest id stays, the others lead to it.

    What was held apart between them before is held to be the same now. Raises `InputError` when they are one already,
    or one of them does not exist.
    """
    check(by, why)
    with store.transaction():
        found = list(dict.fromkeys(_standing(store, event).id for event in events))
        if len(found) < 2:
            raise InputError(
                "nothing to merge", found=", ".join(events), expected="two events or more that are not one"
            )
        joiner = Joiner(store)
        event_of = {report: event for event in found for report in joiner.members(event)}
        speakers = [next(iter(_told(store, event))) for event in found]
        pairs = [(speakers[0], other) for other in speakers[1:]]
        pairs += [(left, right) for left, right in _people(store, event_of, apart=True)]
        made = _judge(joiner, pairs, Verdict.SAME, by, why)
        now = {joiner.event_of(speaker) for speaker in speakers}
        if len(now) != 1:
            raise InputError("these events cannot be one", found="judgements that hold them apart", advice="undo them")
        joiner.settle(speakers)
        return Judged(made, _events(store, now), tuple(event for event in found if event not in now))


def split(store: Store, event: str, reports: Sequence[str], by: str, why: str) -> Judged:
    """Hold that some reports of an event tell another one; both stay whole, and apart whatever comes later.

    An id goes with the report that founded it. The first event given back is that of the reports named. Raises
    `InputError` when a report is not the event's, or none would remain.
    """
    check(by, why)
    with store.transaction():
        stored, named = _standing(store, event), list(dict.fromkeys(reports))
        _check_named(stored, named)
        joiner = Joiner(store)
        rest = [report for report in joiner.members(stored.id) if report not in set(named)]
        sides = {report: report in set(named) for report in joiner.members(stored.id)}
        # the named are joined first, so that one of them speaks for all
        made = _judge(joiner, [(named[0], other) for other in named[1:]], Verdict.SAME, by, why)
        apart = [(named[0], other) for other in rest] + list(_people(store, sides, apart=False))
        made += _judge(joiner, apart, Verdict.DIFFERENT, by, why)
        # what only the named held together would fall apart
        fallen = {joiner.event_of(report): report for report in reversed(rest)}
        fallen.pop(joiner.event_of(rest[0]))
        made += _judge(joiner, [(rest[0], other) for other in fallen.values()], Verdict.SAME, by, why)
        sides_now = [{joiner.event_of(report) for report in side} for side in (named, rest)]
        if any(len(now) != 1 for now in sides_now) or sides_now[0] == sides_now[1]:
            raise InputError(
                "the event cannot be split so", found="judgements that hold against it", advice="undo them"
            )
        joiner.settle([*named, *rest])
        return Judged(made, _events(store, [id for now in sides_now for id in now]))


def undo(store: Store, what: str, by: str, why: str) -> Judged:
    """Withdraw the act of a judgement, or the last act that touched an event; what held before holds again.

    Raises `InputError` when there is nothing to undo.
    """
    check(by, why)
    with store.transaction():
        act = _act(store, what)
        for stored in act.judgements:
            store.judgements.withdraw(stored.id, by, why)
        now = dict.fromkeys([*_settled(store, sorted(act.pairs)), *_shown_in(store, sorted(act.corrected))])
        return Judged(tuple(stored.id for stored in act.judgements), _events(store, now))


def _settled(store: Store, reports: Sequence[str]) -> Iterator[str]:
    """The events of reports on which something was held, written anew."""
    if not reports:
        return
    joiner = Joiner(store)
    joiner.settle(reports)
    yield from (id for report in reports if (id := joiner.event_of(report)) is not None)


def _shown_in(store: Store, subjects: Iterable[str]) -> Iterator[str]:
    """The events in which what was held of these events and reports was shown; fields change nothing that is stored."""
    for subject in subjects:
        yield from [store.events.resolve(subject)] if subject.startswith("e") else store.events.of_report(subject)


def acts(store: Store, as_of: datetime | None = None) -> list[Act]:
    """What people held and have not undone, the last first."""
    found: dict[tuple[datetime, str], list[StoredJudgement]] = {}
    for stored in store.judgements.human(as_of):
        # a transaction has a moment of its own
        found.setdefault((stored.recorded_at, stored.judgement.by), []).append(stored)
    return [Act(tuple(group)) for group in reversed(found.values())]


def _act(store: Store, what: str) -> Act:
    known = acts(store)
    if what.startswith("j"):
        found = [act for act in known if any(stored.id.startswith(what) for stored in act.judgements)]
        if len(found) > 1:
            raise InputError("several judgements begin so", found=what, advice="give more of the id")
        missing = "no person's judgement of that id stands"
    else:
        event = _standing(store, what)
        about = {event.id, *event.reports, *event.attached}
        touched = (act for act in known if about & act.subjects or event.id in _shown_in(store, act.corrected))
        found = list(islice(touched, 1))
        missing = "no person has judged this event"
    if not found:
        raise InputError(missing, found=what, advice="`tocsin undo` lists what can be undone")
    return found[0]


def _people(store: Store, group_of: dict[str, str] | dict[str, bool], apart: bool) -> Iterator[tuple[str, str]]:
    """Pairs from different groups on which a person's last word is that they are the same, or `apart`."""
    last: dict[tuple[str, str], Verdict] = {}
    for stored in store.judgements.human():
        held = stored.judgement
        if isinstance(held, Judgement):
            last[min(held.left, held.right), max(held.left, held.right)] = held.verdict
    for (left, right), verdict in last.items():
        known = left in group_of and right in group_of
        if known and group_of[left] != group_of[right] and (verdict is not Verdict.SAME) == apart:
            yield left, right


def _judge(
    joiner: Joiner, pairs: Iterable[tuple[str, str]], verdict: Verdict, by: str, why: str
) -> tuple[str, ...]:  # fmt: skip
    ordered = dict.fromkeys((min(pair), max(pair)) for pair in pairs)
    return tuple(joiner.judge(Judgement(left, right, verdict, by, True, why)) for left, right in ordered)


def _standing(store: Store, event: str) -> Event:
    found = store.events.get(event)
    if found is None:
        raise InputError("no such event now", found=event, advice="`tocsin events` lists them")
    return found


def _told(store: Store, event: str) -> tuple[str, ...]:
    stored = _standing(store, event)
    return (*stored.reports, *stored.attached)


def _events(store: Store, ids: Iterable[str | None]) -> tuple[Event, ...]:
    return tuple(event for id in ids if id is not None and (event := store.events.get(id)) is not None)


def _check_named(event: Event, named: Sequence[str]) -> None:
    told = {*event.reports, *event.attached}
    if not named:
        raise InputError("no report is named", expected="reports that tell another event", advice=_SHOWN)
    strangers = [report for report in named if report not in told]
    if strangers:
        raise InputError(f"not a report of event {event.id}", found=", ".join(strangers), advice=_SHOWN)
    if len(named) == len(told):
        raise InputError(f"nothing would remain of event {event.id}", found="all its reports", advice="name fewer")


def check(by: str, why: str) -> None:
    """Raises `InputError` when nobody is named, or no reason."""
    if not by.strip():
        raise InputError("nobody is named", advice="say who judges with --by NAME, or set TOCSIN_BY")
    if not why.strip():
        raise InputError("no reason is given", advice="say why with --why TEXT; others will want to know")


_SHOWN = "`tocsin show EVENT` lists its reports"
