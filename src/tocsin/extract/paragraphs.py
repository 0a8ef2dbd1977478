"""The lines of a plain text, put together again where a text was wrapped at a fixed width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

NARROWEST, WIDEST = 50, 130


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, `[start, end)` in the text without the blanks around it; `gap`: an empty line stood before."""

    start: int
    end: int
    text: str
    gap: bool


def paragraphs(text: str) -> tuple[list[Paragraph], bool]:
    """The paragraphs of `text` in order, and whether it was wrapped: then lines are joined, else a line is one."""
    found = list(_lines(text))
    width = wrap_width(found)
    return (_joined(text, found, width), True) if width else (found, False)


def _lines(text: str) -> Iterator[Paragraph]:
    at, gap = 0, False
    for raw in text.split("\n"):
        inner = raw.strip()
        if inner:
            start = at + raw.index(inner[0])
            yield Paragraph(start, start + len(inner), inner, gap)
        gap = not inner
        at += len(raw) + 1


def wrap_width(lines: list[Paragraph]) -> int:
    """The width at which a text was wrapped, in characters, or 0.

    Wrapped text has no long line, and many lines to which the next line's first word would not have fitted.
    """
    if len(lines) < 6:
        return 0
    lengths = sorted(len(line.text) for line in lines)
    # a link or a word that cannot be broken may stick out
    width = lengths[int(len(lengths) * 0.97)]
    if not NARROWEST <= width <= WIDEST:
        return 0
    # the last line of a paragraph ends where it likes
    pairs = [(a.text, b.text) for a, b in pairwise(lines) if not b.gap]
    full = sum(_overflows(a, b, width) and len(a) <= width for a, b in pairs)
    long_ones = sum(len(a) > width * 0.7 for a, _ in pairs)
    return width if long_ones >= 4 and full >= 0.7 * long_ones and full >= 0.25 * len(pairs) else 0


def _overflows(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(None, 1)[0]) > width


def _joined(text: str, lines: list[Paragraph], width: int) -> list[Paragraph]:
    out: list[Paragraph] = []
    last = ""
    for line in lines:
        if out and not line.gap and _overflows(last, line.text, width) and not _opens(line.text):
            head = out[-1]
            out[-1] = Paragraph(head.start, line.end, text[head.start : line.end], head.gap)
        else:
            out.append(line)
        last = line.text
    return out


def _opens(line: str) -> bool:
    """Whether the line begins something of its own: a bullet, a heading, a numbered link."""
    return line.startswith(("* ", "- ", "• ", "#", "[")) and not line.startswith("[File")
