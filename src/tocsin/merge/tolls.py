"""The toll that stands: the interval of the latest figures that any side still upholds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.merge.accounts import Told, side_key
from tocsin.model import Count, Factuality, Toll

KINDS = ("killed", "injured", "detained", "size")
PRESS = "press"
PRONOUNS = frozenset({"he", "she", "they", "it", "who"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the line of reporting that gives it, when, for how many, through which origin.

    `exact` is false for 'dozens'.
    """

    line: str
    published: str
    position: int
    lowest: int
    best: int
    highest: int
    origin: str
    report: str
    exact: bool

    @property
    def order(self) -> tuple[str, int]:
        """Later articles count as later; within an article what stands first is the news, the rest is background."""
        return (self.published, -self.position)


def tolls(accounts: Sequence[Told]) -> tuple[Toll, ...]:
    """The toll of every kind of which there is a figure, in the order killed, injured, detained, size of a crowd."""
    usable = [a for a in accounts if a.report.factuality is Factuality.ASSERTED] or list(accounts)
    found = (_toll(kind, [f for a in usable for c in a.report.counts if (f := figure(a, c, kind))]) for kind in KINDS)
    return tuple(t for t in found if t is not None)


def figure(one: Told, count: Count, kind: str) -> Figure | None:
    """The figure of an account, if it counts what is asked for."""
    values = [v for v in (count.best, count.lowest, count.highest) if v is not None]
    if count.kind != kind or not values:
        return None
    speaker = one.speaker
    return Figure(
        line=side_key(speaker) if speaker and speaker.text.casefold() not in PRONOUNS else PRESS,
        published=one.order[0],
        position=one.report.triggers[0].start,
        lowest=min(values),
        best=values[0],
        highest=max(values),
        origin=one.origin.id,
        report=one.report.id,
        exact=count.best is not None,
    )


def _toll(kind: str, figures: Sequence[Figure]) -> Toll | None:
    figures = [f for f in figures if f.exact] or figures
    if not figures:
        return None
    lines: dict[str, Figure] = {}
    for one in sorted(figures, key=lambda f: f.order):
        lines[one.line] = one
    standing = list(lines.values())
    return Toll(
        kind=kind,
        lowest=min(f.lowest for f in standing),
        best=_best(figures, standing),
        highest=max(f.highest for f in standing),
        reports=tuple(sorted(f.report for f in standing)),
    )


def _best(figures: Sequence[Figure], standing: Sequence[Figure]) -> int:
    """The figure that most origins gave last; among equals the latest."""
    last: dict[str, Figure] = {}
    for one in sorted(figures, key=lambda f: f.order):
        last[one.origin] = one
    upheld = {f.best for f in standing}
    votes = Counter(f.best for f in last.values() if f.best in upheld) or Counter(f.best for f in standing)
    newest: dict[int, str] = defaultdict(str)
    for one in figures:
        newest[one.best] = max(newest[one.best], one.published)
    return max(votes, key=lambda value: (votes[value], newest[value], value))
