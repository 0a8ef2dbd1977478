"""The blocks of text that a reader of an HTML page would see, in order, with where each stands in the page's tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "head", "math", "object", "embed", "canvas",
    "audio", "video", "select",
     "datalist", "map", "amp-ad", "amp-analytics", "amp-iframe", "amp-state", "amp-consent"}
)  # fmt: skip
BREAKS = frozenset(
    {"p", "div", "article", "section", "main", "aside", "header", "footer", "nav", "ul", "ol", "li", "dl", "dt",
    "dd", "table", "tr", "thead", "tbody", "tfoot", "caption", "blockquote", "pre", "figure", "figcaption", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "br",
     "form", "fieldset", "legend", "address", "details", "summary", "body", "html", "center", "picture", "img",
     "option", "label", "button",
     "textarea", "amp-img", "amp-carousel", "amp-sidebar", "amp-accordion", "hgroup", "dialog", "menu"}
)  # fmt: skip
CELLS = frozenset({"td", "th"})
LONG_CELL = 60
"""Characters of a row above which its next cell begins a block of its own: then the table is there for the layout."""
PLACES = (
    "article",
    "main",
    "nav",
    "aside",
    "header",
    "footer",
    "figure",
    "figcaption",
    "form",
    "li",
    "table",
    "blockquote",
    "button",
)
_PLACE_OF = {
    **{name: name for name in PLACES},
    "tr": "table",
    "label": "form",
    "dt": "li",
    "dd": "li",
    "amp-sidebar": "nav",
}

GOOD = re.compile(r"article|body|content|story|post|entry|text|paragraph|main|hentry", re.IGNORECASE)
BAD = re.compile(
    r"relat|comment|disqus|share|sharing|social|nav|menu|sidebar|side-bar|footer|widget|promo|sponsor|newsletter|recommend|trending|popular|"
    r"read-?(?:more|next|also)|more-|-more|teaser|breadcrumb|cookie|consent|banner|modal|popup|subscri|signup|sign-up|outbrain|taboola|"
    r"advert|(?:^|[\s_-])ads?(?:$|[\s_-])|tag(?:s|list|-list|cloud)|toolbar|skip|search|login|most-|also|carousel|latest|pagination|copyright|masthead",
    re.IGNORECASE,
)
SIGNED = re.compile(r"byline|author|dateline|timestamp|date|time|meta|credit|publish", re.IGNORECASE)
CAPTIONED = re.compile(r"caption|figcaption|image-?(?:text|desc)|photo-?(?:text|desc|credit)", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
DEEPEST = 2048


@dataclass(frozen=True, slots=True)
class Where:
    """Where in the tree: what stands above a block."""

    places: frozenset[str] = frozenset()
    good: bool = False
    bad: bool = False
    signed: bool = False
    captioned: bool = False
    is_body: bool = False


@dataclass(slots=True)
class Block:
    """One stretch of text between two breaks.

    `parent` numbers the element around the one that holds it, `above` the one around that;
    `href` is where its first link leads.
    """

    text: str
    tag: str
    parent: int
    above: int
    where: Where
    linked: int = 0
    href: str | None = None
    pieces: list[str] = field(default_factory=list)

    @property
    def link_share(self) -> float:
        """Share of its characters that are links."""
        return self.linked / max(1, len(self.text))


def blocks(tree: Any) -> list[Block]:
    """The visible blocks of an lxml tree in reading order; blanks are collapsed, as a browser does."""
    walker = _Walker()
    walker.walk(tree)
    out: list[Block] = []
    for block in walker.blocks:
        block.text = _BLANKS.sub(" ", "".join(block.pieces)).strip()
        block.linked = min(block.linked, len(block.text))
        block.pieces = []
        if block.text:
            out.append(block)
    return out


class _Walker:
    """Goes through a tree without recursion, since a page may be nested as deep as it likes."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.stack: list[tuple[str, Where, int]] = [("body", Where(), 0)]
        self.current: Block | None = None
        self.links: list[str | None] = []
        self.count = 0

    def walk(self, tree: Any) -> None:
        from lxml import etree

        skipped: Any = None
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            tag = element.tag
            if event == "start":
                if skipped is None:
                    if tag in UNSEEN or not isinstance(tag, str) or _hidden(element):
                        skipped = element
                    else:
                        self._open(tag, element)
                        self._say(element.text)
                continue
            if skipped is None:
                self._close(tag)
            elif skipped is element:
                skipped = None
            if skipped is None and element is not tree:
                self._say(element.tail)

    def _open(self, tag: str, element: Any) -> None:
        if tag in BREAKS:
            self.current = None
            self.count += 1
            self.stack.append((tag, _where(self.stack[-1][1], tag, element), self.count))
        elif tag == "a":
            self.links.append(element.get("href"))
        elif tag in CELLS and self.current is not None:
            if sum(map(len, self.current.pieces)) < LONG_CELL:
                self.current.pieces.append("  ")
            else:
                self.current = None

    def _close(self, tag: str) -> None:
        if tag in BREAKS:
            self.current = None
            self.stack.pop()
        elif tag == "a" and self.links:
            self.links.pop()

    def _say(self, text: str | None) -> None:
        if not text or (self.current is None and text.isspace()):
            return
        if self.current is None:
            numbers = [number for _, _, number in self.stack[-3:-1]]
            tag, where, _ = self.stack[-1]
            self.current = Block("", tag, numbers[-1] if numbers else 0, numbers[0] if len(numbers) > 1 else 0, where)
            self.blocks.append(self.current)
        self.current.pieces.append(text)
        if self.links:
            self.current.linked += len(text.strip())
            self.current.href = self.current.href or self.links[-1]


def _hidden(element: Any) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and HIDDEN.search(style) is not None)


def _where(above: Where, tag: str, element: Any) -> Where:
    if not element.keys() and tag not in _PLACE_OF:
        return above
    name = element.get("class", "") + " " + element.get("id", "")
    role = element.get("role", "")
    place = _PLACE_OF.get(tag) or (
        "nav" if role == "navigation" else "aside" if role == "complementary" else "main" if role == "main" else None
    )
    is_body = "articlebody" in element.get("itemprop", "").lower()
    if place is None and not is_body and name == " ":
        return above
    name = name[:300]
    # what `body` and `html` are called says something of the page, nothing of its parts
    named = tag not in ("body", "html") and len(name) > 1
    return Where(
        above.places | {place} if place else above.places,
        above.good or (named and GOOD.search(name) is not None),
        above.bad or (named and BAD.search(name) is not None),
        above.signed or (named and SIGNED.search(name) is not None),
        above.captioned or (named and CAPTIONED.search(name) is not None) or tag == "figcaption",
        above.is_body or is_body,
    )
