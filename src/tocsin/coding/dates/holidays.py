"""Holidays whose day follows from the year alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import SPACE, YEAR, Reading, Rule, rule, squeezed


def easter(year: int) -> date:
    """Easter Sunday of the Western churches, by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    """The first (1), second, ... or last (-1) such weekday of a month."""
    if which < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "valentine's day": _fixed(2, 14),
    "st. patrick's day": _fixed(3, 17),
    "international women's day": _fixed(3, 8),
    "may day": _fixed(5, 1),
    "the fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "halloween": _fixed(10, 31),
    "armistice day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "thanksgiving day": lambda year: _nth(year, 11, 3, 4),
    "thanksgiving": lambda year: _nth(year, 11, 3, 4),
    "labor day": lambda year: _nth(year, 9, 0, 1),
    "memorial day": lambda year: _nth(year, 5, 0, -1),
    "columbus day": lambda year: _nth(year, 10, 0, 2),
    "martin luther king day": lambda year: _nth(year, 1, 0, 3),
    "presidents day": lambda year: _nth(year, 2, 0, 3),
    "ash wednesday": lambda year: easter(year) - timedelta(days=46),
    "palm sunday": lambda year: easter(year) - timedelta(days=7),
    "good friday": lambda year: easter(year) - timedelta(days=2),
    "easter sunday": easter,
    "easter monday": lambda year: easter(year) + timedelta(days=1),
    "easter": easter,
    "pentecost": lambda year: easter(year) + timedelta(days=49),
}
FIRST_WORDS = frozenset(name.split()[0].split("'")[0].rstrip(".") for name in HOLIDAYS if name[:4] != "the ") | {
    "fourth"
}


def _holiday(found: re.Match[str], anchor: Anchor) -> Reading | None:
    day_in = HOLIDAYS[squeezed(found["name"]).replace("’", "'")]
    if found["year"]:
        return Reading("DATE", day_in(int(found["year"])).isoformat())
    if anchor.published is None:
        return None
    this_year = day_in(anchor.published.year)
    side = (found["side"] or "").lower()
    direction = {"last": "past", "next": "future"}.get(side, "")
    year = anchor.year_of(this_year.month, this_year.day, found.start(), direction)
    return Reading("DATE", day_in(year).isoformat()) if year else None


_NAMES = "|".join(
    re.escape(name).replace(r"\ ", SPACE).replace("'", "['’]") for name in sorted(HOLIDAYS, key=len, reverse=True)
)
RULES: tuple[Rule, ...] = (
    rule(
        "holiday",
        "holiday",
        rf"(?:(?P<side>last|this|next){SPACE})?(?P<name>{_NAMES})(?:,?{SPACE}(?P<year>{YEAR}))?"
        rf"(?!{SPACE}(?:island|parade|offensive|agreement|accords?)\b)",
        _holiday,
        re.IGNORECASE,
    ),
)
