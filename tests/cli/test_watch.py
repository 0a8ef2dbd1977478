"""What `tocsin watch` says, and how it ends when it is told to."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tocsin.cli.main import run
from tocsin.cli.watch import _tell
from tocsin.flow.collected import Collected
from tocsin.flow.watching import Round
from tocsin.store import open_store

COMMAND = (sys.executable, "-c", "from tocsin.cli import main; main()", "watch", "--store", "a.db", "--workers", "0")
STORY = "The navy of Chile seized a Peruvian trawler near Arica on Monday, the defence ministry said.\n"
NOON = datetime(2025, 10, 11, 12, tzinfo=UTC)
NAMES = ("/1.html", "/2.html", "/3.html")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("pages", "others"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def watched(*arguments: str) -> int:
    return run(["watch", "--store", "a.db", "--rounds", "1", "--workers", "0", *arguments])


def test_a_source_has_a_line_with_what_came_and_when_it_is_next(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert watched("pages") == 0
    out, err = capsys.readouterr()
    assert re.search(r"UTC  .*pages: 1 new, 0 changed, 0 unchanged, 0 failed; next at ([-\d]+ )?\d\d:\d\d UTC\n$", out)
    assert "1 source collected" in err


def test_a_source_that_failed_says_why(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", "pages", "others", "--store", "a.db"]) == 0
    (desk / "others" / "one.txt").unlink()
    (desk / "others").rmdir()
    capsys.readouterr()
    assert watched() == 0
    out, err = capsys.readouterr()
    failed, well = sorted(out.splitlines(), key=lambda line: "pages" in line)
    assert re.search(r"others: the source failed: .*others cannot be read; found no such folder.*; next at ", failed)
    assert "0 failed" not in failed
    assert "1 new, 0 changed, 0 unchanged, 0 failed; next at" in well
    # once is enough
    assert "no such folder" not in err
    assert run(["sources", "--store", "a.db"]) == 0
    assert re.search(r"failing since .* UTC, 1 time in a row; no success so far; next due", capsys.readouterr().out)


def test_sources_on_the_command_line_are_followed_alone(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", "others", "--store", "a.db"]) == 0
    capsys.readouterr()
    assert watched("pages") == 0
    assert [line.partition(": ")[0].rpartition("/")[2] for line in capsys.readouterr().out.splitlines()] == ["pages"]
    with open_store("a.db") as store:
        assert len(store.sources.all()) == 2
    assert watched() == 0
    assert "others" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wait", "said"), [(timedelta(hours=2), "next at 14:00 UTC"), (timedelta(hours=13), "next at 2025-10-12 01:00 UTC")]
)
def test_the_day_stands_where_it_is_another(wait: timedelta, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    _tell(Round(NOON, "\x1b[2Jhere", Collected(new=1), "no\x1b[31m page", NOON + wait))
    out = capsys.readouterr().out
    assert out.endswith(f"1 new, 0 changed, 0 unchanged, 0 failed; the source failed: no [31m page; {said}\n")
    assert "\x1b" not in out


class Held:
    """A feed of three pages, the second of which is answered only when it is let go."""

    def __init__(self) -> None:
        self.asked, self.go = threading.Event(), threading.Event()
        self.paths: list[str] = []
        self.address = ""

    def answer(self, path: str) -> bytes:
        self.paths.append(path)
        if path == NAMES[1]:
            self.asked.set()
            self.go.wait(60)
        if path == "/feed.xml":
            items = "".join(f"<item><title>{name}</title><link>{self.address}{name}</link></item>" for name in NAMES)
            return f"<rss version='2.0'><channel><title>W</title>{items}</channel></rss>".encode()
        return f"<html><body><p>{STORY}</p></body></html>".encode() if path in NAMES else b""


@pytest.fixture
def held() -> Iterator[Held]:
    found = Held()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = found.answer(self.path)
            try:
                self.send_response(200 if body else 404)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                """The watch was ended at once."""

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    found.go.set()
    server.shutdown()
    server.server_close()


@contextmanager
def watching(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command itself, in a group of its own, as a terminal would start it."""
    process = subprocess.Popen(
        [*COMMAND, *arguments], env={**os.environ, "TOCSIN_FETCH_DELAY": "0"}, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def line_of(stream: Any, beginning: str) -> str:
    """The next line that begins so."""
    return next(line for line in stream if line.startswith(beginning))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_after_the_page_at_hand(desk: Path, held: Held, number: signal.Signals) -> None:
    with watching(f"{held.address}/feed.xml", "--allow-private") as process:
        assert held.asked.wait(60)
        os.killpg(process.pid, number)
        line_of(process.stderr, "tocsin: ending after the page at hand")
        held.go.set()
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert "watched; 0 sources collected" in errors
    assert NAMES[2] not in held.paths
    # it was not fetched once more after it was known to be a feed
    assert held.paths.count("/feed.xml") == 1
    with open_store("a.db", create=False) as store:
        assert len(list(store.articles.ids())) == 2
    # it goes on where it stopped
    assert watched("--allow-private") == 0
    assert NAMES[2] in held.paths


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_it_at_once(desk: Path, held: Held, number: signal.Signals) -> None:
    with watching(f"{held.address}/feed.xml", "--allow-private") as process:
        assert held.asked.wait(60)
        os.killpg(process.pid, number)
        line_of(process.stderr, "tocsin: ending after the page at hand")
        os.killpg(process.pid, number)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 130, errors
    assert "interrupted; what was done is kept; give the same command again to go on" in errors
    with open_store("a.db", create=False) as store:
        assert len(list(store.articles.ids())) == 1
        assert store.doctor() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_sleep_between_two_sources(desk: Path, number: signal.Signals) -> None:
    with watching("pages") as process:
        line_of(process.stdout, "2")
        process.send_signal(number)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0, errors
    assert "watched; 1 source collected" in errors
