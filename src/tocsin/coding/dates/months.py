"""Rules for months and days of a month: 'Oct. 9', '9 October 2025', 'late November', 'June last year'."""

from __future__ import annotations

import re
from datetime import date

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import (
    ANY_MONTH,
    ANY_WEEKDAY,
    DAY_OF_MONTH,
    EDGE,
    FULL_MONTH,
    GAP,
    PART_OF_DAY,
    PARTS,
    SPACE,
    SPOKEN_YEAR,
    YEAR,
    Reading,
    Rule,
    month_number,
    rule,
    said,
    text_after,
    text_before,
    weekday_number,
)
from tocsin.coding.dates.values import at_unit, full_year, valid_day
from tocsin.coding.number_words import spoken_year


def _day_of_month(found: re.Match[str], anchor: Anchor) -> Reading | None:
    day = _day(found, anchor)
    if day is None:
        known = _year_said(found, anchor) or anchor.published
        return None if known else Reading("DATE", f"XXXX-{month_number(found['month']):02d}-{_figure(found):02d}")
    if said(found, "week"):
        return Reading("DATE", at_unit(day, "week"))
    part = said(found, "part") or said(found, "before") or said(found, "after")
    return Reading("TIME", day.isoformat() + PARTS[part]) if part else Reading("DATE", day.isoformat())


def _day(found: re.Match[str], anchor: Anchor) -> date | None:
    month, figure = month_number(found["month"]), _figure(found)
    year = _year_said(found, anchor)
    if year is None and found["weekday"]:
        return _with_weekday(month, figure, weekday_number(found["weekday"]), anchor)
    year = year or anchor.year_of(month, figure, found.start())
    return valid_day(year, month, figure) if year else None


def _figure(found: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", found["day"]))


def _year_said(found: re.Match[str], anchor: Anchor) -> int | None:
    if said(found, "year"):
        return full_year(said(found, "year"))
    if said(found, "spoken"):
        return spoken_year(said(found, "spoken"))
    if said(found, "which") and anchor.published:
        return anchor.published.year + {"last": -1, "this": 0, "next": 1}[said(found, "which")]
    return None


def _with_weekday(month: int, figure: int, weekday: int, anchor: Anchor) -> date | None:
    """The day whose weekday agrees, in the years around publication; a weekday that never agrees is a slip."""
    if anchor.published is None:
        return None
    near = [valid_day(anchor.published.year + step, month, figure) for step in (0, -1, 1)]
    agreeing = [d for d in near if d and d.weekday() == weekday and abs((d - anchor.published).days) < 300]
    return agreeing[0] if agreeing else near[0]


def _month(found: re.Match[str], anchor: Anchor) -> Reading | None:
    month = month_number(found["month"])
    if found["month"] in ("May", "MAY", "March", "MARCH") and not _names_a_month(found):
        return None
    year = _year_said(found, anchor) or _year_by_side(said(found, "side"), month, anchor, found.start())
    return Reading("DATE", f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}")


def _year_by_side(side: str, month: int, anchor: Anchor, offset: int) -> int | None:
    """'last May' in May or June is a year back, for of the month just gone one says 'last month'."""
    published = anchor.published
    if published is None:
        return None
    if side == "last":
        return published.year - (1 if month >= published.month - 1 else 0)
    if side == "next":
        return published.year + (1 if month <= published.month else 0)
    if side == "this":
        return published.year
    return anchor.year_of(month, None, offset, {"this past": "past", "this coming": "future"}.get(side, ""))


_TAKES_A_TIME = re.compile(
    rf"(?:\b(?:in|since|until|till|by|from|to|of|during|before|after|between|through|and|or|last|next|this|past|early"
    rf"|late|mid|each|every|for|on|following|coming|around){GAP}|\()$",
    re.IGNORECASE,
)


def _names_a_month(found: re.Match[str]) -> bool:
    """'May' and 'March' are months only beside a year or after a word that takes a time."""
    if any(said(found, name) for name in ("year", "which", "spoken", "side", "edge")):
        return True
    return _TAKES_A_TIME.search(text_before(found, 12)) is not None and not text_after(found, 12).lstrip()[:1].isupper()


_BEFORE = (
    rf"(?:(?:the{SPACE})?(?P<before>{PART_OF_DAY}){SPACE}of{SPACE}|(?P<week>the{SPACE}week{SPACE}(?:of|ending|beginning)){SPACE})?"
    rf"(?:(?P<weekday>{ANY_WEEKDAY}),?{SPACE}(?:(?P<part>{PART_OF_DAY}),?{SPACE})?(?:the{SPACE})?)?"
)
_WHICH_YEAR = rf"(?:of{SPACE})?(?P<which>last|this|next){SPACE}year"

RULES: tuple[Rule, ...] = (
    rule(
        "month and day",
        "month",
        rf"{_BEFORE}(?P<month>{ANY_MONTH}){SPACE}?(?P<day>{DAY_OF_MONTH})"
        rf"(?:(?:,?{SPACE}|,)(?:(?P<year>{YEAR})|{_WHICH_YEAR})|,{SPACE}(?P<after>{PART_OF_DAY}))?",
        _day_of_month,
    ),
    rule(
        "day and month",
        "month",
        rf"{_BEFORE}(?P<day>{DAY_OF_MONTH})(?:{GAP}|{SPACE}of{SPACE})(?P<month>{ANY_MONTH})"
        rf"(?:(?:[,-]?{SPACE}?|,)(?P<year>{YEAR})|{SPACE}{_WHICH_YEAR})?",
        _day_of_month,
    ),
    rule(
        "month",
        "month",
        rf"(?:(?P<edge>(?i:{EDGE})){GAP})?(?:(?P<side>(?i:last|next|this(?:{SPACE}(?:past|coming))?)){SPACE})?"
        rf"(?P<month>{FULL_MONTH})(?:{SPACE}{_WHICH_YEAR}"
        rf"|(?:,?{SPACE}|,)(?:of{SPACE})?(?:(?P<year>{YEAR}|['’]\d\d)|(?P<spoken>{SPOKEN_YEAR})))?",
        _month,
    ),
    rule(
        "short month and year",
        "month",
        rf"(?:(?P<edge>(?i:{EDGE})){GAP})?(?P<month>{ANY_MONTH}){SPACE}(?P<year>{YEAR})",
        _month,
    ),
)
