from __future__ import annotations

from datetime import timedelta

from made_readings import TEXT, Clock, article, event, reading, report

from tocsin.store import Capture, Health, Store, StoredSource, Visit, Yield

FEED = StoredSource("https://daily.example/feed", "feed", every=900.0, options={"tags": ["a", "b"]})
FOLDER = StoredSource("pages", "folder")


def test_sources_are_followed_and_left(store: Store) -> None:
    assert store.sources.add(FEED)
    assert store.sources.add(FOLDER)
    assert not store.sources.add(FEED)
    before = store.moment()
    assert store.sources.all() == [FEED, FOLDER]
    assert store.sources.remove(FEED.address)
    assert not store.sources.remove(FEED.address)
    assert store.sources.get(FEED.address) is None
    assert store.sources.get(FEED.address, before) == FEED


def test_health_comes_from_the_visits(store: Store, clock: Clock) -> None:
    start = clock.now
    assert store.sources.health(FEED.address) == Health(FEED.address)
    day = timedelta(days=1)
    store.sources.visited(Visit(FEED.address, start, 200, links=9, articles=5, due_at=start + day))
    before = store.moment()
    for days in (1, 2):
        failed = Visit(FEED.address, start + days * day, 500, error="server error", due_at=start + 3 * day)
        store.sources.visited(failed)
        store.sources.visited(failed)
    health = store.sources.health(FEED.address)
    assert (health.visits, health.failures, health.articles) == (3, 2, 5)
    assert (health.last_success, health.last_error) == (start, "server error")
    assert health.failing_since == start + day
    assert store.sources.health(FEED.address, before).failures == 0


def test_captures_keep_the_validators(store: Store, clock: Clock) -> None:
    url = "https://daily.example/oran"
    first = Capture(url, clock.now, FEED.address, 200, '"v1"', "Mon, 13 Oct 2025", "0" * 64, "a" * 21)
    gone = Capture(url, clock.now + timedelta(days=1), status=410, error="gone")
    for capture in (gone, first, first):
        store.sources.captured(capture)
    assert store.sources.captures(url) == [first, gone]
    assert store.sources.captures("https://daily.example/none") == []


def test_what_a_source_brought_counts_as_it_stands(store: Store, clock: Clock) -> None:
    for source in (FEED, FOLDER):
        store.sources.add(source)
    one, two = article(), article(url="https://daily.example/other")
    first, second = report(one), report(two)
    for told, said in ((one, first), (two, second)):
        store.readings.write(reading(told, said))
        store.sources.captured(Capture(told.url or "", clock(), FEED.address, 200, article=told.id))
        store.sources.captured(Capture(told.url or "", clock(), FEED.address, 200, article=told.id))
    store.events.write([event(first, second)])
    store.sources.captured(Capture("file:///pages/b", clock(), FOLDER.address, article=two.id))
    before = store.moment()
    assert store.sources.yields() == {FEED.address: Yield(2, 2, 1), FOLDER.address: Yield(1, 1, 1)}
    # a page that says otherwise now: the article that stood there counts no longer, nor what it told
    newer = article(TEXT.replace("Quake", "Late quake"), url=one.url)
    store.readings.write(reading(newer, report(newer)))
    store.sources.captured(Capture(one.url or "", clock(), FEED.address, 200, article=newer.id))
    store.events.write([event(second)])
    assert store.sources.yields()[FEED.address] == Yield(2, 2, 1)
    store.sources.remove(FOLDER.address)
    store.sources.add(StoredSource("nothing", "folder"))
    assert store.sources.yields() == {FEED.address: Yield(2, 2, 1), "nothing": Yield()}
    assert store.sources.yields(before) == {FEED.address: Yield(2, 2, 1), FOLDER.address: Yield(1, 1, 1)}


def test_the_fetches_of_the_pages_of_a_source(store: Store, clock: Clock) -> None:
    hour, start = timedelta(hours=1), clock.now
    old = Capture("https://daily.example/old", start - 9 * hour, FEED.address)
    shared = [
        Capture("https://daily.example/a", start - hours * hour, source)
        for hours, source in ((8, "x"), (1, FEED.address))
    ]
    other = Capture("https://daily.example/b", start, FOLDER.address)
    for capture in (old, *shared, other):
        store.sources.captured(capture)
    before = store.moment()
    store.sources.captured(Capture("https://daily.example/c", start, FEED.address))
    assert store.sources.fetched_for(FEED.address, start - 2 * hour, before) == {"https://daily.example/a": shared}
    assert set(store.sources.fetched_for(FEED.address, start)) == {"https://daily.example/c"}
