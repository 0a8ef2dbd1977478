"""When: a stretch of days, and the expression that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tocsin.model.span import Span


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 of the text: type DATE, TIME, DURATION or SET, and its normalised value ('2025-10-09', '2025-W41').

    `earliest` and `latest` are the days that a DATE or TIME covers, where it can be placed at all. `relative_to` is
    'published', 'event' (as in 'two days after the strikes') or '' for an absolute date; `offset_days` is the signed
    distance for those that hang on an event.
    """

    span: Span
    type: str
    value: str
    earliest: date | None = None
    latest: date | None = None
    relative_to: str = ""
    offset_days: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The days in which an event happened: inclusive, with the precision day, week, month, year or span.

    `anchor` says what the words were counted from: published, event, text, or 'tense' for the day of reporting.
    """

    earliest: date
    latest: date
    precision: str
    span: Span | None = None
    anchor: str = "published"

    @property
    def iso(self) -> str:
        """`YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precise as known; a week belongs to the month of its middle day."""
        if self.precision == "day" or self.earliest == self.latest:
            return self.earliest.isoformat()
        if self.precision == "week":
            return (self.earliest + (self.latest - self.earliest) / 2).isoformat()[:7]
        if (self.earliest.year, self.earliest.month) == (self.latest.year, self.latest.month):
            return self.earliest.isoformat()[:7]
        return self.earliest.isoformat()[:4]
