"""The gazetteer's file: one SQLite database, the same for the shipped data and for a user's full GeoNames dump.

SQLite was chosen over arrays of our own because one format serves both files, a dump of 12 million places can be
streamed in and indexed afterwards, and a look-up reads a few pages instead of loading anything. Only names in Latin
letters are kept, names that few readers write (airport codes, machine transliterations) are left out, and a Bloom
filter over the keys answers 'no such name' without touching the file: that is what most look-ups are.
"""

from __future__ import annotations

import sqlite3
from enum import IntEnum

SCHEMA_VERSION = 1

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,  -- the GeoNames id where there is one, else a number below zero
    name TEXT NOT NULL,
    kind TEXT NOT NULL,      -- continent country admin1 admin2 city region water site
    country TEXT,            -- ISO 3166-1 alpha-3
    admin1 TEXT,             -- GeoNames admin1 code within the country
    lat REAL, lon REAL,      -- WGS 84 degrees
    population INTEGER NOT NULL DEFAULT 0,
    radius REAL,             -- kilometres around the point that hold the place
    capital INTEGER NOT NULL DEFAULT 0,
    iso TEXT                 -- ISO 3166-1 alpha-2 of a country, ISO 3166-2 code of an admin1
);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, sort INTEGER NOT NULL, PRIMARY KEY (key, place))
    WITHOUT ROWID;
"""


class NameSort(IntEnum):
    """What a name is to its place; a lower number is the better name."""

    MAIN = 0
    COMMON = 1
    ALTERNATE = 2
    SHORT = 3
    ADJECTIVE = 4
    PEOPLE = 5


def connect(path: str, *, read_only: bool) -> sqlite3.Connection:
    """A connection that any thread may use; a read-only one never locks nor writes beside the file."""
    uri = f"file:{path}?mode=ro&immutable=1" if read_only else f"file:{path}"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)
