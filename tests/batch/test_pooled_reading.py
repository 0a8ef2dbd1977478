"""Reading in worker processes gives the store that reading in one process gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tocsin.batch import reading
from tocsin.batch.reading import Files, coder_from, pooled, pooled_anew
from tocsin.flow.collecting import Job, collect
from tocsin.flow.following import follow
from tocsin.flow.recoding import Chosen, Recoded, recode
from tocsin.model import Article, Page, Reading
from tocsin.store import Store, open_store

MINE = """lang: en
type: CONSULT
actor: [subject, by]
recipient: [object, of]
patterns:
  - id: say
    says: somebody says something
    verb: [say, warn]
"""
STORIES = Path(__file__).parents[2] / "examples" / "stories"


def content(store: Store) -> dict[str, Any]:
    return {
        "articles": list(store.articles.ids()),
        "reports": list(store.reports.all()),
        "events": list(store.events.all()),
        "judgements": [(j.left, j.right, j.verdict, j.score) for j in store.judgements.pairs()],
    }


def test_workers_change_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for path in sorted(STORIES.iterdir())[: reading.FEW + 14]:
        (folder / path.name).write_bytes(path.read_bytes())
    found = []
    for number, read in enumerate((pooled(0), pooled(2), pooled(2, at_hand=True))):
        with open_store(tmp_path / f"{number}.db") as store:
            tally = collect(store, [follow(store, str(folder))], read=read)
            found.append((tally, content(store)))
    assert found[0] == found[1] == found[2]
    assert found[0][0].reports > 50


def test_a_few_pages_start_no_process(monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "Pool", None)
    jobs = (Job(Page("The navy of Chile seized a trawler near Arica.", None, "text/plain"), None) for _ in range(3))
    found: Iterator[Any] = pooled(2)(jobs)
    assert len(list(found)) == 3
    few = [Job(Page("The navy of Chile seized a trawler near Arica.", None, "text/plain"), None)] * reading.FEW
    assert len(list(pooled(2, at_hand=True)(few))) == reading.FEW


def test_many_pages_at_hand_are_all_read_by_other_processes(monkeypatch: Any) -> None:
    chunks: list[int] = []

    class Counted:
        def __init__(self, *_arguments: Any) -> None:
            pass

        def results(self, given: Iterable[list[Job]]) -> Iterator[list[str]]:
            for chunk in given:
                chunks.append(len(chunk))
                yield ["read"] * len(chunk)

    monkeypatch.setattr(reading, "Pool", Counted)
    jobs = [Job(Page("Nothing.", None, "text/plain"), None)] * (reading.FEW + 3)
    assert list(pooled(2, at_hand=True)(jobs)) == ["read"] * len(jobs)
    assert (sum(chunks), max(chunks)) == (len(jobs), reading.CHUNK)


class Killed(BaseException):
    """Stands for a signal that ends the process."""


@pytest.fixture(scope="module")
def read_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of more pages than are read without processes of their own, read by the shipped coder."""
    folder = tmp_path_factory.mktemp("read_before")
    (folder / "pages").mkdir()
    for path in sorted(STORIES.iterdir())[: reading.FEW + 8]:
        (folder / "pages" / path.name).write_bytes(path.read_bytes())
    with open_store(folder / "store.db") as store:
        collect(store, [follow(store, str(folder / "pages"))])
    return folder / "store.db"


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Files:
    file = tmp_path_factory.mktemp("mine") / "mine.yaml"
    file.write_text(MINE)
    return Files(codebook=file)


def copied(store: Path, to: Path) -> Store:
    to.write_bytes(store.read_bytes())
    return open_store(to)


def test_nor_when_stored_articles_are_read_anew(read_before: Path, newer: Files, tmp_path: Path) -> None:
    found = []
    for workers in (0, 2):
        with copied(read_before, tmp_path / f"{workers}.db") as store:
            seen = list[int]()
            tally = recode(
                store,
                coder_from(newer),
                Chosen(),
                lambda tally, seen=seen: seen.append(tally.done),  # type: ignore[misc]
                pooled_anew(workers, newer),
            )
            assert seen == list(range(1, tally.total + 1))
            assert store.doctor() == []
            found.append((tally, content(store)))
    assert found[0] == found[1]
    assert found[0][0].total > reading.FEW + 3
    assert found[0][0].new > 5


def test_killed_with_workers_and_given_again_it_ends_the_same(read_before: Path, newer: Files, tmp_path: Path) -> None:
    def kill(tally: Recoded) -> None:
        if tally.done == reading.FEW + 3:
            raise Killed

    with copied(read_before, tmp_path / "whole.db") as store:
        total = recode(store, coder_from(newer), Chosen()).total
        whole = content(store)
    with copied(read_before, tmp_path / "killed.db") as store:
        with pytest.raises(Killed):
            recode(store, coder_from(newer), Chosen(), kill, pooled_anew(2, newer))
        assert recode(store, coder_from(newer), Chosen(), None, pooled_anew(2, newer)).total == total - reading.FEW - 3
        assert content(store) == whole


def test_an_article_that_brings_its_worker_down_keeps_what_it_told(read_before: Path, tmp_path: Path) -> None:
    def read(articles: Iterable[Article]) -> Iterator[Reading | str]:
        for _ in articles:
            yield reading.CRASHED

    with copied(read_before, tmp_path / "crashed.db") as store:
        before = content(store)
        tally = recode(store, coder_from(Files()), Chosen(again=True), None, read)
        assert tally.failed == tally.total > reading.FEW
        assert "brought its worker process down" in tally.first_errors[0]
        assert content(store) == before
