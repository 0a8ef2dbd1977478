"""Annotated texts made by hand: with nothing but words, or with a parse written out word by word."""

from __future__ import annotations

import re

from tocsin.model.annotated import AnnotatedText, Sentence, Token
from tocsin.model.article import Article, Published, Zone, ZoneKind
from tocsin.model.span import Span

WORD = re.compile(r"\w+(?:[.,:/]\d+)*|[^\w\s]")


def article(text: str, published: str | None, kind: ZoneKind = ZoneKind.BODY) -> Article:
    return Article(
        id="a",
        text=text,
        sha256="",
        zones=(Zone(kind, Span(0, len(text))),),
        published=Published(published, "day", "caller") if published else None,
    )


def plain(text: str, published: str | None = "2025-10-11", kind: ZoneKind = ZoneKind.BODY) -> AnnotatedText:
    """One sentence a line, words only: no part of speech, no parse."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", text):
        first = len(tokens)
        for word in WORD.finditer(text, line.start(), line.end()):
            at = len(tokens)
            tokens.append(Token(at, word.start(), word.end(), word.group(), "", "", "", at, "", len(sentences)))
        sentences.append(Sentence(len(sentences), Span(line.start(), line.end()), first, len(tokens), kind))
    return AnnotatedText(article(text, published, kind), tuple(sentences), tuple(tokens))


def parsed(rows: str, published: str | None = "2025-10-11") -> AnnotatedText:
    """One sentence from rows 'word lemma UPOS XPOS head relation', heads counted from 1, 0 for the root."""
    cells = [row.split() for row in rows.strip().splitlines()]
    text = " ".join(cell[0] for cell in cells)
    tokens, start = [], 0
    for at, (word, lemma, upos, xpos, head, relation) in enumerate(cells):
        above = int(head) - 1 if int(head) else at
        tokens.append(Token(at, start, start + len(word), word, lemma, upos, xpos, above, relation, 0))
        start += len(word) + 1
    sentence = Sentence(0, Span(0, len(text)), 0, len(tokens), ZoneKind.BODY)
    return AnnotatedText(article(text, published), (sentence,), tuple(tokens))


def at(annotated: AnnotatedText, word: str) -> int:
    """The index of the first token that is the word."""
    return next(token.index for token in annotated.tokens if token.text == word)
