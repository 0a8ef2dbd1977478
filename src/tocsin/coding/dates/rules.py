"""What a rule of the date grammar is, and the pieces of patterns that rules share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tocsin.coding.dates.anchor import Anchor

SPACE = r"(?:[ \t\u00a0\u202f]+|[ \t]*\n[ \t]*)"
GAP = rf"(?:{SPACE}|[-\u2010\u2011])"

_MONTH_NAMES = "January February March April May June July August September October November December".split()
_SHORT_MONTHS = {"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sept": 9, "Sep": 9}
_SHORT_MONTHS |= {"Oct": 10, "Nov": 11, "Dec": 12}
MONTHS = {name.lower(): at for at, name in enumerate(_MONTH_NAMES, start=1)}
MONTHS |= {name.lower(): at for name, at in _SHORT_MONTHS.items()}
_WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WEEKDAYS = {name.lower(): at for at, name in enumerate(_WEEKDAY_NAMES)}
_SHORT_WEEKDAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5}
_SHORT_WEEKDAYS["sun"] = 6
WEEKDAYS |= _SHORT_WEEKDAYS

UNITS = {}
for _unit in "second minute hour day night week weekend fortnight month quarter year decade".split():
    UNITS[_unit] = UNITS[_unit + "s"] = _unit
UNITS |= {"century": "century", "centuries": "century"}

FULL_MONTH = "(?:" + "|".join(f"{n}|{n.upper()}" for n in _MONTH_NAMES) + ")"
ANY_MONTH = f"(?:{FULL_MONTH}|(?:" + "|".join(f"{n}|{n.upper()}" for n in _SHORT_MONTHS) + r")\b\.?)"
FULL_WEEKDAY = "(?:" + "|".join(f"{n}|{n.upper()}" for n in _WEEKDAY_NAMES) + ")"
ANY_WEEKDAY = f"(?:{FULL_WEEKDAY}|" + "|".join(rf"{n.title()}\b\.?" for n in _SHORT_WEEKDAYS) + ")"
DAY_OF_MONTH = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d/%]|:\d)(?!,\d{3})(?!\.\d)"
YEAR = r"(?:1[5-9]|20)\d\d(?![\d%])(?!,\d{3})(?!\.\d)"
PART_OF_DAY = r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk)"
PARTS = {
    "morning": "TMO",
    "dawn": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "dusk": "TEV",
    "night": "TNI",
    "noon": "T12:00",
    "midday": "T12:00",
    "midnight": "T24:00",
}
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_WORD_NUMBER = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:{_ONES}))?|ten|eleven|twelve|thirteen"
    rf"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|{_ONES}|a{SPACE}dozen|a{SPACE}hundred)"
)
NUMBER = (
    rf"(?:\d+{SPACE}\d/\d|\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d+(?:\.\d+)?|{_WORD_NUMBER}(?:{SPACE}and{SPACE}a{SPACE}half)?"
    rf"|half{SPACE}an?|an?|a{SPACE}couple(?:{SPACE}of)?|a{SPACE}few|several|many|some|couple{SPACE}of|dozens{SPACE}of)"
)
UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?"
    r"|centur(?:y|ies))"
)
SPOKEN_YEAR = (
    r"(?:[Nn]ineteen|[Tt]wenty)[ -](?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    rf"(?:[ -](?:{_ONES}))?|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
EDGE = rf"(?:the{SPACE}(?:very{SPACE})?(?:beginning|start|middle|end|rest|remainder|close){SPACE}of|mid|early|late)"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a matched expression means: TIMEX3 type and value; `start` and `end` cut the match to the expression.

    `relative_to` and `offset_days` are as in TimeExpression. What is not `told` is a mere comparison ('a year
    earlier'), from which later expressions are not counted.
    """

    type: str
    value: str
    relative_to: str = ""
    offset_days: int | None = None
    start: int | None = None
    end: int | None = None
    told: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and how to read its matches; a reader that returns nothing rejects the match.

    `kinds` are the classes of words of which the sentence must hold one for the pattern to be tried at all.
    """

    name: str
    kinds: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Anchor], Reading | None]


def rule(
    name: str, kinds: str, pattern: str, read: Callable[[re.Match[str], Anchor], Reading | None], flags: int = 0
) -> Rule:
    """A rule whose pattern starts and ends at a word's edge."""
    return Rule(name, frozenset(kinds.split()), re.compile(rf"(?<![\w$€£]){pattern}(?!\w)", flags), read)


def said(found: re.Match[str], name: str) -> str:
    """What a group of the pattern matched, in lower case with single spaces; '' if nothing, or no such group."""
    return squeezed(found.groupdict().get(name) or "")


def text_before(found: re.Match[str], width: int) -> str:
    """The characters just before a match."""
    return found.string[max(0, found.start() - width) : found.start()]


def text_after(found: re.Match[str], width: int) -> str:
    """The characters just after a match."""
    return found.string[found.end() : found.end() + width]


def month_number(name: str) -> int:
    """The month, 1 to 12, of a name or abbreviation."""
    return MONTHS[name.lower().rstrip(".")]


def weekday_number(name: str) -> int:
    """The weekday, Monday 0, of a name or abbreviation."""
    return WEEKDAYS[name.lower().rstrip(".")]


def squeezed(words: str) -> str:
    """Lower case with single spaces."""
    return " ".join(words.lower().split())
