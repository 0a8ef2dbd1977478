from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_readings import NEWER, TEXT, article, event, reading, report

from tocsin.model import Field, Value, Verification
from tocsin.store import Store


def test_what_was_written_is_read_equal(store: Store) -> None:
    told = reading()
    store.readings.write(told)
    written = event(*told.reports)
    assert store.events.write([written]) == 1
    assert store.events.get("e1") == written
    assert list(store.events.all()) == [written]
    assert store.events.of_report(told.reports[0].id) == ["e1"]
    assert not store.doctor()


def test_any_value_of_a_field_is_read_equal(store: Store) -> None:
    values = ("x", 3, 2.5, None, True, date(2025, 1, 2), ("a", ("b", 1)), {"k": (1, 2)}, {"#": "odd"}, [1, [2]])
    fields = (
        Field("odd", tuple(Value(v, ("r1",)) for v in values)),
        Field("certain", (Value(Verification.DENIED, ()),)),
    )
    written = replace(event(report(article())), fields=fields)
    store.events.write([written])
    assert store.events.get("e1") == written


def test_the_same_event_again_changes_nothing(store: Store) -> None:
    told = reading()
    store.readings.write(told)
    assert store.events.write([event(*told.reports)]) == 1
    moment = store.moment()
    assert store.events.write([event(*told.reports)]) == 0
    assert store.moment() == moment


def test_membership_is_by_version(store: Store) -> None:
    told = article()
    store.readings.write(reading(told))
    store.events.write([event(report(told))])
    store.readings.write(reading(told, report(told, coder=NEWER)))
    assert store.events.write([event(report(told))]) == 1
    assert [v.version for v in store.events.history("e1")] == [1, 2]


def test_merging_and_splitting_keep_every_id_alive(store: Store) -> None:
    one, two = reading(), reading(article(TEXT, url="https://other.example/oran", outlet="Other"))
    for told in (one, two):
        store.readings.write(told)
    apart = [event(*one.reports), event(*two.reports, id="e2")]
    store.events.write(apart)
    before = store.moment()
    merged = event(*one.reports, *two.reports, verification=Verification.CORROBORATED)
    store.events.write([merged], redirects={"e2": "e1"})
    between = store.moment()
    assert store.events.get("e2") == merged
    assert store.events.resolve("e2") == "e1"
    assert store.events.redirects() == {"e2": "e1"}
    assert store.events.get("e2", before) == apart[1]
    assert [e.id for e in store.events.all()] == ["e1"]
    assert not store.doctor()
    store.events.write(apart)
    assert [store.events.get(e.id) for e in apart] == apart
    assert store.events.redirects() == {}
    assert store.events.get("e2", between) == merged
    assert not store.doctor()


def test_an_event_that_stands_for_nothing_ends(store: Store) -> None:
    told = reading()
    store.readings.write(told)
    store.events.write([event(*told.reports)])
    before = store.moment()
    store.events.write([], ended=["e1"])
    assert store.events.get("e1") is None
    assert store.events.get("e1", before) is not None
    assert store.events.of_report(told.reports[0].id) == []


def test_events_since_a_moment(store: Store) -> None:
    store.events.write([event(report(article()))])
    before = store.moment()
    store.events.write([event(report(article()), id="e2")])
    assert [e.id for e in store.events.all(since=before)] == ["e2"]


def test_all_or_none(store: Store) -> None:
    broken = replace(event(report(article()), id="e2"), fields=(Field("bad", (Value(object(), ()),)),))
    with pytest.raises(TypeError, match="object"):
        store.events.write([event(report(article())), broken])
    assert list(store.events.all()) == []
