"""What a user means by a name: a feed, a sitemap, a page, a folder, an archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tocsin.collect.addresses import is_url, tidy
from tocsin.collect.bodies import GZIP, opened
from tocsin.collect.files import PAGES
from tocsin.collect.sources import Kind, Source
from tocsin.errors import FetchError, InputError, said_of
from tocsin.settings import settings

if TYPE_CHECKING:
    from tocsin.collect.fetcher import Fetcher

SUFFIXES = {
    Kind.JSONL: (".jsonl", ".ndjson", ".json"),
    Kind.CSV: (".csv", ".tsv"),
    Kind.WARC: (".warc", ".arc"),
    Kind.EXPORT: (".docx", ".rtf"),
    Kind.FILE: PAGES,
}
BEGINNINGS = {
    b"WARC/": Kind.WARC, b"{\\rtf": Kind.EXPORT, b"PK\x03\x04": Kind.EXPORT, b"{": Kind.JSONL, b"<": Kind.FILE
}  # fmt: skip
ROOTS = {
    Kind.FEED: re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>/]", re.IGNORECASE),
    Kind.SITEMAP: re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>/]", re.IGNORECASE),
    Kind.PAGE: re.compile(rb"<(?:html|body)[\s>]", re.IGNORECASE),
}
NAMES = {
    Kind.SITEMAP: re.compile(r"sitemap[^/]*\.(?:xml|txt)(?:\.gz)?$", re.IGNORECASE),
    Kind.FEED: re.compile(r"\.(?:rss|atom|rdf|xml)$|/(?:feed|rss|atom)(?:\.json)?/?$", re.IGNORECASE),
}
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
LINK = re.compile(r"<link\b[^>]{0,2000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
HEAD = 4_096
GUESSES = "a feed, sitemap or page (https://...), a folder, or a file of the kinds " + " ".join(
    suffix for suffixes in SUFFIXES.values() for suffix in suffixes
)


def detect(where: str, fetcher: Fetcher | None = None, *, outlet: str | None = None, keep: bool = False) -> Source:
    """The source that a user names by URL or path.

    With a `fetcher` the URL is fetched and judged by what is there: a site's front page that names its feed stands for
    that feed. With `keep`, the fetcher gives what it fetched to whoever asks for the source next. Without a fetcher the
    URL is judged by its name. Raises FetchError where the URL cannot be fetched, InputError
    where the path does not exist or is of no kind that can be read.
    """
    if not is_url(where):
        return _on_disk(Path(where).expanduser(), outlet)
    url = tidy(where)
    if url is None:
        raise InputError(f"{where} is no address", expected=GUESSES, advice="check its spelling")
    if "@" in urlsplit(where).netloc:
        raise InputError(f"{url} with a name and a password", expected="a source that is open to all")
    if fetcher is None:
        return Source(_by_name(url), url, outlet)
    fetched = fetcher.get(url)
    if fetched.page is None:
        raise FetchError(fetched.outcome.error or f"{url} cannot be fetched")
    content = fetched.page.content
    assert isinstance(content, bytes)
    kind = kind_of_content(content, url)
    url = fetched.outcome.moved_to or url
    if kind is Kind.PAGE and urlsplit(url).path in ("", "/"):
        feed = next(feeds_named_by(content, url), None)
        return Source(Kind.FEED, feed, outlet) if feed else Source(kind, url, outlet)
    if keep:
        fetcher.keep(url, fetched)
    return Source(kind, url, outlet)


def kind_of_content(content: bytes, url: str) -> Kind:
    """Feed, sitemap or page, by what was fetched."""
    try:
        head = opened(content, url, settings().max_page_bytes)[:HEAD]
    except FetchError:
        head = content[:HEAD]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b"jsonfeed.org" in head:
        return Kind.FEED
    places = {kind: found.start() for kind, root in ROOTS.items() if (found := root.search(head)) is not None}
    return min(places, key=lambda kind: places[kind]) if places else Kind.PAGE


def feeds_named_by(content: bytes, url: str) -> Iterator[str]:
    """The addresses of the feeds that a page names in its head, in its order."""
    for tag in LINK.findall(content[:200_000].decode("utf-8", "replace")):
        said = {name.lower(): a or b or c for name, a, b, c in ATTRIBUTE.findall(tag)}
        if "alternate" in said.get("rel", "").lower() and said.get("type", "").lower() in FEED_TYPES:
            feed = tidy(said.get("href", "").replace("&amp;", "&"), url)
            if feed is not None:
                yield feed


def _by_name(url: str) -> Kind:
    path = urlsplit(url).path
    return next((kind for kind, name in NAMES.items() if name.search(path)), Kind.PAGE)


def _on_disk(path: Path, outlet: str | None) -> Source:
    try:
        place = _kept(path.resolve())
        if path.is_dir():
            return Source(Kind.FOLDER, place, outlet)
        if not path.exists():
            raise InputError(f"{path} does not exist", expected=GUESSES, advice="check the path")
        kind = kind_of_file(path) or _by_beginning(path)
    except (OSError, ValueError, RuntimeError) as error:
        raise InputError(f"{str(path)!r} cannot be read", found=said_of(error), advice="check the path") from error
    if kind is None:
        raise InputError(f"{path} is of no known kind", expected=GUESSES, advice="give it the ending of its kind")
    return Source(kind, place, outlet)


def _kept(path: Path) -> str:
    """The path as a store can keep it. Raises InputError for names that are no text."""
    try:
        return path.as_posix().encode("utf8").decode("utf8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{str(path)!r} cannot be kept as a source",
            found="a name that is no UTF-8",
            advice="rename it, or give the folder that it is in",
        ) from error


def kind_of_file(path: Path) -> Kind | None:
    """What a file holds, by its name."""
    name = path.name.lower().removesuffix(".gz")
    return next((kind for kind, suffixes in SUFFIXES.items() if name.endswith(suffixes)), None)


def _by_beginning(path: Path) -> Kind | None:
    import gzip

    with path.open("rb") as handle:
        head = handle.read(64)
    if head.startswith(GZIP):
        with gzip.open(path, "rb") as packed:
            head = packed.read(64)
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((kind for beginning, kind in BEGINNINGS.items() if head.startswith(beginning)), None)
