from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.collect import Link
from tocsin.collect.feeds import LONGEST, feed_links
from tocsin.errors import InputError

URL = "https://news.example/feeds/world.xml"


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0"><channel><title>World</title>{inside}</channel></rss>'.encode()


def item(title: str = "Guards seize boats", link: str = "https://news.example/a", date: str = "") -> str:
    return f"<title>{title}</title><link>{link}</link>" + (f"<pubDate>{date}</pubDate>" if date else "")


def only(content: bytes) -> Link:
    (link,) = feed_links(content, URL)
    return link


def test_rss() -> None:
    link = only(rss(item(date="Sat, 11 Oct 2025 08:30:00 +0530")))
    assert link == Link("https://news.example/a", "Guards seize boats", None, "2025-10-11T08:30:00+05:30", None)


def test_atom_tells_change_from_publication() -> None:
    entry = "<title>T</title><link href='/a'/><updated>2025-10-12T00:00:00Z</updated>"
    both = entry + "<published>2025-10-11T00:00:00Z</published>"
    feed = "<feed xmlns='http://www.w3.org/2005/Atom'><entry>{}</entry></feed>"
    assert only(feed.format(both).encode()).published == "2025-10-11T00:00:00+00:00"
    changed_only = only(feed.format(entry).encode())
    assert (changed_only.published, changed_only.changed) == (None, "2025-10-12T00:00:00+00:00")


def test_old_rss_with_dublin_core() -> None:
    content = (
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        b"xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>W</title></channel><item><title>T</title>"
        b"<link>https://news.example/a</link><dc:date>2025-10-11T08:30:00+05:30</dc:date></item></rdf:RDF>"
    )
    assert only(content).published == "2025-10-11T08:30:00+05:30"


def test_json_feed() -> None:
    items = [
        {"id": 1, "url": "/a", "title": "T &amp; <b>U</b>", "date_published": "2025-10-11T08:30:00+05:30"},
        {"id": 2, "external_url": "https://other.example/b", "date_published": 7},
        {"id": 3, "url": ["odd"]},
        "odd",
    ]
    content = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "World", "items": items}).encode()
    assert feed_links(content, URL) == [
        Link("https://news.example/a", "T & U", None, "2025-10-11T08:30:00+05:30"),
        Link("https://other.example/b"),
    ]


@pytest.mark.parametrize(
    "date", ["soon", "now", "Mon, 99 Foo 2025 10:00:00 GMT", "0000-00-00T00:00:00Z", "1970-01-01", "&#x20;"]
)
def test_broken_date_leaves_the_item_undated(date: str) -> None:
    assert only(rss(item(date=date))).published is None


def test_source_of_an_item_is_its_outlet() -> None:
    assert only(rss(item() + "<source url='https://o.example/'>The Other</source>")).outlet == "The Other"


def test_entities_that_xml_does_not_know() -> None:
    assert only(rss(item("Caf&eacute;&nbsp;closed &amp; <i>sold</i> AT&T"))).title == "Café closed & sold AT&T"


def test_ampersands_in_addresses() -> None:
    for link in (
        "https://a.example/?x=1&y=2",
        "https://a.example/?x=1&amp;y=2",
        "<![CDATA[https://a.example/?x=1&y=2]]>",
    ):
        assert only(rss(item(link=link))).url == "https://a.example/?x=1&y=2"


def test_entities_do_not_open_files_nor_grow() -> None:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">{nested}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    link = only(rss(item("&e9;&f;"), head=head))
    assert len(link.title or "") < 100
    assert "root" not in (link.title or "")


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "us-ascii", "nonsense"])
def test_declared_encoding_that_lies(encoding: str) -> None:
    content = rss(item("Zürich — Ünal"), head=f"<?xml version='1.0' encoding='{encoding}'?>")
    assert only(content).title == "Zürich — Ünal"


def test_other_encodings_are_read() -> None:
    content = rss(item("Zürich"), head="<?xml version='1.0' encoding='ISO-8859-1'?>").decode().encode("latin-1")
    assert only(content).title == "Zürich"


def test_two_bytes_a_letter() -> None:
    content = rss(item("Zürich & Łódź"), head="<?xml version='1.0' encoding='UTF-16'?>").decode().encode("utf-16")
    assert only(content).title == "Zürich & Łódź"


def test_same_page_once_in_the_order_of_the_feed() -> None:
    links = feed_links(rss(item("1"), item("2", "https://news.example/b"), item("3", "https://news.example/a#x")), URL)
    assert [(link.url[-1], link.title) for link in links] == [("a", "1"), ("b", "2")]


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "file:///etc/passwd", "http://[bad"])
def test_item_without_an_address_is_none(link: str) -> None:
    assert feed_links(rss(item(link=link), item()), URL) == [only(rss(item()))]


def test_feed_cut_off_gives_what_it_holds() -> None:
    content = rss(item(), item("2", "https://news.example/b"))
    assert [link.url[-1] for link in feed_links(content[:-60], URL)][:1] == ["a"]


def test_huge_feed_is_read_in_part() -> None:
    filler = "<description>" + "word " * 60_000 + "</description>"
    content = rss(*(item(str(n), f"https://news.example/{n}") + filler for n in range(40)))
    assert len(content) > 2 * LONGEST
    links = feed_links(content, URL)
    assert 5 < len(links) < 40


@pytest.mark.parametrize(
    "content", [b"", b"<html><body>no</body></html>", b"{}", b"{", b"[]", b"\x00\xff", b'{"items": []}']
)
def test_what_is_no_feed(content: bytes) -> None:
    with pytest.raises(InputError, match="expected an RSS, Atom or JSON feed"):
        feed_links(content, URL)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_an_error(noise: bytes) -> None:
    for content in (noise, rss(item()) + noise, rss(item())[:80] + noise):
        try:
            feed_links(content, URL)
        except InputError:
            continue
