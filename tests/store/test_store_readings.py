from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_readings import NEWER, TEXT, Clock, article, reading, report

from tocsin.errors import InputError
from tocsin.ids import text_sha256
from tocsin.model import Article, Reading
from tocsin.store import Store

URL = "https://daily.example/oran"
CORRECTED = TEXT.replace("12", "14 or 12")


def test_what_was_written_is_read_equal(store: Store) -> None:
    written = reading()
    assert store.readings.write(written).new == 1
    assert store.readings.get(written.article.id) == written
    assert store.articles.get(written.article.id) == written.article
    assert store.reports.get(written.reports[0].id) == written.reports[0]
    assert list(store.readings.all()) == [written]


def test_the_same_reading_again_changes_nothing(store: Store) -> None:
    first = store.readings.write(reading())
    moment = store.moment()
    again = store.readings.write(reading())
    assert (first.article_changed, first.reading_changed) == (True, True)
    assert (again.article_changed, again.reading_changed, again.new, again.changed) == (False, False, 0, 0)
    assert store.moment() == moment


def test_a_corrected_page_gets_a_new_version_and_its_history_stays(store: Store) -> None:
    old, new = reading(), reading(article(CORRECTED))
    store.readings.write(old)
    before = store.moment()
    done = store.readings.write(new)
    assert (done.article_changed, done.new, done.ended) == (True, 1, 1)
    assert store.articles.at(URL) == new.article
    assert store.articles.at(URL, before) == old.article
    assert [v.value.id for v in store.articles.history(URL)] == [old.article.id, new.article.id]
    assert store.reports.get(old.reports[0].id) is None
    assert store.reports.last(old.reports[0].id) == old.reports[0]
    assert store.reports.get(old.reports[0].id, before) == old.reports[0]
    assert store.readings.get(old.article.id) == old
    assert before is not None
    assert store.reports.ended(before) == [old.reports[0].id]
    assert [r.id for r in store.reports.all(since=before)] == [new.reports[0].id]


def test_a_correction_that_is_taken_back(store: Store) -> None:
    for told in (reading(), reading(article(CORRECTED)), reading()):
        store.readings.write(told)
    assert store.articles.at(URL) == reading().article
    assert [v.version for v in store.articles.history(URL)] == [1, 2, 3]
    assert store.reports.get(reading().reports[0].id) == reading().reports[0]
    assert not store.doctor()


def test_recoding_makes_new_versions_under_the_old_ids(store: Store) -> None:
    told = article()
    store.readings.write(reading(told))
    before = store.moment()
    recoded = reading(told, report(told, "COERCE", NEWER))
    assert list(store.readings.outdated(NEWER)) == [told.id]
    assert store.readings.write(recoded).changed == 1
    assert list(store.readings.outdated(NEWER)) == []
    id = recoded.reports[0].id
    assert [(v.version, v.value.type) for v in store.reports.history(id)] == [(1, "ASSAULT"), (2, "COERCE")]
    assert store.readings.get(told.id, before) == reading(told)
    assert store.readings.get(told.id) == recoded


def test_a_reading_without_reports_keeps_its_coder(store: Store) -> None:
    told = Reading(article())
    store.readings.write(told, NEWER)
    assert list(store.readings.outdated(NEWER)) == []
    assert store.readings.get(told.article.id) == told


def test_a_report_that_is_told_no_longer_ends(store: Store) -> None:
    told = article()
    store.readings.write(reading(told))
    assert store.readings.write(Reading(told), NEWER).ended == 1
    assert list(store.reports.all()) == []


@pytest.mark.parametrize("text", ["nul \x00 here", "half a pair \ud83d here", "\ufdd0[]", "Ünïcode ≠ ascii 👩‍🚀"])
def test_any_text_is_kept_verbatim(store: Store, text: str) -> None:
    told = article(text, url=f"https://x.example/{text}")
    assert store.readings.write(Reading(told)).article_changed
    assert store.articles.get(told.id) == told
    assert store.articles.at(told.url or "") == told
    assert not store.doctor()


def test_a_very_long_url_is_a_page_like_another(store: Store) -> None:
    url = "https://x.example/" + "é" * 5000
    for text in ("First.", "Second."):
        store.readings.write(Reading(article(text, url=url)))
    assert [v.value.text for v in store.articles.history(url)] == ["First.", "Second."]


def test_a_very_long_text_is_indexed(store: Store) -> None:
    text = "Needle. " + " ".join(f"word{n}" for n in range(60_000))
    store.readings.write(Reading(article(text)))
    assert len(store.search_articles("needle")) == 1


def test_a_page_without_text_goes_to_quarantine_until_it_is_read(store: Store) -> None:
    empty = Article("a" * 21, "", text_sha256(""), (), url=URL)
    assert store.readings.write(Reading(empty, error="nothing to read")).quarantined
    store.readings.write(Reading(empty, error="nothing to read"))
    before = store.moment()
    assert [(i.page, i.kind, i.reason, i.times) for i in store.issues.all()] == [
        (URL, "quarantine", "nothing to read", 1)
    ]
    assert store.articles.at(URL) is None
    store.readings.write(reading())
    assert store.issues.all() == []
    assert len(store.issues.all(as_of=before)) == 1


def test_a_new_zone_is_a_new_version_of_the_same_article(store: Store) -> None:
    told = article()
    store.readings.write(reading(told))
    store.readings.write(reading(replace(told, zones=told.zones[:1])))
    assert [len(v.value.zones) for v in store.articles.history(URL)] == [2, 1]
    assert store.reports.get(report(told).id) is not None


def test_a_moment_needs_a_zone(store: Store, clock: Clock) -> None:
    with pytest.raises(InputError, match="time zone"):
        store.articles.at(URL, clock.now.replace(tzinfo=None))


def test_moments_go_forward_when_the_clock_does_not(address: str, clock: Clock) -> None:
    from tocsin.store import open_store

    with open_store(address, clock=lambda: clock.now) as store:
        store.readings.write(reading())
        first = store.moment()
        store.readings.write(reading(article(CORRECTED)))
        second = store.moment()
    assert first is not None
    assert second is not None
    assert first < second


def test_a_failing_transaction_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.transaction():
            store.readings.write(reading())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(store.articles.ids()) == []
    assert store.moment() is None


def test_a_failing_part_costs_itself_only(store: Store) -> None:
    def fail() -> None:
        with store.transaction():
            store.readings.write(Reading(article("Other text.", url="https://x.example/2")))
            raise RuntimeError

    with store.transaction():
        store.readings.write(reading())
        with pytest.raises(RuntimeError):
            fail()
    assert list(store.articles.ids()) == [article().id]


def test_a_store_without_a_file_where_one_is_needed(tmp_path: Path) -> None:
    from tocsin.errors import StoreMissingError
    from tocsin.store import open_store

    with pytest.raises(StoreMissingError, match="TOCSIN_STORE"):
        open_store(tmp_path / "none.db", create=False)
