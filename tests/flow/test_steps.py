from __future__ import annotations

import json

import pytest

from tocsin.errors import EmptyPageError
from tocsin.flow.coders import stamped_coder
from tocsin.flow.items import Item
from tocsin.flow.run import read_item, read_items
from tocsin.flow.steps import article_of, read_page
from tocsin.model import Page

STORY = "Norwegian coast guards seized two trawlers off Bear Island on Friday, the police said."
GERMAN = "Der Minister hat am Montag in Bremen erklärt, dass die Werft nicht verkauft werde und er das nicht will."


def item(**record: object) -> Item:
    return Item("in.jsonl:1", line=json.dumps({"id": "a", **record}).encode())


def test_page_becomes_reports_with_their_stamp() -> None:
    reading = read_page(Page(STORY, content_type="text/plain", published="2025-10-11"), stamped_coder())
    assert reading.error is None
    assert any("seized" in span.words(STORY) for report in reading.reports for span in report.triggers)
    stamp = reading.reports[0].coder
    assert all((stamp.version, stamp.model, stamp.codebook, stamp.knowledge))


def test_same_page_gives_the_same_ids() -> None:
    page, coder = Page(STORY, content_type="text/plain"), stamped_coder()
    assert read_page(page, coder) == read_page(page, coder)


def test_given_text_is_never_taken_for_markup() -> None:
    text = f"<html><p>{STORY}</p><p>b</p></html>"
    assert article_of(Page(text, content_type="text/plain")).text == text


def test_other_language_keeps_zones_and_is_not_coded() -> None:
    reading = read_page(Page(GERMAN, content_type="text/plain"), stamped_coder())
    assert reading.article.zones
    assert not reading.reports
    assert "German (de)" in str(reading.error)


def test_too_long_a_line_keeps_zones_and_is_not_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    from tocsin.flow import limits
    from tocsin.settings import Settings

    monkeypatch.setattr(limits, "settings", lambda: Settings(max_line_chars=20))
    reading = read_page(Page(STORY, content_type="text/plain"), stamped_coder())
    assert reading.article.zones
    assert "a line of" in str(reading.error)
    monkeypatch.setattr(limits, "settings", lambda: Settings(max_words=5))
    assert "words" in str(read_page(Page(STORY, content_type="text/plain"), stamped_coder()).error)


def test_page_without_anything_raises() -> None:
    with pytest.raises(EmptyPageError):
        read_page(Page(b""), stamped_coder())


def test_bad_page_costs_itself_only() -> None:
    items = [item(text=STORY), Item("in.jsonl:2", line=b"{"), item(text=""), item(id=7, text=STORY)]
    outcomes = list(read_items(items, stamped_coder()))
    assert [outcome.id for outcome in outcomes] == ["a", "in.jsonl:2", "a", 7]
    assert [outcome.reading.error is None for outcome in outcomes] == [True, False, False, True]


def test_broken_stage_costs_its_page_only(monkeypatch: pytest.MonkeyPatch) -> None:
    import tocsin.flow.run as run

    def broken(page: Page, coder: object, name: str | None) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(run, "read_page", broken)
    outcome = read_item(item(text=STORY), stamped_coder())
    assert "RecursionError: too deep" in str(outcome.reading.error)
    assert outcome.reading.article.text == STORY
    monkeypatch.setenv("TOCSIN_DEBUG", "1")
    with pytest.raises(RecursionError):
        read_item(item(text=STORY), stamped_coder())


def test_record_without_id_is_named_by_its_line() -> None:
    outcome = read_item(Item("in.jsonl:5", line=json.dumps({"text": STORY}).encode()), stamped_coder())
    assert outcome.id == "in.jsonl:5"
    assert any("no id" in note for note in outcome.reading.notes)
