"""The lines of a word processor's document: docx and rtf."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from tocsin.collect.files import read_bytes
from tocsin.errors import TooLargeError, UnreadablePageError, said_of
from tocsin.settings import settings

BODY = "word/document.xml"
MOST = 3_000_000  # elements; a thousand articles have less than one million
RTF, ZIP = b"{\\rtf", b"PK\x03\x04"
ESCAPED = re.compile(rb"\\[\\{}]")
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)
PIECE, MOST_PIECES = 65_536, 2_000
BREAKS = ("br", "cr")


def document_lines(path: Path) -> list[str]:
    """The lines of a document, empty ones kept.

    Raises InputError where the file cannot be read, UnreadablePageError where it is no such document, TooLargeError
    above the limits.
    """
    content = read_bytes(path)
    limit = settings().max_page_bytes
    if len(content) > limit:
        raise TooLargeError(
            f"{path.name} is too large", found=f"over {limit:,} bytes", advice="raise TOCSIN_MAX_PAGE_BYTES"
        )
    if content.lstrip()[:5] == RTF:
        if _is_cut_off(content):
            raise _broken(path.name, EOFError("its end inside of a group: it is cut off"))
        return _of_rtf(content, path.name)
    if zipfile.is_zipfile(io.BytesIO(content)):
        return _of_docx(content, path.name)
    if content.startswith(ZIP):
        raise _broken(path.name, EOFError("the beginning of a docx without its end: it is cut off"))
    raise UnreadablePageError(
        f"{path.name} is no document", found="another kind of file", expected="docx or rtf", advice="save it as docx"
    )


def _is_cut_off(content: bytes) -> bool:
    """Whether groups of an RTF are left open; where it carries raw bytes, braces tell nothing."""
    plain = ESCAPED.sub(b"", content)
    return b"\\bin" not in plain and plain.count(b"{") > plain.count(b"}")


def _of_rtf(content: bytes, name: str) -> list[str]:
    import striprtf.striprtf as striprtf

    read: Any = striprtf.rtf_to_text

    try:
        return str(read(content.decode("cp1252", "replace"), errors="replace")).split("\n")
    except Exception as error:  # whatever a reader of a stranger's bytes may trip over
        raise _broken(name, error) from error


def _of_docx(content: bytes, name: str) -> list[str]:
    from lxml import etree

    text = _Text(name)
    # no tree is built: one of many small elements would take fifty times the room of its file
    parser = etree.XMLParser(target=text, resolve_entities=False, no_network=True)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(BODY) as handle:
            for number, piece in enumerate(iter(lambda: handle.read(PIECE), b"")):
                if number == MOST_PIECES:
                    raise _too_large(name)
                parser.feed(piece)
        parser.close()
    except KeyError as error:
        raise UnreadablePageError(f"{name} is no docx", found=f"no {BODY}", expected="a Word document") from error
    except (*BROKEN, etree.XMLSyntaxError) as error:
        raise _broken(name, error) from error
    return text.lines


class _Text:
    """Gathers the lines of a document as its elements pass by. Raises TooLargeError above `MOST` elements."""

    def __init__(self, name: str) -> None:
        self.lines: list[str] = []
        self._name, self._elements, self._words = name, 0, [""]
        self._inside, self._run = False, False

    def start(self, tag: str, attributes: Any) -> None:
        """An element begins."""
        self._elements += 1
        if self._elements > MOST:
            raise _too_large(self._name)
        name = tag.rpartition("}")[2]
        self._inside = name == "t"
        self._run = self._run or name == "r"
        if name in BREAKS:
            self._end_line()
        elif name == "tab" and self._run:  # outside of a run it is a stop of the ruler
            self._words.append("\t")

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition("}")[2]
        self._inside = False
        if name == "p":
            self._end_line()
        elif name == "r":
            self._run = False

    def data(self, words: str) -> None:
        """What stands in it."""
        if self._inside:
            self._words.append(words)

    def close(self) -> None:
        """The document ends."""
        self._end_line()

    def _end_line(self) -> None:
        self.lines.append("".join(self._words))
        self._words = []


def _too_large(name: str) -> TooLargeError:
    return TooLargeError(f"{name} is too large once unpacked", advice="split it into several exports")


def _broken(name: str, error: Exception) -> UnreadablePageError:
    return UnreadablePageError(f"{name} is damaged", found=said_of(error)[:200], advice="export it again")
