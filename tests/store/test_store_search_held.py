"""Events are found by what people hold of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from four_pages import LATER, of_type, take_up
from test_store_correcting import hold
from test_store_search import EVENTS, fill

from tocsin.flow.corrector import Corrector
from tocsin.flow.field_values import Known
from tocsin.flow.judging import acts, merge, undo
from tocsin.model import Event
from tocsin.store import Held, Query, Store
from tocsin.store.words import found_in

BY, WHY = "ada", "she was there"


def found(store: Store, as_of: datetime | None = None, **asked: Any) -> list[str]:
    number, events = store.found_events(Query(**asked), as_of, Corrector(store, as_of).held())
    ids = [each.event.id for each in events]
    assert number == len(ids)
    return ids


@pytest.fixture
def others(filled: Store, seized: Event) -> list[str]:
    return [id for id in found(filled) if id != seized.id]


@pytest.mark.parametrize("held", [("e1",), ("e2",), ("e1", "e2")], ids=" ".join)
def test_events_that_are_held_to_be_as_read_are_found_as_before(store: Store, held: Sequence[str]) -> None:
    fill(store)
    laid = [Held(event, {}, None, {}) for id in held if (event := store.events.get(id)) is not None]
    answers = [(query, [e.event.id for e in store.found_events(query, held=laid)[1]]) for query, _ in EVENTS]
    assert answers == EVENTS


GONE = "what was read is not asked for any more"
CHANGES: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ({"actor": ["the Harbour Front"]}, {"actors": ("harbour front",)}, {"actors": ("CHL",)}),
    ({"actor": ["Kenya [KEN COP]"]}, {"actors": ("KEN",), "countries": ("KEN",)}, {"actors": ("CHL",)}),
    ({"actor": ["the Harbour Front"]}, {"parties": ("harbour front",)}, {"dyads": (("CHL", "PER"),)}),
    ({"actor": ["Kenya [KEN COP]"]}, {"dyads": (("KEN", "PER"),)}, {"dyads": (("CHL", "PER"),)}),
    ({"recipient": ["Kenya [KEN COP]"]}, {"recipients": ("KEN",)}, {"recipients": ("PER",)}),
    ({"actor": [""]}, {"types": ("COERCE",)}, {"actors": ("CHL",)}),
    ({"type": "PROTEST"}, {"types": ("protest",)}, {"types": ("COERCE",)}),
    ({"verification": "denied"}, {"verifications": ("denied",)}, {"verifications": ("corroborated",)}),
    ({"place": "Oran, DZA"}, {"places": ("oran",), "countries": ("DZA",)}, {"places": ("arica",)}),
    ({"place": "Oran, DZA"}, {"near": (35.7, -0.6, 10.0)}, {"near": (-18.5, -70.3, 30.0)}),
    ({"country": "KEN"}, {"countries": ("KEN",)}, {"places": ("arica",)}),
    ({"date": "2025-09"}, {"until": date(2025, 9, 30)}, {"since": date(2025, 10, 1)}),
    ({"date": ""}, {"types": ("COERCE",)}, {"since": date(2025, 10, 1)}),
    ({"actor": ["the Harbour Front"]}, {"text": "harbour fronts"}, {"text": "harbour meadow"}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "now", "before"), CHANGES, ids=[str(given) for given, _, _ in CHANGES])
def test_an_event_is_found_by_what_is_held_of_it_and_not_by_what_was_read(
    filled: Store,
    known: Known,
    seized: Event,
    others: list[str],
    given: dict[str, Any],
    now: dict[str, Any],
    before: dict[str, Any],
) -> None:
    at = filled.moment()
    if "text" not in before:
        assert seized.id in found(filled, **before), GONE
    for name, value in now.items():
        assert given == {"actor": [""]} or given == {"date": ""} or seized.id not in found(filled, **{name: value})
    hold(filled, known, seized.id, **given)
    for name, value in now.items():
        assert seized.id in found(filled, **{name: value})
    assert seized.id not in found(filled, **before), GONE
    # others are found as before, and a past moment answers what was held then
    assert [id for id in found(filled) if id != seized.id] == others
    if "text" not in before:
        assert seized.id in found(filled, at, **before)
    undo(filled, seized.id, BY, "not so")
    assert found(filled, **before) == found(filled, at, **before)


def test_words_that_were_read_find_it_too(filled: Store, known: Known, seized: Event) -> None:
    hold(filled, known, seized.id, actor=["the Harbour Front"])
    assert found(filled, text="harbour front trawler") == [seized.id]
    assert found(filled, text='"front harbour"') == []


def test_parts_hold_of_one_report(filled: Store, known: Known, seized: Event) -> None:
    one, other = (filled.reports.get(id) for id in seized.reports[:2])
    assert one is not None
    assert other is not None
    hold(filled, known, one.id, actor=["Kenya [KEN COP]"])
    outlets = {id: account.outlet for account in seized.accounts if (id := account.report)}
    assert found(filled, actors=("KEN",), sources=(str(outlets[one.id]),)) == [seized.id]
    assert found(filled, actors=("KEN",), sources=(str(outlets[other.id]),)) == []
    assert found(filled, actors=("CHL",), sources=(str(outlets[one.id]),)) == []


def test_what_is_held_of_reports_counts_as_the_event_adds_up_with_it(
    filled: Store, known: Known, seized: Event
) -> None:
    for report in seized.reports:
        hold(filled, known, report, status="planned", date="2025-09-01")
    assert seized.id in found(filled, statuses=("planned",))
    assert seized.id in found(filled, happened=False)
    assert seized.id not in found(filled, happened=True)
    assert found(filled, until=date(2025, 9, 1)) == [seized.id]


@pytest.mark.parametrize("sort", ["date", "recorded", "reports"])
def test_lists_are_sorted_by_what_is_held_and_limits_count_all(
    filled: Store, known: Known, seized: Event, sort: str
) -> None:
    before = found(filled, sort=sort)
    hold(filled, known, seized.id, date="2026-01-01" if before[-1] == seized.id else "2020-01-01")
    whole = found(filled, sort=sort)
    assert sorted(whole) == sorted(before)
    if sort == "date":
        assert whole[0 if before[-1] == seized.id else -1] == seized.id
    else:
        assert whole == before
    for offset in range(len(whole)):
        for limit in range(1, len(whole) + 1):
            assert found(filled, sort=sort, offset=offset, limit=limit) == whole[offset : offset + limit]


def test_a_word_on_an_event_that_was_merged_away_finds_the_one_that_took_it_over(
    filled: Store, known: Known, seized: Event
) -> None:
    arrested = of_type(filled, "COERCE", 1)
    hold(filled, known, arrested.id, actor=["the Harbour Front"])
    (one,) = merge(filled, [seized.id, arrested.id], BY, WHY).events
    assert found(filled, actors=("harbour front",)) == [one.id]
    undo(filled, acts(filled)[0].id, BY, "no")
    assert found(filled, actors=("harbour front",)) == [arrested.id]


def test_it_stays_when_later_pages_come(filled: Store, known: Known, seized: Event) -> None:
    hold(filled, known, seized.id, actor=["the Harbour Front"])
    take_up(filled, LATER, "five")
    assert found(filled, actors=("harbour front",)) == [seized.id]


def test_words_are_found_as_the_index_finds_them() -> None:
    texts = {"one": "The café owners\nsigned", "two": "An Owner's signature", "three": ""}
    assert found_in("CAFE owner", texts) == {"one"}
    assert found_in("owner", texts) == {"one", "two"}
    assert found_in('"owners signed"', texts) == {"one"}
    assert found_in("nothing", texts) == set()


def test_nobody_held_anything(filled: Store) -> None:
    assert Corrector(filled).held() == []


def test_a_correction_that_cannot_be_laid_changes_nothing(filled: Store, known: Known, seized: Event) -> None:
    hold(filled, known, seized.id, mode="seize")
    filled.events.write([replace(seized, type="PROTEST", mode=None)])
    assert Corrector(filled).held() == []
