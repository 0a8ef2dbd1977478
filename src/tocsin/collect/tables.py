"""Tables of articles or of addresses: CSV as spreadsheets and scripts write it."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tocsin.collect.bodies import GZIP
from tocsin.collect.pieces import Piece
from tocsin.collect.records import piece_of
from tocsin.errors import InputError, TocsinError, said_of
from tocsin.settings import settings

COLUMNS = {
    "id": "id article_id doc_id uid guid",
    "url": "url link href address permalink source_url article_url",
    "html": "html raw_html html_content",
    "text": "text body content article fulltext full_text article_text main_text",
    "title": "title headline",
    "outlet": "outlet source publication publisher newspaper site source_name",
    "published": "published date publication_date published_date publish_date pubdate published_at datetime",
    "byline": "byline author authors",
}
MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|div|p|article)\b", re.IGNORECASE)
SAMPLE = 65_536


def csv_pieces(path: Path) -> Iterator[Piece]:
    """A piece a row, by the names of the columns; a row of an address alone is a link.

    Raises InputError where no column is one that we know, OSError where the file cannot be read.
    """
    csv.field_size_limit(max(csv.field_size_limit(), settings().max_page_bytes))
    with _text(path) as handle:
        dialect, lines = _dialect(handle), _Lines(handle)
        rows = csv.reader(lines, dialect)
        names = _columns(next(rows, []), path)
        try:
            before = rows.line_num
            for row in rows:
                if lines.ended:
                    yield _never_closed(path, before + 1)
                elif any(cell.strip() for cell in row):
                    yield _piece(dict(zip(names, row, strict=False)), f"{path.name}:{rows.line_num}")
                before = rows.line_num
        except (csv.Error, EOFError, OSError) as error:
            yield Piece(
                f"{path.name}:{rows.line_num}",
                error=f"{path.name} is damaged after line {rows.line_num}; found {said_of(error)}; export it again",
            )


class _Lines:
    """Lines that tell whether they ended: a row that comes after that was still in quotation marks."""

    def __init__(self, handle: IO[str]) -> None:
        self._handle, self.ended = handle, False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._handle.readline()
        if not line:
            self.ended = True
            raise StopIteration
        return line


def _never_closed(path: Path, line: int) -> Piece:
    """All that follows such a mark would be taken for one cell."""
    error = f"{path.name} is cut off, or a quotation mark is missing, from line {line} on"
    return Piece(f"{path.name}:{line}", error=f"{error}; found its end inside a quoted cell; export it again")


def _piece(row: dict[str | None, str], name: str) -> Piece:
    record = {key: cell for key, cell in row.items() if key is not None and cell.strip()}
    if "html" not in record and MARKUP.match(record.get("text", "")):
        record["html"] = record.pop("text")
    try:
        return piece_of(record, name, None)
    except TocsinError as error:
        return Piece(name, error=str(error))


def _columns(header: list[str], path: Path) -> list[str | None]:
    """Our name of each column, the first of two that mean the same."""
    known = {said: key for key, names in COLUMNS.items() for said in names.split()}
    found: list[str | None] = []
    for said in header:
        key = known.get(re.sub(r"\W+", "_", said.strip().lower()).strip("_"))
        found.append(key if key not in found else None)
    if not {"text", "html", "url"} & set(found):
        raise InputError(
            f"{path.name} has no column of articles",
            found=", ".join(header)[:200] or "an empty file",
            expected="a column named text, html or url",
            advice="name the columns in the first row",
        )
    return found


def _dialect(handle: IO[str]) -> type[csv.Dialect]:
    """By the header alone: texts hold every sign that might part columns."""
    header = handle.readline(SAMPLE)
    handle.seek(0)
    delimiter = max(",;\t|", key=header.count)

    class Found(csv.excel):
        pass

    Found.delimiter = delimiter
    return Found


def _text(path: Path) -> IO[str]:
    """The file as text: UTF-8, UTF-16 with its mark, else Windows' western letters, which old spreadsheets write."""
    with _bytes(path) as handle:
        head = handle.read(SAMPLE)
        encoding = "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        if encoding == "utf-8-sig" and not _is_utf8(head, handle):
            encoding = "cp1252"
    return io.TextIOWrapper(_bytes(path), encoding, errors="replace", newline="")


def _bytes(path: Path) -> IO[bytes]:
    with path.open("rb") as handle:
        packed = handle.read(2) == GZIP
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]


def _is_utf8(head: bytes, rest: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
        while piece := rest.read(1_000_000):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    except (EOFError, OSError):
        return True
    return True
