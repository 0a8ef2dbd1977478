"""Places that several words make together: 'the Afghan capital', '40 km north of Kunduz'."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.coding.places.resolve import place_of
from tocsin.knowledge.gazetteer.lookup import Gazetteer
from tocsin.model.annotated import AnnotatedText
from tocsin.model.span import Span
from tocsin.model.where import Place, Toponym

_BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270,
    "northwest": 315,
}  # fmt: skip
_KILOMETRES = {"km": 1.0, "kilomet": 1.0, "mi": 1.609, "mile": 1.609}
_DISTANCE = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)[\s-]*(?P<unit>km|kilomet|mile|mi)\w*\.?\s*(?:\([^)]{1,20}\)\s*)?(?:to\s+the\s+)?"
    r"(?P<way>north|south|east|west)[\s-]?(?P<more>east|west)?\w*\s+of\s+(?:the\s+(?:town|city|village|capital)\s+of\s+)?$",
    re.IGNORECASE,
)
_EXPLAINING = re.compile(
    r",\s+(?:some\s+|about\s+|around\s+|roughly\s+)?[\w,.]+(?:[\s-][a-z]+)?[\s-](?:km|kilomet\w+|miles?|mi)\.?\s+"
    r"(?:(?:to\s+the\s+)?(?:north|south|east|west)[\w-]*(?:\s(?:east|west))?\s+of|(?:away\s+)?from|outside)\s+(?:the\s+)?"
    r"(?:(?:town|city|village|capital)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_LONGEST_PHRASE = 90
_CAPITAL = re.compile(r"(?:’s|'s)?\s+capital\b(?!\s+(?:punishment|gains|market|offence|city of))")


def capitals(annotated: AnnotatedText, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Iterator[Toponym]:
    """A toponym on the word 'capital' in 'the Afghan capital' and "Sudan's capital", unless its name follows."""
    text = annotated.article.text
    starts = {t.span.start for t in toponyms}
    for toponym in toponyms:
        place = toponym.place
        if place is None or place.precision != "country" or place.country is None:
            continue
        match = _CAPITAL.match(text, toponym.span.end)
        if match is None or any(match.end() < s <= match.end() + 4 for s in starts):
            continue
        entry = gazetteer.capital(place.country)
        if entry is not None:
            span = Span(match.end() - len("capital"), match.end())
            reason = f"the capital of {place.name}"
            yield Toponym(span, span.words(text), "literal", place_of(entry, place.confidence), reason)


def explains(annotated: AnnotatedText, toponym: Toponym, toponyms: Sequence[Toponym]) -> bool:
    """'Chaman, 600 kilometres south-west of Torkham': whether the name only says where the place before it lies."""
    begin = max(0, toponym.span.start - _LONGEST_PHRASE)
    match = _EXPLAINING.search(annotated.article.text[begin : toponym.span.start])
    return match is not None and any(t.place and t.span.end == begin + match.start() for t in toponyms)


def shifted(annotated: AnnotatedText, toponym: Toponym) -> tuple[Span, Place] | None:
    """The place that '40 km north of' makes of the one named, with the words; nothing where no such words precede.

    The radius grows by a quarter of the distance, since such figures are rounded and roads bend.
    """
    place, text = toponym.place, annotated.article.text
    if place is None or place.lat is None or place.lon is None:
        return None
    begin = max(0, toponym.span.start - _LONGEST_PHRASE)
    match = _DISTANCE.search(text[begin : toponym.span.start])
    if match is None:
        return None
    number = float(match["number"].replace(",", ""))
    distance = number * _KILOMETRES[match["unit"].lower()]
    bearing = math.radians(_BEARINGS[match["way"].lower() + (match["more"] or "").lower()])
    lat = place.lat + distance / 111.2 * math.cos(bearing)
    lon = place.lon + distance / (111.2 * max(0.05, math.cos(math.radians(place.lat)))) * math.sin(bearing)
    if distance > 2000 or not -90 <= lat <= 90:
        return None
    radius = round((place.radius_km or 0.0) + distance / 4, 1)
    words = Span(begin + match.start(), toponym.span.end)
    moved = replace(
        place, name=words.words(text), precision="region", lat=round(lat, 4), lon=round(lon, 4), radius_km=radius,
        geonameid=None, admin1=None,
    )  # fmt: skip
    return words, moved
