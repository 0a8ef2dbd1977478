"""Reports of one article that tell one event, taken together: what one sentence leaves out another says."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from tocsin.merge.casualties import hosts, is_casualty
from tocsin.merge.facts import Facts, Side
from tocsin.merge.features import SHARED, bare, compatible, features
from tocsin.merge.scoring import ScoredPair, Weights, score_features, weights
from tocsin.merge.wording import Bag, scaled
from tocsin.model import Factuality

Apart = Callable[[str, str], bool | None]
"""What people hold of two reports: True for different, False for the same, None where nobody has said."""


UNLIKE = -4.0
"""Log odds of two acts that are of different kinds."""
PARTIES = frozenset({"actor in conflict", "recipient in conflict", "roles swapped"})
HARD = PARTIES | {"day in conflict", "next day"}
"""Conflicts that keep a report without particulars from looking back to another."""
WHERE = frozenset({"place the same", "towns shared"})
ELSEWHERE = HARD | {"place in conflict", "towns in conflict", "mode in conflict", "actor's sector in conflict"}
"""Conflicts that keep a report from looking back to another as one of the same place."""
OTHERS = ELSEWHERE | {"numbers in conflict"}
"""Conflicts that keep a denial from being one of an act told before."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article tells of one event: the reports' facts, and all of them as one."""

    reports: tuple[Facts, ...]
    facts: Facts


def nobody(left: str, right: str) -> bool | None:
    """No judgement on any pair."""
    return None


def tellings(
    reports: Sequence[Facts], apart: Apart = nobody, model: Weights | None = None, *, echoes: bool = True
) -> list[Telling]:  # fmt: skip
    """The reports of one article grouped by event, in text order, by average linkage, the surest pair first.

    Casualties go with their act, and with `echoes` what has no particulars with what it looks back to.
    """
    model = model or weights().within
    found = sorted(reports, key=lambda f: f.order)
    odds = {
        (i, j): _held(apart(a.report, b.report), _odds(a, b, found, model))
        for i, a in enumerate(found)
        for j, b in enumerate(found[i + 1 :], i + 1)
    }
    tolls = {i: h for i, h in hosts(found).items() if not apart(found[i].report, found[h].report)}
    groups = [[i, *(t for t, host in tolls.items() if host == i)] for i in range(len(found)) if i not in tolls]
    while (best := _closest(groups, odds, tolls)) is not None:
        left, right = best
        groups[left] = groups[left] + groups.pop(right)
    told = [_telling([found[i] for i in group]) for group in groups]
    return seen_together(with_echoes(told, apart) if echoes else told)


def seen_together(told: Sequence[Telling]) -> list[Telling]:
    """All tellings of one article, each with whether it is alone of its type."""
    return [replace(t, facts=replace(t.facts, alone=_alone(t, told))) for t in told]


def _alone(telling: Telling, told: Sequence[Telling]) -> bool:
    return not any(t is not telling and compatible(t.facts.type, telling.facts.type) for t in told)


def _telling(reports: Sequence[Facts]) -> Telling:
    members = tuple(sorted(reports, key=lambda f: f.order))
    return Telling(members, combined(members))


def with_echoes(told: Sequence[Telling], apart: Apart = nobody) -> list[Telling]:
    """Tellings that lean on one told before them, given to it: a bare mention ('the raid'), and what is denied.

    Nobody denies an act of which an article has not told.
    """
    out = list(told)
    for echo in told:
        host = _host(echo, [t for t in out if t is not echo and t.facts.position < echo.facts.position], apart)
        if host is not None:
            out.remove(echo)
            out[out.index(host)] = _telling(host.reports + echo.reports)
    return out


def _host(echo: Telling, before: Sequence[Telling], apart: Apart) -> Telling | None:
    """The telling that an echo leans on; nothing where it stands by itself, or it is open on which."""
    if echo.facts.another:
        return None
    free = [t for t in before if not any(apart(a.report, b.report) for a in echo.reports for b in t.reports)]
    if echo.facts.ahead:
        # what is threatened or planned is not what was done
        free = [t for t in free if t.facts.ahead]
    same = [t for t in free if t.facts.type == echo.facts.type]
    named_again = [t for t in same if _named_again(echo.facts, t.facts)]
    if len(named_again) == 1:
        return named_again[0]
    there = [
        t for t in same if echo.facts.looks_back and WHERE & _between(echo, t) and not ELSEWHERE & _between(echo, t)
    ]
    if len(there) == 1:
        return there[0]
    if bare(echo.facts) and len(same) == 1 and not bare(same[0].facts) and not HARD & _between(echo, same[0]):
        return same[0]
    return _denied(echo, same) if echo.facts.factuality is Factuality.DENIED else None


def _denied(echo: Telling, same: Sequence[Telling]) -> Telling | None:
    """The act that is denied: the only one told before of that kind, else the last that has something in common."""
    told = [t for t in same if t.facts.factuality is not Factuality.DENIED and not OTHERS & _between(echo, t)]
    alike = told if len(same) == 1 else [t for t in told if SHARED & _between(echo, t)]
    return max(alike, key=lambda t: t.facts.position, default=None)


