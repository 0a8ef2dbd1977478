"""Rules for dates that name themselves: figures, months, years, decades, quarters and halves."""

from __future__ import annotations

import re
from datetime import date

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import (
    ANY_MONTH,
    ANY_WEEKDAY,
    DAY_OF_MONTH,
    FULL_MONTH,
    GAP,
    PART_OF_DAY,
    PARTS,
    SPACE,
    YEAR,
    Reading,
    Rule,
    month_number,
    rule,
    squeezed,
    weekday_number,
)
from tocsin.coding.dates.values import valid_day
from tocsin.coding.number_words import ORDINALS, spoken_year

_EDGE = rf"(?:[Tt]he{SPACE}(?:very{SPACE})?(?:beginning|start|middle|end|rest|close){SPACE}of|[Mm]id|[Ee]arly|[Ll]ate)"
_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{ANY_WEEKDAY}),?{SPACE}(?:(?P<part>{PART_OF_DAY}),?{SPACE})?(?:the{SPACE})?)?"
_YEAR_AFTER = rf"(?:(?:,?{SPACE}|,)(?P<year>{YEAR}|'\d\d))?"
_THE_YEAR = rf"(?:(?P<which>last|this|next|of{SPACE}(?:last|this|next)){SPACE}year)"
_SPOKEN_YEAR = (
    r"(?:[Nn]ineteen|[Tt]wenty)[ -](?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"


def _full_year(words: str) -> int:
    """The year of '2014' or '14 with an apostrophe; two figures from 30 on belong to the last century."""
    figures = int(words.strip("'’"))
    if figures > 99:
        return figures
    return figures + (1900 if figures >= 30 else 2000)


def _day_value(day: date | None, part: str | None = None) -> Reading | None:
    if day is None:
        return None
    if part:
        return Reading("TIME", day.isoformat() + PARTS[part.lower()])
    return Reading("DATE", day.isoformat())


def _figures(found: re.Match[str], anchor: Anchor) -> Reading | None:
    year, month, day = found["y"], found["m"], found["d"]
    if "T" in found.group():
        return Reading("TIME", found.group().replace(" ", "T")) if valid_day(int(year), int(month), int(day)) else None
    return _day_value(valid_day(int(year), int(month), int(day)))


def _slashed(found: re.Match[str], anchor: Anchor) -> Reading | None:
    first, second, year = int(found["a"]), int(found["b"]), _full_year(found["y"])
    month_first = first <= 12
    return _day_value(valid_day(year, first, second) if month_first else valid_day(year, second, first))


def _dotted(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return _day_value(valid_day(int(found["y"]), int(found["b"]), int(found["a"])))


def _day_in_month(found: re.Match[str], anchor: Anchor) -> Reading | None:
    month, day = month_number(found["month"]), int(re.sub(r"\D", "", found["day"]))
    year = _year_said(found, anchor)
    part = found["part"] or found.groupdict().get("after")
    if year is None and found["weekday"]:
        return _day_value(_with_weekday(month, day, weekday_number(found["weekday"]), anchor), part)
    year = year or anchor.year_of(month, day, found.start())
    if year is None:
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}") if day <= 31 else None
    return _day_value(valid_day(year, month, day), part)


def _year_said(found: re.Match[str], anchor: Anchor) -> int | None:
    groups = found.groupdict()
    if groups.get("year"):
        return _full_year(groups["year"])
    if groups.get("spoken"):
        return spoken_year(groups["spoken"])
    if groups.get("which") and anchor.published:
        return anchor.published.year + {"last": -1, "this": 0, "next": 1}[groups["which"].split()[-1]]
    return None


def _with_weekday(month: int, day: int, weekday: int, anchor: Anchor) -> date | None:
    """The day whose weekday agrees, in the years around the publication; the weekday of a slip of the pen is dropped."""
    if anchor.published is None:
        return None
    near = [valid_day(anchor.published.year + step, month, day) for step in (0, -1, 1)]
    agreeing = [d for d in near if d and d.weekday() == weekday and abs((d - anchor.published).days) < 300]
    return agreeing[0] if agreeing else near[0]


def _month(found: re.Match[str], anchor: Anchor) -> Reading | None:
    month = month_number(found["month"])
    if found["month"] in ("May", "MAY", "March", "MARCH") and not _names_a_month(found):
        return None
    year = _year_said(found, anchor)
    if year is None:
        direction = {"last": "past", "this past": "past", "next": "future", "this coming": "future"}
        said = squeezed(found["side"] or "")
        if said in ("last", "next") and anchor.published:
            year = _said_month(anchor.published, month, -1 if said == "last" else 1)
        elif said == "this" and anchor.published:
            year = anchor.published.year
        else:
            year = anchor.year_of(month, None, found.start(), direction.get(said, ""))
    return Reading("DATE", f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}")


def _said_month(published: date, month: int, step: int) -> int:
    """The year of 'last May' or 'next May'; in May or June the former is a year back, for one says 'last month'."""
    if step < 0:
        return published.year - (1 if month >= published.month - 1 else 0)
    return published.year + (1 if month <= published.month else 0)


_MONTH_CUE = re.compile(
    rf"(?:\b(?:in|since|until|till|by|from|to|of|during|before|after|between|through|and|or|last|next|this|past|early|late|mid"
    rf"|each|every|for|on|until|following|coming|around){GAP}|\()$",
    re.IGNORECASE,
)


def _names_a_month(found: re.Match[str]) -> bool:
    """'May' and 'March' are months only beside a year or after a word that takes a time."""
    if found["year"] or found["which"] or found["spoken"] or found["side"] or found["edge"]:
        return True
    before = found.string[max(0, found.start() - 12) : found.start()]
    after = found.string[found.end() : found.end() + 12].lstrip()
    return _MONTH_CUE.search(before) is not None and not after[:1].isupper()


_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|of|during|before|after|between|through|late|early|mid|fiscal|year|circa|back to"
    r"|and|or|to|until|end|for|around|about|the)[\s-]|[(\[,;:/\-\u2013\u2014]\s?)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:%|percent|per cent|people|persons|men|women|children|troops|soldiers|km|kilomet|miles|met(?:er|re)s|feet|dollars"
    r"|euros|pounds|points|tons|tonnes|barrels|jobs|homes|houses|deaths|cases|victims|civilians|others|votes|shares|acres"
    r"|hectares|square|[a-z]+(?:ese|ian|i) (?:troops|soldiers|people)|GMT|UTC|hours|hrs)\b",
    re.IGNORECASE,
)
_YEARS_OWN = re.compile(r"\s+(?:[a-z-]+\s){0,2}[a-z-]+s\b")


