"""Other forms under which a name may stand in the gazetteer, tried only when the name as printed is not there."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.coding.places.words import UNITS
from tocsin.knowledge.gazetteer.folding import fold
from tocsin.knowledge.gazetteer.lookup import Entry, Gazetteer

_HEADS = (
    "the ", "province of ", "governorate of ", "state of ", "city of ", "town of ", "village of ", "district of ",
    "county ", "county of ", "region of ", "republic of ", "kingdom of ", "islands of ", "island of ", "port of ",
    "greater ", "metro ", "old ", "downtown ", "central ",
)  # fmt: skip
_SWAPS = (
    ("al ", "el "), ("el ", "al "), ("al ", ""), ("el ", ""), ("as ", "al "), ("ash ", "al "), ("ad ", "al "),
    ("an ", "al "), ("ar ", "al "), ("az ", "al "), ("saint ", "st "), ("kh", "h"), ("q", "k"), ("k", "q"), ("ei", "i"),
    ("ee", "i"), ("oo", "u"), ("ou", "u"), ("y", "i"), ("sh", "ch"), ("iy", "y"), ("aa", "a"), ("h ", " "),
)  # fmt: skip


def variants(name: str) -> Iterator[str]:
    """Keys to try, the likeliest first."""
    key = fold(name)
    for head in _HEADS:
        if key.startswith(head) and len(key) > len(head) + 2:
            key = key[len(head) :]
            yield key
    words = key.split()
    while len(words) > 1 and words[-1] in UNITS:
        words.pop()
        yield " ".join(words)
    base = " ".join(words)
    if base.endswith("s") and len(base) > 5:
        yield base[:-1]
    for old, new in _SWAPS:
        if old.endswith(" ") and not base.startswith(old):
            continue
        if old in base:
            yield base.replace(old, new, 1)
    squeezed = "".join(c for i, c in enumerate(base) if i == 0 or c != base[i - 1])
    if squeezed != base:
        yield squeezed
    if base.endswith(("ah", "eh")):
        yield base[:-1]
    elif base.endswith("a"):
        yield base + "h"
    if " " in base:
        yield base.replace(" ", "")


def find_variant(name: str, gazetteer: Gazetteer) -> tuple[str, tuple[Entry, ...]]:
    """The first variant that the gazetteer knows, with its places; empty when there is none."""
    for key in variants(name):
        if len(key) > 2 and gazetteer.knows(key) and (entries := gazetteer.find(key)):
            return key, entries
    return "", ()
