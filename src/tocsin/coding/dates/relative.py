"""Rules for dates counted from the day of publication or from another date: weekdays, 'last week', 'two days ago'."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import (
    FULL_WEEKDAY,
    GAP,
    NUMBER,
    PART_OF_DAY,
    PARTS,
    SPACE,
    UNIT,
    UNITS,
    YEAR,
    Reading,
    Rule,
    rule,
    squeezed,
    weekday_number,
)
from tocsin.coding.dates.values import SEASONS, at_unit, duration, shift
from tocsin.coding.number_words import number

_EARLY = rf"(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)(?:{SPACE}(?:on|in))?{SPACE}|(?:the{SPACE})?(?:end|beginning|start|middle){SPACE}of{SPACE}|[Ss]ometime{SPACE})"
_VAGUE_AMOUNTS = {"several", "many", "some", "a few", "few", "dozens of"}
_COUPLE = {"a couple", "a couple of", "couple of"}


def amount_of(words: str) -> float | None:
    """The number of units: 'three' is 3, 'a couple of' 2, 'half an' .5, 'several' unknown."""
    words = squeezed(words)
    if words in _VAGUE_AMOUNTS:
        return None
    if words in _COUPLE:
        return 2.0
    return 0.5 if words.startswith("half") else number(words)


def _weekday(found: re.Match[str], anchor: Anchor) -> Reading | None:
    at = weekday_number(found["weekday"])
    side, week = squeezed(found["side"] or ""), squeezed(found["week"] or "")
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
        direction = "last" if side in ("last", "this past", "past") else "next" if side == "next" else ""
        if side in ("this coming", "coming", "the coming", "this upcoming"):
            direction = "future"
        day = anchor.weekday(at, found.start(), direction)
    return _day(day, found["part"])


def _beside(anchor: Anchor, offset: int, weekday: int, step: int) -> date | None:
    """The weekday before or after the last day that the text named."""
    known = anchor.recent_day(offset) or anchor.published
    if known is None:
        return None
    return known + timedelta(days=((weekday - known.weekday()) * step % 7 or 7) * step)


def _day(day: date | None, part: str | None, relative_to: str = "published") -> Reading | None:
    if day is None:
        return None
    if part:
        return Reading("TIME", day.isoformat() + PARTS[part.lower()], relative_to)
    return Reading("DATE", day.isoformat(), relative_to)


def _named_day(found: re.Match[str], anchor: Anchor) -> Reading | None:
    words = squeezed(found["day"])
    step = {"yesterday": -1, "last": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}.get(words, 0)
    part = found["part"] or ("night" if words in ("tonight", "overnight") else None)
    type_, suffix = ("TIME", PARTS[part.lower()]) if part else ("DATE", "")
    if anchor.published is None:
        return Reading(type_, "", "published")
    if words == "overnight" and anchor.tense(found.start()) != "future":
        step = -1
    return Reading(type_, (anchor.published + timedelta(days=step)).isoformat() + suffix, "published")


def _this_part(found: re.Match[str], anchor: Anchor) -> Reading | None:
    if anchor.published is None:
        return Reading("TIME", "", "published")
    night_before = squeezed(found["side"]) == "last"
    day = anchor.published - timedelta(days=1 if night_before else 0)
    return Reading("TIME", day.isoformat() + PARTS[found["part"].lower()], "published")


def _during_night(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'during the night': the one that ended on the day of publication, unless the text just named another day."""
    known = anchor.recent_day(found.start(), within=120)
    if known == anchor.published or known is None:
        known = anchor.published and anchor.published - timedelta(days=1)
    if known is None:
        return None
    return Reading("TIME", known.isoformat() + "TNI", "published", start=found.start("part") - 4)