def _year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    year = int(found["year"])
    text = found.string
    after = text[found.end() : found.end() + 40]
    before = text[max(0, found.start() - 14) : found.start()]
    if found["edge"]:
        return Reading("DATE", f"{year:04d}")
    if _COUNTED.match(after) or re.search(r"[\d$€£]\s?$|\d[.,/-]$", before):
        return None
    cued = _YEAR_CUE.search(before) is not None or not before.strip()
    if year < 1900 or year > 2060:
        cued = re.search(r"\b(?:in|since|until|of|from|by)\s$", before, re.IGNORECASE) is not None
        return Reading("DATE", f"{year:04d}") if cued and not _YEARS_OWN.match(after) else None
    if not cued and re.match(r"\s[a-z]+s\b(?<!'s)", after) and re.search(r"\b(?:than|least|most|nearly|some|only)\s$", before):
        return None
    return Reading("DATE", f"{year:04d}")


def _spoken(found: re.Match[str], anchor: Anchor) -> Reading | None:
    year = spoken_year(found["spoken"])
    return Reading("DATE", f"{year:04d}") if year else None


WORD_DECADES = {
    word: value
    for value, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2)
}


def _decade(found: re.Match[str], anchor: Anchor) -> Reading | None:
    words = found["decade"].lower().strip("'’")
    if words in WORD_DECADES:
        return Reading("DATE", f"19{WORD_DECADES[words]}")
    figures = re.sub(r"\D", "", words)
    if len(figures) == 2:
        return Reading("DATE", ("20" if figures < "30" else "19") + figures[0])
    return Reading("DATE", figures[:3])


def _century(found: re.Match[str], anchor: Anchor) -> Reading | None:
    words = found["ordinal"].lower()
    at = ORDINALS.get(words) or int(re.sub(r"\D", "", words) or 0)
    if words.startswith("twenty"):
        at = 20 + ORDINALS.get(words[7:], 0)
    return Reading("DATE", f"{at - 1:02d}") if 1 <= at <= 22 else None


def _quarter(found: re.Match[str], anchor: Anchor) -> Reading | None:
    words = (found["ordinal"] or found["figure"]).lower()
    at = ORDINALS.get(words) or int(re.sub(r"\D", "", words))
    letter = "H" if found["what"].lower() == "half" else "Q"
    if letter == "H" and at > 2:
        return None
    said = found["year"] or found.groupdict().get("front")
    year = int(said) if said else None
    if year is None and anchor.published is not None:
        year = anchor.published.year
        now = (anchor.published.month - 1) // (6 if letter == "H" else 3) + 1
        step = {"last": -1, "next": 1, "this": 0}.get((found["which"] or "-").split()[0].lower())
        if step is not None:
            year += step
        elif (found["back"] or "").lower().startswith("year"):
            year -= 1
        else:
            year -= 1 if at > now + (1 if anchor.tense(found.start()) == "future" else 0) and at - now > 1 else 0
    return Reading("DATE", f"{year:04d}-{letter}{at}" if year else f"XXXX-{letter}{at}")


