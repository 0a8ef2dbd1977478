"""Finds every stretch of capitalised words that the gazetteer knows: the longest match from each word on."""

from __future__ import annotations

from tocsin.coding.places.mention import Mention
from tocsin.coding.places.words import ARTICLES, CONNECTORS, UNITS
from tocsin.knowledge.gazetteer.folding import fold
from tocsin.knowledge.gazetteer.lookup import Entry, Gazetteer
from tocsin.knowledge.gazetteer.schema import NameSort
from tocsin.model.annotated import AnnotatedText, Sentence, Token
from tocsin.model.span import Span

LONGEST = 7
"""Tokens that a name has at most; hyphens and full stops count."""


def scan(annotated: AnnotatedText, gazetteer: Gazetteer) -> list[Mention]:
    """All matches in the article's coded sentences, in text order, none overlapping another."""
    found: list[Mention] = []
    for sentence in annotated.sentences:
        at = sentence.first
        while at < sentence.last:
            match = _longest(annotated, sentence, at, gazetteer)
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match.last
    return found


def _starts(tokens: tuple[Token, ...], at: int, last: int) -> bool:
    word = tokens[at].text
    if word[0].isupper():
        return len(word) > 1 or (
            at + 2 < last and tokens[at + 1].text in (".", "&") and tokens[at + 2].text[0].isupper()
        )
    return word in ARTICLES and at + 2 < last and tokens[at + 1].text == "-" and tokens[at + 2].text[0].isupper()


def _longest(annotated: AnnotatedText, sentence: Sentence, at: int, gazetteer: Gazetteer) -> Mention | None:
    tokens, text = annotated.tokens, annotated.article.text
    if not _starts(tokens, at, sentence.last):
        return None
    ends: list[int] = []
    stop = at
    while stop < sentence.last and stop - at < LONGEST:
        word = tokens[stop].text
        if word[0].isupper() or (word[0] in "dl" and word[1:2] in ("'", "’") and word[2:3].isupper()):
            ends.append(stop)
        elif stop > at and word not in CONNECTORS:
            break
        stop += 1
    if tokens[at].text[0].islower():
        ends = [end for end in ends if end >= at + 2]
    start = tokens[at].start
    for end in reversed(ends):
        surface = text[start : tokens[end].end]
        key = fold(surface)
        if not gazetteer.knows(key):
            continue
        entries = tuple(e for e in gazetteer.find(key) if _fits(e, surface))
        if entries:
            return _mention(annotated, sentence, at, end + 1, key, entries)
    return None


def _fits(entry: Entry, surface: str) -> bool:
    """A short form needs its full stop or capitals; 'us' and 'Us' are not the country."""
    if entry.sort is NameSort.SHORT:
        return "." in surface or (surface.isupper() and len(surface) < 4)
    if len(surface) < 4 and entry.kind in ("country", "continent") and entry.sort is NameSort.COMMON:
        return surface.isupper()
    return len(surface) > 2 and not (entry.sort is NameSort.ALTERNATE and len(surface) < 4)


def _mention(
    annotated: AnnotatedText, sentence: Sentence, first: int, last: int, key: str, entries: tuple[Entry, ...]
) -> Mention:
    tokens = annotated.tokens
    unit = None
    following = tokens[last].text if last < sentence.last else ""
    if following.lower() in UNITS:
        unit = UNITS[following.lower()]
        if following[0].isupper() and unit:
            last += 1
    elif first - 2 >= sentence.first and tokens[first - 1].text == "of":
        unit = UNITS.get(tokens[first - 2].text.lower())
    span = annotated.span_of(first, last)
    return Mention(first, last, Span(span.start, span.end), annotated.words(span), key, entries, unit=unit)
