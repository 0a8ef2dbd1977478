from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_readings import ORAN, TEXT, article, event, reading, report

from tocsin.errors import InputError
from tocsin.model import EventPlace, Factuality, Identity, Party, Place, Reading, Verification
from tocsin.store import Query, Store
from tocsin.store.geography import box, great_circle_km

SUMMIT = "Ministers meet\nThe café owners of São Paulo signed a pact with Åland's envoys, the ministry said on Monday."


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def fill(store: Store) -> None:
    """Two events: a shelling told twice, and a pact far away, planned."""
    one = reading()
    two = reading(article(TEXT, url="https://other.example/oran", outlet="The Other Paper"))
    pact = pact_reading()
    for told in (one, two, pact):
        store.readings.write(told)
    store.events.write(
        [
            event(*one.reports, *two.reports, verification=Verification.CORROBORATED),
            replace(
                event(*pact.reports, id="e2"),
                happened=False,
                verification=Verification.NOT_CONFIRMED,
                fields=(),
                accounts=(),
            ),
        ]
    )


def pact_reading() -> Reading:
    told = article(SUMMIT, url="https://pact.example/1", outlet="Pact Weekly")
    base = report(article())
    here = base.triggers[0]
    owners = Party(here, "The café owners", Identity("BRA", ("BUS",)))
    envoys = Party(here, "Åland's envoys", Identity("FIN", ("GOV",)))
    place = Place("São Paulo", "city", country="BRA", lat=-23.55, lon=-46.63, radius_km=40)
    pact = replace(
        base, id="r-pact", article=told.id, type="AGREE", actors=(owners, envoys), recipients=(), reciprocal=True,
        places=(EventPlace(here, "São Paulo", place),), factuality=Factuality.PLANNED, speakers=(), when=None,
    )  # fmt: skip
    return Reading(told, (pact,))


EVENTS: list[tuple[Query, list[str]]] = [
    (Query(), ["e1", "e2"]),
    (Query(text="shelled oran"), ["e1"]),
    (Query(text="shelling"), ["e1"]),
    (Query(text='"Omar Belkacem"'), ["e1"]),
    (Query(text='"Belkacem Omar"'), []),
    (Query(text="nothing such"), []),
    (Query(actors=("DZA",)), ["e1"]),
    (Query(actors=("omar belkacem",)), ["e1"]),
    (Query(actors=("dza_rebels",)), ["e1"]),
    (Query(actors=("bel",)), []),
    (Query(actors=("cafe owners", "nobody")), ["e2"]),
    (Query(recipients=("Oran",)), ["e1"]),
    (Query(parties=("oran",)), ["e1"]),
    (Query(dyads=(("DZA", "Oran"),)), ["e1"]),
    (Query(dyads=(("Oran", "rebels"),)), []),
    (Query(dyads=(("FIN", "BRA"),)), ["e2"]),
    (Query(countries=("dza",)), ["e1"]),
    (Query(countries=("FIN", "DZA")), ["e1", "e2"]),
    (Query(types=("agree",)), ["e2"]),
    (Query(places=("Sao Paulo",)), ["e2"]),
    (Query(near=(35.7, -0.6, 10)), ["e1"]),
    (Query(near=(35.7, -0.6, 1)), []),
    (Query(near=(-23.5, -46.6, 50)), ["e2"]),
    (Query(since=date(2025, 10, 13), until=date(2025, 10, 13)), ["e1"]),
    (Query(since=date(2025, 10, 14)), []),
    (Query(until=date(2025, 10, 12)), []),
    (Query(statuses=("claim",)), ["e1"]),
    (Query(statuses=("asserted",)), ["e1"]),
    (Query(statuses=("planned",)), ["e2"]),
    (Query(verifications=("corroborated",)), ["e1"]),
    (Query(happened=False), ["e2"]),
    (Query(sources=("other paper",)), ["e1"]),
    (Query(sources=("Ministry of Defence",)), ["e1"]),
    (Query(sources=("paper of record",)), []),
    (Query(countries=("DZA",), types=("AGREE",)), []),
    (Query(limit=1), ["e1"]),
    (Query(offset=1), ["e2"]),
    (Query(sort="reports"), ["e1", "e2"]),
    (Query(sort="recorded"), ["e2", "e1"]),
]


def test_events_are_found(filled: Store) -> None:
    assert [(query, [e.id for e in filled.search_events(query)]) for query, _ in EVENTS] == EVENTS


