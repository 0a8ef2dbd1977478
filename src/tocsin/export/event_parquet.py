"""Events as Parquet, a row group at a time; needs the extra `tocsin[parquet]`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from tocsin.export.about import About
from tocsin.export.event_rows import EVENT_COLUMNS, Row, event_row
from tocsin.export.exported import Exported
from tocsin.export.parquet import GROUP, need_pyarrow
from tocsin.export.plain import compact


class Parquet:
    """One row an event, in the columns of the CSV with their types; the facts of the export are metadata `tocsin`."""

    def __init__(self, path: Path) -> None:
        arrow = need_pyarrow()
        kinds = {
            str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_(),
            date: arrow.date32(), datetime: arrow.timestamp("us", tz="UTC"),
        }  # fmt: skip
        self._arrow, self._rows = arrow, list[Row]()
        self._schema = arrow.schema([(name, kinds[kind]) for name, kind in EVENT_COLUMNS.items()])
        self._writer: Any = arrow.parquet.ParquetWriter(path, self._schema, compression="zstd")

    def write(self, one: Exported) -> None:
        """Take one event."""
        self._rows.append(event_row(one))
        if len(self._rows) == GROUP:
            self._write_group()

    def finish(self, about: About) -> None:
        """Write the rest and the facts of the export."""
        if self._rows:
            self._write_group()
        self._writer.add_key_value_metadata({"tocsin": compact(about.record())})
        self._writer.close()

    def close(self) -> None:
        """Let go of the file, finished or not."""
        self._writer.close()

    def _write_group(self) -> None:
        columns = {name: [_storable(row[name]) for row in self._rows] for name in EVENT_COLUMNS}
        self._writer.write_table(self._arrow.table(columns, schema=self._schema))
        self._rows.clear()


def _storable(value: Any) -> Any:
    return value.encode("utf8", "replace").decode("utf8") if isinstance(value, str) else value
