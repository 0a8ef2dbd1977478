"""Rules for lengths of time and repeated times: 'the past three years', 'five-day', 'for months', 'every Friday'."""

from __future__ import annotations

import re

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.distances import amount_of
from tocsin.coding.dates.rules import (
    FULL_MONTH,
    FULL_WEEKDAY,
    GAP,
    NUMBER,
    PART_OF_DAY,
    PARTS,
    SPACE,
    UNIT,
    UNITS,
    Reading,
    Rule,
    month_number,
    rule,
    said,
    text_after,
    text_before,
    weekday_number,
)
from tocsin.coding.dates.values import duration
from tocsin.coding.number_words import ORDINALS


def _length(found: re.Match[str], anchor: Anchor) -> Reading | None:
    words, unit = said(found, "amount"), UNITS[said(found, "unit")]
    amount = amount_of(words)
    single = words in ("a", "an")
    if unit in ("second", "night", "weekend") and amount in (None, 1.0):
        return None
    if re.match(r"[\s-]*old\b", text_after(found, 8), re.IGNORECASE):
        return None
    if unit == "quarter" and (single or re.search(r"-quarters$", found.group(), re.IGNORECASE)):
        return None
    if amount is not None and 1400 <= amount < 2100 and "," not in words and not amount % 1:
        return None
    if single and not said(found, "side"):
        before = text_before(found, 9).lower()
        if re.search(r"(?:[\d%]|[mb]illion|hours|percent|cents)\s?$", before):
            return None
        if re.search(r"(?:share|times|once|twice)\s?$", before):
            return Reading("SET", duration(unit, 1.0))
    hyphened = not said(found, "side").endswith("s") and re.search(r"[-\u2010\u2011]\w+$", found.group())
    start = found.start("amount") if hyphened else None
    return Reading("DURATION", duration(unit, amount), start=start)


def _whole_year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading("DURATION", "P1Y")


def _unnumbered(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'recent years', 'coming weeks', 'for months'."""
    side = said(found, "side")
    if side.endswith(("recent", "past")):
        return Reading("DATE", "PAST_REF")
    if side.endswith(("coming", "future")):
        return Reading("DATE", "FUTURE_REF")
    if said(found, "unit") == "quarters" or (side.endswith("early") and said(found, "unit") == "hours"):
        return None
    return Reading("DURATION", duration(UNITS[said(found, "unit")], None))


def _every_weekday(found: re.Match[str], anchor: Anchor) -> Reading | None:
    part = said(found, "part")
    return Reading("SET", f"XXXX-WXX-{weekday_number(found['weekday']) + 1}{PARTS[part] if part else ''}")


def _every_month(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading("SET", f"XXXX-{month_number(found['month']):02d}")


def _every_unit(found: re.Match[str], anchor: Anchor) -> Reading | None:
    nth = said(found, "nth")
    amount = 2.0 if nth == "other" else float(ORDINALS[nth]) if nth else amount_of(said(found, "amount") or "one")
    return Reading("SET", duration(UNITS[said(found, "unit")], amount))


OFTEN = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "hourly": "PT1H"}


def _often(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading("SET", OFTEN[found.group().lower()])


_SIDE = rf"(?:the{SPACE})?(?:past|last|next|first|coming|previous|following|final|latest|additional|another)|the"
_MORE = rf"(?:(?:more|additional|consecutive|straight|full|long|whole|trading|working|business|solid){SPACE})?"
_MANY = r"(?:minutes|hours|days|weeks|months|quarters|years|decades|centuries)"
_NOT_PLACED = rf"(?!{SPACE}(?:ago|earlier|later)\b)"

RULES: tuple[Rule, ...] = (
    rule(
        "length",
        "unit",
        rf"(?:(?P<side>{_SIDE}){SPACE})?(?P<amount>{NUMBER}|few)(?:{GAP}(?:to|or){GAP}{NUMBER})?{GAP}{_MORE}"
        rf"(?P<unit>{UNIT}){_NOT_PLACED}",
        _length,
        re.IGNORECASE,
    ),
    rule("the year ended", "unit", rf"the{SPACE}year(?={SPACE}(?:ended|ending))", _whole_year, re.IGNORECASE),
    rule(
        "unnumbered length",
        "unit",
        rf"(?:(?P<side>(?:the{SPACE})?(?:recent|coming|future|past|early)){SPACE})?(?P<unit>{_MANY})"
        rf"(?!{SPACE}(?:ago|earlier|later|old|before|after)\b)",
        _unnumbered,
        re.IGNORECASE,
    ),
    rule(
        "every weekday",
        "weekday",
        rf"(?:[Ee]very|[Ee]ach){SPACE}(?P<weekday>{FULL_WEEKDAY})(?:{SPACE}(?P<part>{PART_OF_DAY}))?",
        _every_weekday,
    ),
    rule("on Fridays", "weekdays", rf"(?P<weekday>{FULL_WEEKDAY})s", _every_weekday),
    rule("every month of the year", "month", rf"(?:[Ee]very|[Ee]ach){SPACE}(?P<month>{FULL_MONTH})", _every_month),
    rule(
        "every unit",
        "unit",
        rf"(?:(?:every|each){SPACE}(?:(?P<nth>other|second|third|fourth|fifth){SPACE}|(?P<amount>{NUMBER}){SPACE})?|per{SPACE})"
        rf"(?P<unit>{UNIT})",
        _every_unit,
        re.IGNORECASE,
    ),
    rule("often", "often", rf"(?:{'|'.join(OFTEN)})", _often, re.IGNORECASE),
)
