"""Where to look for reports of the same event: blocks by kind of act, place or parties, and weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from tocsin.merge.facts import Facts, days

Key = tuple[str, ...]
WEEK = 7
CELL = 1.0
"""Degrees of the grid that finds neighbouring places; a place looks in its own cell and the eight around."""
RARE_WORDS = 4
MOST_TOWNS = 6
"""Other towns of its article under which a report is kept."""
COMMON_WORDS = 8
"""Words of the article, the rarest, under which a report is kept."""
LOOK_BACK_WEEKS = 1
UNDATED = "undated"


def home_keys(facts: Facts) -> list[Key]:
    """The blocks in which a telling is kept."""
    anchors, weeks = [*_anchors(facts, 0)], _weeks(facts, 0)
    return sorted({(*anchor, week) for anchor in anchors for week in weeks})


@lru_cache(maxsize=10_000)
def home_weeks(earliest: date | None, latest: date | None, published: date | None) -> frozenset[str]:
    """All weeks under which a telling may be kept one of whose reports has these days: of its event, of its telling."""
    read = (earliest, latest) if earliest and latest else None
    told = (published - timedelta(days=6), published) if published else None
    spans = {read, told} - {None} or {None}
    return frozenset(week for found in spans for week in _weeks_of(found, published, 0))


def search_keys(facts: Facts) -> list[Key]:
    """The blocks in which tellings of the same event may be kept: neighbouring cells and weeks too."""
    anchors, weeks = [*_anchors(facts, 1)], _weeks(facts, LOOK_BACK_WEEKS)
    return sorted({(*anchor, week) for anchor in anchors for week in weeks})


def week_of(key: Key) -> str:
    """The week of a block."""
    return key[-1]


def _weeks(facts: Facts, margin: int) -> list[str]:
    return _weeks_of(days(facts), facts.published, margin)


def _weeks_of(found: tuple[date, date] | None, published: date | None, margin: int) -> list[str]:
    """The weeks of the event, and those of its telling: others tell it then without saying when it happened."""
    if found is None:
        return [UNDATED]
    first, last = (_week(d) for d in found)
    weeks = {*range(first - margin, min(last, first + 6) + margin + 1)}
    if published:
        told = _week(published)
        weeks |= {*range(told - margin, told + 1)}
    return [str(w) for w in sorted(weeks)]


def _week(day: date) -> int:
    return day.toordinal() // WEEK


def _anchors(facts: Facts, margin: int) -> Iterator[Key]:
    for place in facts.places:
        if place.lat is not None and place.lon is not None and place.precision != "country":
            row, column = int((place.lat + 90) // CELL), int((place.lon + 180) // CELL)
            for down in range(-margin, margin + 1):
                for across in range(-margin, margin + 1):
                    yield "cell", str(row + down), str((column + across) % 360)
        elif place.country:
            for stem in sorted(facts.triggers)[:3]:
                yield "country", place.country, stem
    for town in (*sorted(facts.towns), *sorted(facts.named - facts.towns)[:MOST_TOWNS]):
        yield "town", town
    for actor in sorted(facts.actors.ids or facts.actors.countries)[:3]:
        for recipient in sorted(facts.recipients.ids or facts.recipients.countries)[:3]:
            yield "dyad", *sorted((actor, recipient))
    rare = list(facts.around)[:RARE_WORDS]
    for i, one in enumerate(rare):
        for other in rare[i + 1 :]:
            yield "words", *sorted((one, other))
    for word in list(facts.around)[:COMMON_WORDS]:
        yield "word", word
    for one in list(facts.sentence)[:3]:
        yield "sentence", one, *sorted(facts.triggers)[:1]
