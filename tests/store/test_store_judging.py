from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from four_pages import LATER, of_type, take_up

from tocsin.errors import InputError
from tocsin.flow.eventing import Joiner
from tocsin.flow.judging import acts, merge, split, undo
from tocsin.merge import Merger, facts_of
from tocsin.model import Event
from tocsin.store import Store

BY, WHY = "ada", "she read them all"


def events(store: Store) -> dict[str, Event]:
    return {event.id: event for event in store.events.all()}


def restored(store: Store) -> dict[str, set[str]]:
    """The events that are told, as a process that starts now finds them."""
    merger = Merger()
    readings = (reading for id in store.articles.ever() if (reading := store.readings.get(id)) is not None)
    merger.restore((facts_of(reading) for reading in readings), store.judgements.pairs())
    told = {report.id for report in store.reports.all()}
    return {id: set(reports) & told for id, reports in merger.events().items() if set(reports) & told}


def stands(store: Store) -> bool:
    members = {id: {*e.reports, *e.attached} for id, e in events(store).items()}
    return restored(store) == members and store.doctor() == []


def seized_and_arrested(store: Store) -> tuple[Event, Event]:
    return of_type(store, "COERCE", 3), of_type(store, "COERCE", 1)


def test_events_that_a_person_merges_are_one_at_once(filled: Store) -> None:
    seized, arrested = seized_and_arrested(filled)
    before = filled.moment()
    done = merge(filled, [arrested.id, seized.id], BY, WHY)
    (event,) = done.events
    assert event.id == seized.id  # the older one
    assert done.gone == (arrested.id,)
    assert set(event.reports) == {*seized.reports, *arrested.reports}
    assert filled.events.get(arrested.id) == event
    assert filled.events.get(arrested.id, before) == arrested
    assert stands(filled)


def test_merging_and_undoing_gives_back_the_same_events_and_ids(filled: Store) -> None:
    before, led = events(filled), filled.events.redirects()
    seized, arrested = seized_and_arrested(filled)
    done = merge(filled, [seized.id, arrested.id], BY, WHY)
    back = undo(filled, done.judgements[0], BY, "not so")
    assert {event.id for event in back.events} == {seized.id, arrested.id}
    assert events(filled) == before
    assert filled.events.redirects() == led
    assert acts(filled) == []
    assert stands(filled)


def test_reports_that_a_person_splits_off_are_one_event_and_stay_out_when_later_pages_come(filled: Store) -> None:
    seized, _ = seized_and_arrested(filled)
    kept, *named = seized.reports
    done = split(filled, seized.id, named, BY, WHY)
    gone, stays = done.events
    assert set(gone.reports) == set(named)
    assert gone.id in {f"e{report[1:]}" for report in named}
    assert (stays.id, stays.reports) == (seized.id, (kept,))
    assert stands(filled)
    later = take_up(filled, LATER, "five")
    now = {report: id for id, e in events(filled).items() for report in (*e.reports, *e.attached)}
    assert now[kept] not in {now[report] for report in named}
    assert {report.id for report in later.reports} <= set(now)
    assert stands(filled)


def test_the_rest_stays_one_event_when_what_founded_it_is_split_off(filled: Store) -> None:
    seized, _ = seized_and_arrested(filled)
    first = f"r{seized.id[1:]}"
    done = split(filled, seized.id, [first], BY, WHY)
    founded, rest = done.events
    assert (founded.id, founded.reports) == (seized.id, (first,))
    assert set(rest.reports) == {*seized.reports} - {first}
    assert stands(filled)
    undo(filled, rest.id, BY, "all one after all")
    assert events(filled)[seized.id] == seized
    assert filled.events.get(rest.id) == seized
    assert stands(filled)


def test_the_last_word_counts(filled: Store) -> None:
    before = {id: set(e.reports) for id, e in events(filled).items()}
    seized, _ = seized_and_arrested(filled)
    for _ in range(2):
        parted = split(filled, seized.id, seized.reports[1:], BY, WHY)
        merge(filled, [event.id for event in parted.events], BY, WHY)
        assert {id: set(e.reports) for id, e in events(filled).items()} == before
        assert stands(filled)
    for _ in range(4):
        undo(filled, seized.id, BY, "from the start")
    assert acts(filled) == []
    assert {id: set(e.reports) for id, e in events(filled).items()} == before


@pytest.mark.parametrize("act", ["merge", "split"])
def test_others_see_all_of_it_or_nothing(filled: Store, act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, (seized, arrested) = events(filled), seized_and_arrested(filled)

    def broken(*_: Any) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(Joiner, "settle", broken)
    broken_act = (
        partial(merge, filled, [seized.id, arrested.id])
        if act == "merge"
        else partial(split, filled, seized.id, seized.reports[:1])
    )
    with pytest.raises(ZeroDivisionError):
        broken_act(BY, WHY)
    assert acts(filled) == []
    assert events(filled) == before


def test_what_cannot_be_done_is_said_and_nothing_is_recorded(filled: Store) -> None:
    seized, arrested = seized_and_arrested(filled)
    at = filled.moment()
    with pytest.raises(InputError, match="nothing to merge"):
        merge(filled, [seized.id, seized.id], BY, WHY)
    with pytest.raises(InputError, match="no such event"):
        merge(filled, [seized.id, "e0"], BY, WHY)
    with pytest.raises(InputError, match="not a report of event"):
        split(filled, seized.id, arrested.reports, BY, WHY)
    with pytest.raises(InputError, match="nothing would remain"):
        split(filled, seized.id, seized.reports, BY, WHY)
    with pytest.raises(InputError, match="nobody is named"):
        merge(filled, [seized.id, arrested.id], " ", WHY)
    with pytest.raises(InputError, match="no reason"):
        merge(filled, [seized.id, arrested.id], BY, "")
    with pytest.raises(InputError, match="no person has judged"):
        undo(filled, seized.id, BY, WHY)
    with pytest.raises(InputError, match="no person's judgement"):
        undo(filled, "j0", BY, WHY)
    assert filled.moment() == at
