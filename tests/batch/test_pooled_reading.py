"""Reading in worker processes gives the store that reading in one process gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.batch import reading
from tocsin.batch.reading import pooled
from tocsin.flow.collecting import Job, collect
from tocsin.flow.following import follow
from tocsin.model import Page
from tocsin.store import Store, open_store

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
    for workers in (0, 2):
        with open_store(tmp_path / f"{workers}.db") as store:
            tally = collect(store, [follow(store, str(folder))], read=pooled(workers))
            found.append((tally, content(store)))
    assert found[0] == found[1]
    assert found[0][0].reports > 50


def test_a_few_pages_start_no_process(monkeypatch: Any) -> None:
    monkeypatch.setattr(reading, "Pool", None)
    jobs = (Job(Page("The navy of Chile seized a trawler near Arica.", None, "text/plain"), None) for _ in range(3))
    found: Iterator[Any] = pooled(2)(jobs)
    assert len(list(found)) == 3
