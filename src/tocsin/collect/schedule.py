"""When a source is swept next, and when a page is looked at again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from tocsin.collect.dates import latest_moment
from tocsin.collect.outcomes import FetchOutcome, Result

LASTING = frozenset({Result.GONE, Result.DISALLOWED, Result.PRIVATE})
SLOWER = 1.5
# a source that gives no answer at all: it may be our own network that is down
UNREACHED = timedelta(hours=1)
# Corrections come soon or never: a page is looked at again when it reaches these ages
REVISITS = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168, 720))
RETRY, RETRY_LATEST = timedelta(minutes=15), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A source's next sweep and what the last ones were like.

    `usual` is the interval of a source that has something new each time. One that has not is asked less often, one in
    trouble twice as long after each failure, both down to once in `longest`. `share`, from 0 to 1, spreads sources that
    began together.
    """

    due: datetime
    usual: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(days=1)
    interval: timedelta = timedelta(0)
    failures: int = 0
    sha256: str | None = None
    share: float = 0.5

    @classmethod
    def starting(cls, source: str, now: datetime, usual: timedelta = timedelta(minutes=30)) -> Self:
        """A new source, by its id: due at once."""
        share = int(hashlib.sha256(source.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
        return cls(now, usual=usual, longest=max(usual, timedelta(days=1)), share=share)

    def after(self, outcome: FetchOutcome, now: datetime) -> Schedule:
        """The schedule after a sweep that ended in `outcome`."""
        if not outcome.healthy:
            return self._failed(outcome, now)
        same = outcome.result is Result.NOT_MODIFIED or (outcome.sha256 and outcome.sha256 == self.sha256)
        slower = max(self.interval, self.usual) * SLOWER
        interval = min(slower, self.longest) if same else self.usual
        return replace(
            self,
            due=now + self._spread(interval),
            interval=interval,
            failures=0,
            sha256=outcome.sha256 or self.sha256,
        )

    def _failed(self, outcome: FetchOutcome, now: datetime) -> Schedule:
        failures = self.failures + 1
        interval = self.longest
        if outcome.result not in LASTING:
            silent = outcome.result is Result.FAILED and outcome.status is None
            longest = max(UNREACHED, self.usual) if silent else self.longest
            interval = min(self.usual * 2 ** min(failures, 16), longest)
        due = max(now + self._spread(interval), outcome.retry_at or now)
        return replace(self, due=due, interval=interval, failures=failures)

    def _spread(self, interval: timedelta) -> timedelta:
        """Up to a twentieth sooner or later."""
        return interval * (0.95 + 0.1 * self.share)


def next_revisit(first_seen: datetime, last_fetched: datetime) -> datetime | None:
    """When a page is looked at again for corrections, if ever: at the first of the ages that it reaches next."""
    return next((first_seen + age for age in REVISITS if first_seen + age > last_fetched), None)


def revisit_due(first_seen: datetime, last_fetched: datetime, now: datetime) -> bool:
    """Whether a page reached one of the ages since it was last fetched at which it is looked at for corrections."""
    due = next_revisit(first_seen, last_fetched)
    return due is not None and due <= now


def change_due(changed: str | None, first_seen: datetime, last_fetched: datetime, now: datetime) -> bool:
    """Whether a page is looked at because its source says that it `changed` (ISO 8601) after it was last fetched.

    Many sitemaps say so of every page at all times: the older a page, the longer it has been left alone before that.
    """
    if changed is None or now - last_fetched < max(REVISITS[0], (now - first_seen) / 8):
        return False
    return last_fetched < latest_moment(changed) <= now


def retry_due(failures: int, last_tried: datetime, now: datetime) -> bool:
    """Whether a page that could not be had is asked for again: twice as late after each failure, at most a day."""
    wait: timedelta = min(RETRY * 2 ** min(failures - 1, 32), RETRY_LATEST)
    return now - last_tried >= wait
