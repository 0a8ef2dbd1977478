"""The links in a feed: RSS and Atom in all their broken shapes, and JSON Feed."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterable
from typing import Any

from tocsin.collect.addresses import tidy
from tocsin.collect.dates import stated
from tocsin.collect.sources import Link
from tocsin.errors import InputError, said_of

# A feed that is longer is its site's whole past: its first part holds the newest.
LONGEST = 2_000_000
DECLARED = re.compile(rb"^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']")
# an ampersand that begins no entity, outside of CDATA: the library would put a semicolon after the next word
BARE = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!#?\w{1,32};)", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
KNOWN = "an RSS, Atom or JSON feed"


def feed_links(content: bytes, url: str) -> list[Link]:
    """The links of a feed in its order, each once; a date that cannot be read is left out.

    A feed's title ('World') is not taken for an outlet; the source that an entry names is.

    `url` is where the feed was found. Raises InputError where the content is no feed.
    """
    links = _of_json(content, url) if content.lstrip()[:1] == b"{" else _of_xml(content, url)
    once: dict[str, Link] = {}
    for link in links:
        once.setdefault(link.url, link)
    return list(once.values())


def _of_xml(content: bytes, url: str) -> list[Link]:
    feed = _parsed(content[:LONGEST], url)
    version = str(feed.get("version") or "")
    if not version and not feed.entries:
        raise InputError(f"{url} is no feed", expected=KNOWN, advice="check the address in a browser")
    atom = version.startswith("atom")
    links = (_of_entry(entry, url, atom) for entry in feed.entries)
    return [link for link in links if link is not None]


def _parsed(content: bytes, url: str) -> Any:
    import feedparser

    # handed over as a stream: a string would be taken for an address or a path, and opened
    stream = io.BytesIO(_mended(_decodable(content)))
    try:
        return feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # the library means never to raise, yet a feed is a stranger's bytes
        raise InputError(f"{url} cannot be read as a feed", found=said_of(error)[:200], expected=KNOWN) from error


def _of_entry(entry: Any, base: str, atom: bool) -> Link | None:
    address = tidy(str(entry.get("link") or ""), base) if entry.get("link") else None
    if address is None:
        return None
    own, changed = _text(entry, "published"), _text(entry, "updated")
    source = entry.get("source")
    named = _plain(source.get("title")) if isinstance(source, dict) else None
    # Atom's 'updated' is when the entry last changed; elsewhere the same key holds dc:date, which is the page's own
    published = stated(own) if own or atom else stated(changed)
    return Link(address, _plain(entry.get("title")), named, published, stated(changed))


def _text(entry: Any, key: str) -> str | None:
    """The entry's own value: the library would lend an entry without one that of another key."""
    found = entry[key] if dict.__contains__(entry, key) else None
    return found if isinstance(found, str) else None


def _of_json(content: bytes, url: str) -> list[Link]:
    try:
        feed = json.loads(content.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{url} is no JSON", found=said_of(error), expected=KNOWN) from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(feed.get("version")):
        raise InputError(f"{url} is no feed", found="another kind of JSON", expected=KNOWN)
    return list(_of_items(items, url))


def _of_items(items: Iterable[Any], base: str) -> Iterable[Link]:
    for item in items:
        said = item if isinstance(item, dict) else {}
        place = said.get("url") or said.get("external_url")
        address = tidy(place, base) if isinstance(place, str) else None
        if address is not None:
            published, changed = (_date(said.get(key)) for key in ("date_published", "date_modified"))
            yield Link(address, _plain(said.get("title")), None, published, changed)


def _date(said: Any) -> str | None:
    return stated(said) if isinstance(said, str) else None


def _decodable(content: bytes) -> bytes:
    """The feed without a declaration that lies: what decodes as UTF-8, and is not plain ASCII, is UTF-8."""
    if content.isascii():
        return content
    try:
        content[: len(content) - 4].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end < len(content) - 8:
            return content
    return DECLARED.sub(rb"\1", content, count=1)


def _mended(content: bytes) -> bytes:
    """With ampersands as they ought to be, where a letter is a byte."""
    if b"\0" in content[:1000]:
        return content
    return BARE.sub(lambda found: found[0] if len(found[0]) > 1 else b"&amp;", content)


def _plain(said: Any) -> str | None:
    """A title without markup, its white space folded."""
    if not isinstance(said, str):
        return None
    return " ".join(html.unescape(TAG.sub("", said)).split()) or None
