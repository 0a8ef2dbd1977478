"""Pages in web archives, as Common Crawl's news crawl and others write them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from tocsin.collect.bodies import GZIP
from tocsin.collect.dates import stated
from tocsin.collect.pieces import Piece
from tocsin.errors import said_of
from tocsin.model import Page
from tocsin.settings import settings

TYPES = ("text/html", "application/xhtml+xml", "text/plain")
RECORDS = ("response", "resource", "revisit")
ENDS = (b"\r\n\r\n", b"\n\n")


def warc_pieces(path: Path) -> Iterator[Piece]:
    """The pages of an archive, in its order; a revisit says that its page was as before.

    When the archive fetched a page says nothing about when it was published. What is no page (pictures, styles,
    errors, robots.txt) is passed over; a damaged archive ends with an error. Raises OSError where it cannot be opened.
    """
    with path.open("rb") as handle:
        packed = handle.read(2) == GZIP
        handle.seek(0)
        stream = Sound(gzip.GzipFile(fileobj=handle) if packed else handle)
        try:
            yield from _pieces(stream)
        except Exception as error:  # on a damaged archive the library fails in many ways, few of them its own
            stream.damage = stream.damage or _said(error)
        if stream.damage:
            yield Piece(path.name, error=f"{path.name} is damaged or cut off; found {stream.damage}; expected a WARC")


class Sound:
    """A stream that keeps in mind how it ended; its reader would take any end for a good one."""

    def __init__(self, plain: IO[bytes] | gzip.GzipFile) -> None:
        self._plain, self._tail = plain, b""
        self.damage: str | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none after the damage."""
        try:
            found = self._plain.read(size) if self.damage is None else b""
        except (EOFError, OSError, zlib.error) as error:
            self.damage = str(error)
            return b""
        if found:
            self._tail = (self._tail + found)[-4:]
        elif size and not self._tail.endswith(ENDS):
            self.damage = "its end in the middle of a record"
        return found

    def tell(self) -> int:
        """Bytes read so far."""
        return self._plain.tell()


def _pieces(stream: Sound) -> Iterator[Piece]:
    from warcio.archiveiterator import ArchiveIterator

    archive = ArchiveIterator(stream, arc2warc=True)
    for record in archive:
        piece = _piece(record)
        if piece is not None:
            yield piece
    if archive.err_count:
        stream.damage = stream.damage or "records that are longer than they say"


def _piece(record: Any) -> Piece | None:
    url = record.rec_headers.get_header("WARC-Target-URI")
    if record.rec_type not in RECORDS or not url or not url.startswith(("http://", "https://")):
        return None
    at = _moment(record.rec_headers.get_header("WARC-Date"))
    if record.rec_type == "revisit":
        return Piece(url, at=at, unchanged=True)
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() not in ("200", "203"):
        return None
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    if not kind.lower().strip().startswith(TYPES) or url.endswith("/robots.txt"):
        return None
    return _page(record, url, kind, at)


def _page(record: Any, url: str, kind: str, at: datetime | None) -> Piece:
    limit = settings().max_page_bytes
    cut = record.rec_headers.get_header("WARC-Truncated")
    if cut:
        return Piece(url, at=at, error=f"{url} was cut off by its archive; found '{cut}'; expected the whole page")
    content = _read(record.content_stream(), limit + 1)
    if len(content) > limit:
        return Piece(
            url, at=at, error=f"{url} is too large; found over {limit:,} bytes; raise TOCSIN_MAX_PAGE_BYTES"
        )  # fmt: skip
    if _is_cut_off(record):
        return Piece(url, at=at, error=f"{url} is damaged or cut off in its archive; expected the whole page")
    if not content:
        return Piece(url, at=at, error=f"{url} is empty in its archive; expected a page")
    return Piece(url, at=at, page=Page(content, url, kind))


def _said(error: Exception) -> str:
    """What is wrong with the archive; where the library tripped over itself, its words are about Python."""
    if isinstance(error, AttributeError | TypeError | LookupError):
        return "a record whose head is broken"
    return said_of(error)[:200]


def _read(stream: Any, limit: int) -> bytes:
    """At most `limit` bytes: the stream unpacks, and one call may give less than is asked for."""
    found, size = [], 0
    while size < limit and (piece := stream.read(min(65_536, limit - size))):
        found.append(piece)
        size += len(piece)
    return b"".join(found)


def _is_cut_off(record: Any) -> bool:
    """Whether the archive holds less of the record than it says: the library ends such records without a word."""
    while record.raw_stream.read(65_536):
        pass
    return getattr(record.raw_stream, "limit", 0) > 0


def _moment(said: str | None) -> datetime | None:
    found = stated(said)
    return datetime.fromisoformat(found) if found else None
