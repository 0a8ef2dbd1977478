"""Excel: a sheet of events, one of their accounts, and one about the export."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from tocsin.errors import InputError
from tocsin.export.about import About
from tocsin.export.csv import CONTROL
from tocsin.export.event_rows import ACCOUNT_COLUMNS, EVENT_COLUMNS, Row, account_rows, event_row
from tocsin.export.exported import Exported

MOST_ROWS = 1_048_576
LONGEST = 32_767
"""Characters of a cell. Both are limits of the format."""
LINK = re.compile(r"https?://[^\s\x00-\x1f\"<>]{1,2000}")
MOST_LINKS = 65_530
WIDE, NARROW, USUAL = 40, 10, 16
OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}  # fmt: skip


class Excel:
    """Strings are written as strings, so that none is run as a formula; only http and https become links."""

    def __init__(self, path: Path) -> None:
        self._rows = TemporaryDirectory(prefix="tocsin-", ignore_cleanup_errors=True)
        self._book = xlsxwriter.Workbook(str(path), OPTIONS | {"tmpdir": self._rows.name})
        self._book.use_zip64()
        self._bold = self._book.add_format({"bold": True})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._events = Sheet(self, "events", EVENT_COLUMNS)
        self._accounts = Sheet(self, "accounts", ACCOUNT_COLUMNS)

    def write(self, one: Exported) -> None:
        """Write one event and its accounts."""
        self._events.add(event_row(one))
        for row in account_rows(one):
            self._accounts.add(row)

    def finish(self, about: About) -> None:
        """Write what is known of the export, and the file."""
        facts = Sheet(self, "about", {"what": str, "value": str})
        shortened = self._events.shortened + self._accounts.shortened
        for name, value in {**about.record(), "shortened_cells": shortened}.items():
            shown = value if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)
            facts.add({"what": name, "value": None if value is None else str(shown)})
        for sheet in (self._events, self._accounts, facts):
            sheet.end()
        # the day on which it was made would make each file another one
        self._book.set_properties({"created": about.moment or datetime(2000, 1, 1, tzinfo=UTC)})
        self._book.close()

    def close(self) -> None:
        """Let go of the rows that wait on the disk, finished or not."""
        self._rows.cleanup()

    def new_sheet(self, name: str) -> Any:
        """A sheet of the book."""
        return self._book.add_worksheet(name)

    @property
    def formats(self) -> tuple[Any, Any]:
        """Of heads and of moments."""
        return self._bold, self._moment


class Sheet:
    """A table whose first row stays in sight and can be filtered; rows are written as they come."""

    def __init__(self, book: Excel, name: str, columns: Mapping[str, type]) -> None:
        self._sheet, self._name, self._columns = book.new_sheet(name), name, columns
        bold, self._moment = book.formats
        self._row, self._links, self.shortened = 0, 0, 0
        self._sheet.freeze_panes(1, 0)
        for place, (column, kind) in enumerate(columns.items()):
            self._sheet.set_column(place, place, _width(column, kind))
            self._sheet.write_string(0, place, column, bold)

    def add(self, row: Row) -> None:
        """Write a row. Raises InputError when the sheet is full."""
        self._row += 1
        if self._row >= MOST_ROWS:
            advice = "export less at once, or as parquet or csv"
            raise InputError(f"the sheet {self._name} is full", found=f"more than {MOST_ROWS:,} rows", advice=advice)
        for place, column in enumerate(self._columns):
            self._cell(place, row.get(column))

    def end(self) -> None:
        """Filters over all that was written."""
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)

    def _cell(self, place: int, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, place, value)
        elif isinstance(value, int | float):
            self._sheet.write_number(self._row, place, value)
        elif isinstance(value, datetime):
            self._sheet.write_datetime(self._row, place, value.astimezone(UTC).replace(tzinfo=None), self._moment)
        elif isinstance(value, date):
            self._sheet.write_datetime(self._row, place, value)
        else:
            self._text(place, str(value))

    def _text(self, place: int, value: str) -> None:
        flat = CONTROL.sub(" ", value).encode("utf8", "replace").decode("utf8")
        if len(flat) > LONGEST:
            self.shortened += 1
            flat = flat[: LONGEST - 1] + "…"
        if LINK.fullmatch(flat) and self._links < MOST_LINKS:
            self._links += 1
            self._sheet.write_url(self._row, place, flat, string=flat)
        else:
            self._sheet.write_string(self._row, place, flat)


def _width(column: str, kind: type) -> int:
    if column in ("value", "title", "titles", "url", "urls", "words", "actors", "recipients", "dissent"):
        return WIDE
    return USUAL if kind in (str, datetime) else NARROW + 2
