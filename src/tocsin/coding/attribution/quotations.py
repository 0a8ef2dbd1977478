"""Quotations: which characters of an article stand between quotation marks.

Marks are unreliable: a quotation may run over several paragraphs, each opening anew and only the last one closing;
a closing mark may be missing; and an apostrophe looks like a closing single mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.model.span import Span

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "‟": "”", "``": "''"}
_DOUBLE = re.compile(r"``|''|[“”„‟«»\"]")
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[—–:\"“/-])|^)[‘'](?=[^\W_]|[“\"(\[])", re.MULTILINE)
_SINGLE_CLOSE = re.compile(r"(?<=[^\s(\[—–])[’'](?![^\W_])")
_CLIPPED = re.compile(r"[‘'](?:\d\ds?\b|em\b|tis\b|twas\b|til\b|n[’']|cause\b|bout\b)", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*|\n")
_TERMINAL = re.compile(r"[.?!…\"”’']\s*$")
_LONGEST_SINGLE = 400


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks; `closed` is false when the text never closes them."""

    span: Span
    closed: bool = True


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order; offsets are characters of `text`."""
    doubles = list(_join(text, _doubles(text)))
    return tuple(sorted([*doubles, *_singles(text, doubles)], key=lambda q: q.span))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for gap in _BLANK_LINE.finditer(text):
        blank = gap.group().count("\n") > 1
        if blank or _TERMINAL.search(text[begin : gap.start()]):
            if gap.start() > begin:
                yield begin, gap.start()
            begin = gap.end()
    if begin < len(text):
        yield begin, len(text)


def _doubles(text: str) -> Iterator[Quotation]:
    for begin, end in _paragraphs(text):
        opened: int | None = None
        closers = ""
        for mark in _DOUBLE.finditer(text, begin, end):
            sign = mark.group()
            if opened is None:
                if _opens(text, mark, begin):
                    opened, closers = mark.start(), _CLOSERS.get(sign, '"')
            elif sign in closers or (sign == '"' and "”" in closers and not _looks_opening(text, mark)):
                yield Quotation(Span(opened, mark.end()))
                opened = None
        if opened is not None and text[opened + 1 : end].strip():
            yield Quotation(Span(opened, opened + len(text[opened:end].rstrip())), closed=False)


def _opens(text: str, mark: re.Match[str], begin: int) -> bool:
    sign = mark.group()
    if sign in _CLOSERS:
        return True
    if sign != '"':
        return False
    before = text[mark.start() - 1] if mark.start() > begin else " "
    after = text[mark.end() : mark.end() + 1]
    return not before.isdigit() and bool(after.strip())


def _looks_opening(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return (not before or before.isspace()) and after.isalnum()


def _join(text: str, found: Iterator[Quotation]) -> Iterator[Quotation]:
    """An unclosed quotation goes on in the next paragraph when that one opens with a mark."""
    held: Quotation | None = None
    for quotation in found:
        if held is not None:
            between = text[held.span.end : quotation.span.start]
            if not between.strip() and "\n" in between:
                held = Quotation(Span(held.span.start, quotation.span.end), quotation.closed)
                if held.closed:
                    yield held
                    held = None
                continue
            yield held
            held = None
        if quotation.closed:
            yield quotation
        else:
            held = quotation
    if held is not None:
        yield held


def _singles(text: str, taken: list[Quotation]) -> Iterator[Quotation]:
    """Single-quoted stretches between the doubly quoted ones."""
    begins = [q.span.start for q in taken]
    at = 0
    for mark in _SINGLE_OPEN.finditer(text):
        start = mark.start()
        following = bisect_right(begins, start)
        inside = following > 0 and start < taken[following - 1].span.end
        if start < at or inside or _CLIPPED.match(text, start):
            continue
        limit = min(len(text), start + _LONGEST_SINGLE, *begins[following : following + 1])
        line_end = text.find("\n", start, limit)
        end = _single_end(text, start, line_end if line_end >= 0 else limit)
        if end is not None:
            yield Quotation(Span(start, end))
            at = end


def _single_end(text: str, start: int, limit: int) -> int | None:
    """Where a single-quoted stretch ends; the apostrophe of a plural owner is passed over when a later mark fits."""
    possible: int | None = None
    following = _SINGLE_OPEN.search(text, start + 1, limit)
    stop = following.start() if following else limit
    for mark in _SINGLE_CLOSE.finditer(text, start + 1, stop):
        owner = text[mark.start() - 1] == "s" and re.match(r" [a-z]", text[mark.end() : mark.end() + 2])
        if not owner:
            return mark.end()
        possible = possible or mark.end()
    return possible
