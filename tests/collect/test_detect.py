from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from unruly import PAGE, Reply, Site

from tocsin.collect import Fetcher, Kind, Source, detect
from tocsin.errors import FetchError, InputError

RSS = b"<?xml version='1.0'?><!-- made --><rss version='2.0'><channel/></rss>"
ATOM = b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>"
URLS = b"<urlset xmlns='x'></urlset>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (RSS, Kind.FEED),
        (ATOM, Kind.FEED),
        (b"<rdf:RDF xmlns='x'/>", Kind.FEED),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', Kind.FEED),
        (URLS, Kind.SITEMAP),
        (b"<sitemapindex/>", Kind.SITEMAP),
        (gzip.compress(URLS), Kind.SITEMAP),
        (PAGE, Kind.PAGE),
        (b"<html><body>an <rss > of words</body></html>", Kind.PAGE),
        (b"words", Kind.PAGE),
    ],
)
def test_by_what_is_there(site: Site, fetcher: Fetcher, content: bytes, expected: Kind) -> None:
    url = site.put("/x", Reply(200, content))
    assert detect(url, fetcher, outlet="The News") == Source(expected, url, "The News")


def test_front_page_stands_for_its_feed(site: Site, fetcher: Fetcher) -> None:
    head = b"<link rel=icon href=/i><link href='/feeds/w?a=1&amp;b=2' type=\"application/rss+xml\" rel='Alternate'>"
    page = b"<html><head>" + head + b"</head></html>"
    assert detect(site.put("/", Reply(200, page)), fetcher) == Source(Kind.FEED, site.address + "/feeds/w?a=1&b=2")
    assert detect(site.put("/story", Reply(200, page)), fetcher).kind is Kind.PAGE


def test_moved_source_is_kept_under_its_new_address(site: Site, fetcher: Fetcher) -> None:
    end = site.put("/new", Reply(200, RSS))
    old = site.put("/old", Reply(301, headers={"location": "/new"}))
    assert detect(old, fetcher).where == end


@pytest.mark.parametrize("reply", [Reply(404), Reply(500), Reply(close=True)])
def test_what_cannot_be_fetched_is_no_source(site: Site, fetcher: Fetcher, reply: Reply) -> None:
    with pytest.raises(FetchError, match="cannot be fetched"):
        detect(site.put("/x", reply), fetcher)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/feed", Kind.FEED),
        ("https://a.example/world.rss", Kind.FEED),
        ("https://a.example/x/rss.xml", Kind.FEED),
        ("https://a.example/news-sitemap.xml", Kind.SITEMAP),
        ("https://a.example/sitemap_1.xml.gz", Kind.SITEMAP),
        ("https://a.example/2025/story.html", Kind.PAGE),
        ("https://a.example", Kind.PAGE),
    ],
)
def test_by_its_name_alone(url: str, expected: Kind) -> None:
    assert detect(url).kind is expected


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", b"", Kind.FILE),
        ("a.txt.gz", b"", Kind.FILE),
        ("a.jsonl", b"", Kind.JSONL),
        ("a.ndjson.gz", b"", Kind.JSONL),
        ("a.csv", b"", Kind.CSV),
        ("a.tsv", b"", Kind.CSV),
        ("CC-NEWS-1.warc.gz", b"", Kind.WARC),
        ("a.docx", b"", Kind.EXPORT),
        ("a.RTF", b"", Kind.EXPORT),
        ("a", b"WARC/1.0\r\n", Kind.WARC),
        ("a", gzip.compress(b"WARC/1.0\r\n"), Kind.WARC),
        ("a", b"{\\rtf1", Kind.EXPORT),
        ("a", b'{"text": "x"}', Kind.JSONL),
        ("a", b"\xef\xbb\xbf<html>", Kind.FILE),
    ],
)
def test_files(tmp_path: Path, name: str, content: bytes, expected: Kind) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert detect(str(path)) == Source(expected, str(path.resolve()))


def test_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert detect(".") == detect(str(tmp_path)) == Source(Kind.FOLDER, str(tmp_path.resolve()))
    assert detect(".").id == detect(str(tmp_path)).id


@pytest.mark.parametrize(
    "name",
    ["missing.html", "a\x00b", "picture.png", "ftp://a.example/", "https://", "https://a:b@c.example/", "x" * 5000],
)
def test_what_is_no_source(tmp_path: Path, name: str) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    with pytest.raises(InputError):
        detect(name if "://" in name else str(tmp_path / name))


def test_ids_follow_from_the_place(make: Callable[..., Fetcher]) -> None:
    one, two = Source(Kind.FEED, "https://a.example/"), Source(Kind.PAGE, "https://a.example/")
    assert one.id == two.id
    assert one.id != Source(Kind.FEED, "https://b.example/").id
