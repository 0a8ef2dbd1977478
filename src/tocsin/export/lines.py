"""Readings as lines, by the name of a format."""

from __future__ import annotations

from tocsin.export.bench import bench_record
from tocsin.export.csv import csv_header, csv_lines
from tocsin.export.parquet import row_lines
from tocsin.export.plain import Id, compact, to_dict
from tocsin.model import Reading

FORMATS = ("jsonl", "bench", "csv", "parquet")


def header(format: str) -> str:
    """What stands above the first line, its end included."""
    return csv_header() + "\n" if format == "csv" else ""


def lines_of(reading: Reading, id: Id, format: str, *, given: bool) -> str:
    """One reading in a format of `FORMATS`, the end of its last line included.

    `given` tells that the input was a text whose offsets the caller counts himself: bench output repeats it then not.
    """
    if format == "bench":
        return compact(bench_record(reading, id, with_text=not given)) + "\n"
    if format == "csv":
        return csv_lines(reading, id) + "\n"
    if format == "parquet":
        return row_lines(reading, id) + "\n"
    return compact(to_dict(reading, id)) + "\n"
