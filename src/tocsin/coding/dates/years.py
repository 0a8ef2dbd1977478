"""Rules for years, decades and centuries: '2011', 'mid-2014', 'the 1990s', 'the 20th century', 'fiscal 2024'."""

from __future__ import annotations

import re

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import (
    EDGE,
    GAP,
    SPACE,
    SPOKEN_YEAR,
    YEAR,
    Reading,
    Rule,
    rule,
    said,
    text_after,
    text_before,
)
from tocsin.coding.dates.values import full_year
from tocsin.coding.number_words import ORDINALS, spoken_year

_CUE = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|of|during|before|after|between|through|late|early|mid|fiscal|year|circa|and|or|to"
    r"|end|for|around|about|the)[\s-]|[(\[,;:/\-\u2013\u2014]\s?)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:%|percent|per cent|people|persons|men|women|children|troops|soldiers|fighters|militants|km|kilomet|miles"
    r"|met(?:er|re)s|feet|dollars|euros|pounds|points|tons|tonnes|barrels|jobs|homes|houses|deaths|cases|victims|civilians"
    r"|prisoners|refugees|others|votes|shares|acres|hectares|square"
    r"|[a-z]+(?:ese|ian|i) (?:troops|soldiers|people)|GMT|UTC"
    r"|hours|hrs)\b",
    re.IGNORECASE,
)
_PART_OF_FIGURE = re.compile(r"[$€£]\s?$|(?<!\d)(?:\d{1,3}|\d{5,})[.,/-]$|\d\s?$|\d[.,/]$")
_OF_A_NUMBER = re.compile(r"\b(?:than|least|most|nearly|some|only|almost|over)\s$", re.IGNORECASE)
_EARLY_CUE = re.compile(r"\b(?:in|since|until|of|from|by)\s$", re.IGNORECASE)
_PLURAL = re.compile(r"\s[a-z]+s\b")


def _year(found: re.Match[str], anchor: Anchor) -> Reading | None:
    """Four figures that stand where a year may stand, and count nothing."""
    year, before, after = int(found["year"]), text_before(found, 14), text_after(found, 40)
    if said(found, "edge"):
        return Reading("DATE", f"{year:04d}")
    if _COUNTED.match(after) or _PART_OF_FIGURE.search(before):
        return None
    plural = _PLURAL.match(after) is not None
    if year < 1900 or year > 2060:
        return Reading("DATE", f"{year:04d}") if _EARLY_CUE.search(before) and not plural else None
    cued = _CUE.search(before) is not None or not before.strip()
    if not cued and plural and _OF_A_NUMBER.search(before):
        return None
    return Reading("DATE", f"{year:04d}")


def _spoken(found: re.Match[str], anchor: Anchor) -> Reading | None:
    year = spoken_year(found["spoken"])
    return Reading("DATE", f"{year:04d}") if year else None


WORD_DECADES = {
    word: value
    for value, word in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
    )
}


def _decade(found: re.Match[str], anchor: Anchor) -> Reading | None:
    words = found["decade"].lower().strip("'’")
    if words in WORD_DECADES:
        return Reading("DATE", f"19{WORD_DECADES[words]}")
    figures = re.sub(r"\D", "", words)
    return Reading("DATE", f"{full_year(figures):04d}"[:3])


def _century(found: re.Match[str], anchor: Anchor) -> Reading | None:
    words = said(found, "ordinal")
    at = ORDINALS.get(words) or int(re.sub(r"\D", "", words) or 0)
    if words.startswith("twenty-"):
        at = 20 + ORDINALS[words.removeprefix("twenty-")]
    return Reading("DATE", f"{at - 1:02d}") if 1 <= at <= 22 else None


def _fiscal(found: re.Match[str], anchor: Anchor) -> Reading | None:
    return Reading("DATE", f"{full_year(found['year']):04d}")


_ORDINALS = rf"\d{{1,2}}(?:st|nd|rd|th)|twenty-first|{'|'.join(ORDINALS)}"
_DECADES = rf"(?:1[5-9]|20)\d0['’]?s|['’]\d0s|(?<=the ){'|'.join(WORD_DECADES)}"

RULES: tuple[Rule, ...] = (
    rule(
        "year",
        "figures",
        rf"(?:(?P<edge>(?i:{EDGE})){GAP}|(?:[Tt]he{SPACE}year|fiscal(?:{SPACE}year)?){SPACE})?(?P<year>{YEAR})",
        _year,
    ),
    rule("spoken year", "spoken", rf"(?P<spoken>{SPOKEN_YEAR})", _spoken),
    rule(
        "decade",
        "figures decade",
        rf"(?:(?:[Tt]he{SPACE})?(?:early|late|mid){GAP}|[Tt]he{SPACE})?(?P<decade>{_DECADES})",
        _decade,
    ),
    rule(
        "century",
        "unit",
        rf"(?:the{SPACE})?(?:(?:early|late|mid){GAP})?(?P<ordinal>{_ORDINALS}){GAP}century",
        _century,
        re.IGNORECASE,
    ),
    rule("fiscal", "fiscal", rf"(?:fiscal{SPACE}(?:year{SPACE})?|FY{SPACE}?)(?P<year>{YEAR}|['’]?\d\d)", _fiscal),
)