def _period(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'last week', 'this month', 'the following year', 'that day'."""
    side, unit = squeezed(found["side"]).removeprefix("the "), UNITS[found["unit"].lower()]
    if unit in ("second", "minute", "hour", "fortnight"):
        return None
    step = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "coming": 1, "following": 1}.get(side, 0)
    to_text = side in ("previous", "preceding", "prior", "following", "that", "that same", "same") or (
        side == "next" and unit == "day" and "the" in squeezed(found["side"])
    )
    if unit == "weekend" and side in ("", "this", "the"):
        step = -1 if anchor.published and anchor.published.weekday() < 5 and anchor.tense(found.start()) == "past" else 0
    if unit == "day" and (side in ("last", "past", "this", "current", "coming") or (side == "next" and not to_text)):
        return None
    known = (anchor.recent_day(found.start()) if unit in ("day", "week", "night") else anchor.recent_period(found.start())) if to_text else None
    base = known or (None if to_text and unit in ("day", "night") else anchor.published)
    offset_days = step if to_text and unit in ("day", "night") else None
    relative_to = "event" if offset_days is not None else "published"
    moved = shift(base, unit, step) if base else None
    if moved is None:
        return Reading("DATE", "XXXX-XX-XX" if unit == "day" else "", relative_to, offset_days)
    return Reading("DATE", at_unit(moved, unit), relative_to, offset_days)


def _ago(found: re.Match[str], anchor: Anchor) -> Reading | None:
    amount, unit = amount_of(found["amount"]), UNITS[found["unit"].lower()]
    if amount is None:
        return Reading("DATE", "PAST_REF")
    if unit in ("second", "minute", "hour"):
        value = anchor.published.isoformat() if anchor.published else ""
        return Reading("TIME", value, "published")
    if anchor.published is None:
        return Reading("DATE", "", "published")
    if unit == "year" and amount == 1 and (quarter := anchor.recent_quarter(found.start())):
        moved = shift(quarter, "year", -1 if quarter.year == anchor.published.year else 0)
        return Reading("DATE", at_unit(moved, "quarter"), "published") if moved else None
    moved = _back(anchor.published, unit, amount, -1)
    grain = {"decade": "year", "century": "year"}.get(unit, unit)
    return Reading("DATE", at_unit(moved, grain), "published") if moved else None


def _back(base: date, unit: str, amount: float, sign: int) -> date | None:
    if amount % 1 and unit == "year":
        return shift(base, "month", sign * round(amount * 12))
    return shift(base, unit, sign * round(amount))


def _apart(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'two days later', 'a year earlier': counted from the last date of the text, or from the event before it."""
    amount, unit = amount_of(found["amount"]), UNITS[found["unit"].lower()]
    sign = -1 if found["way"].lower() in ("earlier", "before", "previously", "beforehand") else 1
    days = _in_days(amount, unit)
    offset_days = sign * days if days is not None else None
    if unit in ("second", "minute", "hour"):
        day = anchor.recent_day(found.start())
        return Reading("TIME", day.isoformat() if day else "", "event", 0)
    if unit == "year" and amount == 1 and (quarter := anchor.recent_quarter(found.start())):
        moved = shift(quarter, "year", _quarter_step(quarter, anchor, sign))
        return Reading("DATE", at_unit(moved, "quarter"), "event") if moved else None
    known = anchor.recent_day(found.start()) if unit in ("day", "week", "night") else anchor.recent_period(found.start())
    if known is None and unit in ("month", "year", "decade") and sign < 0:
        known = anchor.published
    moved = _back(known, unit, amount, sign) if known and amount is not None else None
    if moved is None:
        return Reading("DATE", "PAST_REF" if sign < 0 and amount is None else "XXXX-XX-XX", "event", offset_days)
    grain = {"decade": "year", "week": "day"}.get(unit, unit)
    return Reading("DATE", at_unit(moved, grain), "event", offset_days)


def _quarter_step(quarter: date, anchor: Anchor, sign: int) -> int:
    """A second 'a year earlier' beside the same figures means the same quarter, not two years back."""
    return 0 if anchor.published and sign < 0 and quarter.year < anchor.published.year else sign


def _in_days(amount: float | None, unit: str) -> int | None:
    scale = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    return None if amount is None or scale is None else round(amount * scale)


def _hanging(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'two days after the strikes': TimeML marks the length only; the sign and the days travel beside it."""
    amount, unit = amount_of(found["amount"]), UNITS[found["unit"].lower()]
    days = _in_days(amount, unit)
    sign = -1 if found["way"].lower() in ("before", "prior to", "ahead of") else 1
    return Reading("DURATION", duration(unit, amount), "event", None if days is None else sign * days, end=found.end("unit"))


def _beside_day(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'the day after the vote', 'on the eve of the summit', 'the same day as'."""
    words = squeezed(found.group())
    step = -1 if "before" in words or "eve" in words else 0 if "same" in words else 1
    known = anchor.recent_day(found.start())
    value = (known + timedelta(days=step)).isoformat() if known else "XXXX-XX-XX"
    suffix = PARTS[found["part"].lower()] if found["part"] else ""
    return Reading("TIME" if suffix else "DATE", value + suffix, "event", step)


def _ahead(found: re.Match[str], anchor: Anchor) -> Reading | None:
    amount, unit = amount_of(found["amount"]), UNITS[found["unit"].lower()]
    if amount is None or unit in ("second", "minute", "hour") or anchor.published is None:
        return None
    moved = _back(anchor.published, unit, amount, 1)
    return Reading("DATE", at_unit(moved, unit), "published") if moved else None


def _season(found: re.Match[str], anchor: Anchor) -> Reading | None:
    season = SEASONS[found["season"].lower()]
    if found["year"]:
        return Reading("DATE", f"{int(found['year']):04d}-{season}")
    side = squeezed(found["side"] or "").removeprefix("the ")
    if side in ("", "early", "late") and not found["the"]:
        return None
    if not side and re.match(r"\s+of\s", found.string[found.end() : found.end() + 4]):
        return None
    if anchor.published is None:
        return Reading("DATE", f"XXXX-{season}", "published")
    now, start = anchor.published, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    year = now.year
    if side in ("last", "past", "this past", "previous"):
        year -= 1 if now.month < start + (3 if side == "last" else 1) else 0
    elif side in ("next", "this coming", "coming"):
        year += 1 if now.month >= start else 0
    elif season == "WI" and now.month < 3:
        year -= 1
    return Reading("DATE", f"{year:04d}-{season}", "published")


def _recent_quarter(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'the latest quarter', 'this quarter', 'the year-earlier period'."""
    side, unit = squeezed(found["side"]), found["unit"].lower()
    if anchor.published is None:
        return None
    told = anchor.recent_quarter(found.start(), within=1500)
    if side.endswith(("year-ago", "year-earlier")):
        base = told and (told if told.year < anchor.published.year else shift(told, "year", -1))
        if base:
            return Reading("DATE", at_unit(base, "quarter"), "published")
        year_before = shift(anchor.published, "year", -1)
        return Reading("DATE", at_unit(year_before, "year"), "published") if year_before else None
    if unit == "period" and told is None:
        return None
    step = -1 if side.endswith(("latest", "last", "past", "previous", "recent")) else 1 if side.endswith("next") else 0
    if told and step <= 0 and not side.endswith(("this", "current", "previous")):
        base = told if told.year >= anchor.published.year else shift(told, "year", 1)
        return Reading("DATE", at_unit(base, "quarter"), "published") if base else None
    moved = shift(anchor.published, "quarter", step)
    return Reading("DATE", at_unit(moved, "quarter"), "published") if moved else None


def _year_ago(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return _recent_quarter(found, anchor)


def _year_end(found: re.Match[str], anchor: Anchor) -> Reading | None:
    if found["year"]:
        return Reading("DATE", f"{int(found['year']):04d}-12-31")
    return Reading("DATE", f"{anchor.published.year:04d}-12-31" if anchor.published else "", "published")


def _year_named(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'the current fiscal year', 'the full year'."""
    if anchor.published is None:
        return Reading("DATE", "", "published")
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(squeezed(found["side"]).split()[-1], 0)
    return Reading("DATE", f"{anchor.published.year + step:04d}", "published")


_SIDE = r"last|next|this|past|(?:the )?(?:past|previous|preceding|prior|following|coming|current|same|next|last)|that(?: same)?"
_SIDE = _SIDE.replace(" ", SPACE)

RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        "weekday",
        rf"(?:{_EARLY}|[Oo]n{SPACE}(?!))?(?:(?P<side>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his{SPACE}(?:past|coming|upcoming)|[Tt]he{SPACE}(?:previous|preceding|following|coming)|[Cc]oming){SPACE})?"
        rf"(?P<weekday>{FULL_WEEKDAY})(?:['’]s)?(?:,?{SPACE}(?P<part>{PART_OF_DAY}))?(?:{SPACE}(?:of{SPACE})?(?P<week>(?:last|this|next){SPACE}week))?",
        _weekday,
    ),
    rule(
        "named-day",
        "named",
        rf"{_EARLY}?(?:the{SPACE})?(?P<day>day{SPACE}before{SPACE}yesterday|day{SPACE}after{SPACE}tomorrow|yesterday|today|tomorrow|tonight|overnight)(?:['’]s)?(?:{SPACE}(?P<part>{PART_OF_DAY}))?",
        _named_day,
        re.IGNORECASE,
    ),
    rule("the-night", "part", rf"(?:during|in){SPACE}the{SPACE}(?P<part>night)(?!{SPACE}(?:of|before|after))(?P<side>)", _during_night, re.IGNORECASE),
    rule("this-part", "part", rf"{_EARLY}?(?P<side>this|last(?={SPACE}night|{SPACE}evening)){SPACE}(?P<part>morning|afternoon|evening|night)", _this_part, re.IGNORECASE),
    rule(
        "period",
        "unit",
        rf"(?:{_EARLY}|(?:the{SPACE})?(?:rest|remainder){SPACE}of{SPACE})?(?P<side>{_SIDE}){SPACE}(?:(?:whole|entire|full|calendar|fiscal){SPACE})?(?P<unit>day|night|week|weekend|month|year|decade|century)(?:['’]s)?",
        _period,
        re.IGNORECASE,
    ),
    rule("weekend", "unit", rf"(?P<side>the){SPACE}(?P<unit>weekend)", _period, re.IGNORECASE),
    rule("of-period", "unit", rf"(?:the{SPACE})?(?:end|beginning|start|middle|rest){SPACE}of{SPACE}(?P<side>the){SPACE}(?P<unit>day|week|month|year|decade|century)", _period, re.IGNORECASE),
    rule("in-period", "unit", rf"(?:earlier|later|late|early){SPACE}in{SPACE}(?P<side>the){SPACE}(?P<unit>week|month|year|decade)", _period, re.IGNORECASE),
    rule("ago", "ago", rf"(?:(?:nearly|almost|about|around|over|just|only|some|more{SPACE}than){SPACE})?(?P<amount>{NUMBER}){GAP}(?P<unit>{UNIT})(?:{SPACE}or{SPACE}(?:so|more))?(?:{SPACE}|-)ago", _ago, re.IGNORECASE),
    rule("apart", "apart", rf"(?P<amount>{NUMBER}){GAP}(?P<unit>{UNIT}){SPACE}(?P<way>later|earlier|beforehand|afterwards?|previously|before(?={SPACE}?[,.;]))", _apart, re.IGNORECASE),
    rule("hanging", "apart", rf"(?P<amount>{NUMBER}){GAP}(?P<unit>{UNIT}){SPACE}(?P<way>after|before|following|ahead{SPACE}of|prior{SPACE}to|since)(?={SPACE}\w)", _hanging, re.IGNORECASE),
    rule("beside-day", "apart", rf"(?:(?:the|a){SPACE})(?:day|night|morning|evening|afternoon){SPACE}(?:after|before)(?={SPACE}[\w'’]|[,.;])(?P<part>(?!))?|(?:the{SPACE})?eve{SPACE}of(?P<part2>(?!))?", _beside_day, re.IGNORECASE),
    rule("next-part", "part", rf"the{SPACE}(?:next|following|previous|same){SPACE}(?P<part>morning|afternoon|evening)", _beside_day, re.IGNORECASE),
    rule("ahead", "unit", rf"(?:in{SPACE}(?P<amount>{NUMBER}){SPACE}(?P<unit>{UNIT})(?:['’]{SPACE}time|{SPACE}from{SPACE}now))|(?!)", _ahead, re.IGNORECASE),
    rule("season", "season", rf"(?:(?:early|late){SPACE})?(?:(?P<side>last|next|this(?:{SPACE}(?:past|coming))?|the{SPACE}(?:past|previous|coming)){SPACE}|(?P<the>the{SPACE}(?:early{SPACE}|late{SPACE})?|in{SPACE}(?!)))?(?P<season>spring|summer|fall|autumn|winter)(?:,?{SPACE}(?:of{SPACE})?(?P<year>{YEAR}))?", _season, re.IGNORECASE),
    rule("some-quarter", "quarter period", rf"(?P<side>(?:the{SPACE})?(?:latest|current|last|past|previous|most{SPACE}recent|comparable{SPACE}year-ago|year-ago|year-earlier)|this|next|the){SPACE}(?P<unit>quarter|period)", _recent_quarter, re.IGNORECASE),
    rule("year-ago", "unit", rf"(?P<side>year{GAP}(?:ago|earlier))(?P<unit>)", _year_ago, re.IGNORECASE),
    rule("year-end", "unit", rf"year(?:['’]s)?{GAP}end(?:{SPACE}(?P<year>{YEAR}))?", _year_end, re.IGNORECASE),
    rule("fiscal-year", "unit", rf"(?:(?P<side>(?:the{SPACE})?(?:current|last|previous|next|coming|latest|full)|the|this){SPACE})(?:fiscal|calendar|full|financial){SPACE}year|(?P<unused>(?!))", _year_named, re.IGNORECASE),
)
