"""Related coverage is of the same story, and says why."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tocsin.flow.collecting import collect
from tocsin.flow.following import follow
from tocsin.flow.relating import coverage_of
from tocsin.model import Article
from tocsin.store import Store, open_store

EXAMPLES = Path(__file__).parents[2] / "examples"
STORIES = ("border", "highlands", "port")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("stories")
    for path in sorted((EXAMPLES / "stories").iterdir())[::2]:
        (folder / path.name).write_bytes(path.read_bytes())
    opened = open_store(folder.parent / "related.db")
    collect(opened, [follow(opened, str(folder))])
    return opened


def story_of(article: Article) -> str | None:
    """The story whose texts the article was made of."""
    for name in STORIES:
        texts = tomllib.loads((EXAMPLES / "texts" / f"{name}.toml").read_text("utf8"))["texts"]
        if any(text.strip().split("\n")[0] in article.text for text in texts.values()):
            return name
    return None


def test_related_coverage_is_of_the_same_story(store: Store) -> None:
    articles = [found for id in store.articles.ids() if (found := store.articles.get(id)) is not None]
    pairs = [
        (story, story_of(one.article))
        for article in articles
        if (story := story_of(article)) is not None
        for one in coverage_of(store, article)
    ]
    assert len(pairs) > 100
    assert all(one == other for one, other in pairs if other is not None)


def test_what_tells_the_same_events_comes_first_and_names_them(store: Store) -> None:
    told = [found for id in store.articles.ids() if (found := store.articles.get(id)) is not None]
    lists = [found for article in told if (found := coverage_of(store, article))]
    shared = [[len(one.events) for one in found] for found in lists]
    assert any(counts[0] > 0 for counts in shared)
    assert all(counts == sorted(counts, reverse=True) for counts in shared)
    event = next(one.events[0] for found in lists for one in found if one.events)
    assert store.events.get(event) is not None


def test_an_article_of_another_matter_has_none(store: Store) -> None:
    text = "The bakery on Elm Street has won the county prize for its rye loaf again, the jury said."
    stranger = Article("a" + "0" * 20, text, "0" * 64, ())
    assert coverage_of(store, stranger) == []
