"""Where to look for reports of the same event: blocks by kind of act, place or parties, and weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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
    anchors = [*_anchors(facts, 0)]
    return sorted({(*anchor, week) for anchor in anchors for week in _weeks(facts, 0)})


def search_keys(facts: Facts) -> list[Key]:
    """The blocks in which tellings of the same event may be kept: neighbouring cells and weeks too."""
    anchors = [*_anchors(facts, 1)]
    return sorted({(*anchor, week) for anchor in anchors for week in _weeks(facts, LOOK_BACK_WEEKS)})


def _weeks(facts: Facts, margin: int) -> list[str]:
    """The weeks of the event, and those of its telling: others tell it then without saying when it happened."""
    found = days(facts)
    if found is None:
        return [UNDATED]
    first, last = (_week(d) for d in found)
    weeks = {*range(first - margin, min(last, first + 6) + margin + 1)}
    if facts.published:
        told = _week(facts.published)
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
