"""HTML pages to articles: zones over all that a reader sees, and what the page says of itself."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import EmptyPageError, PageError, UnreadablePageError
from tocsin.extract import extract, from_html, from_text
from tocsin.extract.site import outlet_of
from tocsin.model.article import CODED, Article, Page, ZoneKind

PROSE = [
    "The army of Norland said on Tuesday that its troops had crossed the river Osk and taken two villages near "
    "the border town of Hale.",
    "A spokesman for the government of Sudovia denied the claim and said that its forces still held both "
    "villages after a night of shelling.",
    "At least nine people were wounded, according to the regional hospital, which said that three of them were "
    "children from one family.",
    "The two countries have fought over the valley since 2019, and talks in the capital of a third state broke "
    "down in the spring.",
    "“We will answer every shell,” the minister of defence told reporters, adding that the army had called up "
    "its reserves.",
]
LINKED = [
    "Museum opens a new wing for its ancient ceramics",
    "Seven ways to save money on your summer holiday",
    "Young director wins the prize of Lima",
]
CAPTION = "Residents of Hale leave the town on foot after the shelling of Tuesday morning."
DATA = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Norland troops cross the river Osk",
    "datePublished": "2025-10-14T08:30:00+02:00", "dateModified": "2025-10-15T11:00:00+02:00",
    "author": [{"@type": "Person", "name": "Ada Marlow"}, {"@type": "Person", "name": "Tom Reyes"}],
    "publisher": {"@type": "Organization", "name": "The Hale Courier"},
}  # fmt: skip


def page(extra_head: str = "", data: bool = True, between: str = "") -> str:
    links = "".join(f'<li><a href="/culture/{n}">{title}</a></li>' for n, title in enumerate(LINKED))
    body = [f"<p>{p}</p>" for p in PROSE]
    ld = f'<script type="application/ld+json">{json.dumps(DATA)}</script>' if data else ""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
    <title>Norland troops cross the river Osk | The Hale Courier</title>
    <link rel="canonical" href="https://www.halecourier.example/world/river-osk">{extra_head}{ld}
    <script>document.write("<p>written by a script</p>")</script><style>p {{ color: red }}</style></head>
    <body><nav class="menu"><ul>
    <li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
    <main><article><h1>Norland troops cross the river Osk</h1><p class="byline">By Ada Marlow and Tom Reyes</p>
    <div class="article-body">{body[0]}{body[1]}
    <figure><img src="a.jpg"><figcaption>{CAPTION}</figcaption></figure>
    {body[2]}{between}<p><a href="/culture/9">Read more: Film festival crowns a young director</a></p>{body[3]}
    {body[4]}</div></article>
    <aside class="related"><h3>Recommended for you</h3><ul>{links}</ul></aside></main>
    <div style="display:none">hidden words</div>
    <footer>© 2025 The Hale Courier. All rights reserved.</footer></body></html>"""


def by_kind(article: Article) -> dict[ZoneKind, list[str]]:
    out: dict[ZoneKind, list[str]] = {}
    for zone in article.zones:
        out.setdefault(zone.kind, []).append(zone.span.words(article.text))
    return out


@pytest.fixture(scope="module")
def article() -> Article:
    return from_html(page(), url="https://www.halecourier.example/world/river-osk?utm=1")


def test_the_body_is_the_body(article: Article) -> None:
    assert by_kind(article)[ZoneKind.BODY] == PROSE
    assert by_kind(article)[ZoneKind.HEADLINE] == ["Norland troops cross the river Osk"]
    assert by_kind(article)[ZoneKind.CAPTION] == [CAPTION]


def test_related_headlines_are_links_and_never_coded(article: Article) -> None:
    assert {link.title for link in article.links} >= {*LINKED, "Film festival crowns a young director"}
    assert (
        next(link.url for link in article.links if link.title == LINKED[0])
        == "https://www.halecourier.example/culture/0"
    )
    coded = "\n".join(z.span.words(article.text) for z in article.zones if z.kind in CODED)
    assert not any(title in coded for title in [*LINKED, "Recommended for you", "Home", "All rights reserved"])


def test_the_text_is_what_a_reader_sees(article: Article) -> None:
    assert "Sport" in article.text
    assert "All rights reserved" in article.text
    assert not any(
        words in article.text for words in ("written by a script", "color: red", "hidden words", "schema.org")
    )


def test_what_the_page_says_of_itself(article: Article) -> None:
    assert article.title == "Norland troops cross the river Osk"
    assert article.byline == "Ada Marlow, Tom Reyes"
    assert article.outlet == "The Hale Courier"
    assert article.url == "https://www.halecourier.example/world/river-osk"
    assert article.language == "en"
    assert article.published is not None
    assert (article.published.value, article.published.precision, article.published.source) == (
        "2025-10-14T08:30:00+02:00",
        "second",
        "json-ld",
    )


