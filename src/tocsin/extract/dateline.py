"""The place, day and agency that open a report: 'KABUL (Reuters) -', 'Islamabad, October 12 (X) —', 'ISLAMABAD'."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\.?)"
)
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?)"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){0,3}"
_TITLE = r"[A-ZÀ-Þ][\w'’.-]+(?:[ -](?:[A-ZÀ-Þ][\w'’.-]+|de|del|da|do|al|el|la|of|the|and)){0,4}"
_REGION = r"(?:[,/]\s*(?:[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:[A-ZÀ-Þ][\w'’.-]*|of|the|and)){0,3}))"
_SOURCE = r"\s*\((?:[^()\n]{2,50})\)"
_DASH = r"\s*(?:--+|—|–|―|-)"
_AGENCY = r"\s*[./,]*\s*/[A-Z][\w .-]{1,20}/\.?"

PREFIX = re.compile(
    rf"""^(?:
      \([A-Z][\w. -]{{1,30}}\)\s*{_DASH}?(?=\s*[A-Z"“])   # (AGENCY) at the head
    | {_CAPITALS}{_REGION}{{0,2}}(?:,?\s+{_DAY})?\.?(?:{_SOURCE}){_DASH}?   # KABUL, Afghanistan (AP) —
    | {_CAPITALS}{_REGION}{{0,2}}(?:,?\s+{_DAY})?\.?{_DASH}(?=\s)   # NAIROBI, Kenya --
    | {_CAPITALS}{_REGION}{{0,2}},?\s+{_DAY}\.?{_AGENCY}   # CAIRO, June 14. /TASS/.
    | {_CAPITALS}{_REGION}{{0,2}},?\s+{_DAY}\s*:   # LAHORE, May 3:
    | {_CAPITALS}:(?=\s)   # KARACHI:
    | {_TITLE}{_REGION}{{0,2}},?\s+{_DAY}(?:{_SOURCE})?{_DASH}   # Islamabad, October 12 (X) —
    | {_TITLE}{_REGION}{{0,2}}{_SOURCE}{_DASH}   # Beirut (AFP) -
    )""",
    re.VERBOSE,
)

_PLACE_ALONE = rf"{_CAPITALS}|{_TITLE}{_REGION}{{1,2}},?\s+{_DAY}|{_CAPITALS}{_REGION}{{1,2}}|{_CAPITALS},?\s+{_DAY}"
_ALONE = re.compile(rf"^(?:{_PLACE_ALONE})(?:{_SOURCE})?[,.:]?$")


def dateline_length(paragraph: str) -> int:
    """Characters at the head of a paragraph that are its dateline; 0 where it has none."""
    found = PREFIX.match(paragraph[:140])
    if not found:
        return 0
    # a dash or colon after a shouted word is no dateline unless a sentence follows
    rest = paragraph[found.end() :].strip()
    return found.end() if len(rest.split()) >= 4 else 0


def is_dateline(paragraph: str) -> bool:
    """Whether the whole line is a dateline: a place in capitals, or a place with a day."""
    return len(paragraph) <= 60 and _ALONE.match(paragraph) is not None
