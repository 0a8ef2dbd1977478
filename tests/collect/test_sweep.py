from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from test_exports import NEXIS_UNI, docx
from test_warc import archive, response
from unruly import PAGE, Asked, Reply, Site

from tocsin.collect import (
    Capture,
    Fetcher,
    Kind,
    Link,
    Result,
    Source,
    Sweep,
    Validators,
    captured,
    detect,
    links,
    pages,
)
from tocsin.errors import FetchError

HTML = {"content-type": "text/html"}


def feed(*items: tuple[str, str]) -> bytes:
    inside = "".join(f"<item><title>{p}</title><link>{p}</link><pubDate>{date}</pubDate></item>" for p, date in items)
    return f"<rss version='2.0'><channel><title>W</title>{inside}</channel></rss>".encode()


class Memory:
    """What a store would keep: the validators of each key."""

    def __init__(self) -> None:
        self.kept: dict[str, Validators] = {}

    def sweep(self, source: Source, fetcher: Fetcher | None = None, since: datetime | None = None) -> list[Capture]:
        sweep = Sweep(source, fetcher, since=since, known=lambda key: self.kept.get(key, Validators()))
        captures = list(sweep)
        assert sweep.outcome is not None
        self.outcome = sweep.outcome
        for key, outcome in [(c.key, c.outcome) for c in captures] + [(source.where, self.outcome)]:
            if outcome.result is Result.FETCHED or outcome.validators != Validators():
                self.kept[key] = outcome.validators
        return captures


class Remembering:
    """Names pages to look at again."""

    def __init__(self, *urls: str) -> None:
        self._urls = urls

    def __call__(self, now: datetime) -> list[Link]:
        return [Link(url) for url in self._urls]


def results(captures: list[Capture]) -> list[str]:
    return [capture.outcome.result.value for capture in captures]


