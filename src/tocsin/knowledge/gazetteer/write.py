"""Writes a finished gazetteer file from rows, the same bytes for the same rows."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tocsin.knowledge.gazetteer.bloom import Bloom
from tocsin.knowledge.gazetteer.rows import PlaceRow
from tocsin.knowledge.gazetteer.schema import SCHEMA_VERSION, TABLES

ATTRIBUTION = "GeoNames (geonames.org), CC BY 4.0; Natural Earth, public domain; regions by the authors"


def write(path: Path, places: Iterable[PlaceRow]) -> None:
    """Makes the file anew; `places` sorted by id give a repeatable result."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.executescript(TABLES)
        names: list[tuple[str, int, int]] = []
        for p in places:
            names.extend((key, p.id, int(sort)) for key, sort in p.names.items())
            database.execute(
                "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (p.id, p.name, p.kind, p.country, p.admin1, round(p.lat, 4), round(p.lon, 4), p.population,
                 round(p.radius, 1), int(p.capital), p.iso),
            )  # fmt: skip
        names.sort()
        database.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
        finish(database, Bloom.sized(len(names)), (key for key, _, _ in names), ATTRIBUTION)
    with sqlite3.connect(path) as database:
        database.execute("VACUUM")


def finish(database: sqlite3.Connection, bloom: Bloom, keys: Iterable[str], attribution: str) -> None:
    """Fills the filter and writes the table of facts about the file, its digest (SHA-256 of all rows) among them."""
    for key in keys:
        bloom.add(key)
    digest = hashlib.sha256()
    for table in ("place", "name"):
        for row in database.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):
            digest.update(repr(row).encode())
    facts = {
        "schema": str(SCHEMA_VERSION),
        "attribution": attribution,
        "digest": digest.hexdigest(),
        "bloom": bytes(bloom.bits),
    }
    database.executemany("INSERT INTO meta VALUES (?, ?)", sorted(facts.items()))
