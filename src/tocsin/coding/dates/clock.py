"""Rules for times of day: '5 p.m. on Friday', '10:30 local time', '0730 GMT', 'noon'."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import (
    ANY_MONTH,
    DAY_OF_MONTH,
    FULL_WEEKDAY,
    PARTS,
    SPACE,
    YEAR,
    Reading,
    Rule,
    month_number,
    rule,
    said,
    weekday_number,
)
from tocsin.coding.dates.values import valid_day


def _clock(found: re.Match[str], anchor: Anchor) -> Reading | None:
    day = _day(found, anchor)
    suffix = PARTS.get(said(found, "word")) or _hour_and_minute(found)
    if suffix is None:
        return None
    return Reading("TIME", (day.isoformat() if day else "XXXX-XX-XX") + suffix, "published" if day else "")


def _hour_and_minute(found: re.Match[str]) -> str | None:
    hour, minute = int(found["hour"]), int(said(found, "minute") or 0)
    half = said(found, "half").replace(".", "")
    if hour > (12 if half else 24) or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"T{hour:02d}:{minute:02d}"


def _day(found: re.Match[str], anchor: Anchor) -> date | None:
    """The day said with the time, else the last one named shortly before, else that of publication."""
    if said(found, "month"):
        month, day = month_number(found["month"]), int(re.sub(r"\D", "", found["day"]))
        year = int(found["year"]) if said(found, "year") else anchor.year_of(month, day, found.start())
        return valid_day(year, month, day) if year else None
    if said(found, "weekday"):
        return anchor.weekday(weekday_number(found["weekday"]), found.start())
    step = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(said(found, "named"))
    if step is not None and anchor.published:
        return anchor.published + timedelta(days=step)
    return anchor.recent_day(found.start(), within=200) or anchor.published


_ZONE = (
    rf"(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|CEST|ET|PT|IST|MSK|local(?:{SPACE}time)?|\d{{4}}{SPACE}GMT)"
)
_TAIL = (
    rf"(?:{SPACE}in{SPACE}the{SPACE}(?:morning|afternoon|evening)|{SPACE}at{SPACE}night)?"
    rf"(?:{SPACE}{_ZONE})?(?:{SPACE}\([^()\n]{{1,24}}\)(?=,?{SPACE}(?:on{SPACE})?[A-Z\d]))?"
    rf"(?:,?{SPACE}(?:on{SPACE})?(?:(?P<weekday>{FULL_WEEKDAY})(?:,(?={SPACE}{ANY_MONTH}))?|(?P<named>yesterday|today|tomorrow)))?"
)
_MONTH_DAY = (
    rf"(?:,?{SPACE}(?:on{SPACE})?(?P<month>{ANY_MONTH}){SPACE}(?P<day>{DAY_OF_MONTH})(?:,?{SPACE}(?P<year>{YEAR}))?)?"
)
_DAY_MONTH = (
    rf",?{SPACE}(?:on{SPACE})?(?P<day>{DAY_OF_MONTH}){SPACE}(?P<month>{ANY_MONTH})(?:,?{SPACE}(?P<year>{YEAR}))?"
)
_HOUR = (
    rf"(?:(?:about|around){SPACE})?(?:(?P<word>noon|midnight|midday)|(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?"
    rf"{SPACE}?(?P<half>[ap]\.?m\b\.?))"
)
_DAY_CLOCK = r"(?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?::[0-5]\d)?"

RULES: tuple[Rule, ...] = (
    rule("12 hours", "clock", _HOUR + _TAIL + _MONTH_DAY, _clock, re.IGNORECASE),
    rule("12 hours, day first", "clock", _HOUR + _TAIL + _DAY_MONTH, _clock, re.IGNORECASE),
    rule("24 hours", "clock", _DAY_CLOCK + _TAIL + _MONTH_DAY, _clock, re.IGNORECASE),
    rule("24 hours, day first", "clock", _DAY_CLOCK + _TAIL + _DAY_MONTH, _clock, re.IGNORECASE),
    rule("four figures", "clock", rf"(?P<hour>[012]\d)(?P<minute>[0-5]\d)(?:{SPACE}(?:GMT|UTC|hrs|hours))", _clock),
)