def _named_again(echo: Facts, host: Facts) -> bool:
    """'The ambush' after 'ambushed': the same word, looking back; its day and place may be its sentence's own."""
    return echo.looks_back and bool(echo.triggers & host.triggers) and not PARTIES & features(echo, host).keys()


def _between(one: Telling, other: Telling) -> Set[str]:
    return features(one.facts, other.facts).keys()


def _odds(one: Facts, other: Facts, article: Sequence[Facts], model: Weights) -> float:
    """Log odds beyond the threshold; acts of kinds that exclude each other are not looked at any closer."""
    if not compatible(one.type, other.type):
        return UNLIKE
    return within(one, other, article, model).odds - model.margin


def _held(apart: bool | None, odds: float) -> float:
    return odds if apart is None else -math.inf if apart else 100.0


def _closest(
    groups: Sequence[Sequence[int]], odds: Mapping[tuple[int, int], float], tolls: Mapping[int, int]
) -> tuple[int, int] | None:
    """The two groups that are most surely one, if any are; counts of casualties have no say beside their act."""
    best, at = 0.0, None
    for i, one in enumerate(groups):
        for j, other in enumerate(groups[i + 1 :], i + 1):
            values = [odds[min(a, b), max(a, b)] for a in one for b in other if a not in tolls and b not in tolls]
            mean = sum(values) / len(values)
            if mean > best:
                best, at = mean, (i, j)
    return at


def within(one: Facts, other: Facts, article: Sequence[Facts], model: Weights | None = None) -> ScoredPair:
    """The score of two reports of one article, given all its reports."""
    return score_features(one, other, within_features(one, other, article), model or weights().within)


def within_features(one: Facts, other: Facts, article: Sequence[Facts]) -> dict[str, float]:
    """The features of a pair, and how the two stand among the article's reports of such types."""
    found = features(one, other)
    low, high = sorted((one.position, other.position))
    later = one if one.position > other.position else other
    if later.looks_back:
        found["the later looks back"] = 1.0
        if bare(later):
            found["bare and looks back"] = 1.0
    earlier = other if later is one else one
    if later.again & earlier.sentence.keys():
        found["recipient named again"] = 1.0
    rivals = [f for f in article if f is not one and f is not other and compatible(f.type, other.type)]
    if any(low < f.position < high for f in rivals):
        found["others between"] = 1.0
    if not rivals and compatible(one.type, other.type):
        found["the only two"] = 1.0
    return found


def combined(reports: Sequence[Facts]) -> Facts:
    """Several reports of one event as one: the first one's id, everything that any of them says."""
    if len(reports) == 1:
        return reports[0]
    first = reports[0]
    acts = [f for f in reports if not is_casualty(f)] or list(reports)
    typed = Counter(f.type for f in acts).most_common(1)[0][0]
    lead = next(f for f in acts if f.type == typed)
    earliest, latest, known = _days(reports)
    asserted = any(f.factuality is Factuality.ASSERTED for f in reports)
    return replace(
        first,
        type=typed,
        mode=next((f.mode for f in reports if f.type == typed and f.mode), None),
        quad=lead.quad,
        triggers=frozenset().union(*(f.triggers for f in reports)),
        actors=_sides(f.actors for f in reports),
        recipients=_sides(f.recipients for f in reports),
        places=tuple(dict.fromkeys(p for f in reports for p in f.places)),
        earliest=earliest,
        latest=latest,
        day_known=known,
        counts=_counts(reports),
        factuality=Factuality.ASSERTED if asserted else first.factuality,
        sentence=_bags([f.sentence for f in reports]),
        paragraph=_bags([f.paragraph for f in reports]),
        distinct=_bags([f.distinct for f in reports]),
        towns=frozenset().union(*(f.towns for f in reports)),
        numbers=frozenset().union(*(f.numbers for f in reports)),
        another=all(f.another for f in reports),
        ahead=all(f.ahead for f in acts),
        patterns=frozenset().union(*(f.patterns for f in reports)),
    )


def _days(reports: Sequence[Facts]) -> tuple[date | None, date | None, bool]:
    dated = [f for f in reports if f.earliest and f.latest]
    known = [f for f in dated if f.day_known] or dated
    if not known:
        return None, None, False
    days = Counter((f.earliest, f.latest) for f in known).most_common(1)[0][0]
    return days[0], days[1], known[0].day_known


def _sides(sides: Iterable[Side]) -> Side:
    found = list(sides)
    return Side(
        frozenset().union(*(s.ids for s in found)),
        frozenset().union(*(s.countries for s in found)),
        frozenset().union(*(s.sectors for s in found)),
        frozenset().union(*(s.words for s in found)),
    )


def _counts(reports: Sequence[Facts]) -> dict[str, tuple[int, int]]:
    out: dict[str, tuple[int, int]] = {}
    for facts in reports:
        for kind, (low, high) in facts.counts.items():
            less, more = out.get(kind, (low, high))
            out[kind] = (min(low, less), max(high, more))
    return out


def _bags(bags: Sequence[Bag]) -> Bag:
    total: dict[str, float] = {}
    for one in bags:
        for stem, weight in one.items():
            total[stem] = total.get(stem, 0.0) + weight
    return scaled(total)
