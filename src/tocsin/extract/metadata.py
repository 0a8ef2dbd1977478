"""What a page says of itself: title, byline, outlet, address, date, language, and the text in its JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from tocsin.extract.published import from_caller, from_url, parsed
from tocsin.extract.site import outlet_of
from tocsin.model.article import Page, Published

_ARTICLES = ("article", "posting", "report", "reportage", "webpage", "liveblog", "recipe", "review")
_META_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date-published", "publication_date", "pubdate",
    "publishdate",
    "publish-date", "published_time", "sailthru.date", "parsely-pub-date", "dc.date.issued", "dcterms.created",
    "dc.date.created",
    "dc.date", "dcterms.date", "article.published", "cxenseparse:recs:publishtime", "bt:pubdate",
    "rnews:datepublished", "originalpublicationdate", "date",
)  # fmt: skip
_META_AUTHORS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
)
_META_SITES = ("og:site_name", "application-name", "publisher", "dc.publisher", "cre")
_SPLIT_TITLE = re.compile(r"\s+[|–—·»-]\s+|\s*\|\s*")
_BY = re.compile(r"^\s*(?:by|von|por|par)\s*:?\s+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]")
_DATED = re.compile(
    r"publish|posted|pubdate|entry-date|article-?date|dateline|created|timestamp|story-?date", re.IGNORECASE
)
_CHANGED = re.compile(r"modif|updat|edited", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says of itself; nothing where it says nothing. `body`: the text in its JSON-LD."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None
    language: str | None = None
    body: str = ""
    headline: str | None = None


def facts_of(tree: Any, page: Page) -> Facts:
    """The facts of an lxml tree; `page` says where it came from and what the caller knows."""
    meta = _meta(tree)
    linked = _best(list(_linked_data(tree)))
    url = _address(tree, meta, page.url)
    heading = _one_heading(tree)
    outlet = _text(linked.get("publisher")) or _first(meta, _META_SITES) or outlet_of(url)
    title = _text(linked.get("headline")) or meta.get("og:title") or heading or _title_element(tree, outlet)
    return Facts(
        title=_without_site(title, outlet) if title else None,
        byline=_byline(linked, meta, tree),
        outlet=outlet,
        url=url,
        published=_published(tree, linked, meta, url) or from_caller(page.published),
        language=_language(tree, meta),
        body=_body(linked),
        headline=heading,
    )


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name, content[:1000])
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of the page, those in lists and `@graph` too; broken ones are passed over."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        raw = (element.text or "").strip().removeprefix("<!--").removesuffix("-->").strip()
        try:
            queue = [json.loads(raw, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(500):
            if not queue:
                break
            item = queue.pop(0)
            if isinstance(item, list):
                queue[:0] = item[:100]
            elif isinstance(item, dict):
                queue += [
                    item[k]
                    for k in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(item.get(k), list | dict)
                ]
                yield item


def _best(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that describes the article, news articles first."""

    def rank(item: dict[str, Any]) -> int:
        kinds = item.get("@type")
        said = " ".join(map(str, kinds if isinstance(kinds, list) else [kinds])).lower()
        if not any(kind in said for kind in _ARTICLES):
            return 0
        return 1 + ("webpage" not in said) * 2 + ("datePublished" in item) + ("headline" in item)

    return max(found, key=rank) if any(rank(x) for x in found) else {}


def _text(value: Any) -> str | None:
    """The name in a JSON-LD value, which may be a string, an object, or a list of either."""
    if isinstance(value, list):
        names = [name for name in map(_text, value[:10]) if name]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
        if not isinstance(value, str):
            return None
    return " ".join(_unescaped(value).split())[:500] or None if isinstance(value, str) else None


def _unescaped(text: str) -> str:
    import html

    return html.unescape(text)


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[n] for n in names if meta.get(n)), None)


