"""Normalised TIMEX3 values: made from days, shifted, and turned back into the days that they cover."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
UNIT_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y", "quarter": "Q", "hour": "H", "minute": "M"}

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T\S*)?)?))?"
)


def full_year(words: str) -> int:
    """The year of '2014' or "'14"; two figures from 30 on belong to the last century."""
    figures = int(words.strip("'’"))
    if figures > 99:
        return figures
    return figures + (1900 if figures >= 30 else 2000)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The calendar day, or nothing if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plus_months(day: date, months: int) -> date:
    """The same day of the month so many months on (or back), or that month's last day."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, unit: str, amount: int) -> date | None:
    """The day `amount` days, weeks, months, quarters, years or decades on; nothing beyond the calendar's ends."""
    try:
        if unit in ("day", "night"):
            return day + timedelta(days=amount)
        if unit in ("week", "weekend", "fortnight"):
            return day + timedelta(weeks=amount * (2 if unit == "fortnight" else 1))
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit] * amount
        return plus_months(day, months) if 1 <= day.year + months // 12 <= 9998 else None
    except OverflowError:
        return None


def at_unit(day: date, unit: str) -> str:
    """The value of the day, week, month, quarter, year, decade or century that holds the day."""
    if unit in ("day", "night"):
        return day.isoformat()
    if unit in ("week", "fortnight", "weekend"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "decade":
        return f"{day.year // 10:03d}"
    return f"{day.year // 100:02d}" if unit == "century" else f"{day.year:04d}"


def duration(unit: str, amount: float | None) -> str:
    """The value of a length of time; an unknown amount is written X, as in 'several weeks' (PXW)."""
    if unit in ("decade", "century", "fortnight", "weekend", "night"):
        factor, unit = {
            "decade": (10, "year"),
            "century": (100, "year"),
            "fortnight": (2, "week"),
            "weekend": (2, "day"),
            "night": (1, "day"),
        }[unit]
        amount = None if amount is None else amount * factor
    if unit == "second":
        return f"PT{_figure(amount)}S"
    letter = UNIT_LETTERS[unit]
    clock = "T" if unit in ("hour", "minute") else ""
    if amount is not None and amount % 1 and unit in ("year", "hour"):
        rest = round(amount % 1 * (12 if unit == "year" else 60))
        whole = f"{int(amount)}{letter}" if amount >= 1 else ""
        return f"P{clock}{whole}{rest}M"
    return f"P{clock}{_figure(amount)}{letter}"


def _figure(amount: float | None) -> str:
    if amount is None:
        return "X"
    return str(int(amount)) if amount % 1 == 0 else str(amount)


def days_covered(value: str) -> tuple[date, date] | None:
    """The first and last day of a value such as 2025-10, 2025-W41, 2025-Q3, 2025-SP, 199 or 2025-10-09TNI."""
    if re.fullmatch(r"\d{3}", value):
        year = int(value) * 10
        return (date(year, 1, 1), date(year + 9, 12, 31)) if year else None
    found = _VALUE.fullmatch(value)
    if found is None or found["year"] == "0000":
        return None
    year = int(found["year"])
    if found["week"]:
        return _week(year, int(found["week"]), bool(found["weekend"]))
    if found["season"]:
        first, last = _SEASON_MONTHS[found["season"]]
        return _months(year, first, last + (12 if last < first else 0))
    if found["quarter"]:
        last = int(found["quarter"]) * 3
        return _months(year, last - 2, last)
    if found["half"]:
        last = int(found["half"]) * 6
        return _months(year, last - 5, last)
    if found["day"]:
        day = valid_day(year, int(found["month"]), int(found["day"]))
        return (day, day) if day else None
    if found["month"]:
        month = int(found["month"])
        return _months(year, month, month) if 1 <= month <= 12 else None
    return _months(year, 1, 12)


def _week(year: int, week: int, weekend: bool) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
        return monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    """From the first day of one month to the last day of another; a month above 12 lies in the next year."""
    end_year = min(year + (last - 1) // 12, 9999)
    end_month = (last - 1) % 12 + 1
    return date(year, first, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
