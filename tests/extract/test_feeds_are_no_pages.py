from __future__ import annotations

import time

import pytest

from tocsin.errors import UnreadablePageError
from tocsin.extract import extract
from tocsin.model.article import Page

ITEM = "<item><title>Navy seizes trawler</title><description>The navy of Chile seized a trawler.</description></item>"
RSS = f'<?xml version="1.0"?>\n<!-- made by a program --><rss version="2.0"><channel>{ITEM * 4}</channel></rss>'
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Navy seizes trawler</title></entry></feed>\n"
RDF = "\ufeff<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'><item><title>Navy seizes trawler</title></item></rdf:RDF>"
MAP = "<urlset><url><loc>https://news.example/1</loc></url></urlset>"


@pytest.mark.parametrize(
    ("text", "found"),
    [(RSS, "is a feed.*found <rss>;"), (ATOM, "is a feed.*found <feed>;"), (RDF, "is a feed.*found <rdf:RDF>;"),
     (MAP, "is a sitemap.*found <urlset>;")],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["text/html", "text/plain", None])
def test_a_feed_is_no_page(text: str, found: str, kind: str | None) -> None:
    with pytest.raises(UnreadablePageError, match=found):
        extract(Page(text.encode(), None, kind))
    with pytest.raises(UnreadablePageError, match="cut off before its end"):
        extract(Page(text[: len(text) * 2 // 3].encode(), None, kind))


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><p>The navy of Chile seized a trawler, says its <rss> feed.</p></body></html>",
        "<?xml version='1.0'?><!DOCTYPE html><html><body><p>The navy of Chile seized a trawler.</p></body></html>",
        "Rss feeds of the navy of Chile name a trawler that it seized on Monday.",
        "<p>The navy of Chile seized a trawler.</p><feed>",
    ],
)
def test_other_pages_are(text: str) -> None:
    assert "navy of Chile" in extract(Page(text.encode())).text


@pytest.mark.parametrize("beginning", ["<!-- a -->" * 5000, "<!--" * 5000, "<?" * 5000, " " * 50_000 + "<"])
def test_what_stands_before_the_root_takes_no_time(beginning: str) -> None:
    started = time.monotonic()
    extract(Page(f"{beginning}<html><body><p>The navy of Chile seized a trawler.</p></body></html> word".encode()))
    assert time.monotonic() - started < 5