@pytest.mark.parametrize(
    ("head", "between", "value", "source"),
    [
        (
            '<meta property="article:published_time" content="2025-10-14T08:30:00Z">',
            "",
            "2025-10-14T08:30:00+00:00",
            "meta",
        ),
        ("", '<time class="published" datetime="2025-10-14">14 October</time>', "2025-10-14", "time"),
        ("", '<span class="date-posted">October 14, 2025</span>', "2025-10-14", "text"),
    ],
)
def test_where_the_date_was_read(head: str, between: str, value: str, source: str) -> None:
    found = from_html(page(head, data=False, between=between)).published
    assert found is not None
    assert (found.value, found.source) == (value, source)


def test_a_date_of_change_is_no_date_of_publication() -> None:
    head = '<meta property="article:modified_time" content="2025-10-15T08:30:00Z">'
    between = '<time class="updated" datetime="2025-10-15">15 October</time>'
    assert from_html(page(head, data=False, between=between)).published is None


def test_the_caller_gives_the_date_only_where_the_page_gives_none() -> None:
    given_by_caller = from_html(page(data=False), published="2025-10-13").published
    assert given_by_caller is not None
    assert given_by_caller.source == "caller"
    stated = from_html(page(), published="2025-10-13").published
    assert stated is not None
    assert stated.source == "json-ld"


def test_a_foreign_canonical_address_is_not_believed() -> None:
    found = from_html(page(), url="https://other.example/copy")
    assert found.url == "https://other.example/copy"


def test_a_page_without_markup_text_is_read_from_its_json_ld() -> None:
    data = json.dumps({**DATA, "articleBody": "\n".join(PROSE)})
    found = from_html(
        f'<html><head><script type="application/ld+json">{data}</script></head><body><div id="app"></div></body></html>'
    )
    assert by_kind(found)[ZoneKind.BODY] == PROSE
    assert found.notes


def test_clock_times_of_a_live_blog_are_not_coded() -> None:
    posts = "".join(f"<div class='post'><time>{8 + n}:15 GMT</time><p>{p}</p></div>" for n, p in enumerate(PROSE))
    found = from_html(
        f"<html><body><article><h1>Norland troops cross the river: live updates</h1>{posts}</article></body></html>"
    )
    assert by_kind(found)[ZoneKind.BODY] == PROSE
    assert "8:15 GMT" not in by_kind(found)[ZoneKind.BODY]


def test_the_kind_of_page_is_told_by_its_content() -> None:
    assert extract(Page(page().encode())).title == "Norland troops cross the river Osk"
    plain = "\n".join(PROSE)
    assert extract(Page(plain)).text == plain
    assert extract(Page(plain.encode(), content_type="text/plain")).text == plain


def test_not_english_still_has_zones() -> None:
    text = (
        "Die Armee von Nordland sagte am Dienstag, dass ihre Truppen den Fluss überschritten und zwei Dörfer "
        "eingenommen haben.\n" * 3
    )
    found = from_text(text)
    assert found.language == "de"
    assert found.zones


def test_a_page_nested_too_deep_is_refused() -> None:
    with pytest.raises(UnreadablePageError, match="nested too deep"):
        from_html("<html><body>" + "<div>" * 100_000 + f"<p>{PROSE[0]}</p>")


def test_a_page_without_words_is_an_error() -> None:
    with pytest.raises(EmptyPageError, match="shows no text"):
        from_html("<html><head><script>render()</script></head><body><div id='app'></div></body></html>")


def test_one_endless_line_is_read() -> None:
    found = from_text(" ".join(PROSE) * 2000)
    assert sum(len(z.span) for z in found.zones) > 1_000_000


@pytest.mark.parametrize(
    ("url", "outlet"),
    [("https://www.news.example.co.uk/a", "example.co.uk"), ("https://edition.example.com/", "example.com"),
    ("http://192.168.1.4/x", "192.168.1.4"), (None, None),
     ("http://[broken", None)],
)  # fmt: skip
def test_outlet_of_a_url(url: str | None, outlet: str | None) -> None:
    assert outlet_of(url) == outlet


@pytest.mark.fuzz
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<p>",
                "</p>",
                "<a href='x'>",
                "</a>",
                "<table><tr><td>",
                "</table>",
                "<br>",
                "<h1>",
                "<!--",
                "-->",
                "<li>",
                "&amp;",
                "&#0;",
                "\x00",
                "<script>",
                "</script>",
                PROSE[0],
                "Read more",
                "text",
            ]
        ),
        max_size=30,
    )
)
def test_any_markup_gives_an_article_or_a_page_error(parts: list[str]) -> None:
    try:
        found = from_html("<html><body>" + "".join(parts))
    except PageError:
        return
    at = 0
    for zone in found.zones:
        assert at <= zone.span.start < zone.span.end <= len(found.text)
        at = zone.span.end


@pytest.mark.fuzz
@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_a_page_error(content: bytes) -> None:
    try:
        extract(Page(content))
    except PageError:
        return
