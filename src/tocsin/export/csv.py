"""CSV that a spreadsheet opens without running it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from tocsin.export.plain import Id
from tocsin.export.table import COLUMNS, rows_of
from tocsin.model import Reading

# what programs strip before they look at a cell, or nobody sees: space, quotation marks, marks without a width
BEFORE = r"[\s\x00-\x1f\x7f-\x9f\"'`\u00ad\u061c\u180e\u2018-\u201f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*"
# a spreadsheet takes a cell that begins so for a formula; wide forms of the signs count too
FORMULA = re.compile(BEFORE + r"[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def csv_header() -> str:
    """The line of column names, without its end."""
    return _line(list(COLUMNS))


def csv_lines(reading: Reading, id: Id) -> str:
    """The rows of a reading, each on one line, without the last line's end."""
    return "\n".join(_line([_cell(value) for value in row.values()]) for row in rows_of(reading, id))


def harmless(value: str) -> str:
    """A text cell on one line that no spreadsheet takes for a formula: an apostrophe goes before where it would."""
    flat = CONTROL.sub(" ", value)
    flat = "".join(c if not 0xD800 <= ord(c) < 0xE000 else "\ufffd" for c in flat)
    return "'" + flat if FORMULA.match(value) else flat


def cells_line(values: Iterable[Any], delimiter: str = ",") -> str:
    """Values as one line of harmless cells, without its end; days and moments are written in ISO 8601."""
    return _line([_cell(value) for value in values], delimiter)


def _cell(value: str | int | float | bool | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else repr(value)


def _line(cells: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="").writerow(cells)
    return out.getvalue()
