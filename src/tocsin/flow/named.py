"""Places and parties that a person names: what the gazetteer and the actor book know of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tocsin.coding.places.resolve import place_of, town_of
from tocsin.errors import InputError
from tocsin.knowledge.actors import ActorBook
from tocsin.knowledge.actors.entry import NON_STATE, SECTORS
from tocsin.knowledge.gazetteer import Entry, Gazetteer, NameSort
from tocsin.knowledge.gazetteer.rows import kilometres

BY_ID = re.compile(r"geonameid:(\d{1,12})", re.IGNORECASE)
IN_COUNTRY = re.compile(r"(?P<name>.+),\s*(?P<code>[A-Za-z]{3})")
CODED = re.compile(r"(?P<name>.*\S)\s*\[(?P<codes>[^\[\]]*)\]")
ONE_SPOT_KM = 120.0
"""A town and the province that is called after it are one answer; what lies farther apart is another place."""
BETTER_KNOWN = 10
"""A place with so many times the people of each namesake is meant when nothing else is said: Lima is in Peru."""
SHOWN = 6
EXPECTED = "a place that the gazetteer knows, geonameid:NUMBER, or NAME, CODE such as Oran, DZA"


def place_meant(text: str, country: str | None, gazetteer: Gazetteer) -> dict[str, Any]:
    """The place as fields hold it; of namesakes the one in the event's country, else one that dwarfs the others.

    Raises `InputError` where nothing is so named, or several places are.
    """
    if match := BY_ID.fullmatch(text):
        entry = gazetteer.place(int(match[1]))
        if entry is None:
            raise InputError("no place of that id", found=text, expected=EXPECTED)
        return _place(entry)
    match = IN_COUNTRY.fullmatch(text)
    code = match["code"].upper() if match and gazetteer.country(match["code"].upper()) else None
    entries = gazetteer.named(match["name"] if match and code else text)
    entries = tuple(e for e in entries if e.sort <= NameSort.SHORT)
    found = _within(entries, code) if code else (_within(entries, country) or entries)
    if not found:
        raise InputError("no such place", found=text, expected=EXPECTED, advice="`tocsin gazetteer find NAME` lists")
    chosen = town_of(found, found[0], None)
    if rivals := [e for e in found if e.sort <= NameSort.COMMON and _rivals(e, chosen)]:
        raise InputError(
            f"several places are called {text}", expected="one of " + _listed([chosen, *rivals]),
            advice="`tocsin gazetteer find NAME` lists all",
        )  # fmt: skip
    return _place(chosen)


def party_of(side: str, text: str, on: date | None, book: ActorBook, gazetteer: Gazetteer) -> dict[str, Any]:
    """A party as fields hold it: whom the actor book knows by these words on that day, else the words as they are.

    `NAME [ECU COP]` says country and sectors itself. Raises `InputError` for codes that there are not.
    """
    match = CODED.fullmatch(text)
    if match is None:
        who = book.resolve(text, "", on, None)
        return {"name": who.name or text, "id": who.id, "country": who.country, "sectors": list(who.sectors)}
    codes = match["codes"].upper().replace(",", " ").split()
    sectors = [code for code in codes if code in SECTORS]
    countries = [code for code in codes if code not in SECTORS]
    wrong = [code for code in countries if code not in NON_STATE and gazetteer.country(code) is None]
    if wrong or len(countries) > 1 or not codes:
        raise InputError(
            f"no such codes of an {side}" if side == "actor" else f"no such codes of a {side}",
            found=match["codes"], expected=f"one country (ISO 3166-1, or {' '.join(sorted(NON_STATE))}) and sectors "
            f"({' '.join(sorted(SECTORS))})",
        )  # fmt: skip
    return {"name": match["name"], "id": None, "country": next(iter(countries), None), "sectors": sectors}


def _within(entries: Iterable[Entry], country: str | None) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if country is not None and entry.country == country)


def _rivals(one: Entry, chosen: Entry) -> bool:
    apart = one.id != chosen.id and kilometres(one.lat, one.lon, chosen.lat, chosen.lon) > ONE_SPOT_KM
    return apart and chosen.population < BETTER_KNOWN * max(one.population, 1)


def _listed(entries: Sequence[Entry]) -> str:
    shown = [f"geonameid:{e.id} {e.name} ({e.kind}, {e.country or 'no country'})" for e in entries if e.id > 0]
    more = f", and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
    return ", ".join(shown[:SHOWN]) + more


def _place(entry: Entry) -> dict[str, Any]:
    place = place_of(entry, 1.0)
    names = ("name", "precision", "country", "admin1", "geonameid", "lat", "lon", "radius_km")
    return {name: getattr(place, name) for name in names}
