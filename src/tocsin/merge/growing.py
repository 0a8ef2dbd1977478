"""The origins of events that grow: what was compared once is not compared again with each new account."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from tocsin.merge.origins import (
    MANY,
    ArticleFacts,
    article_facts,
    facts_among,
    origins,
    origins_of,
    own_agency,
    same_text,
)
from tocsin.merge.unions import Unions
from tocsin.model import Article, Origin

ARTICLES_KEPT = 4096
"""Articles of all events together whose comparisons are kept."""


class GrowingOrigins:
    """The origins of the articles of each event, as `origins` finds them."""

    def __init__(self, most: int = ARTICLES_KEPT) -> None:
        self._families: OrderedDict[str, _Family] = OrderedDict()
        self._most, self._size = most, 0

    def __len__(self) -> int:
        """Articles whose comparisons are kept, counted once an event."""
        return self._size

    def of(self, event: str, articles: Iterable[Article]) -> list[Origin]:
        """Every article of the event in exactly one origin, by the first article's time."""
        found = {article.id: article for article in articles}
        family = self._let_go(event)
        if len(found) > MANY:
            return origins(article_facts(found.values()))
        if family is None or not family.is_part_of(found):
            family = _Family()
        family.grow([article for id, article in found.items() if id not in family.articles])
        self._keep(event, family)
        return origins_of(family.facts, family.joined)

    def _let_go(self, event: str) -> _Family | None:
        family = self._families.pop(event, None)
        self._size -= len(family.articles) if family is not None else 0
        return family

    def _keep(self, event: str, family: _Family) -> None:
        self._families[event] = family
        self._size += len(family.articles)
        while self._size > self._most and len(self._families) > 1:
            self._let_go(next(iter(self._families)))


class _Family:
    """The articles of one event, those that carry one text joined."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self._agencies: frozenset[str] = frozenset()
        self._begin()

    def _begin(self) -> None:
        self.facts, self.joined = list[ArticleFacts](), Unions(0)

    def is_part_of(self, articles: Mapping[str, Article]) -> bool:
        """Whether all its articles are among these, unchanged."""
        return all(articles.get(id) == article for id, article in self.articles.items())

    def grow(self, articles: Sequence[Article]) -> None:
        """Take up further articles; an agency that is new may be what those before it credit."""
        self.articles.update((article.id, article) for article in articles)
        named = self._agencies.union(a for article in articles if (a := own_agency(article)))
        if named != self._agencies:
            self._agencies, articles = named, list(self.articles.values())
            self._begin()
        for article in articles:
            self._take(facts_among(article, self._agencies))

    def _take(self, facts: ArticleFacts) -> None:
        new = self.joined.add()
        for index, other in enumerate(self.facts):
            if self.joined.root(index) != self.joined.root(new) and same_text(other, facts):
                self.joined.join(index, new)
        self.facts.append(facts)
