from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import geopandas
import openpyxl
import pandas
import polars
import pyarrow.parquet
import pytest
from made_exports import LAST, ORAN, REBELS, about, made

from tocsin.export.away import exporting, format_of
from tocsin.export.event_rows import EVENT_COLUMNS, account_rows, event_row
from tocsin.export.exported import Exported
from tocsin.model import Place, Toll, Verification

COUNTRY = Place("Algeria", "country", "DZA", lat=28.0, lon=3.0, radius_km=900.0)
DIVISION = Place("Oran", "admin1", "DZA", "09", lat=35.5, lon=-0.5, radius_km=60.0)
WEEK = (date(2025, 10, 6), date(2025, 10, 12))
COUNCIL = ("Tuareg Council", "MLI", ("REB",))
TWO = ("Daily Lantern", 'Example, "Evening"')
EVENTS = [
    made(mode="heavy-weapons", killed=(12, 15, 15), outlets=TWO, speakers=("the ministry",)),
    made("CONSULT", actors=(REBELS, COUNCIL), recipients=(), place=None, days=None, reciprocal=True),
    made("PROTEST", "demo", place=COUNTRY, days=WEEK, tolls=(Toll("size", 200, None, None, ("r0",)),), url=None),
    made(
        "COERCE", "arrest", place=DIVISION, verification=Verification.DISPUTED,
        recipients=(("Ünïcode „quoted“\nline", None, ()),),
    ),
]  # fmt: skip


def write(path: Path, events: Sequence[Exported] = EVENTS, **query: Any) -> Path:
    facts = about(format_of(path), **query)
    with exporting(path, facts) as under_way:
        for one in events:
            under_way.write(one)
    assert facts.events == len(events)
    return path


def rows(text_safe: bool = False) -> list[dict[str, Any]]:
    """What stands in a table: as it is, or with the line ends of cells made spaces."""
    found = [event_row(one) for one in EVENTS]
    return [
        {k: v.replace("\n", " ") if text_safe and isinstance(v, str) else v for k, v in row.items()} for row in found
    ]


def same(found: Any, expected: Any) -> bool:
    if expected is None:
        return found is None or found == "" or found != found
    if isinstance(expected, datetime):
        return bool(pandas.Timestamp(found) == pandas.Timestamp(expected))
    if isinstance(expected, date):
        return str(found)[:10] == expected.isoformat()
    if isinstance(expected, float):
        return abs(float(found) - expected) < 1e-9
    return bool(found == expected)


