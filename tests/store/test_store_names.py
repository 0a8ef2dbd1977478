from __future__ import annotations

from datetime import timedelta

from made_readings import Clock, event, report
from made_readings import article as made_article

from tocsin.store import Capture, Store


def test_ids_are_found_by_their_beginning(store: Store) -> None:
    told = report(made_article())
    store.events.write([event(told, id="e12ab"), event(told, id="e12cd"), event(told, id="e9")])
    then = store.moment()
    store.events.write([], {"e12cd": "e9"})
    assert store.events.starting("e12") == ["e12ab", "e12cd"]
    assert store.events.starting("e", limit=1) == ["e12ab"]
    assert store.events.starting("e_") == []
    assert store.events.starting("e9", then) == ["e9"]


def test_articles_lead_to_their_last_capture(store: Store, clock: Clock) -> None:
    first, second = (Capture(f"p{n}", clock.now + timedelta(days=n), article="a1") for n in (1, 2))
    store.sources.captured(first)
    then = store.moment()
    store.sources.captured(second)
    assert store.sources.captured_last(["a1", "a2"]) == {"a1": second}
    assert store.sources.captured_last(["a1"], then) == {"a1": first}
