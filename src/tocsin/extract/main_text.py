"""Which blocks belong to the article: what trafilatura takes, what the page says, and a learned score over both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.extract.blocks import PLACES, Block
from tocsin.extract.features import NAMES as LINE_NAMES
from tocsin.extract.features import averaged, look, rows, shifted

Matrix = NDArray[np.float32]

_OWN = (
    "taken", "taken_whole", "stated", "link_share", "linked_whole", "good", "bad", "signed", "captioned", "is_body",
    "heading", "title_heading",
    "paragraph", "list_item", "division", "siblings_taken", "siblings_prose", "siblings_share",
    "cousins_taken", "cousins_prose", "cousins_share", *(f"in_{p}" for p in PLACES),
)  # fmt: skip
_SEEN = ("taken", "link_share", "siblings_taken", "bad")
NAMES = (
    *LINE_NAMES,
    *_OWN,
    *(f"{n}@{o:+d}" for o in (-2, -1, 1, 2) for n in _SEEN),
    *(f"{n}~{w}" for w in (3, 8) for n in _SEEN),
    "any_taken",
)


SEARCHED = 300_000_000
"""Characters that may be searched in vain on one page; a hostile one is then held against whole lines only."""


def plain(text: str) -> str:
    """Letters and digits only, in small letters: what stays the same however a text is laid out."""
    return "".join(filter(str.isalnum, text.lower()))


class Reference:
    """A text against which blocks are checked: does it hold this block, at or after where the last one was found?"""

    def __init__(self, text: str) -> None:
        self.all = plain(text)
        self.lines = frozenset(plain(line) for line in text.split("\n"))
        self.at = 0
        self.budget = SEARCHED

    def __contains__(self, said: str) -> bool:
        if not said or not self.all:
            return False
        if len(said) < 20:
            return said in self.lines
        if self.budget <= 0:
            return said in self.lines
        found = self.all.find(said, self.at)
        if found < 0:
            self.budget -= len(self.all)
            found = self.all.find(said)
        if found >= 0:
            self.at = found
        return found >= 0


def trafilatura_text(tree: Any) -> str:
    """What trafilatura takes for the article's text; it changes the tree. Empty where it finds nothing."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(tree, fast=True, favor_recall=True, include_comments=False)
    return getattr(found, "text", None) or ""


def candidates(found: Sequence[Block], taken: Reference, stated: Reference) -> tuple[list[int], Matrix]:
    """Which blocks may be the article's, and of each what is known of its membership: taken, taken whole, stated.

    Menus and lists of links, which no source claims and which hold no prose, are left out unseen.
    """
    known = np.zeros((len(found), 3), np.float32)
    for at, block in enumerate(found):
        said = plain(block.text)
        known[at, 0] = said in taken
        known[at, 1] = said in taken.lines
        known[at, 2] = said in stated
    near = known[:, 0] + known[:, 2] > 0
    close = averaged(near[:, None].astype(np.float32), 2)[:, 0] > 0
    picked = [
        at for at, block in enumerate(found)
        if near[at] or close[at] or (block.link_share < 0.5 and block.text.count(" ") >= 7)
    ]  # fmt: skip
    return picked, known[picked]


def block_rows(found: Sequence[Block], picked: Sequence[int], known: Matrix) -> Matrix:
    """One row of `NAMES` a candidate block."""
    chosen = [found[at] for at in picked]
    looks = [look(block.text, True) for block in chosen]
    text_rows = rows(looks, False)
    own = np.array([_own(block, k) for block, k in zip(chosen, known.tolist(), strict=True)], dtype=np.float32)
    words = np.array([len(x.words) if x.is_prose else 0 for x in looks], dtype=np.float32)
    _fill_family(own, words, [block.parent for block in chosen], "siblings")
    _fill_family(own, words, [block.above for block in chosen], "cousins")
    seen = own[:, [_OWN.index(n) for n in _SEEN]]
    parts = [text_rows, own]
    parts += [shifted(seen, offset) for offset in (-2, -1, 1, 2)]
    parts += [averaged(seen, window) for window in (3, 8)]
    parts.append(np.full((len(chosen), 1), float(own[:, 0].any()), np.float32))
    return np.hstack(parts).astype(np.float32)


def _fill_family(own: Matrix, prose: Matrix, numbers: Sequence[int], name: str) -> None:
    """Of the blocks that share an element: how many are taken, how many are prose, their share of the page's prose."""
    groups: dict[int, list[int]] = {}
    for at, number in enumerate(numbers):
        groups.setdefault(number, []).append(at)
    total = max(1.0, float(prose.sum()))
    first = _OWN.index(f"{name}_taken")
    for members in groups.values():
        own[members, first] = own[members, 0].mean()
        own[members, first + 1] = (prose[members] > 0).mean()
        own[members, first + 2] = prose[members].sum() / total


def _own(block: Block, known: Sequence[float]) -> list[float]:
    where, tag = block.where, block.tag
    return [
        *known, block.link_share, block.link_share > 0.9, where.good, where.bad, where.signed, where.captioned,
        where.is_body,
        tag in ("h2", "h3", "h4", "h5", "h6"), tag == "h1", tag in ("p", "br"), tag in ("li", "dd", "dt"), tag in
        ("div", "section", "td", "span"),
        *([0.0] * 6), *(place in where.places for place in PLACES),
    ]  # fmt: skip
