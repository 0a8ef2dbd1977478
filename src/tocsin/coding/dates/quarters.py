"""Rules for quarters and halves of a year: 'the third quarter', 'Q3', 'the year-earlier period'."""

from __future__ import annotations

import re
from datetime import date

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import GAP, SPACE, YEAR, Reading, Rule, rule, said
from tocsin.coding.dates.values import at_unit, shift
from tocsin.coding.number_words import ORDINALS

_NEARBY = 1500
"""Characters within which a quarter that was named still stands for 'the period'."""


def _quarter(found: re.Match[str], anchor: Anchor) -> Reading | None:
    words = said(found, "ordinal") or found["figure"]
    half = said(found, "what") == "half"
    if words in ("last", "final"):
        at = 2 if half else 4
    else:
        at = ORDINALS.get(words) or int(re.sub(r"\D", "", words))
    if half and at > 2:
        return None
    year_said = said(found, "year") or said(found, "front")
    year = int(year_said) if year_said else _year_of_quarter(found, anchor, at, 6 if half else 3)
    name = f"{'H' if half else 'Q'}{at}"
    return Reading("DATE", f"{year:04d}-{name}" if year else f"XXXX-{name}")


def _year_of_quarter(found: re.Match[str], anchor: Anchor, at: int, months: int) -> int | None:
    """This year, unless the words say another or the quarter lies more than one ahead."""
    if anchor.published is None:
        return None
    step = {"last": -1, "this": 0, "next": 1}.get((said(found, "which") or "-").split()[0])
    if step is not None:
        return anchor.published.year + step
    if said(found, "back").startswith("year"):
        return anchor.published.year - 1
    now = (anchor.published.month - 1) // months + 1
    return anchor.published.year - (1 if at - now > 1 and anchor.tense(found.start()) != "future" else 0)


def _of_year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'the 1988 period' beside figures of a quarter means the same quarter of that year."""
    told = anchor.recent_quarter(found.start(), _NEARBY)
    year = int(found["year"])
    return Reading("DATE", f"{year:04d}-Q{(told.month + 2) // 3}" if told else f"{year:04d}")


def _unnumbered(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """'the latest quarter', 'the year-earlier period': by the quarter last named, else by the calendar."""
    side, published = said(found, "side"), anchor.published
    if published is None:
        return None
    told = anchor.recent_quarter(found.start(), _NEARBY)
    if side.replace("-", " ").endswith(("year ago", "year earlier")):
        return _a_year_before(told, published)
    if said(found, "unit") == "period" and told is None:
        return None
    step = -1 if side.endswith(("latest", "last", "past", "previous", "recent")) else 1 if side.endswith("next") else 0
    if told and step <= 0 and not side.endswith(("this", "current", "previous")):
        base: date | None = told
    else:
        base = shift(published, "quarter", step)
    return Reading("DATE", at_unit(base, "quarter"), "published") if base else None


def _a_year_before(told: date | None, published: date) -> Reading | None:
    if told is None:
        before = shift(published, "year", -1)
        return Reading("DATE", at_unit(before, "year"), "published") if before else None
    base = shift(told, "year", -1)
    return Reading("DATE", at_unit(base, "quarter"), "published", told=False) if base else None


_NUMBERED = (
    rf"(?:(?:the|its|a{SPACE}\w+){SPACE})?(?:(?P<which>(?:last|this|next){SPACE}year['’]s){SPACE})?"
    rf"(?:(?P<back>year-(?:ago|earlier)|comparable){SPACE})?(?:(?P<front>{YEAR}){SPACE})?(?:fiscal{GAP})?"
    rf"(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th"
    rf"|(?:last|final)(?={GAP}(?:quarter|half){SPACE}of{SPACE}{YEAR})){GAP}(?:fiscal{SPACE})?(?P<what>quarter|half)"
    rf"(?:{SPACE}(?:of{SPACE})?(?:fiscal{SPACE})?(?P<year>{YEAR}))?"
)
_SIDE = (
    rf"(?:(?:the{SPACE})?(?:latest|current|last|past|previous|most{SPACE}recent|(?:comparable{SPACE})?year-ago|year-earlier)"
    rf"|this|next|the)"
)

RULES: tuple[Rule, ...] = (
    rule("numbered quarter", "quarter", _NUMBERED, _quarter, re.IGNORECASE),
    rule(
        "quarter of a year",
        "quarter",
        rf"(?:the{SPACE})?(?P<year>{YEAR}){SPACE}(?:quarter|period)",
        _of_year,
        re.IGNORECASE,
    ),
    rule("Q3", "q", rf"Q(?P<figure>[1-4])(?:{SPACE}(?P<year>{YEAR}))?", _quarter),
    rule("this quarter", "quarter", rf"(?P<side>{_SIDE}){SPACE}(?P<unit>quarter|period)", _unnumbered, re.IGNORECASE),
    rule("year-ago", "unit", rf"(?P<side>year{GAP}(?:ago|earlier))", _unnumbered, re.IGNORECASE),
)