class TestFeeds:
    def test_its_pages_come_with_what_it_says_of_them(self, site: Site, fetcher: Fetcher) -> None:
        a = site.put("/a", Reply(200, PAGE, HTML))
        where = site.put("/feed", Reply(200, feed(("/a", "Sat, 11 Oct 2025 08:30:00 +0530"), ("/gone", "soon"))))
        sweep = Sweep(Source(Kind.FEED, where, "The News"), fetcher)
        assert sweep.outcome is None
        first, second = sweep
        assert first.page is not None
        assert (first.key, first.page.url, first.page.content) == (a, a, PAGE)
        assert (first.page.outlet, first.page.published) == ("The News", "2025-10-11T08:30:00+05:30")
        assert (second.page, second.outcome.result, second.link) == (
            None,
            Result.GONE,
            Link(site.address + "/gone", "/gone"),
        )
        assert sweep.outcome is not None
        assert sweep.outcome.healthy

    def test_unchanged_feed_costs_one_request(self, site: Site, fetcher: Fetcher) -> None:
        def answer(asked: Asked) -> Reply:
            if "if-none-match" in asked.headers:
                return Reply(304)
            return Reply(200, feed(("/a", "")), {"etag": "1"})

        site.put("/a", Reply(200, PAGE, {"etag": "2"}))
        memory, source = Memory(), Source(Kind.FEED, site.put("/feed", answer))
        assert results(memory.sweep(source, fetcher)) == ["fetched"]
        assert memory.sweep(source, fetcher) == []
        assert memory.outcome.result is Result.NOT_MODIFIED
        assert site.times("/a") == 1

    def test_corrected_page_comes_again(self, site: Site, fetcher: Fetcher) -> None:
        def answer(asked: Asked) -> Reply:
            version = min(site.times("/a"), 3)
            etag = str(max(1, version - 1))
            same = asked.headers.get("if-none-match") == etag
            return Reply(304) if same else Reply(200, PAGE + etag.encode(), {"etag": etag})

        site.put("/a", answer)
        memory, source = Memory(), Source(Kind.FEED, site.put("/feed", Reply(200, feed(("/a", "")))))
        found = [memory.sweep(source, fetcher) for _ in range(4)]
        assert [results(each) for each in found] == [["fetched"], ["not-modified"], ["fetched"], ["not-modified"]]
        assert found[0][0].outcome.sha256 != found[2][0].outcome.sha256

    def test_old_items_are_left_out_and_undated_ones_are_not(self, site: Site, fetcher: Fetcher) -> None:
        items = (
            ("/old", "Sat, 11 Oct 2025 08:30:00 GMT"),
            ("/new", "Mon, 13 Oct 2025 08:30:00 GMT"),
            ("/undated", "soon"),
        )
        for path, _ in items:
            site.put(path, Reply(200, PAGE))
        source = Source(Kind.FEED, site.put("/feed", Reply(200, feed(*items))))
        captures = Memory().sweep(source, fetcher, since=datetime(2025, 10, 12, tzinfo=UTC))
        assert [capture.key.rpartition("/")[2] for capture in captures] == ["new", "undated"]

    def test_only_wanted_pages_are_fetched(self, site: Site, fetcher: Fetcher) -> None:
        site.put("/a", Reply(200, PAGE))
        source = Source(Kind.FEED, site.put("/feed", Reply(200, feed(("/a", ""), ("/b", "")))))
        captures = Sweep(source, fetcher, wanted=lambda link: link.url.endswith("/a"))
        assert [capture.key for capture in captures] == [site.address + "/a"]
        assert site.times("/b") == 0

    def test_one_link_again(self, site: Site, fetcher: Fetcher) -> None:
        link = Link(site.put("/a", Reply(200, PAGE)), "T", published="2025-10-11")
        capture = captured(link, fetcher)
        assert capture.page is not None
        assert (capture.page.title, capture.page.published) == ("T", "2025-10-11")

    def test_pages_to_look_at_again_come_after_those_that_are_named_each_once(
        self, site: Site, fetcher: Fetcher
    ) -> None:
        for path in ("/a", "/b", "/c"):
            site.put(path, Reply(200, PAGE))
        where = site.put("/feed", Reply(200, feed(("/b", ""))))
        keeper = Remembering(site.address + "/a", site.address + "/b", site.address + "/c")
        sweep = Sweep(
            Source(Kind.FEED, where), fetcher, again=keeper, wanted=lambda link: not link.url.endswith("/c")
        )  # fmt: skip
        assert [capture.key for capture in sweep] == [site.address + "/b", site.address + "/a"]
        recent = Sweep(Source(Kind.FEED, where), fetcher, again=keeper, since=datetime(2025, 10, 12, tzinfo=UTC))
        assert [capture.key for capture in recent] == [site.address + "/b"]
        site.put("/feed", Reply(500))
        assert list(Sweep(Source(Kind.FEED, where), fetcher, again=keeper)) == []

    @pytest.mark.parametrize("reply", [Reply(200, PAGE), Reply(500), Reply(410)])
    def test_feed_that_is_none(self, site: Site, fetcher: Fetcher, reply: Reply) -> None:
        memory, source = Memory(), Source(Kind.FEED, site.put("/feed", reply))
        assert memory.sweep(source, fetcher) == []
        assert not memory.outcome.healthy
        assert memory.outcome.error
        with pytest.raises(FetchError):
            list(links(source, fetcher))


class TestSitemaps:
    def test_index_is_followed(self, site: Site, fetcher: Fetcher) -> None:
        inner = "<sitemap><loc>{}</loc><lastmod>{}</lastmod></sitemap>"
        parts = ("/s1", "2025-10-13"), ("/old", "2025-10-01"), ("/none", "2025-10-13"), ("/index", "2025-10-13")
        index = "<sitemapindex>" + "".join(inner.format(*part) for part in parts) + "</sitemapindex>"
        site.put("/s1", Reply(200, b"<urlset><url><loc>/a</loc></url></urlset>"))
        site.put("/old", Reply(200, b"<urlset><url><loc>/b</loc></url></urlset>"))
        site.put("/a", Reply(200, PAGE))
        source = Source(Kind.SITEMAP, site.put("/index", Reply(200, index.encode())))
        captures = Memory().sweep(source, fetcher, since=datetime(2025, 10, 12, tzinfo=UTC))
        assert {capture.key.rpartition("/")[2]: capture.outcome.result.value for capture in captures} == {
            "a": "fetched",
            "none": "gone",
        }
        assert site.times("/old") == 0
        assert [link.url for link in links(source, fetcher)] == [site.address + "/a", site.address + "/b"]


def test_page(site: Site, fetcher: Fetcher) -> None:
    source = Source(Kind.PAGE, site.put("/a", Reply(200, PAGE, {"etag": "1"})))
    sweep = Sweep(source, fetcher)
    (capture,) = sweep
    assert sweep.outcome == capture.outcome
    assert list(links(source, fetcher)) == [Link(source.where)]
    assert [page.content for page in pages(source, fetcher)] == [PAGE]


