"""Words as merging compares them: stems, weighted bags of words, shingles, and the sentence around a place."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer  # type: ignore[import-untyped]

Bag = Mapping[str, float]
"""Stem to weight; the squares of the weights sum to one (or the bag is empty)."""

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
SHINGLE_WORDS = 5
MOST_STEMS = 60
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")
_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball stem of one word, in lower case, without a possessive ending."""
    plain = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    return str(_STEMMER.stemWord(plain))


def stems(text: str) -> list[str]:
    """The stems of all words, in order."""
    return [stem(m) for m in WORD.findall(text)]


@cache
def _background() -> tuple[int, Mapping[str, int]]:
    loaded = json.loads(files("tocsin.merge").joinpath("background.json").read_text("utf8"))
    return loaded["documents"], loaded["stems"]


@lru_cache(maxsize=200_000)
def rarity(of: str) -> float:
    """How much a stem tells: the logarithm of its inverse share of documents in general English text.

    The background is fixed, so that a pair scores the same whatever else a store holds.
    """
    documents, counts = _background()
    return math.log((documents + 1) / (counts.get(of, 0) + 1))


def bag(found: Iterable[str], most: int = MOST_STEMS) -> Bag:
    """The weighted bag of stems, cut to the `most` heaviest; counts weigh by their logarithm."""
    weighed = {s: (1 + math.log(n)) * max(0.0, rarity(s) - 0.6) for s, n in Counter(found).items() if len(s) > 1}
    kept = sorted(((w, s) for s, w in weighed.items() if w > 0), key=lambda p: (-p[0], p[1]))[:most]
    return scaled({s: w for w, s in kept})


def scaled(weights: Bag) -> Bag:
    """The same stems in the same order, with squares that sum to one."""
    norm = math.sqrt(sum(w * w for w in weights.values()))
    return {s: w / norm for s, w in weights.items()} if norm else {}


def cosine(one: Bag, other: Bag) -> float:
    """Cosine of two bags, 0..1."""
    # an exact sum, because the order of a set is not the same in every run
    return min(1.0, math.fsum([one[s] * other[s] for s in one.keys() & other.keys()]))


def shingles(text: str) -> frozenset[int]:
    """Runs of five words as 32-bit numbers, the same on every run and machine."""
    import zlib

    words = [m.casefold() for m in WORD.findall(text)]
    runs = range(max(1, len(words) - SHINGLE_WORDS + 1)) if words else ()
    return frozenset(zlib.crc32(" ".join(words[i : i + SHINGLE_WORDS]).encode("utf8", "surrogatepass")) for i in runs)


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Begin and end of the sentence around characters `[start, end)`, by punctuation; at most 600 each side."""
    low, high = max(0, start - 600), min(len(text), end + 600)
    begins = [m.end() for m in _SENTENCE_END.finditer(text, low, start)]
    after = _SENTENCE_END.search(text, end, high)
    return (begins[-1] if begins else low), (after.start() + 1 if after else high)
