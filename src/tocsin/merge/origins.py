"""Which articles carry one producer's text: copies and re-cuts are one origin, and corroborate nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise

from tocsin.merge.facts import REMEMBERED, article_bag, coded_text
from tocsin.merge.producers import agency, credited, fold, heard_from, names_in
from tocsin.merge.unions import Unions
from tocsin.merge.wording import Bag, cosine, shingles
from tocsin.model import Article, Origin

NEAR_BITS = 8
COPIED = 0.45
"""Share of the shorter text's runs of five words that the other holds, above which they are one text."""
CREDITED = 0.08
"""The same among texts that credit one agency."""
ALIKE = 0.35
"""Cosine that texts of one agency need besides, so that a shared paragraph of background does not join two reports."""
REWORDED, REWORDED_SHARE = 0.62, 0.15
"""Cosine and share of runs of a re-cut that credits nobody."""
RETOLD = 0.7
"""Cosine to an agency's text of about the same day at which a text without any credit is that text retold."""
WIDELY_SHARED = 60
PAIRS_REMEMBERED = 20_000
"""Pairs of articles whose likeness is kept at hand, since the same articles often tell several events together."""
MANY = 1000
"""Articles up to which each is compared with each."""
MOST_DAYS = 4


@dataclass(frozen=True, slots=True, eq=False)
class ArticleFacts:
    """What tells where an article's text comes from.

    `credit` is the agency that the text is credited to; `heard` an agency that it only quotes.
    """

    id: str
    outlet: str
    published: str
    day: date | None
    fingerprint: str | None
    runs: frozenset[int]
    words: Bag
    credit: str | None
    heard: str | None

    @property
    def producer(self) -> str:
        """Agency, else outlet, in folded letters."""
        return self.credit or agency(self.outlet) or fold(self.outlet) or self.id


def article_facts(articles: Iterable[Article]) -> list[ArticleFacts]:
    """The facts of every article; agencies named by a dateline or outlet of one are known for all."""
    found = list(articles)
    names = frozenset(a for one in found if (a := own_agency(one)))
    return [facts_among(one, names) for one in found]


@lru_cache(maxsize=REMEMBERED)
def own_agency(article: Article) -> str | None:
    """The agency that the article comes from, by its outlet or its credit."""
    return agency(article.outlet or "") or credited(article)


def facts_among(article: Article, names: frozenset[str]) -> ArticleFacts:
    """The facts of an article among others, from which the folded `names` of agencies are known."""
    return _facts(article, names & names_in(article))


@lru_cache(maxsize=REMEMBERED)
def _facts(article: Article, names: frozenset[str]) -> ArticleFacts:
    text = coded_text(article)
    published = article.published
    return ArticleFacts(
        id=article.id,
        outlet=article.outlet or "",
        published=published.value if published else "",
        day=published.day if published else None,
        fingerprint=article.fingerprint,
        runs=shingles(text),
        words=article_bag(article),
        credit=credited(article, names),
        heard=heard_from(text, names),
    )


def origins(articles: Iterable[ArticleFacts]) -> list[Origin]:
    """Every article in exactly one origin; sorted by the first article's time. The order of the input is of no account.

    Copies are told by fingerprint, re-cuts by shared runs of words, and more readily where both credit one agency.
    """
    facts = sorted(articles, key=_by_time)
    joined = Unions(len(facts))
    for left, right in _suspects(facts):
        if joined.root(left) != joined.root(right) and same_text(facts[left], facts[right]):
            joined.join(left, right)
    return origins_of(facts, joined)


def origins_of(facts: Sequence[ArticleFacts], joined: Unions) -> list[Origin]:
    """The origins of articles that are joined already; sorted by the first article's time."""
    groups: dict[int, list[ArticleFacts]] = defaultdict(list)
    for index, one in enumerate(facts):
        groups[joined.root(index)].append(one)
    ordered = [sorted(group, key=_by_time) for group in groups.values()]
    return [_origin(group) for group in sorted(ordered, key=lambda group: _by_time(group[0]))]


def _by_time(one: ArticleFacts) -> tuple[str, str]:
    return (one.published or "9", one.id)


def _origin(group: Sequence[ArticleFacts]) -> Origin:
    return Origin(f"o{group[0].id.removeprefix('a')}", _producer(group), tuple(a.id for a in group))


def _producer(group: Sequence[ArticleFacts]) -> str:
    agencies = [a.credit or agency(a.outlet) for a in group]
    named = next((a for a in agencies if a), None)
    return named or group[0].producer


@lru_cache(maxsize=PAIRS_REMEMBERED)
def same_text(one: ArticleFacts, other: ArticleFacts) -> bool:
    """Whether two articles carry one producer's text."""
    if one.credit and other.credit and one.credit != other.credit:
        return False
    if _days_apart(one, other) > MOST_DAYS:
        return False
    if one.fingerprint and other.fingerprint and _bits(one.fingerprint, other.fingerprint) <= NEAR_BITS:
        return True
    shared = contained(one.runs, other.runs)
    if shared >= COPIED:
        return True
    if fold(one.outlet) == fold(other.outlet):
        return False
    alike = cosine(one.words, other.words)
    if shared >= REWORDED_SHARE and alike >= REWORDED:
        return True
    if _agency(one) and _agency(one) == _agency(other):
        return alike >= ALIKE if shared >= CREDITED else alike >= RETOLD and _days_apart(one, other) <= 1
    return alike >= RETOLD and bool(_agency(one)) != bool(_agency(other)) and _days_apart(one, other) <= 1


def _agency(one: ArticleFacts) -> str | None:
    """The agency that the text is credited to, comes from, or leans on."""
    return one.credit or agency(one.outlet) or one.heard


def _days_apart(one: ArticleFacts, other: ArticleFacts) -> int:
    return abs((one.day - other.day).days) if one.day and other.day else 0


def contained(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of the smaller set that the larger one holds, 0..1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _bits(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _suspects(facts: Sequence[ArticleFacts]) -> Iterable[tuple[int, int]]:
    """Pairs of articles that may carry one text, in order: of few all, of many those with something rare in common."""
    if len(facts) <= MANY:
        return combinations(range(len(facts)), 2)
    return sorted(_sharing(facts))


def _sharing(facts: Sequence[ArticleFacts]) -> set[tuple[int, int]]:
    """Pairs that share a run of words which few articles hold, the very fingerprint, or two of their rarest words."""
    holders: dict[object, list[int]] = defaultdict(list)
    for index, one in enumerate(facts):
        for run in one.runs:
            holders[run].append(index)
        if one.fingerprint:
            holders[one.fingerprint].append(index)
        for pair in combinations(sorted(list(one.words)[:8]), 2):
            holders[pair].append(index)
    pairs: set[tuple[int, int]] = set()
    for found in holders.values():
        if len(found) > WIDELY_SHARED:
            pairs.update(pairwise(found))
            continue
        pairs.update((a, b) for i, a in enumerate(found) for b in found[i + 1 :])
    return pairs
