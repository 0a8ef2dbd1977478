"""Rules for lengths of time, repeated times, clock times, and words such as 'now' and 'recently'."""

from __future__ import annotations

import re
from datetime import date

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.relative import amount_of
from tocsin.coding.dates.rules import (
    ANY_MONTH,
    DAY_OF_MONTH,
    FULL_MONTH,
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
    month_number,
    rule,
    squeezed,
    weekday_number,
)
from tocsin.coding.dates.values import duration, valid_day

_PLURAL_UNIT = r"(?:minutes|hours|days|weeks|months|quarters|years|decades|centuries)"


def _length(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'two weeks', 'five-year', 'the past three months'."""
    amount, unit = amount_of(found["amount"]), UNITS[found["unit"].lower()]
    after = found.string[found.end() : found.end() + 12].lower()
    if unit in ("second", "night", "weekend") and amount in (None, 1.0):
        return None
    if re.match(r"[\s-]*old\b", after):
        return None
    side = squeezed(found["side"] or "").removeprefix("the ")
    if amount is not None and 1400 <= amount < 2100 and amount % 1 == 0 and "," not in found["amount"]:
        return None
    single = squeezed(found["amount"]) in ("a", "an")
    if unit == "quarter" and (single or re.search(r"-quarters$", found.group(), re.IGNORECASE)):
        return None
    before = found.string[max(0, found.start() - 9) : found.start()].lower()
    if single and re.search(r"(?:[\d%]|[mb]illion|hours|percent|cents)\s?$", before):
        return None
    if single and not side and re.search(r"(?:share|times|once|twice)\s?$", found.string[max(0, found.start() - 8) : found.start()]):
        return Reading("SET", duration(unit, 1.0))
    if amount is None and side in ("coming", "next") and unit not in ("minute", "hour"):
        return Reading("DURATION", duration(unit, None))
    return Reading("DURATION", duration(unit, amount))


def _whole_year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading("DURATION", "P1Y")


def _some(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'recent years', 'coming weeks', 'for months'."""
    side, unit = squeezed(found["side"] or ""), UNITS[found["unit"].lower()]
    if side.endswith(("recent", "past")):
        return Reading("DATE", "PAST_REF")
    if side.endswith(("coming", "future")):
        return Reading("DATE", "FUTURE_REF")
    return Reading("DURATION", duration(unit, None))


def _every(found: re.Match[str], anchor: Anchor) -> Reading | None:
    groups = found.groupdict()
    if groups.get("weekday"):
        part = PARTS[groups["part"].lower()] if groups.get("part") else ""
        return Reading("SET", f"XXXX-WXX-{weekday_number(groups['weekday'].rstrip('sS') if groups['weekday'].lower().endswith('days') else groups['weekday']) + 1}{part}")
    if groups.get("month"):
        return Reading("SET", f"XXXX-{month_number(groups['month']):02d}")
    unit = UNITS.get((groups.get("unit") or "").lower())
    if unit is None:
        return Reading("SET", "P1D")
    return Reading("SET", duration(unit, amount_of(groups["amount"]) if groups.get("amount") else 1.0))


OFTEN = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "hourly": "PT1H"}


