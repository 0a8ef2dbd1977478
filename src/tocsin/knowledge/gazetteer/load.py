"""Loads a full GeoNames dump into a user's own gazetteer file: streaming, indexed afterwards, never all in memory."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from tocsin.errors import InputError, said_of
from tocsin.knowledge.gazetteer.bloom import Bloom
from tocsin.knowledge.gazetteer.folding import fold
from tocsin.knowledge.gazetteer.lookup import SHIPPED
from tocsin.knowledge.gazetteer.rows import town_radius, usable
from tocsin.knowledge.gazetteer.schema import TABLES, NameSort, connect
from tocsin.knowledge.gazetteer.write import finish

COLUMNS = 19
ALTERNATE_COLUMNS = 4
BATCH = 20_000
_ATTRIBUTION = "GeoNames full dump (geonames.org), CC BY 4.0"
_GET = "get allCountries.zip from GeoNames' export/dump folder"
# Feature classes of GeoNames: A administrative, P populated, H water, L areas, S buildings, R roads, T relief, V woods.
_KINDS = {
    "P": "city", "H": "water", "L": "region", "S": "site", "R": "site", "T": "region", "V": "region",
    "U": "water",
}  # fmt: skip
_RADII = {"admin1": 150.0, "admin2": 30.0, "water": 30.0, "region": 30.0, "site": 1.0}

PlaceTuple = tuple[int, str, str, str | None, str | None, float, float, int, float, int, str | None]
NameTuple = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many places and names a load put in, and how many lines it could not use."""

    places: int
    names: int
    skipped: int


def load_dump(
    dump: Path, output: Path, *, alternates: Path | None = None, progress: Callable[[int], None] | None = None
) -> Loaded:
    """Reads `allCountries.zip` (or one country's, or the plain text) into `output`, replacing it when all went well.

    `alternates` is `alternateNamesV2.zip`, of which the English names are taken. `progress` is told the lines read.
    Raises InputError when a file is missing, is no GeoNames dump or holds no usable line.
    """
    unfinished = output.with_suffix(".part")
    output.parent.mkdir(parents=True, exist_ok=True)
    unfinished.unlink(missing_ok=True)
    database = sqlite3.connect(unfinished)
    try:
        loaded = _load(database, dump, alternates, progress)
    except BaseException:
        database.close()
        unfinished.unlink(missing_ok=True)
        raise
    database.close()
    unfinished.replace(output)
    return loaded


def _load(
    database: sqlite3.Connection, dump: Path, alternates: Path | None, progress: Callable[[int], None] | None
) -> Loaded:
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;")
    database.executescript(TABLES)
    database.execute("CREATE TEMP TABLE heap (key TEXT, place INTEGER, sort INTEGER)")
    codes = _country_codes()
    places, skipped = 0, 0
    rows: list[PlaceTuple] = []
    names: list[NameTuple] = []
    for number, columns in enumerate(_lines(dump, COLUMNS), 1):
        place = _place(columns, codes)
        if place is None:
            skipped += 1
            continue
        rows.append(place)
        names.extend(_names(columns))
        if len(rows) >= BATCH:
            places += _flush(database, rows, names)
        if progress is not None and number % BATCH == 0:
            progress(number)
    places += _flush(database, rows, names)
    if not places:
        raise InputError(f"the dump {dump}", found="no usable line", expected="GeoNames' 19 columns", advice=_GET)
    if alternates is not None:
        for batch in _batches(_english(alternates)):
            database.executemany("INSERT INTO heap VALUES (?, ?, ?)", batch)
    return Loaded(places, _index(database), skipped)


def _flush(database: sqlite3.Connection, rows: list[PlaceTuple], names: list[NameTuple]) -> int:
    database.executemany("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    database.executemany("INSERT INTO heap VALUES (?, ?, ?)", names)
    count = len(rows)
    rows.clear()
    names.clear()
    return count


def _index(database: sqlite3.Connection) -> int:
    """Sorts the heap of names into the table (SQLite spills to disk), then fills the filter."""
    database.execute(
        "INSERT INTO name SELECT key, place, min(sort) FROM heap JOIN place ON place.id = heap.place "
        "GROUP BY key, place ORDER BY key, place"
    )
    count = int(database.execute("SELECT count(*) FROM name").fetchone()[0])
    keys = (key for (key,) in database.execute("SELECT DISTINCT key FROM name"))
    finish(database, Bloom.sized(count), keys, _ATTRIBUTION)
    database.commit()
    return count


def _lines(path: Path, least: int) -> Iterator[list[str]]:
    """The tab-separated columns of each line of a zip's text file, or of a plain text file."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                inside = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
                name = max(inside, key=lambda n: archive.getinfo(n).file_size, default=None)
                if name is None:
                    raise InputError(f"the dump {path}", found="no .txt file in the zip", advice=_GET)
                with archive.open(name) as raw:
                    yield from _split(TextIOWrapper(raw, "utf8", errors="replace", newline="\n"), path, least)
        else:
            with path.open(encoding="utf8", errors="replace", newline="\n") as lines:
                yield from _split(lines, path, least)
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(f"the dump {path}", found=said_of(error), advice=_GET) from error


def _split(lines: Iterator[str] | TextIOWrapper, path: Path, least: int) -> Iterator[list[str]]:
    first = True
    for line in lines:
        columns = line.rstrip("\r\n").split("\t")
        if first and len(columns) < least:
            expected = f"{least} columns parted by tabs"
            raise InputError(f"the dump {path}", found=f"{len(columns)} columns", expected=expected, advice=_GET)
        first = False
        yield columns


def _place(columns: list[str], codes: dict[str, str]) -> PlaceTuple | None:
    """A row of the place table, or nothing for countries (the shipped file has them) and for damaged lines."""
    if len(columns) < COLUMNS:
        return None
    feature, code = columns[6], columns[7]
    kind = _KINDS.get(feature)
    if feature == "A":
        if code.startswith("PCL"):
            return None
        kind = "admin1" if code == "ADM1" else "admin2"
    if kind is None:
        return None
    try:
        number, lat, lon = int(columns[0]), float(columns[4]), float(columns[5])
        people = int(columns[14] or 0)
    except ValueError:
        return None
    radius = town_radius(people) if kind == "city" else _RADII[kind]
    admin1 = columns[10] if columns[10] not in ("", "00") else None
    capital = int(code == "PPLC")
    return number, columns[1], kind, codes.get(columns[8]), admin1, lat, lon, people, radius, capital, None


def _names(columns: list[str]) -> Iterator[NameTuple]:
    number = int(columns[0])
    for name in {columns[1], columns[2]}:
        if len(key := fold(name)) > 1:
            yield key, number, int(NameSort.MAIN)
    for name in columns[3].split(","):
        if usable(name) and len(key := fold(name)) > 1:
            yield key, number, int(NameSort.ALTERNATE)


def _english(path: Path) -> Iterator[NameTuple]:
    for columns in _lines(path, ALTERNATE_COLUMNS):
        if len(columns) >= ALTERNATE_COLUMNS and columns[2] == "en" and columns[1].isdigit():
            key = fold(columns[3])
            if len(key) > 1:
                yield key, int(columns[1]), int(NameSort.COMMON)


def _batches(rows: Iterator[NameTuple]) -> Iterator[list[NameTuple]]:
    batch: list[NameTuple] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    yield batch


def _country_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3, from the shipped file."""
    database = connect(str(SHIPPED), read_only=True)
    try:
        return dict(database.execute("SELECT iso, country FROM place WHERE kind = 'country'"))
    finally:
        database.close()
