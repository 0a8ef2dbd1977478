"""Related coverage is of the same story, and says why."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres_server import made, needed_binaries, running

from tocsin.flow.collecting import collect
from tocsin.flow.following import follow
from tocsin.flow.relating import coverage_of
from tocsin.model import Article
from tocsin.store import Store, open_store

EXAMPLES = Path(__file__).parents[2] / "examples"
STORIES = ("border", "highlands", "port")


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("stories")
    for path in sorted((EXAMPLES / "stories").iterdir())[::2]:
        (folder / path.name).write_bytes(path.read_bytes())
    with open_store(folder.parent / "related.db") as opened:
        collect(opened, [follow(opened, str(folder))])
        yield opened


@pytest.fixture(scope="module")
def on_postgresql(on_sqlite: Store) -> Iterator[Store]:
    with running(needed_binaries()) as server, open_store(made(server, "related")) as opened:
        on_sqlite.copy_to(opened)
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(f"on_{request.param}")
    return found


@pytest.fixture(scope="module")
def story_of() -> dict[str, str]:
    """The last parts of the pages' addresses, and the stories that they tell."""
    texts = {name: tomllib.loads((EXAMPLES / "texts" / f"{name}.toml").read_text("utf8")) for name in STORIES}
    return {page["slug"]: name for name, content in texts.items() for page in content["pages"]}


def slug(article: Article) -> str:
    assert article.url is not None
    return article.url.rpartition("/")[2]


def test_related_coverage_is_of_the_same_story(store: Store, story_of: dict[str, str]) -> None:
    articles = [found for id in store.articles.ids() if (found := store.articles.get(id)) is not None]
    pairs = [
        (story_of[slug(article)], story_of[slug(one.article)])
        for article in articles
        for one in coverage_of(store, article)
    ]
    assert len(pairs) > 200
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def test_both_databases_give_the_same(on_sqlite: Store, on_postgresql: Store) -> None:
    told = [found for id in on_sqlite.articles.ids() if (found := on_sqlite.articles.get(id)) is not None]
    assert [coverage_of(on_sqlite, each) for each in told] == [coverage_of(on_postgresql, each) for each in told]


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