def agree(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    assert len(found) == len(expected)
    for got, wanted in zip(found, expected, strict=True):
        differing = {name: (got[name], value) for name, value in wanted.items() if not same(got[name], value)}
        assert not differing


TEXT = {name: "string" for name, kind in EVENT_COLUMNS.items() if kind is str}


def test_csv_in_pandas(tmp_path: Path) -> None:
    whole = {name: "Int64" for name, kind in EVENT_COLUMNS.items() if kind is int}
    found = pandas.read_csv(write(tmp_path / "e.csv"), dtype=TEXT | whole, keep_default_na=False, na_values=[""])
    assert list(found.columns) == list(EVENT_COLUMNS)
    agree([{k: None if pandas.isna(v) else v for k, v in row.items()} for row in found.to_dict("records")], rows(True))


def test_csv_in_polars(tmp_path: Path) -> None:
    found = polars.read_csv(
        write(tmp_path / "e.csv"), try_parse_dates=True, schema_overrides=dict.fromkeys(TEXT, polars.String)
    )
    assert found["earliest"].dtype == polars.Date
    agree(found.to_dicts(), rows(True))


def test_csv_in_duckdb(tmp_path: Path) -> None:
    table = duckdb.sql(f"SELECT * FROM read_csv('{write(tmp_path / 'e.csv')}', types={{'schema_version': 'VARCHAR'}})")
    found = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    agree(found, rows(True))


def test_parquet_in_pandas_polars_and_duckdb(tmp_path: Path) -> None:
    path = write(tmp_path / "e.parquet", text="market")
    table = duckdb.sql(f"SELECT * FROM '{path}'")
    agree([dict(zip(table.columns, row, strict=True)) for row in table.fetchall()], rows())
    agree(polars.read_parquet(path).to_dicts(), rows())
    in_pandas = pandas.read_parquet(path)
    agree([{k: None if pandas.isna(v) else v for k, v in row.items()} for row in in_pandas.to_dict("records")], rows())
    kept = json.loads(pyarrow.parquet.read_metadata(path).metadata[b"tocsin"])
    assert kept["query"] == {"text": "market"}
    assert kept["coders"] == [{"version": "1.0", "model": "m1", "codebook": "c1", "knowledge": "k1", "events": 4}]


def test_jsonl_in_pandas_polars_and_duckdb(tmp_path: Path) -> None:
    path = write(tmp_path / "e.jsonl")
    records = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
    assert [record["id"] for record in records] == [one.event.id for one in EVENTS]
    assert records[0]["tolls"][0]["best"] == 15
    assert records[0]["sources"][1] == {
        "article": "a1", "url": "https://lantern.example/1", "outlet": 'Example, "Evening"',
        "title": "What happened in Oran", "published": "2025-10-16", "language": "en",
    }  # fmt: skip
    assert list(pandas.read_json(path, lines=True)["id"]) == [record["id"] for record in records]
    assert polars.read_ndjson(path)["id"].to_list() == [record["id"] for record in records]
    assert duckdb.sql(f"SELECT tolls[1].best FROM '{path}'").fetchall()[0] == (15,)


def test_packed_files_are_the_same_every_time(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    one, other = (write(folder / "e.jsonl.gz") for folder in (tmp_path, tmp_path / "again"))
    assert one.read_bytes() == other.read_bytes()
    assert len(pandas.read_json(one, lines=True)) == 4


def test_a_packed_table_is_read_back(tmp_path: Path) -> None:
    assert pandas.read_csv(write(tmp_path / "e.csv.gz"))["event"][0] == EVENTS[0].event.id


def test_geojson_in_geopandas(tmp_path: Path) -> None:
    path = write(tmp_path / "e.geojson")
    found = geopandas.read_file(path)
    assert found.crs.to_epsg() == 4326
    assert list(found["event"]) == [one.event.id for one in EVENTS]
    points = [None if g is None or g.is_empty else (g.y, g.x) for g in found.geometry]
    assert points == [(ORAN.lat, ORAN.lon), None, None, (35.5, -0.5)]
    assert list(found["place_precision"])[::2] == ["city", "country"]
    raw = json.loads(path.read_text(encoding="utf8"))
    assert [f["geometry"] is None for f in raw["features"]] == [False, True, True, False]
    assert raw["about"]["events"] == 4
    agree([feature["properties"] for feature in raw["features"]], rows())


def test_excel_has_types_links_and_sheets(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "e.xlsx", country=["DZA"]))
    assert book.sheetnames == ["events", "accounts", "about"]
    sheet = book["events"]
    table = list(sheet.values)
    assert list(table[0]) == list(EVENT_COLUMNS)
    found = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    expected = rows(True)
    for row in expected:  # Excel knows no time zones: what it shows is UTC
        row |= {name: row[name].replace(tzinfo=None) for name in ("recorded_at", "updated_at")}
    agree(found, expected)
    assert isinstance(found[0]["earliest"], datetime)
    assert (sheet.freeze_panes, sheet.auto_filter.ref.split(":")[0]) == ("A2", "A1")
    accounts = list(book["accounts"].values)
    assert len(accounts) == 1 + sum(len(list(account_rows(one))) for one in EVENTS)
    links = {cell.hyperlink.target for row in book["accounts"].iter_rows() for cell in row if cell.hyperlink}
    assert links == {"https://lantern.example/0", "https://lantern.example/1"}
    facts = dict(list(book["about"].values)[1:])
    assert json.loads(facts["query"]) == {"country": ["DZA"]}
    assert facts["tocsin"] == "9.9"


def test_atom_is_read_by_a_feed_reader(tmp_path: Path) -> None:
    path = write(tmp_path / "e.atom", country=["DZA", "MLI"])
    found = feedparser.parse(path.read_bytes())
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.title == "Events: country DZA or MLI"
    assert found.feed.updated == "2025-10-16T09:30:00Z"
    assert [entry.id for entry in found.entries] == [f"tag:tocsin.invalid,2026:event/{e.event.id}" for e in EVENTS]
    first = found.entries[0]
    assert datetime(*first.updated_parsed[:6], tzinfo=UTC) == LAST
    assert [author["name"] for author in first.authors] == ["Daily Lantern", 'Example, "Evening"']
    assert [(link.rel, link.href) for link in first.links] == [
        ("alternate", "https://lantern.example/0"), ("related", "https://lantern.example/1"),
    ]  # fmt: skip
    assert "12-15-15 killed" in first.title
    assert "links" not in found.entries[2] or not found.entries[2].links


def test_atom_has_what_the_standard_demands(tmp_path: Path) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(write(tmp_path / "e.atom").read_bytes())
    for holder in (feed, *feed.iter(atom + "entry")):
        for name in ("id", "title", "updated"):
            assert len(holder.findall(atom + name)) == 1
    assert feed.findall(atom + "author")
    assert all(entry.find(atom + "content") is not None for entry in feed.iter(atom + "entry"))


HOSTILE = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "|calc", "javascript:alert(1)"]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_run(tmp_path: Path, words: str) -> None:
    one = made(title=words, outlets=(words,), url=words, actors=((words, "DZA", ("REB",)),))
    table = pandas.read_csv(write(tmp_path / "e.csv", [one]), dtype="string", keep_default_na=False)
    for cell in table.iloc[0]:
        assert not cell.lstrip().startswith(tuple("=+-@|＝")) or cell[1:].replace(".", "").isdigit()
    book = openpyxl.load_workbook(write(tmp_path / "e.xlsx", [one]))
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]
    feed = feedparser.parse(write(tmp_path / "e.atom", [one]).read_bytes())
    assert not feed.entries[0].get("links")


