from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from unruly import PAGE
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tocsin.collect.warc import warc_pieces

URL = "https://news.example/a"


def response(
    writer: Any, url: str = URL, content: bytes = PAGE, status: str = "200 OK", kind: str = "text/html; charset=utf-8",
    **more: str,
) -> None:  # fmt: skip
    headers = StatusAndHeaders(status, [("Content-Type", kind), *more.items()], protocol="HTTP/1.1")
    own = {"WARC-Date": "2025-10-11T08:30:00Z"}
    writer.write_record(
        writer.create_warc_record(url, "response", io.BytesIO(content), http_headers=headers, warc_headers_dict=own)
    )


def archive(folder: Path, *writes: Any, packed: bool = True) -> Path:
    path = folder / ("a.warc.gz" if packed else "a.warc")
    with path.open("wb") as handle:
        writer = WARCWriter(handle, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "crawler"}))
        for write in writes:
            write(writer)
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_page_of_a_news_crawl(tmp_path: Path, packed: bool) -> None:
    (piece,) = warc_pieces(archive(tmp_path, response, packed=packed))
    assert piece.page is not None
    assert (piece.page.content, piece.page.url, piece.page.content_type) == (PAGE, URL, "text/html; charset=utf-8")
    assert piece.at == datetime(2025, 10, 11, 8, 30, tzinfo=UTC)
    assert piece.page.published is None, "when a page was fetched is not when it was published"


def test_packed_body(tmp_path: Path) -> None:
    def write(writer: Any) -> None:
        response(writer, content=gzip.compress(PAGE), **{"Content-Encoding": "gzip"})

    (piece,) = warc_pieces(archive(tmp_path, write))
    assert piece.page is not None
    assert piece.page.content == PAGE


def test_body_in_chunks(tmp_path: Path) -> None:
    def write(writer: Any) -> None:
        chunks = b"5\r\n" + PAGE[:5] + b"\r\n%x\r\n" % (len(PAGE) - 5) + PAGE[5:] + b"\r\n0\r\n\r\n"
        response(writer, content=chunks, **{"Transfer-Encoding": "chunked"})

    (piece,) = warc_pieces(archive(tmp_path, write))
    assert piece.page is not None
    assert piece.page.content == PAGE


def test_revisit_says_that_nothing_changed(tmp_path: Path) -> None:
    def again(writer: Any) -> None:
        record = writer.create_revisit_record(
            URL, "sha1:X", URL, "2025-10-10T08:30:00Z", warc_headers_dict={"WARC-Date": "2025-10-12T00:00:00Z"}
        )
        writer.write_record(record)

    first, second = warc_pieces(archive(tmp_path, response, again))
    assert first.page is not None
    assert (second.name, second.unchanged, second.page) == (URL, True, None)
    assert second.at == datetime(2025, 10, 12, tzinfo=UTC)


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    def others(writer: Any) -> None:
        response(writer, kind="image/png")
        response(writer, status="404 Not Found")
        response(writer, url="https://news.example/robots.txt", kind="text/plain")
        response(writer, url="dns:news.example")
        writer.write_record(writer.create_warc_record(URL, "metadata", io.BytesIO(b"x: y")))

    assert [piece.name for piece in warc_pieces(archive(tmp_path, others, response))] == [URL]


def test_page_that_its_archive_cut_off(tmp_path: Path) -> None:
    def write(writer: Any) -> None:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(URL, "response", io.BytesIO(PAGE), http_headers=headers)
        record.rec_headers.add_header("WARC-Truncated", "length")
        writer.write_record(record)

    (piece,) = warc_pieces(archive(tmp_path, write))
    assert "cut off" in (piece.error or "")


def test_bomb_is_refused(tmp_path: Path) -> None:
    def write(writer: Any) -> None:
        response(writer, content=gzip.compress(b" " * 30_000_000), **{"Content-Encoding": "gzip"})

    first, second = warc_pieces(archive(tmp_path, write, response))
    assert "too large" in (first.error or "")
    assert second.page is not None


@pytest.mark.parametrize("tail", [b"", b"\0noise" * 9])
def test_cut_anywhere_is_told(tmp_path: Path, tail: bytes) -> None:
    content = archive(tmp_path, *[response] * 3).read_bytes()
    members = [place for place in range(len(content)) if content.startswith(b"\x1f\x8b\x08", place)]
    path = tmp_path / "cut.warc.gz"
    for place in range(1, len(content) - 8, 11):
        path.write_bytes(content[:place] + tail)
        assert place in members or any(piece.error for piece in warc_pieces(path)), place


@pytest.mark.parametrize("damage", ["cut", "noise", "whole"])
def test_damaged_archive_ends_with_an_error(tmp_path: Path, damage: str) -> None:
    path = archive(tmp_path, *[response] * 5)
    content = path.read_bytes()
    if damage == "whole":
        content = gzip.compress(b"no archive at all")
    path.write_bytes(
        content[:-90]
        if damage == "cut"
        else content[: len(content) // 2] + b"\0noise" * 9
        if damage == "noise"
        else content
    )
    pieces = list(warc_pieces(path))
    assert pieces[-1].error
    assert all(piece.page or piece.error for piece in pieces)