def _often(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading("SET", OFTEN[found.group().lower()])


def _clock(found: re.Match[str], anchor: Anchor) -> Reading | None:
    word = (found["word"] or "").lower()
    if word:
        clock = PARTS[word]
    else:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        half = (found["half"] or "").lower().replace(".", "")
        if hour > 24 or minute > 59 or (half and hour > 12):
            return None
        if not half and not found["minute"]:
            return None
        hour = hour % 12 + 12 if half == "pm" else hour % 12 if half == "am" else hour
        clock = f"T{hour:02d}:{minute:02d}"
    day = _clock_day(found, anchor)
    return Reading("TIME", (day.isoformat() if day else "XXXX-XX-XX") + clock, "published" if day else "")


def _clock_day(found: re.Match[str], anchor: Anchor) -> date | None:
    groups = found.groupdict()
    if groups.get("month"):
        month, day = month_number(groups["month"]), int(re.sub(r"\D", "", groups["day"]))
        year = int(groups["year"]) if groups.get("year") else anchor.year_of(month, day, found.start())
        return valid_day(year, month, day) if year else None
    if groups.get("weekday"):
        return anchor.weekday(weekday_number(groups["weekday"]), found.start())
    if anchor.published and (groups.get("named") or "").lower() == "yesterday":
        return date.fromordinal(anchor.published.toordinal() - 1)
    if anchor.published and (groups.get("named") or "").lower() == "tomorrow":
        return date.fromordinal(anchor.published.toordinal() + 1)
    return anchor.recent_day(found.start(), within=200) or anchor.published


def _military(found: re.Match[str], anchor: Anchor) -> Reading | None:
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour > 24 or minute > 59:
        return None
    day = anchor.recent_day(found.start(), within=200) or anchor.published
    return Reading("TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{hour:02d}:{minute:02d}", "published")


REFERENCES = {
    "now": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "current": "PRESENT_REF",
    "the current": "PRESENT_REF",
    "at present": "PRESENT_REF",
    "at the moment": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "these days": "PRESENT_REF",
    "recently": "PAST_REF",
    "more recently": "PAST_REF",
    "lately": "PAST_REF",
    "the past": "PAST_REF",
    "in the past": "PAST_REF",
    "soon": "FUTURE_REF",
    "the future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
}


def _reference(found: re.Match[str], anchor: Anchor) -> Reading | None:
    words = squeezed(found["words"])
    before = found.string[max(0, found.start() - 4) : found.start()].lower()
    after = found.string[found.end() : found.end() + 12]
    if words == "soon" and (before.endswith(("as ", "too ", "so ")) or after.startswith(" as") or after.startswith(" after")):
        return None
    if words.endswith("the past") and re.match(r"\s+[a-z]+", after) and not re.match(r"\s+(?:and|or|to|but|is|was|has|that|by|in|on|as)\b", after):
        return None
    if words == "now" and (re.match(r"[-,]?\s?that\b", after) or re.match(r"-", after)):
        return None
    return Reading("DATE", REFERENCES[words])


_ZONE = r"(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|CEST|ET|PT|local{SPACE}time|local|IST|MSK)".replace("{SPACE}", SPACE)
_TAIL = rf"(?:{SPACE}(?:in{SPACE}the{SPACE}(?:morning|afternoon|evening)|at{SPACE}night))?(?:{SPACE}\(?(?:{_ZONE}|\d{{4}}{SPACE}GMT)\)?)?(?:,?{SPACE}(?:on{SPACE})?(?:(?P<weekday>{FULL_WEEKDAY})(?:,{SPACE}(?=(?:{ANY_MONTH})))?|(?P<named>yesterday|today|tomorrow)))?(?:,?{SPACE}?(?:on{SPACE})?(?P<month>{ANY_MONTH}){SPACE}(?P<day>{DAY_OF_MONTH})(?:,?{SPACE}(?P<year>{YEAR}))?)?"
_WORDS = "|".join(sorted((words.replace(" ", SPACE) for words in REFERENCES), key=len, reverse=True))
_SIDES = rf"(?:the{SPACE})?(?:past|last|next|first|coming|previous|following|final|additional|another)|for|each{SPACE}of{SPACE}the{SPACE}(?:past|last)"

RULES: tuple[Rule, ...] = (
    rule(
        "length",
        "unit",
        rf"(?:(?P<side>(?:the{SPACE})?(?:past|last|next|first|coming|previous|following|final|latest|additional|another)|the){SPACE})?(?P<amount>{NUMBER}|few)(?:{GAP}(?:to|or){GAP}{NUMBER})?{GAP}(?:(?:more|additional|consecutive|straight|full|long|whole|trading|working|business|solid){SPACE})?(?P<unit>{UNIT})(?!{SPACE}(?:ago|earlier|later)\b)",
        _length,
        re.IGNORECASE,
    ),
    rule("span-year", "unit", rf"the{SPACE}year(?={SPACE}(?:ended|ending))", _whole_year, re.IGNORECASE),
    rule("some", "unit", rf"(?:(?P<side>(?:the{SPACE})?(?:recent|coming|future|past|early)){SPACE})?(?P<unit>{_PLURAL_UNIT})(?!{SPACE}(?:ago|earlier|later|old|before|after)\b)", _some, re.IGNORECASE),
    rule("every-weekday", "weekday", rf"(?:every|each){SPACE}(?P<weekday>{FULL_WEEKDAY})(?:{SPACE}(?P<part>{PART_OF_DAY}))?|on{SPACE}(?!)", _every, re.IGNORECASE),
    rule("weekdays", "weekdays", rf"(?P<weekday>{FULL_WEEKDAY})s(?:{SPACE}(?P<part>(?!)))?", _every),
    rule("every-month", "month", rf"(?:every|each){SPACE}(?P<month>{FULL_MONTH})", _every, re.IGNORECASE),
    rule("every-unit", "unit", rf"(?:every|each|per){SPACE}(?:(?P<amount>{NUMBER}){SPACE})?(?P<unit>{UNIT})", _every, re.IGNORECASE),
    rule("often", "often", "|".join(OFTEN).join(("(?:", ")")), _often, re.IGNORECASE),
    rule("clock", "clock", rf"(?:(?:about|around|at{SPACE}(?!)){SPACE})?(?:(?P<word>noon|midnight|midday)|(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d)(?!\d|%|{SPACE}(?:percent|million|billion)))?{SPACE}?(?P<half>[ap]\.?m\b\.?)){_TAIL}", _clock, re.IGNORECASE),
    rule("clock-24", "clock", rf"(?P<word>(?!))?(?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?P<half>(?!))?{_TAIL}", _clock, re.IGNORECASE),
    rule("military", "clock", rf"(?P<hour>[012]\d)(?P<minute>[0-5]\d)(?:{SPACE}(?:GMT|UTC|hrs|hours))", _military),
    rule("reference", "reference", rf"(?P<words>{_WORDS})", _reference, re.IGNORECASE),
)
