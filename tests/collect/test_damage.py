"""Files of every kind, damaged at random: each costs itself only."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from test_exports import FACTIVA, FACTIVA_MARKS, NEXIS_OLD, NEXIS_UNI, docx, rtf
from test_feeds import item, rss
from test_sitemaps import NEWS
from test_warc import archive, response

from tocsin.collect import Kind, Source, Sweep
from tocsin.collect.feeds import feed_links
from tocsin.collect.sitemaps import read_sitemap
from tocsin.errors import FetchError, InputError, TooLargeError

CSV = b'id,url,text,date\n1,http://a.example/,"x, y",2025-01-01\n2,,"zz",now\n'
JSONL = b'{"id":1,"text":"x"}\n{"url":"http://a.example/"}\n{"html":"<p>x"}\n'
SEEDS: dict[str, tuple[Kind, Callable[[Path], bytes]]] = {
    "warc": (Kind.WARC, lambda folder: archive(folder, *[response] * 3, packed=False).read_bytes()),
    "warc.gz": (Kind.WARC, lambda folder: archive(folder, *[response] * 3).read_bytes()),
    "nexis docx": (Kind.EXPORT, lambda folder: docx(folder, NEXIS_UNI + "\n" + NEXIS_OLD).read_bytes()),
    "factiva rtf": (Kind.EXPORT, lambda folder: rtf(folder, FACTIVA).read_bytes()),
    "factiva marks": (Kind.EXPORT, lambda folder: rtf(folder, FACTIVA_MARKS).read_bytes()),
    "csv": (Kind.CSV, lambda folder: CSV),
    "jsonl": (Kind.JSONL, lambda folder: JSONL),
}


def damaged(content: bytes, chance: random.Random) -> bytes:
    found = bytearray(content)
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(found) + 1)
        match chance.randrange(4):
            case 0:
                found[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[place : place + chance.randrange(1, 30)]
            case 2:
                found[place:place] = bytes(chance.choice(b'{}\\"<>,&\n\r;\0 abc0') for _ in range(9))
            case _:
                found = found[:place] if chance.random() < 0.2 else found + found[place : place + 50]
    return bytes(found)


@pytest.mark.fuzz
@pytest.mark.parametrize("name", SEEDS)
def test_sweep_survives(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    kind, seed = SEEDS[name]
    content = seed(tmp_path)
    for _ in range(250):
        path = tmp_path / "damaged"
        path.write_bytes(damaged(content, chance))
        sweep = Sweep(Source(kind, str(path)), wanted=lambda link: False)
        captures = list(sweep)
        assert sweep.outcome is not None
        assert all(capture.page is not None or capture.outcome.error for capture in captures)


@pytest.mark.fuzz
def test_feeds_and_sitemaps_survive() -> None:
    chance = random.Random(7)
    feed = rss(
        *(item(f"Café {n} &amp; more", f"https://a.example/{n}", "Sat, 11 Oct 2025 08:30:00 GMT") for n in range(5))
    )
    for _ in range(250):
        for read, content in ((feed_links, feed), (read_sitemap, NEWS)):
            try:
                read(damaged(content, chance), "https://a.example/")
            except (InputError, FetchError, TooLargeError):
                continue
