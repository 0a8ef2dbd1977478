"""Pages that are looked at again: for corrections, as their source says that they changed, or as they failed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from own_web import Web

from tocsin.collect import Fetcher, ManualClock, Source
from tocsin.flow.collected import Collected
from tocsin.flow.collecting import collect
from tocsin.flow.following import follow
from tocsin.store import Store, open_store

HOUR = 3600


class Desk:
    """A source that is collected again and again."""

    def __init__(self, web: Web, fetcher: Fetcher, store: Store, path: str) -> None:
        self.web, self.fetcher, self.store = web, fetcher, store
        self.source: Source = follow(store, f"{web.address}{path}", fetcher)

    @property
    def asked(self) -> list[str]:
        """What was asked for in the last collection, the rules for robots left out."""
        return [path for path in self.web.asked if path != "/robots.txt"]

    def collect(self, hours: float = 0) -> Collected:
        """So many hours later."""
        self.fetcher.clock.sleep(hours * HOUR)
        self.web.asked.clear()
        return collect(self.store, [self.source], fetcher=self.fetcher)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.db") as found:
        yield found


@pytest.fixture
def desk(web: Web, fetcher: Fetcher, store: Store) -> Desk:
    web.put("/one.html")
    web.put("/two.html", "Friday")
    web.link("/one.html", "/two.html")
    return Desk(web, fetcher, store, "/feed.xml")


def test_pages_of_a_feed_that_is_unchanged_are_looked_at_again(desk: Desk) -> None:
    assert desk.collect().new == 2
    assert desk.collect(0.5).pages == 0
    assert desk.asked == ["/feed.xml"]
    desk.web.put("/one.html", "Tuesday")
    tally = desk.collect(1)
    assert desk.asked == ["/feed.xml", "/one.html", "/two.html"]
    assert (tally.new, tally.changed, tally.unchanged, tally.failed) == (0, 1, 1, 0)
    # the feed was asked conditionally all the while, and each age costs one look
    health = desk.store.sources.health(desk.source.where)
    assert [health.visits, health.failures] == [3, 0]
    desk.collect(1)
    assert desk.asked == ["/feed.xml"]
    desk.collect(24 * 40)
    assert desk.asked == ["/feed.xml"]


def test_what_the_feed_said_of_a_page_is_kept_when_it_is_looked_at_again(desk: Desk) -> None:
    item = "<item><title>T</title><link>{}/bare.html</link><pubDate>Sat, 11 Oct 2025 08:30:00 +0530</pubDate></item>"
    desk.web.pages["/bare.html"] = "<p>The navy of Chile seized a Peruvian trawler near Arica, the ministry said.</p>"
    desk.web.pages["/feed.xml"] = (
        f"<rss version='2.0'><channel><title>W</title>{item.format(desk.web.address)}</channel></rss>"
    )
    assert desk.collect().new == 1
    before = desk.store.articles.at(f"{desk.web.address}/bare.html")
    assert before is not None
    assert before.published is not None
    # the same words under another cover: fetched in full, and nothing of the article is another
    desk.web.pages["/bare.html"] += "<!-- -->"
    tally = desk.collect(2)
    assert "/bare.html" in desk.asked
    assert (tally.changed, tally.unchanged) == (0, 1)
    assert desk.store.articles.at(f"{desk.web.address}/bare.html") == before


def test_a_page_that_its_feed_names_no_longer_is_looked_at_while_it_is_young_and_there(desk: Desk) -> None:
    desk.collect()
    desk.web.link("/two.html")
    desk.web.status["/one.html"] = 410
    desk.collect(1.5)
    assert desk.asked == ["/feed.xml", "/two.html", "/one.html"]
    desk.collect(6)
    assert desk.asked == ["/feed.xml", "/two.html"]


def test_no_page_is_asked_for_while_its_source_is_in_trouble(desk: Desk) -> None:
    desk.collect()
    desk.web.status["/feed.xml"] = 503
    assert desk.collect(2).failed_sources == 1
    assert desk.asked == ["/feed.xml"]


def test_a_page_that_fails_is_asked_for_ever_less_often_and_had_at_last(desk: Desk) -> None:
    desk.web.status["/one.html"] = 500
    asked = []
    for quarter in range(12):
        tally = desk.collect(0.25 if quarter else 0)
        if "/one.html" in desk.asked:
            asked.append(quarter)
        assert tally.failed == desk.asked.count("/one.html")
    # after a quarter of an hour, then half of one, then one
    assert asked == [0, 1, 3, 7]
    del desk.web.status["/one.html"]
    assert desk.collect(2).new == 1


def test_a_page_that_failed_when_looked_at_again_is_tried_once_more_soon(desk: Desk) -> None:
    desk.collect()
    desk.web.status["/one.html"] = 500
    assert desk.collect(1.5).failed == 1
    desk.web.put("/one.html", "Tuesday")
    del desk.web.status["/one.html"]
    assert desk.collect(0.5).changed == 1
    assert desk.asked == ["/feed.xml", "/one.html"]


def test_robots_rules_hold_when_a_page_is_looked_at_again(desk: Desk) -> None:
    desk.collect()
    desk.web.pages["/robots.txt"] = "User-agent: *\nDisallow: /one.html\n"
    tally = desk.collect(25)
    assert "/one.html" not in desk.asked
    assert tally.failed == 1


def test_a_page_is_looked_at_as_its_sitemap_says_that_it_changed(
    web: Web, clock: ManualClock, fetcher: Fetcher, store: Store
) -> None:
    web.put("/one.html")
    web.put("/two.html", "Friday")
    then = clock.now() - timedelta(days=1)
    web.map(one=then.isoformat(), two=then.isoformat())
    desk = Desk(web, fetcher, store, "/sitemap.xml")
    assert desk.collect().new == 2
    desk.collect(24 * 5)
    web.put("/one.html", "Tuesday")
    # no age at which pages are corrected lies between, and only one of the two is said to have changed
    web.map(one=(clock.now() + timedelta(hours=1)).isoformat(), two=then.isoformat())
    assert desk.collect(24).changed == 1
    assert desk.asked == ["/sitemap.xml", "/one.html"]


@pytest.mark.parametrize("what", ["{}/one.html", "Omar Hadrami"])
def test_what_was_erased_is_not_fetched_again(desk: Desk, what: str) -> None:
    desk.web.put("/omar-hadrami.html")
    desk.web.link("/one.html", "/omar-hadrami.html")
    desk.collect()
    desk.store.forget(what.format(desk.web.address), why="asked to", by="test")
    desk.collect(2)
    kept = "/omar-hadrami.html" if "one" in what else "/one.html"
    assert desk.asked == ["/feed.xml", kept]
