"""Bytes to text: unpacked, in the right charset, with clear errors for what is no page at all."""

from __future__ import annotations

import codecs
import re
import zlib

from tocsin.errors import BinaryPageError, EmptyPageError, TooLargeError, TruncatedPageError, said_of
from tocsin.model.article import Page

_MAGIC = {
    b"%PDF": "a PDF file", b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive or office document", b"\x7fELF": "a program", b"RIFF": "a sound, film or picture",
    b"BZh": "a bzip2 archive", b"\xfd7zXZ": "an xz archive", b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"SQLite format 3": "a database",
    b"\x00\x00\x00\x18ftyp": "a film", b"\xd0\xcf\x11\xe0": "an office document",
}  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.I,
)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.I)
# browsers read these names as their larger Windows cousins, and so do the pages' authors
_LARGER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_TWICE = re.compile(
    "(?:[\u00c2-\u00f4\u0152-\u017e\u0192\u02c6\u02dc][\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3})+"
)


def decoded(page: Page, largest: int) -> str:
    """The page's text or markup as one string.

    `largest`: bytes that a page may have, packed and unpacked. A string is returned as it is. Raises `EmptyPageError`,
    `TooLargeError`, `BinaryPageError` or `TruncatedPageError`.
    """
    content = page.content
    if isinstance(content, str):
        if len(content) > largest:
            raise _too_large(page, len(content), largest)
        if not content.strip("\x00 \t\r\n\f\ufeff"):
            raise _empty(page)
        return content
    if len(content) > largest:
        raise _too_large(page, len(content), largest)
    content = _unpacked(page, content, largest)
    if not content.strip(b"\x00 \t\r\n\f"):
        raise _empty(page)
    charset = _by_bom(content) or _wide_without_bom(content)
    if charset is None:
        _refuse_binary(page, content)
    text = mended(_read(content, charset, page.content_type).replace("\x00", "").lstrip("\ufeff"))
    if not text.strip():
        raise _empty(page)
    return text


def mended(text: str) -> str:
    """`text` with UTF-8 that was once read as Windows-1252 put right ('â€™' to '’')."""
    if text.isascii() or ("Ã" not in text and "â€" not in text and "Â" not in text):
        return text
    return _TWICE.sub(_once, text)


def _once(found: re.Match[str]) -> str:
    try:
        raw = bytes(b for c in found[0] for b in (c.encode("cp1252", "ignore") or c.encode("latin-1")))
        return raw.decode("utf8")
    except UnicodeError:
        return found[0]


def _name(page: Page) -> str:
    return page.url or "the page"


def _empty(page: Page) -> EmptyPageError:
    return EmptyPageError(
        f"{_name(page)} is empty",
        found="no character",
        expected="HTML or text",
        advice="check that the download was complete",
    )


def _too_large(page: Page, size: int, largest: int) -> TooLargeError:
    # of a file no more than one byte above the limit is read
    found = f"{size / 1e6:.1f} MB" if size > largest + 1 else f"over {largest / 1e6:.1f} MB"
    return TooLargeError(
        f"{_name(page)} is too large", found=found, expected=f"at most {largest / 1e6:.1f} MB",
        advice="raise TOCSIN_MAX_PAGE_BYTES if it is a page all the same",
    )  # fmt: skip


def _unpacked(page: Page, content: bytes, largest: int) -> bytes:
    for _ in range(2):
        if not content.startswith(b"\x1f\x8b"):
            break
        engine = zlib.decompressobj(31)
        try:
            out = engine.decompress(content, largest + 1)
        except zlib.error as error:
            raise TruncatedPageError(
                f"{_name(page)} is damaged", found=f"a gzip stream that does not unpack ({said_of(error)})",
                expected="a whole gzip file",
                advice="fetch it again",
            ) from error  # fmt: skip
        if len(out) > largest:
            raise _too_large(page, len(out), largest)
        if not engine.eof:
            raise TruncatedPageError(
                f"{_name(page)} is cut off", found=f"a gzip stream that ends after {len(out):,} bytes of text",
                expected="its end mark", advice="fetch it again",
            )  # fmt: skip
        content = out
    return content


def _by_bom(content: bytes) -> str | None:
    return next((name for bom, name in _BOMS if content.startswith(bom)), None)


def _wide_without_bom(content: bytes) -> str | None:
    """UTF-16 whose mark was lost: every other byte of a Latin text is zero."""
    head = content[:2000]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def _refuse_binary(page: Page, content: bytes) -> None:
    head = content[:20_000]
    kind = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), None)
    control = len(head) - len(head.translate(None, _CONTROL))
    if kind is None and control <= 0.05 * len(head):
        return
    raise BinaryPageError(
        f"{_name(page)} is no text", found=kind or f"{control * 100 // len(head)} % control bytes",
        expected="HTML or plain text",
        advice="give the page itself, or the text taken from the file",
    )  # fmt: skip


def _read(content: bytes, charset: str | None, content_type: str | None) -> str:
    if charset:
        return content.decode(charset, "replace")
    try:
        # what decodes as UTF-8 and is not plain ASCII is UTF-8, whatever the header says
        return content.decode("utf8")
    except UnicodeDecodeError:
        pass
    for name in _declared(content, content_type):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(content)


def _declared(content: bytes, content_type: str | None) -> list[str]:
    header = _HEADER.search(content_type or "")
    meta = _META.search(content[:8192])
    said = [header[1] if header else "", (meta[1] or meta[2]).decode("ascii", "ignore") if meta else ""]
    names = []
    for name in said:
        try:
            plain = codecs.lookup(name).name
        except LookupError:
            continue
        names.append(_LARGER.get(plain, plain))
    return names


def _guessed(content: bytes) -> str:
    broken = content.decode("utf8", "replace")
    # a few damaged bytes in a long UTF-8 page: keep it, lose them
    marks = broken.count("\ufffd")
    if marks * 200 < len(broken) and sum(not c.isascii() for c in broken[:50_000]) > 3 * marks:
        return broken
    from charset_normalizer import from_bytes

    best = from_bytes(content[:200_000]).best()
    name = best.encoding if best else "cp1252"
    return content.decode(_LARGER.get(name, name), "replace")
