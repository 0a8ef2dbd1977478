"""The lines of a word processor's document: docx and rtf."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from tocsin.collect.files import read_bytes
from tocsin.errors import TooLargeError, UnreadablePageError
from tocsin.settings import settings

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
BODY = "word/document.xml"
MOST_XML = 10  # the XML of a text may be so many times the largest page
RTF = b"{\\rtf"
PARAGRAPH, TEXT, TAB, BREAKS = "p", "t", "tab", ("br", "cr")


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
        return _of_rtf(content, path.name)
    if zipfile.is_zipfile(io.BytesIO(content)):
        return list(_of_docx(content, path.name))
    raise UnreadablePageError(
        f"{path.name} is no document", found="another kind of file", expected="docx or rtf", advice="save it as docx"
    )


def _of_rtf(content: bytes, name: str) -> list[str]:
    import striprtf.striprtf as striprtf

    read: Any = striprtf.rtf_to_text

    try:
        return str(read(content.decode("cp1252", "replace"), errors="replace")).split("\n")
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise _broken(name, error) from error


def _of_docx(content: bytes, name: str) -> Iterator[str]:
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(BODY) as handle:
            yield from _paragraphs(_Bounded(handle, MOST_XML * settings().max_page_bytes, name))
    except KeyError as error:
        raise UnreadablePageError(f"{name} is no docx", found=f"no {BODY}", expected="a Word document") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, etree.XMLSyntaxError) as error:
        raise _broken(name, error) from error


def _paragraphs(handle: _Bounded) -> Iterator[str]:
    from lxml import etree

    tags = [mark + PARAGRAPH for mark in (WORD, STRICT)]
    for _event, element in etree.iterparse(handle, tag=tags, resolve_entities=False, no_network=True):
        yield from "".join(_words(element)).split("\n")
        element.clear()
        while element.getprevious() is not None and element.getparent() is not None:
            del element.getparent()[0]


def _words(paragraph: Any) -> Iterator[str]:
    for part in paragraph.iter():
        name = part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""
        if name == TEXT:
            yield part.text or ""
        elif name == TAB and part.getparent().tag.endswith("}r"):
            yield "\t"
        elif name in BREAKS:
            yield "\n"


class _Bounded:
    """A stream that ends in an error above a limit: the sizes that an archive states may lie."""

    def __init__(self, handle: IO[bytes], limit: int, name: str) -> None:
        self._handle, self._left, self._name = handle, limit, name

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises TooLargeError."""
        piece = self._handle.read(size if size > 0 else 65_536)
        self._left -= len(piece)
        if self._left < 0:
            raise TooLargeError(f"{self._name} is too large once unpacked", advice="split it into several exports")
        return piece


def _broken(name: str, error: Exception) -> UnreadablePageError:
    return UnreadablePageError(f"{name} is damaged", found=str(error)[:200], advice="export it again")
