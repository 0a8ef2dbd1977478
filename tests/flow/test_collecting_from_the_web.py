from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from own_web import STORY, Web

from tocsin.collect import Fetcher, ManualClock
from tocsin.flow.collecting import collect
from tocsin.flow.following import follow
from tocsin.flow.turns import due
from tocsin.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.db") as found:
        yield found


def test_a_feed_is_followed(web: Web, fetcher: Fetcher, clock: ManualClock, store: Store) -> None:
    web.pages["/one.html"] = STORY.format(day="Monday")
    web.link("/one.html")
    source = follow(store, f"{web.address}/feed.xml", fetcher)
    assert collect(store, [source], fetcher=fetcher).new == 1
    # the feed has not changed: nothing else is asked for
    web.asked.clear()
    assert collect(store, [source], fetcher=fetcher).pages == 0
    assert web.asked == ["/feed.xml"]
    assert due(store, clock.now()) == []
    assert due(store, clock.now() + timedelta(hours=2)) != []
    # a page that is named again is looked at again at some ages only
    web.pages["/two.html"] = STORY.format(day="Friday")
    web.link("/two.html", "/one.html")
    web.asked.clear()
    assert collect(store, [source], fetcher=fetcher).new == 1
    assert "/one.html" not in web.asked
    clock.sleep(2 * 3600)
    web.pages["/one.html"] = STORY.format(day="Tuesday")
    web.link("/one.html", "/two.html")
    tally = collect(store, [source], fetcher=fetcher)
    assert (tally.new, tally.changed, tally.unchanged) == (0, 1, 1)
    assert len(store.articles.history(f"{web.address}/one.html")) == 2


def test_a_feed_is_asked_in_full_while_a_page_of_it_is_missing(web: Web, fetcher: Fetcher, store: Store) -> None:
    web.pages["/one.html"] = STORY.format(day="Monday")
    web.status["/one.html"] = 503
    web.link("/one.html")
    source = follow(store, f"{web.address}/feed.xml", fetcher)
    tally = collect(store, [source], fetcher=fetcher)
    assert (tally.new, tally.failed, tally.failed_sources) == (0, 1, 0)
    assert [issue.page for issue in store.issues.all("quarantine")] == [f"{web.address}/one.html"]
    del web.status["/one.html"]
    fetcher.clock.sleep(3600)
    assert collect(store, [source], fetcher=fetcher).new == 1
    assert store.issues.all("quarantine") == []


def test_a_feed_that_is_gone_is_a_failed_source(web: Web, fetcher: Fetcher, clock: ManualClock, store: Store) -> None:
    web.link()
    source = follow(store, f"{web.address}/feed.xml", fetcher)
    web.status["/feed.xml"] = 500
    tally = collect(store, [source], fetcher=fetcher)
    assert (tally.failed_sources, tally.well) == (1, False)
    health = store.sources.health(source.where)
    assert health.failures == 1
    assert health.last_error


def test_a_single_page_is_a_source(web: Web, fetcher: Fetcher, store: Store) -> None:
    web.pages["/one.html"] = STORY.format(day="Monday")
    source = follow(store, f"{web.address}/one.html", fetcher)
    assert collect(store, [source], fetcher=fetcher).new == 1
    assert collect(store, [source], fetcher=fetcher).unchanged == 1
    web.status["/one.html"] = 404
    tally = collect(store, [source], fetcher=fetcher)
    assert (tally.failed, tally.failed_sources) == (1, 0)


@pytest.mark.parametrize("name", ["/feed.xml", "/one.html"])
def test_what_was_fetched_to_learn_what_a_source_is_serves_for_its_first_sweep(
    web: Web, fetcher: Fetcher, store: Store, name: str
) -> None:
    web.put("/one.html")
    web.link("/one.html")
    source = follow(store, f"{web.address}{name}", fetcher, keep=True)
    assert collect(store, [source], fetcher=fetcher).new == 1
    assert web.asked.count(name) == 1
    # it serves once, and the server is asked with what it said then
    web.asked.clear()
    fetcher.clock.sleep(60)
    assert collect(store, [source], fetcher=fetcher).changed == 0
    assert web.asked == [name]


def test_more_than_can_be_kept_is_fetched_again(
    web: Web, fetcher: Fetcher, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.collect.fetcher.KEPT_BYTES", 10)
    source = follow(store, web.put("/one.html"), fetcher, keep=True)
    assert collect(store, [source], fetcher=fetcher).new == 1
    assert web.asked.count("/one.html") == 2
