"""The links in a sitemap, and the sitemaps in an index of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tocsin.collect.addresses import tidy
from tocsin.collect.bodies import opened
from tocsin.collect.dates import stated
from tocsin.collect.sources import Link
from tocsin.errors import InputError
from tocsin.settings import settings


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Links to pages, and links to further sitemaps."""

    pages: tuple[Link, ...]
    further: tuple[Link, ...]


def read_sitemap(content: bytes, url: str) -> Sitemap:
    """A sitemap, packed or not, of pages, of news or of sitemaps; a list of addresses a line is one too.

    `published` of a link is what a news sitemap states; the time of the last change is never taken for it. Raises
    InputError where the content is no sitemap, TooLargeError and FetchError where it cannot be unpacked.
    """
    content = opened(content, url, settings().max_page_bytes)
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Sitemap(_of_lines(content, url), ())
    root = _root(content)
    kind = _name(root)
    if kind not in ("urlset", "sitemapindex"):
        raise InputError(f"{url} is no sitemap", found=f"<{kind}>", expected="<urlset> or <sitemapindex>")
    links = [link for link in (_of_element(element, url) for element in root) if link is not None]
    once = tuple({link.url: link for link in links}.values())
    return Sitemap(once, ()) if kind == "urlset" else Sitemap((), once)


def _of_lines(content: bytes, url: str) -> tuple[Link, ...]:
    lines = content.decode("utf-8-sig", "replace").split()
    found = [tidy(line) for line in lines]
    if not found or None in found:
        raise InputError(f"{url} is no sitemap", expected="XML, or an address a line")
    return tuple(Link(address) for address in dict.fromkeys(found) if address)


def _root(content: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _of_element(element: Any, base: str) -> Link | None:
    found: dict[str, str] = {}
    for part in element.iter():
        if part.text and part.text.strip():
            found.setdefault(_name(part), " ".join(part.text.split()))
    address = tidy(found.get("loc", ""), base) if found.get("loc") else None
    if address is None:
        return None
    return Link(
        address, found.get("title"), found.get("name"), stated(found.get("publication_date")),
        stated(found.get("lastmod")),
    )  # fmt: skip


def _name(element: Any) -> str:
    """The tag without its name space, which many sitemaps have wrong."""
    tag = getattr(element, "tag", None)
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
