"""Coverage related to an article: what tells the same events, then what is of the same story."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from tocsin.merge import article_bag, related_bags
from tocsin.merge.wording import WORD, Bag, stem
from tocsin.model import Article
from tocsin.store import Store

RARE_WORDS, OF_A_WORD = 12, 60
"""Words by which coverage is looked for, the article's rarest; articles that one of them brings, the latest."""
ALIKE = 0.2
"""Likeness from which an article that tells no event in common counts as of the same story."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A related article: the events that both tell, how alike their words are (0..1), and the words in common."""

    article: Article
    events: tuple[str, ...]
    likeness: float
    shared: tuple[str, ...]


def coverage_of(store: Store, article: Article, most: int = 10, as_of: datetime | None = None) -> list[Coverage]:
    """Related articles, those first that tell most events in common, then the most alike; nothing that is only near.

    A few hundred articles at most are compared, however many the store holds.
    """
    with store.snapshot():
        events = _events_shared(store, article, as_of)
        bag = article_bag(article)
        found = {other.id: other for word in _rarest(article, bag) for other in _holding(store, word, as_of)}
        found.update(store.articles.described(sorted(events.keys() - found.keys()), as_of))
    others = {id: other for id, other in found.items() if id != article.id and other.sha256 != article.sha256}
    alike = related_bags(bag, {id: article_bag(other) for id, other in others.items()}, len(others), 0.0)
    near = [one for one in alike if one.article in events or one.likeness >= ALIKE]
    near.sort(key=lambda one: (-len(events.get(one.article, ())), -one.likeness, one.article))
    return [
        Coverage(others[one.article], tuple(events.get(one.article, ())), one.likeness, one.shared)
        for one in near[:most]
    ]


def _events_shared(store: Store, article: Article, as_of: datetime | None) -> dict[str, list[str]]:
    """Other articles to the ids of the events that they tell and this one too."""
    shared: dict[str, list[str]] = defaultdict(list)
    mine = (e for r in store.reports.of_article(article.id, as_of) for e in store.events.of_report(r.id, as_of))
    for id in dict.fromkeys(mine):
        event = store.events.get(id, as_of)
        for other in dict.fromkeys(account.article for account in event.accounts) if event else ():
            if other != article.id:
                shared[other].append(id)
    return shared


def _rarest(article: Article, bag: Bag) -> list[str]:
    """The article's heaviest words, as they stand in it."""
    written: dict[str, str] = {}
    for word in WORD.findall(f"{article.title or ''}\n{article.text}"):
        written.setdefault(stem(word), word)
    heaviest = sorted(bag, key=lambda s: (-bag[s], s))
    return [written[s] for s in heaviest if s in written][:RARE_WORDS]


def _holding(store: Store, word: str, as_of: datetime | None) -> list[Article]:
    return store.search_articles(word, as_of, OF_A_WORD) if any(c.isalnum() for c in word) else []
