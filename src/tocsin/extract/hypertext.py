"""An HTML page to text with zones: all that a reader would see, block by block, and what each block is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from tocsin.errors import UnreadablePageError
from tocsin.extract import cues
from tocsin.extract.blocks import DEEPEST, Block, blocks
from tocsin.extract.dateline import dateline_length, is_dateline
from tocsin.extract.features import is_timestamp
from tocsin.extract.main_text import NAMES, Reference, block_rows, candidates, plain, trafilatura_text
from tocsin.extract.metadata import Facts, facts_of
from tocsin.extract.scorer import load
from tocsin.model.article import Link, Page, Zone, ZoneKind
from tocsin.model.span import Span

WEIGHTS = "blocks.json"
DROPPED_ABOVE = 0.3
TAKEN_DROPPED_ABOVE = 0.6
"""What trafilatura takes needs more to be dropped, as what it leaves needs more to be kept."""
MOST_BLOCKS = 20_000
"""Blocks above which trafilatura, whose time grows faster than the page, is not asked."""
LEAST_KEPT = 0.5
"""Share of the words that trafilatura takes; where the score keeps fewer, it is not trusted with this page."""
LEAST_WORDS = 15
REACH = 6
"""How many blocks away the story's next paragraph may stand for a paragraph between to count as its own."""
SURE_BELOW = 0.1
"""A line that is wholly a link stays in the body only below this."""


@dataclass(frozen=True, slots=True)
class Markup:
    """What an HTML page holds."""

    text: str
    zones: tuple[Zone, ...]
    links: tuple[Link, ...]
    facts: Facts
    notes: tuple[str, ...] = ()


def read_markup(markup: str, page: Page) -> Markup:
    """The text, zones, links and facts of a page; scripts are never run. Raises `UnreadablePageError`."""
    tree = parsed_tree(markup, page)
    facts = facts_of(tree, page)
    found = blocks(tree)
    if not found and facts.body:
        found = [Block(part, "p", 0, 0, blocks_nowhere()) for part in facts.body.split("\n") if part.strip()]
        kinds = [ZoneKind.BODY] * len(found)
        notes: tuple[str, ...] = ("the text was taken from the page's JSON-LD, since its markup shows none",)
    else:
        taken = trafilatura_text(tree) if len(found) <= MOST_BLOCKS else ""
        kinds, notes = kinds_of(found, taken, facts), ()
    text, spans = _laid_out(found)
    zones = tuple(_zones(text, spans, kinds))
    return Markup(text, zones, tuple(_links(found, spans, kinds, facts.url or page.url)), facts, notes)


def blocks_nowhere() -> Any:
    """The place of a block that stands in no tree."""
    from tocsin.extract.blocks import Where

    return Where()


