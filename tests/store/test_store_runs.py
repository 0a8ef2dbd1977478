from __future__ import annotations

import pytest
from made_readings import article, reading

from tocsin.model import Reading
from tocsin.store import Store


def test_a_run_that_was_killed_goes_on(store: Store) -> None:
    run = store.runs.begin("code", "k")
    assert store.runs.done(run.id, "page 1")
    assert not store.runs.done(run.id, "page 1")
    again = store.runs.begin("code", "k")
    assert again == run
    assert store.runs.to_do(again.id, ["page 2", "page 1", "page 3"]) == ["page 2", "page 3"]
    assert store.runs.count(run.id) == 1
    store.runs.finish(run.id)
    assert store.runs.begin("code", "k").id != run.id
    assert [r.finished_at is None for r in store.runs.all()] == [True, False]


def test_an_item_is_done_exactly_when_its_reading_is_written(store: Store) -> None:
    run = store.runs.begin("collect", "k")

    def killed() -> None:
        with store.transaction():
            store.readings.write(reading())
            store.runs.done(run.id, "page")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()
    assert (store.runs.is_done(run.id, "page"), list(store.articles.ids())) == (False, [])
    with store.transaction():
        store.readings.write(reading())
        store.runs.done(run.id, "page")
    assert (store.runs.is_done(run.id, "page"), len(list(store.articles.ids()))) == (True, 1)


def test_one_run_notes_the_same_issue_once(store: Store) -> None:
    for run in ("n1", "n1", "n2"):
        store.issues.note("https://x.example/1", "no date", run=run)
    [issue] = store.issues.all()
    assert issue.times == 2
    assert issue.first_seen < issue.last_seen
    assert store.issues.all("quarantine") == []


def test_issues_can_be_settled_and_come_again(store: Store) -> None:
    store.issues.note("p", "broken", "quarantine")
    store.issues.settle("p")
    store.issues.settle("p")
    assert store.issues.all() == []
    store.issues.note("p", "broken", "quarantine")
    assert [issue.times for issue in store.issues.all()] == [1]


def test_many_articles_are_read_in_batches(store: Store) -> None:
    told = [Reading(article(f"Text {n}.", url=f"https://x.example/{n}")) for n in range(230)]
    with store.transaction():
        for each in told:
            store.readings.write(each)
    assert list(store.articles.ids()) == [each.article.id for each in told]
