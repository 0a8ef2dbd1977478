"""Rules for days written in figures: 2025-10-09, 9/10/2025, 09.10.2025, 20251009."""

from __future__ import annotations

import re
from datetime import date

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import Reading, Rule, rule
from tocsin.coding.dates.values import full_year, valid_day

_CLOCK = r"(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
_FAR_AHEAD = 30
"""Days after publication from which a slashed date is rather read the other way round."""


def _in_order(found: re.Match[str], anchor: Anchor) -> Reading | None:
    day = valid_day(int(found["y"]), int(found["m"]), int(found["d"]))
    if day is None:
        return None
    return Reading("TIME", found.group()) if "T" in found.group() else Reading("DATE", day.isoformat())


def _slashed(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """Month first, unless there is no such month, or only the other reading lies in the past."""
    first, second, year = int(found["a"]), int(found["b"]), full_year(found["y"])
    day = _likelier(valid_day(year, first, second), valid_day(year, second, first), anchor.published)
    return Reading("DATE", day.isoformat()) if day else None


def _likelier(month_first: date | None, day_first: date | None, published: date | None) -> date | None:
    if (
        month_first
        and day_first
        and published
        and (month_first - published).days > _FAR_AHEAD >= (day_first - published).days
    ):
        return day_first
    return month_first or day_first


def _dotted(found: re.Match[str], anchor: Anchor) -> Reading | None:
    day = valid_day(int(found["y"]), int(found["b"]), int(found["a"]))
    return Reading("DATE", day.isoformat()) if day else None


RULES: tuple[Rule, ...] = (
    rule("dashes", "figures", rf"(?P<y>(?:1\d|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d){_CLOCK}", _in_order),
    rule("compact", "figures", r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])", _in_order),
    rule("year first", "figures", r"(?P<y>(?:19|20)\d\d)/(?P<m>[01]?\d)/(?P<d>[0-3]?\d)", _in_order),
    rule("slashes", "figures", r"(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<y>(?:19|20)\d\d|\d\d)(?!/)", _slashed),
    rule("dots", "figures", r"(?P<a>[0-3]?\d)\.(?P<b>[01]?\d)\.(?P<y>(?:19|20)\d\d)", _dotted),
)
