"""What a line classifier looks at: how a paragraph is written, where it stands, and what stands around it.

A row holds the paragraph's own features, then a few of its neighbours', then what holds for the whole text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log1p

import numpy as np
from numpy.typing import NDArray

from tocsin.extract import cues
from tocsin.extract.words import STOP_WORDS

Matrix = NDArray[np.float32]

LONGEST = 600
"""Characters of a paragraph that are looked at: its first and last half of these."""

EDGE = 100
"""Characters at either end of a long paragraph in which the set phrases of pages are looked for."""

NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
WINDOWS = (2, 5, 12)

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKDOWN_LINK = re.compile(r"\[[^\[\]]*\]\s*(?:\[\d+\]|\([^()]*\))")
_STOP = re.compile(r"[.!?…。！？؟।][\"'”’»)\]*]*$")
_INNER_STOP = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]?[A-ZÀ-Þ]")
_DIGIT = re.compile(r"\d")
_SYMBOL = re.compile(r"[^\w\s]|_")
_IDEOGRAPH = re.compile(r"[぀-ヿ㐀-鿿가-힯]")

OWN = (
    "words_log", "characters_log", "one_word", "up_to_3_words", "up_to_5_words", "up_to_8_words", "up_to_12_words",
    "over_20_words", "over_40_words", "ends_stop", "ends_comma", "ends_colon", "ends_question", "ends_dots",
    "ends_quote",
    "starts_lower", "starts_quote", "starts_bullet", "starts_digit", "starts_hash", "capital_share", "all_capitals",
    "title_case", "stop_share", "digit_share", "symbol_share", "inner_stops", "commas", "bars", "arrows", "links_share",
    "brackets", "sentence", "gap", "repeated", "ideographs", "overlap", "overlap_short",
    "related_heading", "related_prefix", "byline", "timestamp", "caption", "alone",
    *cues.FURNITURE,
)  # fmt: skip
SEEN_FROM_NEXT = ("words_log", "sentence", "ends_stop", "title_case", "related_heading", "alone", "links_share", "gap")
PLACE = (
    "from_start", "from_end", "first", "second", "last", "words_before", "words_after", "before_prose", "after_prose",
    "prose_before_distance", "prose_after_distance", "heading_before_distance", "between_prose",
)  # fmt: skip
WHOLE = (
    "paragraphs_log",
    "words_log_whole",
    "prose_share",
    "prose_paragraph_share",
    "short_share",
    "stop_share_whole",
    "wrapped",
)

NAMES = (
    *OWN,
    *(f"{name}@{offset:+d}" for offset in NEIGHBOURS for name in SEEN_FROM_NEXT),
    *(f"{name}~{window}" for window in WINDOWS for name in SEEN_FROM_NEXT),
    *PLACE,
    *WHOLE,
)
_AT = {name: at for at, name in enumerate(OWN)}


@dataclass(slots=True)
class Look:
    """One paragraph as the classifier sees it before its neighbours are known."""

    text: str
    words: list[str]
    row: list[float]
    is_prose: bool
    content: frozenset[str] = field(default_factory=frozenset)

    @property
    def overlap(self) -> float:
        """Share of its content words that the rest of the prose uses too, once `rows` has seen the whole text."""
        return self.row[_AT["overlap"]]

    @property
    def title_case(self) -> float:
        """Share of its content words that begin with a capital."""
        return self.row[_AT["title_case"]]


def look(text: str, gap: bool) -> Look:
    """The own features of one paragraph (stripped, not empty); `repeated` and `overlap` are filled in later."""
    full = text
    if len(text) > LONGEST:
        text = text[: LONGEST // 2] + " " + text[-LONGEST // 2 :]
    tokens = text.split()
    words = _WORD.findall(text)
    count = max(1, len(full) * len(tokens) // max(1, len(text)))
    ideographs = len(_IDEOGRAPH.findall(text)) if not text.isascii() else 0
    # scripts without blanks between words: about two signs a word
    count = max(count, ideographs // 2)
    known = max(1, len(words))
    lower = [w.lower() for w in words]
    stops = sum(w in STOP_WORDS for w in lower) / known
    capitals = sum(w[0].isupper() for w in words) / known
    long_words = [w for w in words if w.lower() not in STOP_WORDS]
    title = sum(w[0].isupper() for w in long_words) / max(1, len(long_words)) if len(words) > 2 else 0.0
    ends_stop = _STOP.search(text[-8:]) is not None
    linked = _MARKDOWN_LINK.findall(text) if "[" in text else []
    inner = len(_INNER_STOP.findall(text))
    sentence = float(
        count >= 12 and (ends_stop or inner > 0) and (stops > 0.15 or ideographs > 10 or not text.isascii())
    )
    short, head = len(full) <= 160, text[:1]
    size = len(text)
    row = [
        log1p(count), log1p(len(full)), count == 1, count <= 3, count <= 5, count <= 8, count <= 12,
        count > 20, count > 40, ends_stop, text.endswith(","), text.endswith(":"), text.rstrip("\"'”’)").endswith("?"),
        text.endswith(("...", "…")), text.endswith(('"', "”", "'", "’", "»")),
        head.islower(), head in "\"“‘«'", head in "*•-–—·▪●○►»", head.isdigit(), head == "#", capitals,
        text.isupper(), title, stops, len(_DIGIT.findall(text)) / size,
        len(_SYMBOL.findall(text)) / size, min(inner, 5), min(text.count(","), 6), min(text.count("|"), 3),
        min(sum(text.count(c) for c in "»›>→▶"), 3), sum(map(len, linked)) / size, min(text.count("(") + text.count
        ("["), 4),
        sentence, gap, 0.0, ideographs / size, 0.0, 0.0,
        short and cues.RELATED_HEADING.search(text) is not None, cues.RELATED_PREFIX.search(text[:80]) is not None,
        size < 120 and cues.BYLINE.search(text) is not None, is_timestamp(text), cues.CAPTION.search(text) is not None,
        size < 240 and cues.ALONE.search(text) is not None,
    ]  # fmt: skip
    edges = text if size <= 2 * EDGE else text[:EDGE] + " \u2026 " + text[-EDGE:]
    row += [min(len(pattern.findall(edges)), 3) / max(1.0, log1p(count)) for pattern in cues.FURNITURE.values()]
    content = frozenset(w for w in (x.lower() for x in long_words) if len(w) > 3)
    return Look(full, words, [float(value) for value in row], bool(sentence), content)


def is_timestamp(text: str) -> bool:
    """Whether the line is a date, a time or both, and nothing else."""
    return len(text) < 90 and any(c.isdigit() for c in text) and cues.TIMESTAMP.search(text) is not None


def rows(looks: Sequence[Look], wrapped: bool) -> Matrix:
    """One row of `NAMES` a paragraph: shape (paragraphs, features)."""
    _fill_shared(looks)
    own = np.array([x.row for x in looks], dtype=np.float32)
    seen = own[:, [_AT[name] for name in SEEN_FROM_NEXT]]
    parts = [own]
    parts += [shifted(seen, offset) for offset in NEIGHBOURS]
    parts += [averaged(seen, window) for window in WINDOWS]
    parts.append(_place(looks, own))
    whole = _whole(looks, own, wrapped)
    parts.append(np.repeat(whole[None, :], len(looks), axis=0))
    return np.hstack(parts)


def _fill_shared(looks: Sequence[Look]) -> None:
    """Repetition, and the share of a paragraph's content words that the rest of the prose uses too."""
    seen = Counter(x.text for x in looks)
    prose = Counter(w for x in looks if x.is_prose for w in x.content)
    for x in looks:
        x.row[_AT["repeated"]] = float(seen[x.text] > 1)
        if x.content:
            own = 1 if x.is_prose else 0
            share = sum(prose[w] > own for w in x.content) / len(x.content)
            x.row[_AT["overlap"]] = share
            x.row[_AT["overlap_short"]] = 0.0 if x.is_prose else share


