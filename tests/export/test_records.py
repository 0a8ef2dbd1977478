from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import jsonschema
import pytest
from built import TEXT, article, reading, span
from hypothesis import given
from hypothesis import strategies as st

from tocsin.export import FORMATS, bench_record, header, json_schema, lines_of, to_dict
from tocsin.export.csv import harmless
from tocsin.export.plain import compact
from tocsin.export.table import COLUMNS
from tocsin.export.verify import faults_of
from tocsin.model import Reading


def test_every_span_carries_its_words() -> None:
    record = to_dict(reading(), "a1")
    report = record["reports"][0]
    assert record["id"] == "a1"
    assert report["triggers"] == [{"start": TEXT.index("shelled"), "end": TEXT.index("shelled") + 7, "text": "shelled"}]
    assert report["status"] == "claim"
    assert report["attribution"][0]["speaker"]["text"] == "Colonel Osei"
    assert report["schema_version"] == record["schema_version"]
    assert "head" not in report["actors"][0]


def test_record_is_what_the_schema_says() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    record = json.loads(compact(to_dict(reading())))
    jsonschema.validate(record, schema)
    record["reports"][0]["status"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, schema)


def test_record_of_a_failure_is_what_the_schema_says() -> None:
    failed = Reading(replace(article(""), zones=()), error="nothing there")
    jsonschema.validate(to_dict(failed, 7), json_schema())


def test_bench_record_follows_the_format() -> None:
    record = bench_record(reading(), 3, with_text=False)
    event = record["events"][0]
    assert record["id"] == 3
    assert "text" not in record
    assert event["date"] == "2025-10-13"
    assert event["attributed_to"] == ["Colonel Osei"]
    assert (event["killed"], event["injured"]) == (12, None)
    assert event["actors"][0]["country"] == "GHA"
    assert event["actors"][0]["sector"] == "REB"
    assert record["toponyms"][1] == {
        "start": span("harbour").start, "end": span("harbour").end,
        "country": None, "lat": None, "lon": None, "geonameid": None, "role": "literal",
    }  # fmt: skip
    assert bench_record(reading(), 3, with_text=True)["text"] == TEXT


def test_sound_record_has_no_faults() -> None:
    assert faults_of(to_dict(reading())) == []


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("reports", 0, "triggers", 0, "text"), "shelling", "says 'shelling'"),
        (("reports", 0, "actors", 0, "span", "end"), 9999, "characters"),
        (("article", "sha256"), "0", "hash"),
        (("article", "url"), "https://other.example/", "article.id"),
        (("article", "zones", 1, "kind"), "related", "no zone that may be coded"),
        (("article", "zones", 1, "start"), 3, "overlaps"),
        (("reports", 0, "id"), "r0", "does not follow"),
        (("reports", 0, "article"), "a0", "not the id"),
        (("reports", 0, "triggers"), [], "no trigger"),
        (("schema_version",), "9", "schema_version"),
        (("article",), None, "no article"),
    ],
)
def test_each_broken_promise_is_found(path: tuple[str | int, ...], value: object, told: str) -> None:
    record = to_dict(reading())
    at = record
    for key in path[:-1]:
        at = at[key]  # type: ignore[index]
    at[path[-1]] = value  # type: ignore[index]
    assert any(told in fault for fault in faults_of(record))


def test_csv_has_a_row_a_report_and_one_for_silence() -> None:
    silent = replace(reading(), reports=(), error="not coded")
    content = header("csv") + lines_of(reading(), "x", "csv", given=True) + lines_of(silent, "y", "csv", given=True)
    rows = list(csv.DictReader(io.StringIO(content)))
    assert list(rows[0]) == list(COLUMNS)
    assert [(row["input_id"], row["type"], row["error"]) for row in rows] == [
        ("x", "ASSAULT", ""),
        ("y", "", "not coded"),
    ]
    assert rows[0]["killed_lowest"] == "12"
    assert rows[0]["killed_highest"] == ""
    assert rows[0]["lat"] == "5.67"
    assert rows[0]["lon"] == "-0.02"


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1", "|x", "％".replace("％", "%"), "＝1",
        '"=1', '" =1', "'=1", "\ufeff=1", "\u200b+1", "\x00=1", "\x00 =1", "\u201c@x", "\u00a0-1", "\u2060\u202e=1",
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell).startswith("'")


@pytest.mark.parametrize("cell", ["Navy of Chile", '"We did," he said', "'Unrest' in Lima", "12 killed", "", " ", '"'])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


@given(st.text())
def test_no_cell_leaves_its_line_or_runs(text: str) -> None:
    cell = harmless(text)
    assert len(cell.splitlines()) <= 1
    assert not cell.startswith(tuple("=+-@\t\r\n"))
    cell.encode("utf8")


@pytest.mark.parametrize("format", FORMATS)
def test_lines_end_and_hold_no_other_end(format: str) -> None:
    hostile = replace(reading(), notes=("a\u2028b\x85c\ud800",), error="x\r\ny")
    lines = lines_of(hostile, "i\nd", format, given=True)
    assert lines.endswith("\n")
    assert len(lines.splitlines()) == 1
    lines.encode("utf8")


def test_parquet_holds_the_same_rows(tmp_path) -> None:  # type: ignore[no-untyped-def]
    parquet = pytest.importorskip("pyarrow.parquet")
    from tocsin.export.parquet import write_parquet

    lines = lines_of(reading(), "x", "parquet", given=True).encode().splitlines()
    assert write_parquet(lines * 3, tmp_path / "out.parquet") == 3
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.column_names == list(COLUMNS)
    assert table.column("killed_best").to_pylist() == [12, 12, 12]
    assert table.column("lat").to_pylist()[0] == 5.67
