"""Groups words into sentences, for news text: quotations stay with their sentence, offsets stay true."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.annotate.words import ABBREVIATIONS

LONGEST_SENTENCE = 200
"""Words after which a sentence is cut, at a comma or semicolon where one is near: a bound on memory."""

_ENDERS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]}")
_QUOTES = frozenset("\"'“”‘’«»")
_OPENERS = frozenset("\"'“‘«([{")
_STARTERS = frozenset(
    """
    the a an this that these those he she it they we i you his her their its our my there here who what when where
    why how in on at by for from with as but and or so yet if after before while since although though because during
    under over despite meanwhile however also both some many most all several no not one two three earlier later last
    officials police according more another other
    """.split()
)
# After these a capital letter is the rest of a name, not a new sentence.
_BEFORE_NAMES = ABBREVIATIONS - frozenset(
    "inc ltd co corp etc jr sr jan feb mar apr jun jul aug sept sep oct nov dec".split()
)

Offsets = tuple[int, int]


def sentences(text: str, tokens: Sequence[Offsets]) -> list[tuple[int, int]]:
    """Half-open ranges of indices into ``tokens``, one a sentence, in order and without gaps.

    A blank line always ends a sentence; a single line break does unless the next line goes on in lower case.
    """
    ranges: list[tuple[int, int]] = []
    start = 0
    for index in range(len(tokens)):
        if index + 1 == len(tokens) or _ends(text, tokens, start, index):
            ranges.extend(_cut(text, tokens, start, index + 1))
            start = index + 1
    return ranges


def _ends(text: str, tokens: Sequence[Offsets], start: int, index: int) -> bool:
    """Whether a sentence that began at token ``start`` ends with token ``index``."""
    end = tokens[index][1]
    following = tokens[index + 1]
    gap = text[end : following[0]]
    if "\n" in gap or "\r" in gap or "\u2029" in gap:
        return _line_ends(text, tokens, index, gap)
    if not gap:
        return False
    last = index
    while last > start and _closes(text, tokens, last):
        last -= 1
    if text[tokens[last][1] - 1] not in _ENDERS:
        return False
    return _starts_sentence(text, tokens, last, index)


def _line_ends(text: str, tokens: Sequence[Offsets], index: int, gap: str) -> bool:
    if gap.count("\n") > 1 or "\u2029" in gap:
        return True
    last = text[tokens[index][1] - 1]
    return last in _ENDERS or last in _QUOTES or not text[tokens[index + 1][0]].islower()


def _closes(text: str, tokens: Sequence[Offsets], index: int) -> bool:
    """Whether a token is a closing quotation mark or bracket: it stands right after the token before it."""
    begin, end = tokens[index]
    return end - begin == 1 and text[begin] in _CLOSERS and index > 0 and tokens[index - 1][1] == begin


def _starts_sentence(text: str, tokens: Sequence[Offsets], last: int, index: int) -> bool:
    """Whether a sentence starts after token ``index``, given that token ``last`` ends with a full stop or the like."""
    following = index + 1
    while following + 1 < len(tokens) and text[tokens[following][0]] in _OPENERS:
        following += 1
    begin, end = tokens[following]
    first = text[begin]
    surface = text[tokens[last][0] : tokens[last][1]]
    if surface[-1] == "." and len(surface) > 1 and surface.strip("."):
        if first.islower() or not (first.isupper() or following > index + 1):
            return False
        if surface[:-1].lower() in _BEFORE_NAMES:
            return False
        if len(surface) == 2:
            return text[begin:end].lower() in _STARTERS and text[begin:end] != "I"
        return text[begin:end].lower() in _STARTERS or last < index
    return not first.islower()


def _cut(text: str, tokens: Sequence[Offsets], start: int, stop: int) -> list[tuple[int, int]]:
    """The range itself, or several where it is longer than a sentence may be."""
    pieces: list[tuple[int, int]] = []
    while stop - start > LONGEST_SENTENCE:
        edge = start + LONGEST_SENTENCE
        for candidate in range(edge, edge - LONGEST_SENTENCE // 2, -1):
            if text[tokens[candidate - 1][0]] in ",;:":
                edge = candidate
                break
        pieces.append((start, edge))
        start = edge
    pieces.append((start, stop))
    return pieces