def shifted(seen: Matrix, offset: int) -> Matrix:
    """The rows `offset` places further on, zeros where there are none."""
    out = np.zeros_like(seen)
    if abs(offset) < len(seen):
        if offset > 0:
            out[:-offset] = seen[offset:]
        else:
            out[-offset:] = seen[:offset]
    return out


def averaged(seen: Matrix, window: int) -> Matrix:
    """The mean of each row and its `window` neighbours on either side."""
    sums = np.vstack([np.zeros((1, seen.shape[1]), np.float32), np.cumsum(seen, axis=0, dtype=np.float32)])
    at = np.arange(len(seen))
    low, high = np.maximum(at - window, 0), np.minimum(at + window + 1, len(seen))
    return np.asarray((sums[high] - sums[low]) / (high - low)[:, None], dtype=np.float32)


def _place(looks: Sequence[Look], own: Matrix) -> Matrix:
    count = len(looks)
    at = np.arange(count, dtype=np.float32)
    words = np.expm1(own[:, _AT["words_log"]])
    before = np.concatenate([[0.0], np.cumsum(words)[:-1]])
    total = max(1.0, float(words.sum()))
    prose = np.array([x.is_prose for x in looks])
    heading = own[:, _AT["related_heading"]] + own[:, _AT["alone"]] > 0
    to_prose_before, to_prose_after = _distance(prose), _distance(prose[::-1])[::-1]
    to_heading = _distance(heading)
    first, last = (int(np.argmax(prose)), count - 1 - int(np.argmax(prose[::-1]))) if prose.any() else (0, count - 1)
    return np.column_stack([
        at / count, 1 - (at + 1) / count, at == 0, at == 1, at == count - 1, before / total, 1 -
        (before + words) / total,
        np.log1p(np.maximum(0, first - at)), np.log1p(np.maximum(0, at - last)),
        np.log1p(to_prose_before), np.log1p(to_prose_after), np.log1p(to_heading),
        (to_prose_before <= 2) & (to_prose_after <= 2),
    ]).astype(np.float32)  # fmt: skip


def _distance(marked: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How many places back the last marked one stands; 30 where there is none nearer."""
    at = np.arange(len(marked))
    last = np.maximum.accumulate(np.where(marked, at, -10_000))
    return np.minimum(at - last, 30).astype(np.float32)


def _whole(looks: Sequence[Look], own: Matrix, wrapped: bool) -> Matrix:
    words = np.expm1(own[:, _AT["words_log"]])
    total = max(1.0, float(words.sum()))
    prose = own[:, _AT["sentence"]]
    return np.array([
        log1p(len(looks)), log1p(total), float((words * prose).sum()) / total, float(prose.mean()),
        float(own[:, _AT["up_to_8_words"]].mean()), float((own[:, _AT["stop_share"]] * words).sum()) / total, wrapped,
    ], dtype=np.float32)  # fmt: skip