def _quarter_of_year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'the 1988 period' beside figures of a quarter means the same quarter of that year."""
    told = anchor.recent_quarter(found.start(), within=1500)
    year = int(found["year"])
    return Reading("DATE", f"{year:04d}-Q{(told.month + 2) // 3}" if told else f"{year:04d}")


def _fiscal(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading("DATE", f"{_full_year(found['year']):04d}")


_QUARTER = (
    rf"(?:(?:[Tt]he|[Ii]ts|[Aa]{SPACE}\w+){SPACE})?(?:(?P<which>(?:last|this|next){SPACE}year['’]s){SPACE})?"
    rf"(?:(?P<back>year-(?:ago|earlier)|comparable){SPACE})?(?:(?P<front>{YEAR}){SPACE})?(?:fiscal{GAP})?"
    rf"(?:(?P<ordinal>{_ORDINAL}){GAP}(?:fiscal{SPACE})?(?P<what>quarter|half))"
    rf"(?P<figure>(?!))?(?:{SPACE}(?:of{SPACE})?(?:fiscal{SPACE})?(?P<year>{YEAR}))?"
)

RULES: tuple[Rule, ...] = (
    rule("iso", "figures", r"(?P<y>(?:1\d|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?", _figures),
    rule("compact", "figures", r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])", _figures),
    rule("year-slashes", "figures", r"(?P<y>(?:19|20)\d\d)/(?P<m>[01]?\d)/(?P<d>[0-3]?\d)", _figures),
    rule("slashed", "figures", r"(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<y>(?:19|20)\d\d|\d\d)(?!/)", _slashed),
    rule("dotted", "figures", r"(?P<a>[0-3]?\d)\.(?P<b>[01]?\d)\.(?P<y>(?:19|20)\d\d)", _dotted),
    rule(
        "month-day",
        "month",
        rf"{_WEEKDAY_BEFORE}(?P<month>{ANY_MONTH}){SPACE}?(?P<day>{DAY_OF_MONTH})(?:(?:,?{SPACE}|,)(?:(?P<year>{YEAR})|(?:of{SPACE})?(?P<which>last|this|next){SPACE}year)|,{SPACE}(?P<after>{PART_OF_DAY}))?",
        _day_in_month,
    ),
    rule(
        "day-month",
        "month",
        rf"{_WEEKDAY_BEFORE}(?P<day>{DAY_OF_MONTH})(?:{GAP}|{SPACE}of{SPACE})(?P<month>{ANY_MONTH})(?:(?:[,-]?{SPACE}?|,)(?P<year>{YEAR})|{SPACE}(?:of{SPACE})?(?P<which>last|this|next){SPACE}year)?",
        _day_in_month,
    ),
    rule(
        "month",
        "month",
        rf"(?:(?P<edge>{_EDGE}){GAP})?(?:(?P<side>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his{SPACE}(?:past|coming)){SPACE})?(?P<month>{FULL_MONTH})"
        rf"(?:{SPACE}{_THE_YEAR}|(?:,?{SPACE}|,)(?:of{SPACE})?(?:(?P<year>{YEAR}|'\d\d)|(?P<spoken>{_SPOKEN_YEAR})))?",
        _month,
    ),
    rule(
        "short-month-year",
        "month",
        rf"(?:(?P<edge>{_EDGE}){GAP})?(?P<side>(?!))?(?P<month>{ANY_MONTH}){SPACE}(?P<which>(?!))?(?P<spoken>(?!))?(?P<year>{YEAR})",
        _month,
    ),
    rule("year", "figures", rf"(?:(?P<edge>{_EDGE}){GAP}|(?:[Tt]he{SPACE}year|fiscal(?:{SPACE}year)?){SPACE})?(?P<year>{YEAR})", _year),
    rule("spoken-year", "spoken", rf"(?P<spoken>{_SPOKEN_YEAR})", _spoken),
    rule(
        "decade",
        "figures decade",
        rf"(?:(?:the{SPACE})?(?:early|late|mid){GAP}|the{SPACE})?(?P<decade>(?:1[5-9]|20)\d0['’]?s|['’]\d0s|(?<=the ){'|'.join(WORD_DECADES)})",
        _decade,
    ),
    rule(
        "century",
        "unit",
        rf"(?:the{SPACE})?(?:(?:early|late|mid){GAP})?(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|twenty-first|{'|'.join(ORDINALS)}){GAP}century",
        _century,
        re.IGNORECASE,
    ),
    rule("quarter", "quarter", _QUARTER, _quarter, re.IGNORECASE),
    rule(
        "quarter-of-year",
        "quarter period",
        rf"(?:the{SPACE})?(?P<year>{YEAR}){SPACE}(?:quarter|period)",
        _quarter_of_year,
        re.IGNORECASE,
    ),
    rule(
        "q3",
        "q",
        rf"(?P<what>Q)(?P<figure>[1-4])(?P<ordinal>(?!))?(?P<which>(?!))?(?P<back>(?!))?(?:{SPACE}(?P<year>{YEAR}))?",
        _quarter,
    ),
    rule("fiscal", "fiscal", rf"(?:fiscal{SPACE}(?:year{SPACE})?|FY{SPACE}?)(?P<year>{YEAR}|'?\d\d)", _fiscal),
)
