"""Readings in the formats that people use; one module a format."""

from tocsin.export.bench import bench_record
from tocsin.export.lines import FORMATS, header, lines_of
from tocsin.export.plain import to_dict
from tocsin.export.schema import json_schema

__all__ = ["FORMATS", "bench_record", "header", "json_schema", "lines_of", "to_dict"]
