"""Time expressions of an article: matched sentence by sentence, read in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tocsin.coding.dates import (
    clock,
    distances,
    figures,
    holidays,
    lengths,
    months,
    periods,
    quarters,
    references,
    weekdays,
    years,
)
from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import MONTHS, UNITS, WEEKDAYS, Reading, Rule
from tocsin.coding.dates.tense import tense_reader
from tocsin.coding.dates.values import SEASONS, days_covered
from tocsin.model.annotated import AnnotatedText
from tocsin.model.article import CODED
from tocsin.model.span import Span
from tocsin.model.when import TimeExpression

_GRAMMAR = (figures, months, years, quarters, holidays, weekdays, periods, distances, lengths, clock, references)
RULES: tuple[Rule, ...] = tuple(rule for part in _GRAMMAR for rule in part.RULES)
"""All rules; where two match the same words the first one is tried first."""


def _kinds() -> dict[str, frozenset[str]]:
    """Which kinds of rule each word calls up."""
    found: dict[str, set[str]] = {}

    def note(kind: str, *words: str) -> None:
        for word in words:
            found.setdefault(word, set()).add(kind)

    note("month", *MONTHS)
    note("weekday", *WEEKDAYS)
    note("weekdays", *(day + "s" for day in WEEKDAYS if len(day) > 5))
    note("unit", *UNITS)
    note("quarter", "quarter", "half", "period")
    note("season", *SEASONS)
    note("ago", "ago")
    note("apart", "later", "earlier", "after", "before", "afterwards", "afterward", "previously", "beforehand")
    note("apart", "following", "ahead", "prior", "since", "eve")
    note("named", "yesterday", "today", "tomorrow", "tonight", "overnight")
    note("part", "morning", "afternoon", "evening", "night")
    note("clock", "noon", "midnight", "midday", "am", "pm", "m", "gmt", "utc")
    note("often", *lengths.OFTEN)
    note("decade", *years.WORD_DECADES)
    note("spoken", "nineteen", "twenty")
    note("fiscal", "fiscal", "fy")
    note("q", "q1", "q2", "q3", "q4")
    note("holiday", *holidays.FIRST_WORDS)
    note("reference", *(word for words in references.REFERENCES for word in words.split()[-1:]))
    return {word: frozenset(kinds) for word, kinds in found.items()}


KINDS = _kinds()
_WORD = re.compile(r"[A-Za-z]+\d?|\d+(?:[:/.\-]\d+)*s?")
_YEARLIKE = re.compile(r"(?:1[0-9]|20)\d\ds?|\d{8}|.*[/:-].*|\d+\.\d+\.\d+|\d0s")
_CUT_SHORT = re.compile(r"\b(?:[ap]\.m|" + "|".join(name for name in MONTHS if len(name) < 5) + r")\.$", re.IGNORECASE)


def find_times(annotated: AnnotatedText) -> tuple[TimeExpression, ...]:
    """The TIMEX3 of the coded zones, in the order of the text, none overlapping.

    Values are counted from `article.published`; where that is unknown, what hangs on it gets an empty value (or one
    with X for what is unknown) and no days, and what names itself is still resolved.
    """
    anchor = Anchor(_day_of_publication(annotated), tense_reader(annotated))
    found: list[TimeExpression] = []
    for sentence in _stretches(annotated):
        found.extend(_in_stretch(annotated.article.text, sentence, anchor))
    return tuple(found)


def _day_of_publication(annotated: AnnotatedText) -> date | None:
    """The outlet's local day; a year in which nothing was published is a slip, and counting from it would overflow."""
    published = annotated.article.published
    day = published.day if published else None
    return day if day and 1000 <= day.year <= 9000 else None


def _stretches(annotated: AnnotatedText) -> Iterator[Span]:
    """Sentences of the coded zones; one that ends in an abbreviation (Oct., p.m.) is read together with the next."""
    held: Span | None = None
    text = annotated.article.text
    for sentence in annotated.sentences:
        if sentence.zone not in CODED:
            continue
        span = sentence.span
        if held is not None:
            span = Span(held.start, span.end) if span.start - held.end < 3 else span
        held = span if _CUT_SHORT.search(text, max(span.start, span.end - 6), span.end) else None
        if held is None:
            yield span
    if held is not None:
        yield held


def kinds_in(words: str) -> set[str]:
    """The kinds of rule that a stretch of text calls up."""
    kinds: set[str] = set()
    for word in _WORD.findall(words):
        if word[0].isdigit():
            if len(word) >= 3 and _YEARLIKE.fullmatch(word):
                kinds.add("figures")
                if ":" in word:
                    kinds.add("clock")
        elif (known := KINDS.get(word.lower())) is not None:
            kinds |= known
    return kinds


def _in_stretch(text: str, stretch: Span, anchor: Anchor) -> Iterator[TimeExpression]:
    kinds = kinds_in(text[stretch.start : stretch.end])
    if not kinds:
        return
    matches = []
    for order, rule in enumerate(RULES):
        if kinds & rule.kinds:
            for match in rule.pattern.finditer(text, stretch.start, stretch.end):
                if match.end() > match.start():
                    matches.append((match.start(), -match.end(), order, match, rule))
    reached = stretch.start
    for start, _, _, match, rule in sorted(matches, key=lambda m: m[:3]):
        if start < reached:
            continue
        reading = rule.read(match, anchor)
        if reading is None:
            continue
        expression = _expression(match, reading)
        if reading.told:
            anchor.remember(start, reading.value)
        reached = expression.span.end
        yield expression


def _expression(match: re.Match[str], reading: Reading) -> TimeExpression:
    start = match.start() if reading.start is None else reading.start
    end = match.end() if reading.end is None else reading.end
    covered = days_covered(reading.value) if reading.type in ("DATE", "TIME") else None
    earliest, latest = covered or (None, None)
    return TimeExpression(
        Span(start, end), reading.type, reading.value, earliest, latest, reading.relative_to, reading.offset_days
    )
