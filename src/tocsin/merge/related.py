"""Related coverage: which other articles tell of the same matter, and by which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tocsin.merge.facts import article_bag
from tocsin.merge.wording import Bag, cosine
from tocsin.model import Article

LEAST = 0.12
"""Cosine below which two articles share no more than the usual words of news."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another article, how alike it is (cosine 0..1), and the words that both share, the heaviest first."""

    article: str
    likeness: float
    shared: tuple[str, ...]


def related(article: Article, others: Iterable[Article], most: int = 10, least: float = LEAST) -> list[Related]:
    """The articles most alike, best first; itself and its very text are left out."""
    bags = {o.id: article_bag(o) for o in others if o.id != article.id and o.sha256 != article.sha256}
    return related_bags(article_bag(article), bags, most, least)


def related_bags(bag: Bag, others: Mapping[str, Bag], most: int = 10, least: float = LEAST) -> list[Related]:
    """The same over bags that are kept (`article_bag`), by article id."""
    scored = sorted(((cosine(bag, other), name) for name, other in others.items()), key=lambda s: (-s[0], s[1]))
    return [
        Related(name, round(likeness, 4), _shared(bag, others[name]))
        for likeness, name in scored[:most]
        if likeness >= least
    ]


def _shared(one: Bag, other: Bag) -> tuple[str, ...]:
    weight = {stem: w * other[stem] for stem, w in one.items() if stem in other}
    return tuple(sorted(weight, key=lambda s: (-weight[s], s))[:6])
