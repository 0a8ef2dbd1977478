"""Rules for weekdays and the days around publication: 'last Friday', 'Thursday night', 'yesterday', 'overnight'."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import (
    FULL_WEEKDAY,
    PART_OF_DAY,
    PARTS,
    SPACE,
    Reading,
    Rule,
    rule,
    said,
    text_before,
    weekday_number,
)

_DIRECTIONS = {"last": "last", "past": "last", "this past": "last", "next": "next"}
_DIRECTIONS |= dict.fromkeys(("this coming", "coming", "the coming", "this upcoming"), "future")


_NAMED_FOR_A_DAY = re.compile(r"\b(?:Black|Bloody|Holy|Ash|Cyber|Fat|Shrove|Giving|Super|Sheffield)\s$")
"""Words that make a weekday part of a name."""


def _weekday(found: re.Match[str], anchor: Anchor) -> Reading | None:
    if _NAMED_FOR_A_DAY.search(text_before(found, 12)):
        return None
    at, side, week = weekday_number(found["weekday"]), said(found, "side"), said(found, "week")
    if anchor.published is None:
        return Reading("DATE", f"XXXX-WXX-{at + 1}", "published")
    day: date | None
    if week:
        step = {"last": -1, "this": 0, "next": 1}[week.split()[0]]
        day = anchor.published + timedelta(days=at - anchor.published.weekday() + 7 * step)
    elif side.endswith(("previous", "preceding")):
        day = _beside(anchor, found.start(), at, -1)
    elif side.endswith("following"):
        day = _beside(anchor, found.start(), at, 1)
    else:
        day = anchor.weekday(at, found.start(), _DIRECTIONS.get(side, ""))
    return _day_or_part(day, said(found, "part") or said(found, "before"))


def _beside(anchor: Anchor, offset: int, weekday: int, step: int) -> date | None:
    """The weekday before or after the last day that the text named."""
    known = anchor.recent_day(offset) or anchor.published
    return known + timedelta(days=((weekday - known.weekday()) * step % 7 or 7) * step) if known else None


def _day_or_part(day: date | None, part: str) -> Reading | None:
    if day is None:
        return None
    if part:
        return Reading("TIME", day.isoformat() + PARTS[part], "published")
    return Reading("DATE", day.isoformat(), "published")


def is_bare_weekday(words: str) -> bool:
    """Whether an expression names a weekday and not of which week: 'Friday', 'last Monday', 'Tuesday night'."""
    found = RULES[0].pattern.fullmatch(words)
    return found is not None and not said(found, "week") and not said(found, "side").startswith(("next", "this", "the"))


_STEPS = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}


def _named(found: re.Match[str], anchor: Anchor) -> Reading | None:
    words = said(found, "day")
    part = said(found, "part") or ("night" if words in ("tonight", "overnight") else "")
    if anchor.published is None:
        return Reading("TIME" if part else "DATE", "", "published")
    step = _STEPS.get(words, 0)
    if words == "overnight" and anchor.tense(found.start()) != "future":
        step = -1
    return _day_or_part(anchor.published + timedelta(days=step), part)


def _this_part(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'this morning', 'last night'."""
    if anchor.published is None:
        return Reading("TIME", "", "published")
    step = -1 if said(found, "side") == "last" else 0
    return _day_or_part(anchor.published + timedelta(days=step), said(found, "part"))


def _during_night(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'during the night': the one that ended on the day of publication, unless the text just named another day."""
    known = anchor.recent_day(found.start(), within=120)
    if known is None or known == anchor.published:
        known = anchor.published and anchor.published - timedelta(days=1)
    if known is None:
        return None
    return Reading("TIME", known.isoformat() + "TNI", "published", start=found.start("night"))


_EARLY = (
    rf"(?:(?:earlier|later|late|early|sometime)(?:{SPACE}(?:on|in))?{SPACE}"
    rf"|(?:the{SPACE})?early{SPACE}hours{SPACE}of{SPACE}(?:the{SPACE}morning{SPACE}(?:of|on){SPACE})?)"
)
_SIDE = (
    rf"last|next|past|coming|this(?:{SPACE}(?:past|coming|upcoming))?|the{SPACE}(?:previous|preceding|following|coming)"
)
_NAMED = rf"day{SPACE}before{SPACE}yesterday|day{SPACE}after{SPACE}tomorrow|yesterday|today|tomorrow|tonight|overnight"

RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        "weekday",
        rf"(?i:(?:the{SPACE})?(?P<before>{PART_OF_DAY}){SPACE}of{SPACE}|{_EARLY})?(?:(?P<side>(?i:{_SIDE})){SPACE})?"
        rf"(?P<weekday>{FULL_WEEKDAY})(?:,?{SPACE}(?P<part>{PART_OF_DAY}))?"
        rf"(?:{SPACE}(?:of{SPACE})?(?P<week>(?:last|this|next){SPACE}week))?",
        _weekday,
    ),
    rule(
        "named day",
        "named",
        rf"(?:{_EARLY})?(?:the{SPACE})?(?P<day>{_NAMED})(?:{SPACE}(?P<part>{PART_OF_DAY}))?",
        _named,
        re.IGNORECASE,
    ),
    rule(
        "during the night",
        "part",
        rf"(?:during|in){SPACE}(?P<night>the{SPACE}night)(?!{SPACE}(?:of|before|after))",
        _during_night,
        re.IGNORECASE,
    ),
    rule(
        "this morning",
        "part",
        rf"(?:{_EARLY})?(?P<side>this|last(?={SPACE}(?:night|evening))){SPACE}(?P<part>morning|afternoon|evening|night)",
        _this_part,
        re.IGNORECASE,
    ),
)
