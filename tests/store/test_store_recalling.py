"""Going on with a store of which only the newest tellings are at hand: all older events live in the store, whole."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from four_pages import AGAIN, ARRESTED, LATER, SEIZED, TAKEN
from test_store_judging import BY, WHY, events

import tocsin
from tocsin.flow import eventing
from tocsin.flow.eventing import Joiner
from tocsin.flow.judging import merge, split, undo
from tocsin.merge import Merger
from tocsin.model import Event, Judgement, Reading, Verdict
from tocsin.store import Store
from tocsin.store.tellings import Tellings

STRUCK = "Nurses in Accra went on strike on Wednesday, their union said.\n"
SIGNED = "Ghana and Togo signed a trade agreement in Lomé on Friday.\n"


def read(text: str, outlet: str) -> Reading:
    return tocsin.read(text=text, outlet=outlet, published="2025-10-14", url=f"https://{outlet}.example/1")


@pytest.fixture(scope="module")
def told() -> dict[str, Reading]:
    texts = {
        "one": SEIZED, "two": TAKEN, "three": AGAIN, "four": ARRESTED, "five": STRUCK, "six": SIGNED, "seven": LATER,
    }  # fmt: skip
    return {outlet: read(text, outlet) for outlet, text in texts.items()}


def take_up(store: Store, *readings: Reading) -> None:
    """As a command does that was given anew."""
    with store.transaction():
        joiner = Joiner(store)
        before = store.articles.standing([r.article.url or "" for r in readings])
        gone = store.reports.told_by(list(before.values()))
        store.readings.write_many(readings)
        joiner.take_up_many([(r, gone.get(before.get(r.article.url or "", ""), ())) for r in readings])


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the last telling is compared with what is new."""
    monkeypatch.setattr(eventing, "Merger", partial(Merger, 1))


@pytest.fixture
def old(store: Store, told: dict[str, Reading], monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store whose first event, told by three pages, has long left what is compared."""
    for outlet in ("one", "two", "three", "four", "five", "six"):
        take_up(store, told[outlet])
    monkeypatch.setattr(eventing, "Merger", partial(Merger, 1))
    return store


def seized(store: Store) -> Event:
    (event,) = (e for e in store.events.all() if len(e.accounts) > 1)
    return event


def sound(store: Store) -> bool:
    """Every report is told by one event, and by no other."""
    members = [r for e in store.events.all() for r in (*e.reports, *e.attached)]
    return sorted(members) == sorted(r.id for r in store.reports.all()) and store.doctor() == []


def without_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_anew(*_: Any) -> None:
        raise AssertionError("no page is compared")

    monkeypatch.setattr(Tellings, "readings", read_anew)
    monkeypatch.setattr(Tellings, "backwards", read_anew)


def test_a_page_of_an_old_event_that_is_read_anew_stays_in_it(old: Store, told: dict[str, Reading]) -> None:
    event = seized(old)
    for outlet in ("one", "two"):
        newer = tuple(replace(r, confidence=0.123) for r in told[outlet].reports)
        take_up(old, replace(told[outlet], reports=newer))
    now = seized(old)
    assert (now.id, set(now.reports)) == (event.id, set(event.reports))
    assert len(old.events.history(event.id)) > 1
    assert sound(old)


def test_old_events_do_not_stay_in_memory(old: Store, told: dict[str, Reading]) -> None:
    at_hand = {report.id for report in told["six"].reports}
    with old.transaction():
        joiner = Joiner(old)
        for outlet in ("one", "two", "four", "six"):
            newer = tuple(replace(r, confidence=0.123) for r in told[outlet].reports)
            old.readings.write(replace(told[outlet], reports=newer))
            joiner.take_up(replace(told[outlet], reports=newer))
    known = [r.id for reading in told.values() for r in reading.reports if joiner._merger.event_of(r.id) is not None]
    assert set(known) == at_hand
    assert sound(old)


def test_an_old_event_loses_the_report_of_a_page_that_changed_and_gets_it_back_with_its_text(
    old: Store, told: dict[str, Reading]
) -> None:
    event = seized(old)
    changed = tocsin.read(text="There is no comment.\n", outlet="one", url=told["one"].article.url)
    take_up(old, changed)
    (one,) = told["one"].reports
    assert set(seized(old).reports) == set(event.reports) - {one.id}
    assert sound(old)
    take_up(old, told["one"])
    assert (seized(old).id, set(seized(old).reports)) == (event.id, set(event.reports))
    assert sound(old)


def test_people_judge_old_events_without_any_page_being_read_anew(
    old: Store, told: dict[str, Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_reading(monkeypatch)
    before, event = events(old), seized(old)
    other = next(e for e in old.events.all() if "Nairobi" in e.accounts[0].words)
    done = merge(old, [other.id, event.id], BY, WHY)
    assert [e.id for e in done.events] == [event.id]
    assert old.events.resolve(other.id) == event.id
    assert len(seized(old).accounts) == 4
    undo(old, event.id, BY, "not so")
    assert events(old) == before
    gone, stays = split(old, event.id, event.reports[:1], BY, WHY).events
    assert {gone.id, stays.id} >= {event.id}
    assert sound(old)
    undo(old, gone.id, BY, "not so")
    assert events(old) == before


def test_a_page_that_a_person_holds_to_be_of_an_old_event_joins_it(old: Store, told: dict[str, Reading]) -> None:
    event, (late,) = seized(old), told["seven"].reports
    take_up(old, told["seven"])
    assert old.events.of_report(late.id) != [event.id]
    merge(old, [event.id, *old.events.of_report(late.id)], BY, WHY)
    assert old.events.of_report(late.id) == [event.id]
    # it comes again after it was gone
    take_up(old, tocsin.read(text="There is no comment.\n", outlet="seven", url=told["seven"].article.url))
    assert old.events.of_report(late.id) == []
    take_up(old, told["seven"])
    assert old.events.of_report(late.id) == [event.id]
    assert sound(old)


def test_a_report_that_a_person_judged_before_it_came_joins_an_old_event(old: Store, told: dict[str, Reading]) -> None:
    event, (late,) = seized(old), told["seven"].reports
    old.judgements.add(Judgement(event.reports[0], late.id, Verdict.SAME, BY, True, WHY))
    take_up(old, told["seven"])
    assert old.events.of_report(late.id) == [event.id]
    assert set(seized(old).reports) == {*event.reports, late.id}
    assert sound(old)


@pytest.mark.usefixtures("few")
def test_with_few_tellings_at_hand_one_run_gives_what_several_give(store: Store, told: dict[str, Reading]) -> None:
    with store.transaction():
        joiner = Joiner(store)
        for reading in told.values():
            store.readings.write(reading)
            joiner.take_up(reading)
    together = sorted((e.id, e.reports, e.attached) for e in store.events.all())
    with tocsin.store.open_store("memory:") as another:
        for reading in told.values():
            take_up(another, reading)
        assert sorted((e.id, e.reports, e.attached) for e in another.events.all()) == together
    assert len(together) > 4


def test_what_is_compared_is_read_as_it_was_when_merging_went_on(
    store: Store, told: dict[str, Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    take_up(store, told["one"])
    at, asked = store.moment(), list[Any]()
    readings = Tellings.readings

    def read_at(self: Tellings, articles: Any, as_of: Any = None) -> Any:
        asked.append((sorted(articles), as_of))
        return readings(self, articles, as_of)

    monkeypatch.setattr(Tellings, "readings", read_at)
    take_up(store, told["two"])
    assert asked == [([told["one"].article.id], at)]
    assert len(seized(store).accounts) == 2