def _address(tree: Any, meta: dict[str, str], given: str | None) -> str | None:
    """The page's own address, where it lies on the site that the page came from."""
    said = next(
        (e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical" and e.get("href")),
        None,
    )
    said = said or meta.get("og:url")
    if not said:
        return given
    try:
        whole: str = urljoin(given or "", said.strip())
        scheme, path = urlsplit(whole).scheme, urlsplit(whole).path
    except ValueError:
        return given
    if scheme not in ("http", "https") or (given and (outlet_of(whole) != outlet_of(given) or path in ("", "/"))):
        return given
    return whole


def _one_heading(tree: Any) -> str | None:
    """The page's main heading: its only `h1`, or the first one that stands in the article."""
    headings = [e for e in tree.iter("h1") if len("".join(e.itertext()).split()) >= 2]
    if not headings:
        return None
    inside = [e for e in headings if any(a.tag in ("article", "main") for a in e.iterancestors())]
    chosen = headings[0] if len(headings) == 1 else (inside or headings)[0]
    return " ".join("".join(chosen.itertext()).split())[:500]


def _title_element(tree: Any, outlet: str | None) -> str | None:
    element = tree.find(".//title")
    return " ".join((element.text or "").split())[:500] or None if element is not None else None


def _without_site(title: str, outlet: str | None) -> str:
    """The title without '| The Outlet' at its end or head."""
    parts = _SPLIT_TITLE.split(title)
    if len(parts) < 2 or not outlet:
        return title
    name = "".join(filter(str.isalnum, outlet.lower()))
    kept = [p for p in parts if "".join(filter(str.isalnum, p.lower())) not in (name, name.removesuffix("com"))]
    if len(kept) == len(parts) or not kept:
        return title
    start = title.find(kept[0])
    end = title.rfind(kept[-1]) + len(kept[-1])
    return title[start:end].strip() or title


def _byline(linked: dict[str, Any], meta: dict[str, str], tree: Any) -> str | None:
    said = _text(linked.get("author")) or _first(meta, _META_AUTHORS)
    if said and said.startswith(("http:", "https:")):
        said = None
    if not said:
        for element in tree.iter("a", "span", "p", "div", "address"):
            name = (
                (element.get("rel") or "") + " " + (element.get("itemprop") or "") + " " + (element.get("class") or "")
            )
            if "author" in name.lower() or "byline" in name.lower():
                text = " ".join("".join(element.itertext()).split())
                if 2 < len(text) < 120 and _NAME.search(text):
                    said = text
                    break
    said = _BY.sub("", said).strip(" ,;|") if said else None
    return said[:200] if said and _NAME.search(said) else None


def _published(tree: Any, linked: dict[str, Any], meta: dict[str, str], url: str | None) -> Published | None:
    """The first date that says it is the day of publication; a date of change never counts as one."""
    said = linked.get("datePublished")
    found = parsed(said, "json-ld") if isinstance(said, str) else None
    for name in _META_DATES if found is None else ():
        found = parsed(meta[name], "meta") if name in meta else None
        if found and found.precision != "year":
            break
    return found or _time_element(tree) or (from_url(url) if url else None) or _visible(tree)


def _time_element(tree: Any) -> Published | None:
    """A `time` element that says it is the publication's, else the first one that is neither an update nor aside."""
    plain: list[Published] = []
    for element in tree.iter("time"):
        said = element.get("datetime") or "".join(element.itertext())
        around = " ".join(
            f"{e.get('class') or ''} {e.get('id') or ''} {e.get('itemprop') or ''}"
            for e in (element, element.getparent())
            if e is not None
        )
        if _CHANGED.search(around):
            continue
        found = parsed(said, "time")
        if not found:
            continue
        if element.get("pubdate") is not None or _DATED.search(around):
            return found
        if not any(a.tag in ("aside", "footer", "nav", "li") for a in element.iterancestors()):
            plain.append(found)
    return plain[0] if plain else None


def _visible(tree: Any) -> Published | None:
    """A date in a short line that is marked as one, or that says 'Published'."""
    for element in tree.iter("span", "div", "p", "li", "small", "abbr", "td"):
        name = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if len(element) > 4 or not (_DATED.search(name) or "date" in name.lower()) or _CHANGED.search(name):
            continue
        text = " ".join("".join(element.itertext()).split())
        if 6 <= len(text) <= 90 and not _CHANGED.match(text):
            found = parsed(element.get("content") or element.get("title") or text, "text") or parsed(text, "text")
            if found and found.precision != "year":
                return found
    return None


def _language(tree: Any, meta: dict[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    said = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or meta.get("og:locale")
        or meta.get("language")
        or ""
    )
    code = re.match(r"[a-z]{2,3}(?=$|[-_])", said.strip().lower())
    return code[0] if code else None


def _body(linked: dict[str, Any]) -> str:
    said = linked.get("articleBody")
    if not isinstance(said, str):
        return ""
    text = _unescaped(said)
    return re.sub(r"<[^>]{1,200}>", " ", text) if "</" in text or "<p" in text else text