class TestFolders:
    def test_pages_and_archives(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "b.txt").write_text("Guards seized two boats.")
        (tmp_path / "a.html").write_bytes(PAGE)
        (tmp_path / "picture.png").write_bytes(b"x")
        (tmp_path / ".hidden.html").write_bytes(PAGE)
        archive(tmp_path / "in", response)
        docx(tmp_path / "in", NEXIS_UNI)
        docx(tmp_path / "in", "", "broken.docx").write_bytes(b"broken")
        source, memory = detect(str(tmp_path)), Memory()
        first = {capture.key: capture.outcome.result.value for capture in memory.sweep(source)}
        assert first == {
            "a.html": "fetched",
            "https://news.example/a": "fetched",
            "in/a.warc.gz": "not-modified",
            "in/b.txt": "fetched",
            "in/broken.docx": "failed",
            "in/export.docx": "not-modified",
            "in/export.docx:1": "fetched",
        }
        again = memory.sweep(source)
        assert sorted(set(results(again))) == ["failed", "not-modified"]
        (tmp_path / "a.html").write_bytes(PAGE + b"<!-- corrected -->")
        assert [c.key for c in memory.sweep(source) if c.page] == ["a.html"]

    def test_vanished_folder(self, tmp_path: Path) -> None:
        memory = Memory()
        assert memory.sweep(Source(Kind.FOLDER, str(tmp_path / "gone"))) == []
        assert "no such folder" in (memory.outcome.error or "")

    def test_plain_text_is_said_to_be_plain(self, tmp_path: Path) -> None:
        path = tmp_path / "b.txt"
        path.write_text("Guards seized two boats.")
        (page,) = pages(detect(str(path)))
        assert page.content_type == "text/plain"


class TestFiles:
    def test_records_with_pages_and_addresses(self, tmp_path: Path, site: Site, fetcher: Fetcher) -> None:
        url = site.put("/a", Reply(200, PAGE, HTML))
        path = tmp_path / "in.jsonl"
        rows = [
            {"id": "x", "text": "Guards seized boats.", "published": "2025-10-01"},
            {"url": url, "published": "2025-10-13"},
        ]
        path.write_text("\n".join(map(json.dumps, rows)))
        memory, source = Memory(), detect(str(path), outlet="The News")
        first, second = memory.sweep(source, fetcher)
        assert (first.key, second.key) == ("x", url)
        assert second.page is not None
        assert (second.page.content, second.page.published, second.page.outlet) == (PAGE, "2025-10-13", "The News")
        assert memory.sweep(source, fetcher) == []
        assert memory.outcome.result is Result.NOT_MODIFIED
        assert [link.url for link in links(source, fetcher)] == [url]
        recent = Sweep(source, fetcher, since=datetime(2025, 10, 12, tzinfo=UTC))
        assert [capture.key for capture in recent] == [url]

    def test_vanished_file(self, tmp_path: Path) -> None:
        memory = Memory()
        assert memory.sweep(Source(Kind.JSONL, str(tmp_path / "gone.jsonl"))) == []
        assert memory.outcome.result is Result.FAILED

    def test_cut_off_sweep_is_made_again(self, tmp_path: Path) -> None:
        path = tmp_path / "in.jsonl"
        path.write_text('{"text": "one"}\n{"text": "two"}\n')
        sweep = Sweep(detect(str(path)))
        next(iter(sweep))
        assert sweep.outcome is None

    def test_addresses_need_a_fetcher(self, tmp_path: Path) -> None:
        path = tmp_path / "in.csv"
        path.write_text("url\nhttps://news.example/a\n")
        memory = Memory()
        assert memory.sweep(detect(str(path))) == []
        assert "fetcher" in (memory.outcome.error or "")


def test_sweep_of_many_pages_holds_none_of_them(tmp_path: Path, make: Callable[..., Fetcher]) -> None:
    for number in range(50):
        (tmp_path / f"{number:02}.html").write_bytes(PAGE)
    captures = iter(Sweep(detect(str(tmp_path))))
    assert next(captures).key == "00.html"
    (tmp_path / "01.html").write_bytes(b"changed")
    second = next(captures)
    assert second.page is not None
    assert second.page.content == b"changed"
