from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tocsin.collect import Fetcher, ManualClock
from tocsin.flow.collecting import collect
from tocsin.flow.following import follow
from tocsin.flow.turns import due
from tocsin.store import Store, open_store

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Own Wire</title>{items}</channel></rss>'  # made per test
)
STORY = (
    "<html><head><title>Navy seizes trawler</title></head><body><article><h1>Navy seizes trawler</h1>"
    "<p>The navy of Chile seized a Peruvian trawler near Arica on {day}, the defence ministry said.</p>"
    "<p>The crew was brought to the harbour, where officers searched the boat.</p></article></body></html>"
)


class Web:
    """Pages by path; what is not there is answered with 404, and every request is kept."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.status: dict[str, int] = {}
        self.address = ""

    def link(self, *paths: str) -> None:
        items = "".join(f"<item><title>{p}</title><link>{self.address}{p}</link></item>" for p in paths)
        self.pages["/feed.xml"] = FEED.format(items=items)


@pytest.fixture
def web() -> Iterator[Web]:
    found = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            page = found.pages.get(self.path)
            body = (page or "").encode()
            tag = f'"{hash(body)}"'
            status = found.status.get(self.path, 200 if page is not None else 404)
            if status == 200 and self.headers.get("if-none-match") == tag:
                status, body = 304, b""
            self.send_response(status)
            self.send_header("etag", tag)
            self.send_header("content-type", "text/html" if "html" in self.path else "application/rss+xml")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def fetcher(clock: ManualClock) -> Iterator[Fetcher]:
    with Fetcher(clock=clock, allowed=["127.0.0.1/32"], attempts=1) as found:
        yield found


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
