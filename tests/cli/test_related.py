from __future__ import annotations

import json
from typing import Any

import pytest
from filled_store import listed

from tocsin.model import Article, Reading
from tocsin.store import open_store


def test_related_names_the_events_in_common_and_reads_in_80_columns(said: Any, store: str) -> None:
    event = next(e for e in listed(said, store) if len({a["article"] for a in e["accounts"]}) > 1)
    one, other = sorted({a["article"] for a in event["accounts"]})[:2]
    found = json.loads(said("related", one, "--json", "--store", store))
    assert event["id"] in next(r for r in found if r["article"] == other)["events"]
    shown = said("related", one, "--store", store)
    assert event["id"][:8] in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert not any(ord(c) < 32 and c != "\n" for c in shown)


@pytest.mark.parametrize("width", [40, 60])
def test_related_can_be_read_in_a_narrow_window(
    said: Any, store: str, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    event = next(e for e in listed(said, store) if len({a["article"] for a in e["accounts"]}) > 1)
    one = sorted({a["article"] for a in event["accounts"]})[0]
    monkeypatch.setenv("COLUMNS", str(width))
    shown = said("related", one, "--store", store)
    assert max(map(len, shown.splitlines())) <= width
    assert event["id"][:8] in shown
    assert "2025-10-1" in shown


def test_an_article_that_nobody_has_is_an_error_that_says_what_to_do(said: Any, store: str) -> None:
    shown = said("related", "a00000000000000000000", "--store", store, code=2)
    assert "no such article" in shown
    assert "expected an id, URL, file or words of a title" in shown


def test_the_beginning_of_an_id_names_an_article(said: Any, store: str) -> None:
    ids = {account["article"] for event in listed(said, store, "--all") for account in event["accounts"]}
    for id in ids:
        assert said("related", id[:8], "--json", "--store", store) == said("related", id, "--json", "--store", store)
    assert "no such article" in said("related", "affff", "--store", store, code=2)


def test_a_beginning_of_several_ids_is_not_enough(said: Any, store: str) -> None:
    with open_store(store) as opened:
        for end in "01":
            opened.readings.write(Reading(Article(f"abcd{end * 17}", f"text {end}", end * 64, ())))
    shown = said("related", "abcd", "--store", store, code=2)
    assert "several articles begin with abcd" in shown
    assert "give more of the id" in shown