def parsed_tree(markup: str, page: Page) -> Any:
    """The lxml tree of a page; one that is nested too deep to be read whole is refused."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(markup.encode("utf8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadablePageError(
            f"{page.url or 'the page'} cannot be parsed",
            found=str(error),
            expected="HTML",
            advice="give the article's text instead",
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadablePageError(
            f"{page.url or 'the page'} is nested too deep", found=f"more than {DEEPEST:,} elements inside one another",
            expected="HTML as browsers show it", advice="give the article's text instead",
        )  # fmt: skip
    return tree


def kinds_of(found: Sequence[Block], taken_text: str, facts: Facts) -> list[ZoneKind]:
    """What each block is."""
    kinds = [ZoneKind.BOILERPLATE] * len(found)
    if not found:
        return []
    sure: set[int] = set()
    picked, known = candidates(found, Reference(taken_text), Reference(facts.body))
    if picked:
        scores = load(WEIGHTS, NAMES)(block_rows(found, picked, known)).tolist()
        taken = [at for at, row in zip(picked, known.tolist(), strict=True) if row[0]]
        keeps = {at for at, score in zip(picked, scores, strict=True) if score <= DROPPED_ABOVE}
        keeps |= {
            at for at, score in zip(picked, scores, strict=True) if score <= TAKEN_DROPPED_ABOVE and at in set(taken)
        }
        if _words(found, keeps.intersection(taken)) < LEAST_KEPT * _words(found, taken):
            keeps = set(taken)
        sure = {at for at, score in zip(picked, scores, strict=True) if score <= SURE_BELOW}
        for at in keeps:
            kinds[at] = ZoneKind.BODY
    _gaps(found, kinds)
    _headline(found, kinds, facts)
    _captions(found, kinds)
    _related(found, kinds, sure)
    _furniture(found, kinds)
    _datelines(found, kinds)
    return kinds


def _gaps(found: Sequence[Block], kinds: list[ZoneKind]) -> None:
    """A whole paragraph of sentences between two of the story belongs to it, whatever links stand around it."""
    for at in range(1, len(found) - 1):
        block = found[at]
        if kinds[at] is not ZoneKind.BOILERPLATE or block.tag != "p" or block.link_share > 0.2:
            continue
        whole = block.text.count(" ") + 1 >= LEAST_WORDS and block.text.rstrip("”\"’' ").endswith((".", "!", "?"))
        near = range(max(0, at - REACH), at), range(at + 1, min(len(found), at + REACH + 1))
        enclosed = all(any(kinds[i] is ZoneKind.BODY and found[i].tag == "p" for i in side) for side in near)
        if whole and enclosed:
            kinds[at] = ZoneKind.BODY


def _words(found: Sequence[Block], numbers: Iterable[int]) -> int:
    return sum(found[at].text.count(" ") + 1 for at in numbers)


def _headline(found: Sequence[Block], kinds: list[ZoneKind], facts: Facts) -> None:
    """The block that says the title: the main heading first, then any block before the body."""
    wanted = {plain(t) for t in (facts.headline, facts.title) if t}
    body = next((at for at, kind in enumerate(kinds) if kind is ZoneKind.BODY), len(found))
    said = [at for at, block in enumerate(found) if plain(block.text) in wanted and len(block.text) >= 8]
    heading = [at for at in said if found[at].tag == "h1" and "nav" not in found[at].where.places]
    chosen = heading or [at for at in said if at <= body]
    if chosen:
        before = [at for at in chosen if at <= body]
        kinds[before[-1] if before else chosen[0]] = ZoneKind.HEADLINE


def _captions(found: Sequence[Block], kinds: list[ZoneKind]) -> None:
    """What stands under a picture, between the headline and the end of the body, and says something."""
    coded = [at for at, kind in enumerate(kinds) if kind in (ZoneKind.BODY, ZoneKind.HEADLINE)]
    if not coded:
        return
    seen: set[str] = set()
    for at in range(coded[0], coded[-1] + 1):
        block = found[at]
        under = "figcaption" in block.where.places or (block.where.captioned and block.link_share < 0.5)
        if kinds[at] in (ZoneKind.BODY, ZoneKind.BOILERPLATE) and under:
            # the short and the long form of one caption begin alike
            telling = _tells(block.text, at > coded[1 if len(coded) > 1 else 0]) and block.text[:40] not in seen
            seen.add(block.text[:40])
            kinds[at] = ZoneKind.CAPTION if telling else ZoneKind.BOILERPLATE


def _tells(caption: str, inside: bool) -> bool:
    """Whether a caption says something of this story: no old picture, no gallery, no name with a credit only.

    Above the first paragraph, where agency pictures of the day stand, it must be a sentence without a credit.
    """
    if len(caption.split()) < 5 or cues.FILE_PICTURE.search(caption) or cues.GALLERY.match(caption):
        return False
    sentence = cues.SENTENCE_IN_CAPTION.match(caption) is not None
    credited = cues.CAPTION.search(caption) is not None or cues.CREDIT.search(caption) is not None
    return (sentence or not credited) if inside else (sentence and not credited)


def _related(found: Sequence[Block], kinds: list[ZoneKind], sure: set[int]) -> None:
    """Links that read like headlines, 'Read more: ...' lines, and the headings over them."""
    for at, block in enumerate(found):
        words = block.text.count(" ") + 1
        if kinds[at] is ZoneKind.HEADLINE:
            continue
        whole_link = block.link_share > 0.85 and 4 <= words <= 30 and not block.text.endswith(".")
        prefixed = words <= 35 and block.link_share > 0.5 and cues.RELATED_PREFIX.match(block.text) is not None
        if prefixed or (whole_link and (kinds[at] is ZoneKind.BOILERPLATE or (_leads_away(block) and at not in sure))):
            kinds[at] = ZoneKind.RELATED
    for at in range(len(found) - 2, -1, -1):
        heading = len(found[at].text) <= 80 and cues.RELATED_HEADING.search(found[at].text) is not None
        if heading and kinds[at] in (ZoneKind.BODY, ZoneKind.BOILERPLATE) and kinds[at + 1] is ZoneKind.RELATED:
            kinds[at] = ZoneKind.RELATED


def _leads_away(block: Block) -> bool:
    return (
        bool(block.href)
        and not (block.href or "").startswith(("#", "mailto:", "javascript:"))
        and block.tag not in ("h1", "h2")
    )


def _furniture(found: Sequence[Block], kinds: list[ZoneKind]) -> None:
    """Bylines, clock times and share buttons that the score let pass."""
    for at, block in enumerate(found):
        if kinds[at] is ZoneKind.BODY and len(block.text) <= 240:
            text = block.text
            byline = len(text) < 120 and cues.BYLINE.search(text) is not None and not text.endswith(".")
            if byline or is_timestamp(text) or cues.ALONE.search(text) or not any(map(str.isalnum, text)):
                kinds[at] = ZoneKind.BOILERPLATE


def _datelines(found: Sequence[Block], kinds: list[ZoneKind]) -> None:
    bodies = [at for at, kind in enumerate(kinds) if kind is ZoneKind.BODY][:2]
    for at in bodies[:1]:
        if len(bodies) > 1 and is_dateline(found[at].text):
            kinds[at] = ZoneKind.DATELINE


def _laid_out(found: Sequence[Block]) -> tuple[str, list[Span]]:
    """One block a line, and where each lies."""
    spans, at = [], 0
    for block in found:
        spans.append(Span(at, at + len(block.text)))
        at += len(block.text) + 1
    return "\n".join(block.text for block in found), spans


def _zones(text: str, spans: Sequence[Span], kinds: Sequence[ZoneKind]) -> Iterator[Zone]:
    bodies = 0
    for span, kind in zip(spans, kinds, strict=True):
        start = span.start
        if kind is ZoneKind.BODY:
            bodies += 1
            words = span.words(text)
            length = dateline_length(words) if bodies <= 3 else 0
            if length:
                yield Zone(ZoneKind.DATELINE, Span(start, start + length))
                start += length + len(words[length:]) - len(words[length:].lstrip())
        yield Zone(kind, Span(start, span.end))


def _links(
    found: Sequence[Block], spans: Sequence[Span], kinds: Sequence[ZoneKind], base: str | None
) -> Iterator[Link]:
    for block, span, kind in zip(found, spans, kinds, strict=True):
        if kind is not ZoneKind.RELATED or (len(block.text) <= 80 and cues.RELATED_HEADING.search(block.text)):
            continue
        prefix = cues.RELATED_PREFIX.match(block.text)
        skip = prefix.end() if prefix else 0
        if block.text[skip:].strip():
            yield Link(block.text[skip:], _absolute(block.href, base), Span(span.start + skip, span.end))


def _absolute(href: str | None, base: str | None) -> str | None:
    try:
        whole = urljoin(base or "", (href or "").strip())
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) else None
