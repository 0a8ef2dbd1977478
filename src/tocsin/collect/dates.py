"""Dates as feeds, sitemaps and tables state them: read as far as they go, never 'now', never a guess."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

EARLIEST, LATEST = 1900, 2100
MONTHS = "january february march april may june july august september october november december".split()
MONTH = r"(?P<month>[^\W\d_]{3,9})\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
NAMED = tuple(re.compile(p) for p in (rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b", rf"\b{DAY}\s+{MONTH},?\s+{YEAR}\b"))
MONTH_ALONE = re.compile(r"(\d{4})-(\d{2})")
DATE_ALONE = re.compile(r"\d{4}-?\d{2}-?\d{2}")
ZERO = datetime(1970, 1, 1).date()  # what programs write that know no date


def stated(said: str | None) -> str | None:
    """ISO 8601 with the precision and the UTC offset that a string states; nothing where it states no date.

    Read are RFC 822 (feeds), ISO 8601 (Atom, sitemaps, JSON) and English day, month and year ('12 March 2022').
    """
    said = " ".join((said or "").split())[:100]
    found = _iso(said) or _mail(said) or _named(said)
    return found if found and _plausible(found) else None


def is_before(said: str | None, moment: datetime) -> bool:
    """Whether a stated date lies before a moment for certain: with no date or a vague one, nothing is certain."""
    if said is None:
        return False
    return latest_moment(said) < (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))


def latest_moment(said: str) -> datetime:
    """The last moment, in any zone of the world where none is stated, that a stated date may mean."""
    day = f"{said}-28" if MONTH_ALONE.fullmatch(said) else said
    latest = datetime.fromisoformat(day)
    if len(said) <= len("2025-10-11"):
        latest += timedelta(days=1 if day == said else 4)
    return latest if latest.tzinfo is not None else latest.replace(tzinfo=UTC) + timedelta(hours=12)


def _iso(said: str) -> str | None:
    if (month := MONTH_ALONE.fullmatch(said)) is not None:
        return said if 1 <= int(month[2]) <= 12 else None
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    if DATE_ALONE.fullmatch(said):
        return found.date().isoformat()
    return found.replace(microsecond=0).isoformat() if re.search(r"\d[T ]\d", said) else None


def _mail(said: str) -> str | None:
    """As in mails and RSS. Where no time of day stands, the library would put midnight."""
    try:
        found = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.isoformat() if re.search(r"\d:\d\d", said) else found.date().isoformat()


def _named(said: str) -> str | None:
    for pattern in NAMED:
        for found in pattern.finditer(said):
            month = _month(found["month"].lower())
            if month is None:
                continue
            try:
                return datetime(int(found["year"]), month, int(found["day"])).date().isoformat()
            except ValueError:
                continue
    return None


def _month(word: str) -> int | None:
    fitting = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(word) or word == "sept"]
    if word == "sept":
        return 9
    return fitting[0] if len(fitting) == 1 else None


def _plausible(found: str) -> bool:
    if found.startswith(ZERO.isoformat()):
        return False
    return EARLIEST <= int(found[:4]) < LATEST
