"""The example pages hold what `examples/expected.json` says of them, and no other story's headline is coded."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tocsin.coding import load_coder
from tocsin.flow.steps import read_page
from tocsin.model import Page, Reading

FOLDER = Path(__file__).parent.parent / "examples"
EXPECTED = {page["page"]: page for page in json.loads((FOLDER / "expected.json").read_text(encoding="utf8"))["pages"]}
STATUSES = {"fact", "claim", "denied", "possible", "planned", "unreal"}


def path_of(name: str) -> Path:
    return next(p for p in (FOLDER / name, FOLDER / "pages" / name) if p.exists())


@cache
def reading_of(name: str) -> Reading:
    path = path_of(name)
    page = Page(path.read_bytes(), url=None, published=EXPECTED[name]["published"])
    return read_page(page, _coder())


@cache
def _coder() -> Any:
    return load_coder()


def test_every_page_is_listed() -> None:
    pages = {path.name for path in (FOLDER / "pages").iterdir()} | {path.name for path in FOLDER.glob("*.txt")}
    assert pages == set(EXPECTED)
    assert len(pages) >= 8


@pytest.mark.parametrize("name", EXPECTED)
def test_expectations_fit_the_page(name: str) -> None:
    text, types = reading_of(name).article.text, set(_coder().codebook.types)
    for report in EXPECTED[name]["reports"]:
        assert text.count(report["in"]) == 1, report["in"]
        assert report["in"].count(report["trigger"]) == 1, report
        assert report["type"] in types
        assert report["status"] in STATUSES
    for words in EXPECTED[name]["silent"]:
        assert text.count(words) == 1, words


@pytest.mark.parametrize("name", EXPECTED)
def test_other_stories_tell_no_event(name: str) -> None:
    reading = reading_of(name)
    text = reading.article.text
    assert reading.reports
    for words in EXPECTED[name]["silent"]:
        start = text.index(words)
        touching = [r.type for r in reading.reports for t in r.triggers if start <= t.start < start + len(words)]
        assert not touching, f"{words}: {touching}"


@pytest.mark.parametrize("name", [n for n in EXPECTED if n.endswith(".html")])
def test_pages_say_when_they_were_published(name: str) -> None:
    published = reading_of(name).article.published
    assert published is not None
    assert published.day is not None
