"""What a time expression is counted from: the day of publication, the tense around it, and the dates before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from tocsin.coding.dates.values import days_covered

_SLACK = 2.5
"""Months by which a full day may lie on the other side of the tense: 'it declared a dividend payable Dec. 15'."""


@dataclass(slots=True)
class Anchor:
    """The state while a text is read from top to bottom.

    `published` is the outlet's local day, if known. `tense` gives 'past', 'future', 'present' or '' at a character
    offset. `days`, `periods` and `quarters` hold (offset, first day) of the values met so far, finest first.
    """

    published: date | None
    tense: Callable[[int], str]
    days: list[tuple[int, date]] = field(default_factory=list)
    periods: list[tuple[int, date]] = field(default_factory=list)
    quarters: list[tuple[int, date]] = field(default_factory=list)

    def remember(self, offset: int, value: str) -> None:
        """Keep a value that later expressions may be counted from."""
        covered = days_covered(value)
        if covered is None:
            return
        first, last = covered
        self.periods.append((offset, first))
        if first == last:
            self.days.append((offset, first))
        if "-Q" in value:
            self.quarters.append((offset, first))

    def recent_day(self, offset: int, within: int = 600) -> date | None:
        """The last full day named not more than `within` characters before."""
        return _recent(self.days, offset, within)

    def recent_period(self, offset: int, within: int = 600) -> date | None:
        """The first day of the last date of any grain named not more than `within` characters before."""
        return _recent(self.periods, offset, within)

    def recent_quarter(self, offset: int, within: int = 500) -> date | None:
        """The first day of the last quarter named not more than `within` characters before."""
        return _recent(self.quarters, offset, within)

    def weekday(self, weekday: int, offset: int, direction: str = "") -> date | None:
        """The day of a weekday's name (Monday is 0): the last one in the past tense, the next one in the future.

        `direction` 'last' or 'next' excludes the day of publication; 'past' and 'future' override the tense.
        """
        if self.published is None:
            return None
        back = (self.published.weekday() - weekday) % 7
        ahead = (weekday - self.published.weekday()) % 7
        if direction == "last":
            return self.published - timedelta(days=back or 7)
        if direction == "next":
            return self.published + timedelta(days=ahead or 7)
        if (direction or self.tense(offset)) == "future":
            return self.published + timedelta(days=ahead)
        return self.published - timedelta(days=back)

    def year_of(self, month: int, day: int | None, offset: int, direction: str = "") -> int | None:
        """The year of a month or a day that is named without one.

        The nearest such date, unless the tense speaks against it: the past takes the last one, the future the next.
        """
        if self.published is None:
            return None
        lead = (month - self.published.month) + ((day - self.published.day) / 31 if day else 0)
        direction = direction or self.tense(offset)
        slack = _SLACK if day else 0
        if direction == "past":
            return self.published.year - (1 if lead > slack else 0)
        if direction == "future":
            return self.published.year + (1 if lead < -slack else 0)
        return self.published.year + (1 if lead < -6 else -1 if lead > 6 else 0)


def _recent(known: list[tuple[int, date]], offset: int, within: int) -> date | None:
    if known and offset - known[-1][0] <= within:
        return known[-1][1]
    return None
