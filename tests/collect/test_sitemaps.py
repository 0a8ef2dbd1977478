from __future__ import annotations

import gzip

import pytest

from tocsin.collect import Link
from tocsin.collect.sitemaps import read_sitemap
from tocsin.errors import FetchError, InputError

URL = "https://news.example/sitemap.xml"
NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://news.example/a </loc><lastmod>2025-10-12</lastmod><news:news><news:publication><news:name>The
 News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2025-10-11T08:30:00+05:30</news:publication_date><news:title>Guards &amp; boats</news:title>
</news:news></url>
<url><loc>https://news.example/b</loc><lastmod>2025-10-12</lastmod></url>
<url><lastmod>2025-10-12</lastmod></url>
</urlset>"""


@pytest.mark.parametrize("content", [NEWS, gzip.compress(NEWS), b"\xef\xbb\xbf" + NEWS])
def test_news_sitemap(content: bytes) -> None:
    found = read_sitemap(content, URL)
    assert found.further == ()
    assert found.pages == (
        Link(
            "https://news.example/a", "Guards & boats", "The News", "2025-10-11T08:30:00+05:30", "2025-10-12"
        ),
        Link("https://news.example/b", changed="2025-10-12"),
    )  # fmt: skip


def test_index() -> None:
    content = b"<sitemapindex><sitemap><loc>/s1.xml</loc><lastmod>2025-10-01</lastmod></sitemap></sitemapindex>"
    found = read_sitemap(content, URL)
    assert found.pages == ()
    assert found.further == (Link("https://news.example/s1.xml", changed="2025-10-01"),)


def test_list_of_addresses() -> None:
    found = read_sitemap(b"https://news.example/a\nhttps://news.example/b\n", URL)
    assert [link.url[-1] for link in found.pages] == ["a", "b"]


def test_broken_xml_gives_what_it_holds() -> None:
    assert read_sitemap(NEWS[:-90], URL).pages[0].title == "Guards & boats"


def test_entities_do_not_open_files() -> None:
    head = b'<!DOCTYPE u [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = read_sitemap(head + b"<urlset><url><loc>https://a.example/&f;</loc></url></urlset>", URL)
    assert all("root" not in link.url for link in found.pages)


@pytest.mark.parametrize("content", [b"", b"<html/>", b"words and words", b"<", NEWS[:30]])
def test_what_is_no_sitemap(content: bytes) -> None:
    with pytest.raises(InputError):
        read_sitemap(content, URL)


def test_packed_sitemap_that_is_cut_off() -> None:
    with pytest.raises(FetchError):
        read_sitemap(gzip.compress(NEWS)[:-30], URL)
