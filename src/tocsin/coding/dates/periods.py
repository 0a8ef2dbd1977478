"""Rules for weeks, months, years and seasons around publication: 'last week', 'later this year', 'the spring'."""

from __future__ import annotations

import re
from datetime import date

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import SPACE, UNITS, YEAR, Reading, Rule, rule, said
from tocsin.coding.dates.values import SEASONS, at_unit, shift

_STEPS = dict.fromkeys(("last", "past", "previous", "preceding", "prior"), -1)
_STEPS |= dict.fromkeys(("next", "coming", "following"), 1)
_OF_THE_TEXT = frozenset({"previous", "preceding", "prior", "following", "that", "that same", "same"})
_UNKNOWN = {
    "day": "XXXX-XX-XX",
    "night": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
}


def _period(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'last week' counts from publication, 'the following week' from the last date of the text."""
    side, unit = said(found, "side").removeprefix("the "), UNITS[said(found, "unit")]
    told = said(found, "side") == "the next" and (unit == "day" or anchor.tense(found.start()) == "past")
    if unit == "day" and not told and side not in _OF_THE_TEXT:
        return None
    step = _STEPS.get(side, 0)
    if side in _OF_THE_TEXT or told:
        return _beside_text(found, anchor, unit, step)
    if anchor.published is None:
        return Reading("DATE", "", "published")
    if unit == "weekend" and side in ("", "this", "the"):
        step = -1 if anchor.published.weekday() < 5 and anchor.tense(found.start()) == "past" else 0
    moved = shift(anchor.published, unit, step)
    return Reading("DATE", at_unit(moved, unit), "published") if moved else None


def _beside_text(found: re.Match[str], anchor: Anchor, unit: str, step: int) -> Reading:
    daily = unit in ("day", "night")
    known = anchor.recent_day(found.start()) if daily or unit == "week" else anchor.recent_period(found.start())
    moved = shift(known, unit, step) if known else None
    value = at_unit(moved, unit) if moved else _UNKNOWN.get(unit, "XXXX")
    return Reading("DATE", value, "event", step if daily else 7 * step if unit == "week" else None)


def _in_the_day(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'earlier in the day': the last day that the text named."""
    known = anchor.recent_day(found.start())
    return Reading("DATE", known.isoformat() if known else "XXXX-XX-XX", "event", 0)


def _season(found: re.Match[str], anchor: Anchor) -> Reading | None:
    season = SEASONS[said(found, "season")]
    if found["year"]:
        return Reading("DATE", f"{int(found['year']):04d}-{season}")
    side = said(found, "side").removeprefix("the ")
    if not side and (not found["the"] or re.match(r"\s+of\s", found.string[found.end() : found.end() + 4])):
        return None
    if anchor.published is None:
        return Reading("DATE", f"XXXX-{season}", "published")
    return Reading("DATE", f"{_year_of_season(anchor.published, season, side):04d}-{season}", "published")


def _year_of_season(now: date, season: str, side: str) -> int:
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    if side == "last":
        return now.year - (1 if now.month < start + 3 else 0)
    if side in ("past", "this past", "previous"):
        return now.year - (1 if now.month < start + 1 else 0)
    if side in ("next", "this coming", "coming"):
        return now.year + (1 if now.month >= start else 0)
    return now.year - (1 if season == "WI" and now.month < 3 else 0)


def _year_end(found: re.Match[str], anchor: Anchor) -> Reading | None:
    if found["year"]:
        return Reading("DATE", f"{int(found['year']):04d}-12-31")
    return Reading("DATE", f"{anchor.published.year:04d}-12-31" if anchor.published else "", "published")


def _kind_of_year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'the current fiscal year', 'the full year'."""
    if anchor.published is None:
        return Reading("DATE", "", "published")
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(said(found, "side").split()[-1], 0)
    return Reading("DATE", f"{anchor.published.year + step:04d}", "published")


_EARLY = (
    rf"(?:(?:earlier|later|late|early|sometime)(?:{SPACE}in)?{SPACE}"
    rf"|(?:the{SPACE})?(?:end|beginning|start|middle|rest|remainder){SPACE}of{SPACE})"
)
_SIDE = (
    rf"last|next|this|past|(?:the{SPACE})?(?:past|previous|preceding|prior|following|coming|current|same|next|last)"
    rf"|that(?:{SPACE}same)?"
)
_KIND = rf"(?:(?:whole|entire|full|calendar|fiscal){SPACE})?"
_UNIT = "day|night|week|weekend|month|year|decade|century"
_SEASON_SIDE = rf"last|next|this(?:{SPACE}(?:past|coming))?|the{SPACE}(?:past|previous|coming)"

RULES: tuple[Rule, ...] = (
    rule(
        "period",
        "unit",
        rf"{_EARLY}?(?P<side>{_SIDE}){SPACE}{_KIND}(?P<unit>{_UNIT})",
        _period,
        re.IGNORECASE,
    ),
    rule("the weekend", "unit", rf"(?P<side>the){SPACE}(?P<unit>weekend)", _period, re.IGNORECASE),
    rule(
        "in the year",
        "unit",
        rf"{_EARLY}(?P<side>the){SPACE}(?P<unit>week|month|year|decade|century)",
        _period,
        re.IGNORECASE,
    ),
    rule(
        "in the day",
        "unit",
        rf"(?:earlier|later){SPACE}in{SPACE}the{SPACE}day|that{SPACE}same{SPACE}day",
        _in_the_day,
        re.IGNORECASE,
    ),
    rule(
        "season",
        "season",
        rf"(?:(?:early|late){SPACE})?(?:(?P<side>{_SEASON_SIDE}){SPACE}|(?P<the>the){SPACE}(?:(?:early|late){SPACE})?)?"
        rf"(?P<season>spring|summer|fall|autumn|winter)(?:,?{SPACE}(?:of{SPACE})?(?P<year>{YEAR}))?",
        _season,
        re.IGNORECASE,
    ),
    rule("year end", "unit", rf"year(?:['’]s)?(?:-|{SPACE})end(?:{SPACE}(?P<year>{YEAR}))?", _year_end, re.IGNORECASE),
    rule(
        "fiscal year",
        "unit",
        rf"(?P<side>(?:the{SPACE})?(?:current|last|previous|next|coming|latest|full)|the|this){SPACE}"
        rf"(?:fiscal|calendar|full|financial){SPACE}year",
        _kind_of_year,
        re.IGNORECASE,
    ),
)
