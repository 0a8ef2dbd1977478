"""Events as lines of text: a table of cells, or a record of JSON a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO, Any

from tocsin.export.about import About
from tocsin.export.csv import cells_line
from tocsin.export.event_rows import ACCOUNT_COLUMNS, EVENT_COLUMNS, Row, account_rows, event_row
from tocsin.export.events import event_record
from tocsin.export.exported import Exported
from tocsin.export.plain import compact, plain


def event_lines(one: Exported) -> str:
    """All that the event holds, as one line of JSON, its end included; spans stay with the readings."""
    when = one.when
    record: dict[str, Any] = event_record(one.event) | {
        "earliest": when.earliest.isoformat() if when else None,
        "latest": when.latest.isoformat() if when else None,
        "date_precision": when.precision if when else None,
        "sources": [plain(source, "") for source in one.sources],
        "coders": [plain(coder, "") for coder in one.coders],
        "corrections": [plain(correction, "") for correction in one.corrections],
        "recorded_at": one.recorded_at.isoformat(),
        "updated_at": one.updated_at.isoformat(),
    }
    return compact(record) + "\n"


class Lines:
    """Writes what `lines_of` makes of each event."""

    def __init__(self, out: IO[bytes], lines_of: Callable[[Exported], str], header: str = "") -> None:
        self._out, self._lines_of = out, lines_of
        out.write(header.encode("utf8"))

    def write(self, one: Exported) -> None:
        """Write one event."""
        self._out.write(self._lines_of(one).encode("utf8"))

    def finish(self, about: About) -> None:
        """Nothing comes after the last line."""


def table_lines(rows: Iterable[Row], columns: Iterable[str], delimiter: str = ",") -> str:
    """Rows as harmless lines, the end of the last one included."""
    names = list(columns)
    return "".join(cells_line((row.get(name) for name in names), delimiter) + "\n" for row in rows)


def csv_events(out: IO[bytes]) -> Lines:
    """CSV, one row an event."""
    return Lines(out, lambda one: table_lines([event_row(one)], EVENT_COLUMNS), cells_line(EVENT_COLUMNS) + "\n")


def csv_accounts(out: IO[bytes]) -> Lines:
    """CSV, one row an account."""
    return Lines(out, lambda one: table_lines(account_rows(one), ACCOUNT_COLUMNS), cells_line(ACCOUNT_COLUMNS) + "\n")


def jsonl_events(out: IO[bytes]) -> Lines:
    """JSONL, one record an event."""
    return Lines(out, event_lines)
