"""Parquet, a row group at a time; needs the extra `tocsin[parquet]`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tocsin.errors import InputError
from tocsin.export.plain import Id, compact
from tocsin.export.table import COLUMNS, rows_of
from tocsin.model import Reading

GROUP = 10_000


def need_pyarrow() -> Any:
    """The pyarrow module. Raises InputError that says how to install it."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise InputError(
            "Parquet needs pyarrow", found="none installed", advice="run: pip install 'tocsin[parquet]'"
        ) from error
    return pyarrow


def row_lines(reading: Reading, id: Id) -> str:
    """The rows of a reading as lines of JSON, for `write_parquet`; without the last line's end."""
    return "\n".join(compact(row) for row in rows_of(reading, id))


def write_parquet(lines: Iterable[bytes], output: Path) -> int:
    """Turn lines of `row_lines` into a Parquet file; returns the rows written. Holds one row group in memory."""
    arrow = need_pyarrow()
    kinds = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    schema = arrow.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
    unfinished = output.with_name(output.name + ".part")
    count = 0
    with arrow.parquet.ParquetWriter(unfinished, schema, compression="zstd") as writer:
        for group in _groups(lines):
            columns = {n: [_value(row.get(n), kind) for row in group] for n, kind in COLUMNS.items()}
            writer.write_table(arrow.table(columns, schema=schema))
            count += len(group)
    unfinished.replace(output)
    return count


def _groups(lines: Iterable[bytes]) -> Iterator[list[dict[str, Any]]]:
    rows = (json.loads(line) for line in lines)
    while group := list(islice(rows, GROUP)):
        yield group


def _value(value: Any, kind: type) -> Any:
    if isinstance(value, str):
        return value.encode("utf8", "replace").decode("utf8")
    return float(value) if kind is float and value is not None else value
