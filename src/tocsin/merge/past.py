"""What was merged in an earlier run, by its ids: its facts are had when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from tocsin.merge.facts import Facts


@dataclass(frozen=True, slots=True)
class Past:
    """What one reading of an article told first: the ids of its reports in their order, and all weeks under which one

    of its tellings may be looked for (`home_weeks`).
    """

    article: str
    reports: tuple[str, ...]
    weeks: frozenset[str]


FactsOf = Callable[[Collection[Past]], Iterable[tuple[Past, Sequence[Facts]]]]
"""Gives the facts of what was told, as far as they can be had."""
