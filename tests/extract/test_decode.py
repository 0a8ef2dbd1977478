"""Bytes to text: charsets, damage, and what is refused with a reason."""

from __future__ import annotations

import gzip

import pytest

from tocsin.errors import BinaryPageError, EmptyPageError, PageError, TooLargeError, TruncatedPageError
from tocsin.extract.decode import decoded, mended
from tocsin.model.article import Page

TEXT = "Die Armee überschritt am Dienstag den Fluß, sagte die Behörde – „ohne Verluste“."
LIMIT = 1_000_000


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_needs_no_declaration(charset: str) -> None:
    assert decoded(Page(TEXT.encode(charset)), LIMIT) == TEXT


@pytest.mark.parametrize(
    ("content", "header"),
    [
        (TEXT.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (TEXT.encode("cp1252"), "text/html; charset=windows-1252"),
        (TEXT.encode("utf-8"), "text/html; charset=iso-8859-1"),
    ],
)
def test_the_header_is_believed_where_it_can_be_true(content: bytes, header: str) -> None:
    assert decoded(Page(content, content_type=header), LIMIT) == TEXT


def test_the_meta_element_is_believed() -> None:
    markup = '<html><head><meta content="text/html; charset=windows-1251"></head><p>Армия перешла реку</p>'
    assert "Армия перешла реку" in decoded(Page(markup.encode("cp1251")), LIMIT)


def test_an_undeclared_charset_is_guessed() -> None:
    text = "Армия перешла реку во вторник, сообщил представитель министерства обороны. " * 5
    assert decoded(Page(text.encode("cp1251")), LIMIT) == text


def test_nul_bytes_are_left_out() -> None:
    assert decoded(Page(b"The army\x00 crossed the river on Tuesday, the ministry said."), LIMIT).startswith(
        "The army crossed"
    )


def test_text_decoded_twice_is_mended() -> None:
    once = "The minister’s “answer” – café"
    assert mended(once.encode("utf8").decode("cp1252", "replace").replace("\ufffd", "\x9d")) == once


@pytest.mark.parametrize("content", [b"", b"   \n\t ", "", " \n", b"\x00\x00\x00", b"\xef\xbb\xbf"])
def test_nothing_is_an_error(content: bytes | str) -> None:
    with pytest.raises(EmptyPageError, match="empty"):
        decoded(Page(content), LIMIT)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n" + bytes(200), b"PK\x03\x04" + bytes(90), bytes(range(256)) * 20]
)
def test_binary_is_refused(content: bytes) -> None:
    with pytest.raises(BinaryPageError, match="expected HTML or plain text"):
        decoded(Page(content, url="https://example.org/a"), LIMIT)


def test_gzip_is_unpacked_and_a_cut_one_is_named() -> None:
    whole = gzip.compress(TEXT.encode() * 200)
    assert decoded(Page(whole), LIMIT).startswith(TEXT)
    with pytest.raises(TruncatedPageError, match="fetch it again"):
        decoded(Page(whole[:-40]), LIMIT)
    with pytest.raises(TruncatedPageError):
        decoded(Page(b"\x1f\x8b\x08\x00garbage that is no stream"), LIMIT)


@pytest.mark.parametrize("content", [b"a" * (LIMIT + 1), "a" * (LIMIT + 1), gzip.compress(b"a" * (LIMIT + 1))])
def test_too_much_is_refused(content: bytes | str) -> None:
    with pytest.raises(TooLargeError, match="TOCSIN_MAX_PAGE_BYTES"):
        decoded(Page(content), LIMIT)


def test_errors_name_the_page() -> None:
    with pytest.raises(PageError, match=r"https://example\.org/story"):
        decoded(Page(b"", url="https://example.org/story"), LIMIT)
