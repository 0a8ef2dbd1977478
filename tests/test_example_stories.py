"""The folder of example stories is what its texts make, and its pages can be read as pages of the days they tell of."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tocsin.flow.steps import article_of
from tocsin.model import Article, Page
from tocsin.model.article import CODED

EXAMPLES = Path(__file__).parent.parent / "examples"
STORIES = EXAMPLES / "stories"
FURNITURE = ("Read next", "More from", "Also in this issue", "Most read", "Latest from the wire", "We use cookies")


@pytest.fixture(scope="module")
def pages() -> dict[str, Article]:
    return {
        path.name: article_of(Page(path.read_bytes(), url=None, published=None)) for path in sorted(STORIES.iterdir())
    }


def test_the_texts_make_the_folder(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(EXAMPLES / "make_stories.py"), str(tmp_path)], check=True, capture_output=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in STORIES.iterdir()}


def test_three_stories_of_several_outlets_over_ten_days(pages: dict[str, Article]) -> None:
    days = {str(article.published.day) for article in pages.values() if article.published}
    assert len(pages) >= 60
    assert len({article.outlet for article in pages.values()}) >= 10
    assert len(days) >= 10


def test_every_page_says_where_it_is_from_and_of_which_day(pages: dict[str, Article]) -> None:
    for name, article in pages.items():
        assert article.url, name
        assert article.published is not None, name
        assert name.startswith(str(article.published.day)), name


def test_corrections_share_the_address_and_change_the_words(pages: dict[str, Article]) -> None:
    versions = defaultdict(list)
    for article in pages.values():
        versions[article.url].append(article.text)
    corrected = [texts for texts in versions.values() if len(texts) > 1]
    assert len(corrected) >= 4
    assert all(len(set(texts)) == len(texts) for texts in corrected)


def test_what_stands_around_an_article_is_not_coded(pages: dict[str, Article]) -> None:
    for name, article in pages.items():
        coded = "\n".join(article.text[zone.span.start : zone.span.end] for zone in article.zones if zone.kind in CODED)
        assert not [words for words in FURNITURE if words in coded], name
