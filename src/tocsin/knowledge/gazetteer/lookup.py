"""Looks names up: the shipped gazetteer, with a user's own file beside it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tocsin.errors import KnowledgeError
from tocsin.knowledge.gazetteer.bloom import Bloom
from tocsin.knowledge.gazetteer.folding import fold
from tocsin.knowledge.gazetteer.schema import SCHEMA_VERSION, NameSort, connect

SHIPPED = Path(__file__).with_name("gazetteer.sqlite")
MOST_CANDIDATES = 60
_COLUMNS = "p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population, p.radius, p.capital, p.iso"
_QUERY = f"""
SELECT {_COLUMNS}, n.sort FROM name n
JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY n.sort > 1, p.population DESC, p.id LIMIT ?
"""
_ADVICE = "build it with python -m tocsin.knowledge.gazetteer.build, or install the package again"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as the gazetteer knows it, and how good the name is by which it was found.

    `id` is the GeoNames id where there is one, else below zero; `kind` is continent, country, admin1, admin2, city,
    region, water or site; `country` is ISO 3166-1 alpha-3; `admin1` the GeoNames code; degrees are WGS 84; `radius` km.
    """

    id: int
    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    radius: float
    capital: bool
    iso: str | None
    sort: NameSort


class Gazetteer:
    """Names to places. Look-ups touch the file only for names that probably exist, and are kept in memory."""

    def __init__(self, paths: Iterable[Path] = (SHIPPED,)) -> None:
        self._files = [_open(path) for path in paths]
        self.find = lru_cache(maxsize=20_000)(self._find)

    def knows(self, key: str) -> bool:
        """Whether the folded name is perhaps there: 'no' is certain, 'yes' is wrong about once in a hundred."""
        for _, bloom in self._files:  # noqa: SIM110 - a generator costs more than the look-up
            if key in bloom:
                return True
        return False

    def named(self, name: str) -> tuple[Entry, ...]:
        """All places of that name (as printed), best-known first; adjectives ('Afghan') name their country."""
        return self.find(fold(name))

    def _find(self, key: str) -> tuple[Entry, ...]:
        found: dict[int, Entry] = {}
        for database, bloom in self._files:
            if key not in bloom:
                continue
            for row in database.execute(_QUERY, (key, MOST_CANDIDATES)):
                found.setdefault(row[0], _entry(row))
        return tuple(found.values())

    def place(self, geonameid: int) -> Entry | None:
        """The place with that id, if any."""
        for database, _ in self._files:
            row = database.execute(f"SELECT {_COLUMNS}, 0 FROM place p WHERE p.id = ?", (geonameid,)).fetchone()
            if row is not None:
                return _entry(row)
        return None

    def country(self, code: str) -> Entry | None:
        """The country with that code (ISO 3166-1 alpha-3), if there is one."""
        return self._one("p.kind = 'country' AND p.country = ?", code)

    def division(self, country: str, admin1: str) -> Entry | None:
        """A country's first-level division with that GeoNames admin1 code, if there is one."""
        return self._one("p.kind = 'admin1' AND p.country = ? AND p.admin1 = ?", country, admin1)

    @lru_cache(maxsize=2_000)  # noqa: B019 - one gazetteer lives as long as the process
    def _one(self, condition: str, *values: str) -> Entry | None:
        # ids below zero are ours: what GeoNames knows comes first
        query = f"SELECT {_COLUMNS}, 0 FROM place p WHERE {condition} ORDER BY p.id DESC LIMIT 1"
        rows = (row for database, _ in self._files if (row := database.execute(query, values).fetchone()) is not None)
        return next((_entry(row) for row in rows), None)

    def capital(self, country: str) -> Entry | None:
        """The capital of a country (ISO 3166-1 alpha-3), if it has one."""
        return self._capitals().get(country)

    @lru_cache(maxsize=1)  # noqa: B019 - one gazetteer lives as long as the process
    def _capitals(self) -> dict[str, Entry]:
        query = f"SELECT {_COLUMNS}, 0 FROM place p WHERE p.capital = 1 ORDER BY p.population"
        return {row[3]: _entry(row) for database, _ in self._files for row in database.execute(query)}

    @property
    def digest(self) -> str:
        """Hash of all rows of all files, in hexadecimal; each file carries its own, so this is cheap."""
        query = "SELECT value FROM meta WHERE key = 'digest'"
        found = [str(row[0]) for database, _ in self._files for row in database.execute(query)]
        return hashlib.sha256(" ".join(found).encode()).hexdigest()

    @lru_cache(maxsize=1)  # noqa: B019 - one gazetteer lives as long as the process
    def countries_by_code(self) -> dict[str, str]:
        """ISO 3166-1 alpha-2 to alpha-3."""
        found: dict[str, str] = {}
        for database, _ in self._files:
            found.update(database.execute("SELECT iso, country FROM place WHERE kind = 'country' AND iso IS NOT NULL"))
        return found

    def attribution(self) -> list[str]:
        """Who is to be credited for each file, in words."""
        query = "SELECT value FROM meta WHERE key = 'attribution'"
        return [str(database.execute(query).fetchone()[0]) for database, _ in self._files]


def _entry(row: Sequence[Any]) -> Entry:
    identity, name, kind, country, admin1, lat, lon, population, radius, capital, iso, sort = row
    return Entry(
        identity, name, kind, country, admin1, lat, lon, population, radius, bool(capital), iso, NameSort(sort)
    )


def _open(path: Path) -> tuple[sqlite3.Connection, Bloom]:
    if not path.is_file():
        raise KnowledgeError(f"the gazetteer {path}", found="no such file", advice=_ADVICE)
    try:
        database = connect(str(path), read_only=True)
        facts = dict(database.execute("SELECT key, value FROM meta"))
        schema, bloom = int(facts["schema"]), Bloom(facts["bloom"])
    except (sqlite3.Error, KeyError, ValueError) as error:
        raise KnowledgeError(f"the gazetteer {path}", found=str(error), expected="a Tocsin gazetteer") from error
    if schema != SCHEMA_VERSION:
        expected = f"schema {SCHEMA_VERSION}"
        raise KnowledgeError(f"the gazetteer {path}", found=f"schema {schema}", expected=expected, advice=_ADVICE)
    return database, bloom


def open_gazetteer(home: Path | None = None) -> Gazetteer:
    """The user's own gazetteer (`home/gazetteer.sqlite`, where it is) and the shipped one behind it."""
    own = home / "gazetteer.sqlite" if home is not None else None
    return Gazetteer([own, SHIPPED] if own is not None and own.is_file() else [SHIPPED])
