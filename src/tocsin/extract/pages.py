"""A page to its article: text as it is, or HTML through its blocks; zones, metadata, language, fingerprint."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.errors import EmptyPageError, UnreadablePageError
from tocsin.extract.decode import decoded
from tocsin.extract.fingerprint import fingerprint
from tocsin.extract.language import language_of
from tocsin.extract.published import from_caller, from_url
from tocsin.extract.site import outlet_of
from tocsin.extract.zones import zones_of
from tocsin.ids import article_id, text_sha256
from tocsin.model.article import CODED, Article, Link, Page, Published, Zone, ZoneKind
from tocsin.settings import settings

_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|article|main|div|p|br|span|a\s|ul|table|h[1-6]|script|meta|section)\b", re.IGNORECASE
)


# the root of an XML file, behind what may stand before it
_BEFORE = r"(?><\?[^>]{0,1000}>|<!--.{0,10000}?-->|<!doctype[^>]{0,1000}>|\s+)"
_LIST = re.compile(
    rf"(?>{_BEFORE}{{0,100}})<((?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex))[\s>]", re.IGNORECASE | re.DOTALL
)


def extract(page: Page) -> Article:
    """The article of a page, be it HTML or plain text.

    Raises an error of the `PageError` family where there is none: empty, too large, binary, cut off, a feed, broken.
    """
    text = decoded(page, settings().max_page_bytes)
    _refuse_lists(text, page)
    return _from_markup(text, page) if is_markup(text, page.content_type) else _from_plain(text, page)


def from_html(
    markup: bytes | str,
    *,
    url: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
) -> Article:
    """The article of an HTML page; its text is all that a reader would see. Errors as for `extract`."""
    page = Page(markup, url, "text/html", title, outlet, published)
    return _from_markup(decoded(page, settings().max_page_bytes), page)


def from_text(
    text: str,
    *,
    url: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
) -> Article:
    """The article of a text that was already taken from its page: `Article.text` is `text`, unchanged.

    Errors as for `extract`.
    """
    page = Page(text, url, "text/plain", title, outlet, published)
    return _from_plain(decoded(page, settings().max_page_bytes), page)


def is_markup(text: str, content_type: str | None) -> bool:
    """Whether a string is HTML: by what the server said, else by the tags at its head."""
    said = (content_type or "").lower()
    if "html" in said or "xml" in said:
        return True
    head = text[:20_000]
    opening = head.lstrip()[:200].lower()
    if opening.startswith(("<!doctype html", "<html", "<?xml", "<head", "<body")):
        return True
    return "text/plain" not in said and len(_MARKUP.findall(head)) >= 3 and opening.startswith("<")


def _refuse_lists(text: str, page: Page) -> None:
    """A feed or sitemap names pages; the titles in it, run together, are no article."""
    root = _LIST.match(text)
    if root is None:
        return
    name = root[1].lower()
    what = "sitemap" if name.endswith(("urlset", "sitemapindex")) else "feed"
    end = "" if f"</{name}" in text[-1000:].lower() else ", cut off before its end"
    raise UnreadablePageError(
        f"{page.url or 'the page'} is a {what}, no page",
        found=f"<{root[1]}>{end}",
        expected="HTML or plain text",
        advice=f"follow the {what} by its address, so that the pages it names are fetched",
    )


def _from_plain(text: str, page: Page) -> Article:
    zones, links = zones_of(text, page.title)
    published = from_caller(page.published) or (from_url(page.url) if page.url else None)
    return assembled(text, zones, links, page, published=published)


def _from_markup(markup: str, page: Page) -> Article:
    from tocsin.extract.hypertext import read_markup

    found = read_markup(markup, page)
    if not found.text.strip():
        raise EmptyPageError(
            f"{page.url or 'the page'} shows no text", found="markup without words", expected="an article",
            advice="if its text is built by scripts, save the page from a browser and give that file",
        )  # fmt: skip
    facts = found.facts
    return assembled(
        found.text, found.zones, found.links, page,
        title=facts.title, byline=facts.byline, outlet=facts.outlet, url=facts.url,
        published=facts.published, language=facts.language, notes=found.notes,
    )  # fmt: skip


def assembled(
    text: str,
    zones: Sequence[Zone],
    links: Sequence[Link],
    page: Page,
    *,
    title: str | None = None,
    byline: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: Published | None = None,
    language: str | None = None,
    notes: Sequence[str] = (),
) -> Article:
    """The article of a text with its zones; what the page says of itself wins over the hints of whoever found it."""
    coded = "\n".join(z.span.words(text) for z in zones if z.kind in CODED)
    url = url or page.url
    headline = next((z.span.words(text) for z in zones if z.kind is ZoneKind.HEADLINE), None)
    return Article(
        id=article_id(text, url),
        text=text,
        sha256=text_sha256(text),
        zones=tuple(zones),
        language=language_of(coded or text, language),
        url=url,
        outlet=outlet or page.outlet or outlet_of(url),
        title=title or page.title or headline,
        byline=byline,
        published=published,
        links=tuple(links),
        fingerprint=fingerprint(coded or text),
        notes=tuple(notes),
    )
