from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_readings import TEXT, article, event, reading, report

from tocsin.errors import InputError, StoreError
from tocsin.model import Judgement, Reading, Verdict
from tocsin.store import Capture, FieldJudgement, Query, Store, open_store
from tocsin.store.masks import Masks, name_hash

URL = "https://daily.example/oran"
NAME = "Omar Belkacem"
NAMED = "https://daily.example/omar-belkacem-oran"


def fill(store: Store, url: str = URL) -> Reading:
    """Two outlets tell one event; somebody judged, a page was fetched and something was wrong with it."""
    one = reading(article(url=url))
    two = reading(article(TEXT.replace("Quake", "More"), url="https://other.example/oran", outlet="Other"))
    for told in (one, two, reading(article(TEXT + " Corrected.", url=url))):
        store.readings.write(told)
    store.events.write([event(*one.reports, *two.reports)])
    pair = Judgement(one.reports[0].id, two.reports[0].id, Verdict.SAME, "ana", True, f"both name {NAME}")
    store.judgements.add(pair)
    store.judgements.add(FieldJudgement(one.reports[0].id, "actors", [NAME], "ana", True, f"it was {NAME}"))
    assert store.moment() is not None
    store.sources.captured(Capture(url, store.moment(), status=200))  # type: ignore[arg-type]
    store.issues.note(url, f"two dates, says {NAME}")
    return one


def test_a_forgotten_article_is_gone_in_all_versions(store: Store) -> None:
    one = fill(store)
    before = store.moment()
    erased = store.forget(one.article.id, "the writer asked", "ana")
    assert (erased.kind, erased.articles, erased.reports, erased.events) == ("article", 2, 2, 1)
    assert store.articles.get(one.article.id, before) is None
    assert store.articles.history(URL) == []
    assert store.readings.get(one.article.id, before) is None
    assert store.reports.history(one.reports[0].id) == []
    assert store.sources.captures(URL) == []
    assert store.issues.all() == []
    assert store.search_articles("quake") == []
    left = store.events.get("e1")
    assert left is not None
    assert (len(left.reports), len(left.accounts), len(left.origins[0].articles)) == (1, 1, 1)
    assert [(s.judgement.why, getattr(s.judgement, "value", None)) for s in store.judgements.all()] == [("", None)] * 2
    assert [(t.kind, t.why, t.by, len(t.reports)) for t in store.tombstones()] == [
        ("article", "the writer asked", "ana", 1)
    ] * 2
    assert store.tombstones(before) == []
    assert not store.doctor()


def test_a_forgotten_article_does_not_come_back(store: Store) -> None:
    one = fill(store)
    store.forget(URL)
    assert store.readings.write(one).forgotten
    assert store.readings.write(reading(article(TEXT + " A new text on the same page.", url=URL))).forgotten
    assert store.articles.at(URL) is None


def test_an_event_of_nothing_else_goes_too(store: Store) -> None:
    told = reading()
    store.readings.write(told)
    store.events.write([event(*told.reports)])
    store.forget(URL)
    assert store.events.history("e1") == []
    assert store.search_events(Query(text="shelled")) == []
    assert not store.doctor()


def test_a_forgotten_name_is_blotted_out_and_offsets_stay_true(store: Store) -> None:
    one = fill(store, NAMED)
    before = store.moment()
    erased = store.forget(NAME, f"{NAME} asked", "ana")
    assert (erased.kind, erased.articles, erased.reports, erased.events) == ("name", 3, 3, 1)
    for as_of in (before, None):
        told = store.readings.get(one.article.id, as_of)
        assert told is not None
        assert len(told.article.text) == len(one.article.text)
        assert told.reports[0].actors[0].span.words(told.article.text) == "Rebels led by ████ ████████"
        assert told.reports[0].actors[0].text == "Rebels led by ████ ████████"
        assert told.article.url == "https://daily.example/████-████████-oran"
        assert told.reports[0].triggers == one.reports[0].triggers
    everything = repr(
        [*store.readings.all(), *store.events.all(), store.judgements.all(), store.issues.all(), store.tombstones()]
    )
    assert "Belkacem" not in everything
    assert store.articles.at(NAMED) is not None
    assert store.search_articles("belkacem") == []
    assert store.search_articles("shelled") != []
    assert store.search_events(Query(actors=("Omar Belkacem",))) == []
    assert not store.doctor()


def test_a_forgotten_name_stays_forgotten(store: Store) -> None:
    fill(store, NAMED)
    store.forget("OMAR  Bélkacem!")
    count = len(store.articles.history(NAMED))
    store.readings.write(reading(article(TEXT + " Again omar belkacem’s men.", url=NAMED)))
    assert len(store.articles.history(NAMED)) == count + 1
    assert store.search_articles("belkacem") == []
    assert store.search_articles("again men") != []
    assert not store.doctor()


def test_pages_whose_names_differ_in_case_stay_two(store: Store) -> None:
    for name in ("Omar-Belkacem", "omar-belkacem"):
        store.readings.write(Reading(article(f"About {name}.", url=f"https://x.example/{name}")))
    store.forget(NAME)
    assert len(list(store.articles.ids())) == 2
    assert not store.doctor()


def test_what_cannot_be_forgotten(store: Store) -> None:
    for what in ("a" + "0" * 20, "https://x.example/none"):
        with pytest.raises(InputError, match="no such article"):
            store.forget(what)
    for what in ("", "x", "!!", "al"):
        with pytest.raises(InputError, match="too short"):
            store.forget(what)
    with store.transaction(), pytest.raises(StoreError, match="inside"):
        store.forget(NAME)


@pytest.mark.parametrize("what", [NAME, NAMED])
def test_nothing_stays_in_the_file(tmp_path: Path, what: str) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        fill(store, NAMED)
        if what == NAMED:
            told = store.articles.at("https://other.example/oran")
            assert told is not None
            store.forget(told.id)
        store.forget(what)
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir()).lower()
        assert b"belkacem" not in left
        assert b"omar" not in left


def test_masks() -> None:
    masks = Masks([name_hash("José Al-Amin"), name_hash("Zed")])
    assert (
        masks.text("jose al amin; JOSÉ AL-AMIN'S; Jose\u0301 al-Amin") == "████ ██ ████; ████ ██-████'S; █████ ██-████"
    )
    assert masks.text("Zedekiah, zed.") == "Zedekiah, ███."
    assert not Masks([])
    told = article()
    assert masks.noun(told) is told
    assert Masks([name_hash("Oran")]).noun(replace(report(told), because="in Oran")).because == "in ████"
