"""Rules for so much time away: 'two days ago', 'a week later', 'two days after the strikes', 'on the eve of'."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import GAP, NUMBER, PARTS, SPACE, UNIT, UNITS, Reading, Rule, rule, said
from tocsin.coding.dates.values import at_unit, duration, shift
from tocsin.coding.number_words import number

_VAGUE_AMOUNTS = frozenset({"several", "many", "some", "a few", "few", "dozens of"})
_COUPLE = frozenset({"a couple", "a couple of", "couple of"})
_EARLIER = frozenset({"earlier", "before", "previously", "beforehand", "prior to", "ahead of"})
_CLOCK_UNITS = frozenset({"second", "minute", "hour"})
_DAYS_IN = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}


def amount_of(words: str) -> float | None:
    """The number of units: 'three' is 3, 'a couple of' 2, 'half an' .5, 'several' unknown."""
    if words in _VAGUE_AMOUNTS:
        return None
    if words in _COUPLE:
        return 2.0
    return 0.5 if words.startswith("half") else number(words)


def _moved(base: date, unit: str, amount: float, sign: int) -> date | None:
    if amount % 1 and unit == "year":
        return shift(base, "month", sign * round(amount * 12))
    return shift(base, unit, sign * round(amount))


def _days(amount: float | None, unit: str, sign: int) -> int | None:
    """The signed distance in days; some minutes or hours away is taken to be the same day."""
    if unit in _CLOCK_UNITS:
        return 0 if unit != "hour" or (amount is not None and amount <= 12) else None
    scale = _DAYS_IN.get(unit)
    return None if amount is None or scale is None else sign * round(amount * scale)


def _ago(found: re.Match[str], anchor: Anchor) -> Reading | None:
    amount, unit = amount_of(said(found, "amount")), UNITS[said(found, "unit")]
    if amount is None:
        return Reading("DATE", "PAST_REF")
    published = anchor.published
    if unit in _CLOCK_UNITS or published is None:
        value = published.isoformat() if published else ""
        return Reading("TIME" if unit in _CLOCK_UNITS else "DATE", value, "published")
    quarter = anchor.recent_quarter(found.start()) if unit == "year" and amount == 1 else None
    if quarter:
        return _same_quarter(quarter, -1)
    moved = _moved(published, unit, amount, -1)
    grain = "year" if unit in ("decade", "century") else unit
    return Reading("DATE", at_unit(moved, grain), "published") if moved else None


def _same_quarter(quarter: date, years: int) -> Reading | None:
    """Beside figures of a quarter, 'a year ago' means that quarter of the year before."""
    moved = shift(quarter, "year", years)
    return Reading("DATE", at_unit(moved, "quarter"), "published", told=False) if moved else None


def _apart(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'two days later', 'a year earlier': counted from the last date of the text, or from the event before it."""
    amount, unit = amount_of(said(found, "amount")), UNITS[said(found, "unit")]
    sign = -1 if said(found, "way") in _EARLIER else 1
    offset = found.start()
    if unit in _CLOCK_UNITS:
        day = anchor.recent_day(offset)
        return Reading("TIME", day.isoformat() if day else "", "event", 0)
    quarter = anchor.recent_quarter(offset) if unit == "year" and amount == 1 else None
    if quarter:
        return _same_quarter(quarter, sign)
    known = anchor.recent_day(offset) if unit in ("day", "week", "night") else anchor.recent_period(offset)
    if known is None and unit in ("month", "year", "decade") and sign < 0:
        known = anchor.published
    moved = _moved(known, unit, amount, sign) if known and amount is not None else None
    if moved is None:
        return Reading("DATE", "XXXX-XX-XX", "event", _days(amount, unit, sign))
    grain = {"decade": "year", "week": "day"}.get(unit, unit)
    return Reading("DATE", at_unit(moved, grain), "event", _days(amount, unit, sign))


def _hanging(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'two days after the strikes': TimeML marks the length only; the sign and the days travel beside it."""
    amount, unit = amount_of(said(found, "amount")), UNITS[said(found, "unit")]
    sign = -1 if said(found, "way") in _EARLIER else 1
    return Reading("DURATION", duration(unit, amount), "event", _days(amount, unit, sign), end=found.end("unit"))


def _beside(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'the day after the vote', 'on the eve of the summit', 'the next morning'."""
    words = said(found, "words")
    step = -1 if re.search("before|eve|previous", words) else 0 if "same" in words else 1
    known = anchor.recent_day(found.start())
    value = (known + timedelta(days=step)).isoformat() if known else "XXXX-XX-XX"
    part = said(found, "part")
    return Reading("TIME" if part else "DATE", value + (PARTS[part] if part else ""), "event", step)


def _ahead(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'three weeks from now', "in two years' time"."""
    amount, unit = amount_of(said(found, "amount")), UNITS[said(found, "unit")]
    if amount is None or unit in _CLOCK_UNITS or anchor.published is None:
        return None
    moved = _moved(anchor.published, unit, amount, 1)
    return Reading("DATE", at_unit(moved, unit), "published") if moved else None


_ROUGHLY = rf"(?:(?:nearly|almost|about|around|over|just|only|some|more{SPACE}than){SPACE})?"
_AMOUNT = rf"(?P<amount>{NUMBER}){GAP}(?P<unit>{UNIT})"
_LATER = rf"later|earlier|beforehand|afterwards?|previously|before(?={SPACE}?[,.;])"
_AFTER = rf"after|before|following|ahead{SPACE}of|prior{SPACE}to"

RULES: tuple[Rule, ...] = (
    rule("ago", "ago", rf"{_ROUGHLY}{_AMOUNT}(?:{SPACE}or{SPACE}(?:so|more))?{GAP}ago", _ago, re.IGNORECASE),
    rule("later", "apart", rf"{_AMOUNT}{SPACE}(?P<way>{_LATER})", _apart, re.IGNORECASE),
    rule("after an event", "apart", rf"{_AMOUNT}{SPACE}(?P<way>{_AFTER})(?={SPACE}\w)", _hanging, re.IGNORECASE),
    rule(
        "the day after",
        "apart",
        rf"(?P<words>(?:the|a){SPACE}(?:day|night|morning|evening|afternoon){SPACE}(?:after|before)|(?:the{SPACE})?eve{SPACE}of)"
        rf"(?={SPACE}\S|[,.;])",
        _beside,
        re.IGNORECASE,
    ),
    rule(
        "the next morning",
        "part",
        rf"(?P<words>the{SPACE}(?:next|following|previous|same){SPACE}(?P<part>morning|afternoon|evening))",
        _beside,
        re.IGNORECASE,
    ),
    rule(
        "from now", "unit", rf"(?:in{SPACE})?{_AMOUNT}(?:['’]{SPACE}time|{SPACE}from{SPACE}now)", _ahead, re.IGNORECASE
    ),
)