def test_numbers_below_zero_stay_numbers(tmp_path: Path) -> None:
    assert pandas.read_csv(write(tmp_path / "e.csv"))["lon"][0] == ORAN.lon


def test_what_xml_and_json_cannot_hold_does_not_break_them(tmp_path: Path) -> None:
    one = made(title="a\x00b\x1b[2J\ud800<b>&amp;", actors=(("\x07\ud800 rebels", "DZA", ("REB",)),))
    for name in ("atom", "xlsx", "parquet", "geojson", "jsonl", "csv"):
        write(tmp_path / f"e.{name}", [one])
    assert "<b>&amp;amp;" not in feedparser.parse((tmp_path / "e.atom").read_bytes()).entries[0].title
    assert not feedparser.parse((tmp_path / "e.atom").read_bytes()).bozo
    json.loads((tmp_path / "e.geojson").read_bytes())
    assert openpyxl.load_workbook(tmp_path / "e.xlsx")["events"]["A2"].value == "1.0"


def test_a_cell_longer_than_excel_takes_is_shortened_and_said(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "e.xlsx", [made(title="x" * 40_000)]))
    titles = [row["titles"] for row in _table(book["events"])]
    assert len(titles[0]) == 32_767
    assert dict(list(book["about"].values)[1:])["shortened_cells"] == "2"


def _table(sheet: Any) -> list[dict[str, Any]]:
    head, *body = sheet.values
    return [dict(zip(head, row, strict=True)) for row in body]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "geojson", "xlsx", "atom"])
def test_an_empty_store_makes_an_empty_file(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"e.{ending}", [])
    read = {
        "csv": lambda: len(pandas.read_csv(path)),
        "jsonl": lambda: len(path.read_text(encoding="utf8")),
        "parquet": lambda: len(pandas.read_parquet(path)),
        "geojson": lambda: len(json.loads(path.read_bytes())["features"]),
        "xlsx": lambda: openpyxl.load_workbook(path)["events"].max_row - 1,
        "atom": lambda: len(feedparser.parse(path.read_bytes()).entries),
    }
    assert read[ending]() == 0
    assert json.loads(path.with_name(f"e.{ending}.about.json").read_bytes())["events"] == 0


def test_text_formats_go_to_any_stream() -> None:
    from tocsin.export.event_text import csv_accounts

    out = io.BytesIO()
    lines = csv_accounts(out)
    lines.write(EVENTS[0])
    assert pandas.read_csv(io.BytesIO(out.getvalue()))["producer"].tolist() == ["Daily Lantern", 'Example, "Evening"']
