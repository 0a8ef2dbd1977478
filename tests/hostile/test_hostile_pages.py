"""Bad pages, files and addresses: one clear line, the right exit code, never a trace."""

from __future__ import annotations

import gzip
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tocsin.cli.main import run
from tocsin.flow.coders import stamped_coder

STORY = "Police in Lima arrested nine miners on Monday, officials said. The miners had blocked a road."
MARKUP = f"<html><head><title>Nine miners held</title></head><body><article><p>{STORY}</p></article></body></html>"
NOISE = bytes(range(256)) * 40

# name: (file name, content, exit code, what the message says)
UNREADABLE = {
    "empty": ("a.html", b"", "empty"),
    "blank": ("a.txt", b" \r\n\t\n", "empty"),
    "nothing but NULs": ("a.html", b"\x00" * 500, "empty"),
    "byte order mark alone": ("a.txt", b"\xef\xbb\xbf", ""),
    "binary": ("a.html", NOISE, "no text"),
    "picture": ("a.html", b"\x89PNG\r\n\x1a\n" + NOISE, "PNG"),
    "PDF": ("a.txt", b"%PDF-1.7\n" + NOISE, "PDF"),
    "archive": ("a.html", b"PK\x03\x04" + NOISE, "ZIP"),
    "program": ("a", b"\x7fELF" + NOISE, "program"),
    "truncated gzip": ("a.html.gz", gzip.compress(MARKUP.encode() * 50)[:-20], "cut off"),
    "damaged gzip": ("a.html.gz", b"\x1f\x8b\x08\x00" + b"\xff" * 50, "damaged"),
    "gzip of nothing": ("a.html.gz", gzip.compress(b""), "empty"),
    "gzip bomb": ("a.html.gz", gzip.compress(b"a" * 40_000_000, 9), "too large"),
    "50 MB": ("a.html", b"<p>word word</p>" * 3_300_000, "too large"),
    "one line of 1 MB": ("a.txt", b"soldiers fired at the crowd " * 40_000, "a line of"),
    "script alone": ("a.html", b"<html><body><script>var a = 'war';</script></body></html>", "no text"),
    "deeply nested": ("a.html", b"<html><body>" + b"<div>" * 20_000 + STORY.encode() + b"</div>" * 20_000, "nested"),
    "tags alone": ("a.html", b"<html><head></head><body><div><br><hr></div></body></html>", "no text"),
}
READABLE = {
    "NULs in the text": ("a.txt", STORY.replace(" ", " \x00", 3).encode()),
    "wrong charset declared": ("a.html", b'<meta charset="utf-7000">' + MARKUP.encode()),
    "charset that lies": ("a.html", b'<meta charset="utf-8">' + MARKUP.encode("latin-1") + b"\xe9"),
    "broken UTF-8": ("a.txt", STORY.encode() + b"\xff\xfe\xc3"),
    "UTF-16": ("a.txt", STORY.encode("utf-16")),
    "nested": ("a.html", b"<html><body>" + b"<div>" * 200 + STORY.encode() + b"</div>" * 200),
    "never closed": ("a.html", b"<html><body><article><p>" + STORY.encode() + b"<b><i><table><td"),
    "half a tag": ("a.html", MARKUP.encode() + b"<a href='"),
    "huge attribute": ("a.html", MARKUP.replace("<p>", f"<p title='{'x' * 300_000}'>").encode()),
    "entities within entities": (
        "a.html",
        b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + MARKUP.replace("<p>", "<p>&b;").encode(),
    ),
    "one word": ("a.txt", b"Hello"),
    "punctuation": ("a.txt", b"... !!! ??? --- ''' \"\"\" ((("),
    "signs": ("a.txt", "🔥🚀 ﷽ ✈ 🏳️‍🌈 ½ ∑".encode()),
    "control characters": ("a.txt", b"\x1b[2J\x07" + STORY.encode() + b"\x1b]0;x\x07"),
    "old line ends": ("a.txt", STORY.replace(". ", ".\r").encode()),
    "comment that never ends": ("a.html", MARKUP.encode() + b"<!-- " + b"x" * 10_000),
    "formulas": ("a.txt", b"=HYPERLINK(1)\n\n" + STORY.encode()),
}  # fmt: skip


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error."""
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err + shown.out
    assert shown.err.startswith("tocsin: ")
    assert shown.err.count("\n") == 1
    return shown.err


@pytest.mark.parametrize("name", UNREADABLE)
def test_page_that_cannot_be_read(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, content, words = UNREADABLE[name]
    (tmp_path / file).write_bytes(content)
    assert run(["read", str(tmp_path / file)]) == 1
    assert words in told(capsys)


@pytest.mark.parametrize("name", READABLE)
def test_page_that_can_be_read_all_the_same(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, content = READABLE[name]
    (tmp_path / file).write_bytes(content)
    assert run(["read", str(tmp_path / file)]) == 0
    shown = capsys.readouterr()
    assert not shown.err
    assert "\x1b" not in shown.out
    for format in ("jsonl", "csv", "html"):
        output = tmp_path / f"out.{format}"
        assert run(["read", str(tmp_path / file), "-f", format, "-o", str(output)]) == 0
        output.read_text(encoding="utf8")
    assert run(["verify", str(tmp_path / "out.jsonl")]) == 0


def test_bad_page_does_not_keep_the_next_from_being_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_bytes(b"")
    (tmp_path / "b.txt").write_text(STORY)
    assert run(["read", str(tmp_path / "a.html"), str(tmp_path / "b.txt")]) == 1
    shown = capsys.readouterr()
    assert "arrested" in shown.out
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("none.html", "does not exist"),
        (".", "is a folder"),
        ("a\nb.html", "does not exist"),
        ("x" * 5000, ""),
        ("a\x00b", ""),
    ],
)
def test_path_that_is_no_page(name: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(tmp_path / name)]) == 1
    assert words in told(capsys)


def test_broken_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").symlink_to(tmp_path / "gone.html")
    assert run(["read", str(tmp_path / "a.html")]) == 1
    assert "does not exist" in told(capsys)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.html"
    page.write_text(MARKUP)
    page.chmod(stat.S_IWUSR)
    assert run(["read", str(page)]) == 1
    assert "may not be read" in told(capsys)


def test_no_permission_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*values: object, **named: object) -> None:
        raise PermissionError(13, "Permission denied")

    page = tmp_path / "a.html"
    page.write_text(MARKUP)
    stamped_coder()  # its own files are read before
    monkeypatch.setattr(Path, "open", refuse)
    assert run(["read", str(page)]) == 1
    assert "may not be read" in told(capsys)


@pytest.mark.parametrize("output", ["none/out.html", "."])
def test_output_that_cannot_be_written(output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.txt"
    page.write_text(STORY)
    assert run(["read", str(page), "-f", "html", "-o", str(tmp_path / output)]) == 2
    assert "cannot be written" in told(capsys)


def test_setting_that_makes_no_sense(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tocsin.settings import settings

    monkeypatch.setenv("TOCSIN_MAX_PAGE_BYTES", "plenty")
    settings.cache_clear()
    try:
        assert run(["read", str(tmp_path / "a.html")]) != 0
    finally:
        settings.cache_clear()
    assert "max_page_bytes" in told(capsys).lower()


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_dead_address(closed_port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", f"http://127.0.0.1:{closed_port}/", "--allow-private"]) == 1
    assert "cannot be fetched" in told(capsys)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1/", "private address"), ("http://localhost:8000/a", "private address"),
        ("http://[::1]/", "private address"),
        ("http://169.254.169.254/latest/meta-data", "link-local address"),
        ("http://0x7f000001/", ""), ("http://2130706433/", ""),
        ("file:///etc/hostname", "cannot be fetched"), ("ftp://example.org/a", "cannot be fetched"),
        ("http://", "cannot be fetched"),
        ("http://exa mple/", "cannot be fetched"), ("http://no-such-host.invalid/", "cannot be fetched"),
    ],
)  # fmt: skip
def test_address_that_is_not_fetched(url: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", url]) == 1
    assert words in told(capsys)