REPORTS: list[tuple[Query, int]] = [
    (Query(), 3),
    (Query(text="belkacem"), 2),
    (Query(types=("ASSAULT",), sources=("Daily",)), 1),
    (Query(verifications=("corroborated",)), 2),
    (Query(since=date(2025, 10, 1)), 2),
    (Query(near=(ORAN.lat or 0, ORAN.lon or 0, 5)), 2),
    (Query(sort="reports", limit=2), 2),
]


def test_reports_are_found(filled: Store) -> None:
    assert [(query, len(filled.search_reports(query))) for query, _ in REPORTS] == REPORTS


ARTICLES: list[tuple[str, int]] = [
        ("shelled", 2), ("SHELLING oran", 2), ('"on monday"', 3), ('"monday on"', 0), ("cafe", 1), ("são åland", 1),
        ("the", 3), ("o'brien", 0), ('rebels "', 2), ("pact OR shelled", 0), ("bel*", 0),
    ]  # fmt: skip


def test_articles_are_found_alike_on_every_database(filled: Store) -> None:
    assert [(words, len(filled.search_articles(words))) for words, _ in ARTICLES] == ARTICLES


def test_nothing_to_look_for(filled: Store) -> None:
    with pytest.raises(InputError, match="no words"):
        filled.search_articles(" !? ")
    with pytest.raises(InputError, match="radius"):
        filled.search_events(Query(near=(95, 0, 10)))
    with pytest.raises(InputError, match="sort"):
        filled.search_events(Query(sort="size"))


def test_a_past_moment_is_searched_as_it_was(filled: Store) -> None:
    before = filled.moment()
    filled.readings.write(
        reading(
            article(
                "Retraction\nRebels led by Omar Belkacem shelled Oran on Monday, killing 12, the ministry said. Not so."
            )
        )
    )
    filled.events.write([], ended=["e1"])
    assert filled.search_events(Query(text="shelled")) == []
    assert [e.id for e in filled.search_events(Query(text="shelled"), before)] == ["e1"]
    assert filled.search_articles("retraction", before) == []
    assert len(filled.search_articles("retraction")) == 1
    assert len(filled.search_articles('"quake relief"')) == 1
    assert len(filled.search_articles('"quake relief"', before)) == 2


def test_a_country_is_no_pin(store: Store) -> None:
    told = article()
    vague = Place("Algeria", "country", country="DZA", lat=28.0, lon=3.0, radius_km=1200)
    places = (EventPlace(report(told).triggers[0], "Algeria", vague),)
    store.readings.write(reading(told, replace(report(told), places=places)))
    assert store.search_reports(Query(near=(28, 3, 100))) == []
    assert len(store.search_reports(Query(near=(28, 3, 1500)))) == 1


def test_across_the_date_line(store: Store) -> None:
    told = article()
    place = Place("Far", "city", lat=-16.8, lon=179.95)
    store.readings.write(
        reading(told, replace(report(told), places=(EventPlace(report(told).triggers[0], "Far", place),)))
    )
    assert len(store.search_reports(Query(near=(-16.8, -179.95, 20)))) == 1


def test_distances() -> None:
    assert great_circle_km(0, 0, 0, 180) == pytest.approx(20015.1, abs=1)
    assert great_circle_km(None, 0, 0, 0) is None
    assert box(89.9, 0, 50) == (pytest.approx(89.45, abs=0.01), 90.0, -180.0, 180.0)


def test_found_events_are_those_of_a_search_with_their_moments(filled: Store) -> None:
    number, found = filled.found_events(Query())
    recorded = list(found)
    assert number == 2
    assert [each.event for each in recorded] == filled.search_events(Query())
    [one] = list(filled.found_events(Query(types=("assault",)))[1])
    filled.events.write([replace(one.event, mode="drone")])
    [again] = list(filled.found_events(Query(types=("assault",)))[1])
    assert (again.first, again.event.mode) == (one.first, "drone")
    assert again.last > one.last == filled.events.history(one.event.id)[0].recorded_at
    [then] = list(filled.found_events(Query(types=("assault",)), one.last)[1])
    assert (then.event, then.last) == (one.event, one.last)


def test_described_articles_have_no_text(filled: Store) -> None:
    ids = list(filled.articles.ids())
    found = filled.articles.described([*ids, "a-unknown"])
    assert set(found) == set(ids)
    for id, told in found.items():
        assert told == replace(filled.articles.get(id) or told, text="", zones=())
