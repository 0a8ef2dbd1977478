"""The merge set keeps its own conventions: all words are found, and counts, producers and states hang together."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "evaluation" / "merge_set"
TYPES = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT".split()
)
ASSERTED = {"fact", "claim"}
STATUSES = ASSERTED | {"denied", "possible", "planned", "unreal"}


@cache
def lines(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in (FOLDER / name).read_text(encoding="utf8").splitlines())


def articles() -> dict[str, dict[str, Any]]:
    return {article["id"]: article for article in lines("articles.jsonl")}


def gold() -> dict[str, dict[str, Any]]:
    return {event["event"]: event for event in lines("gold.jsonl")}


def occurrences(words: str, text: str) -> list[int]:
    """Where `words` stand in `text` as whole words."""
    return [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def producer(origin: str) -> str:
    return origin.split("#")[0]


def test_ids_and_addresses_are_unique() -> None:
    for key in ("id", "url", "text"):
        assert max(Counter(article[key] for article in lines("articles.jsonl")).values()) == 1, key
    assert len(gold()) == len(lines("gold.jsonl"))


def test_articles_are_short_and_dated_with_their_offset() -> None:
    for name, article in articles().items():
        assert set(article) == {"id", "outlet", "url", "published", "title", "text", "agency"}
        assert 60 <= len(article["text"].split()) <= 160, name
        assert datetime.fromisoformat(article["published"]).utcoffset() is not None, name


def test_every_article_tells_an_event() -> None:
    told = {mention["article"] for event in gold().values() for mention in event["mentions"]}
    assert told == set(articles())


def test_all_words_are_found() -> None:
    for name, event in gold().items():
        for mention in event["mentions"]:
            found = occurrences(mention["words"], articles()[mention["article"]]["text"])
            assert found, (name, mention)
            assert mention["status"] in STATUSES
            if "nth" in mention:
                assert 1 <= mention["nth"] <= len(found) > 1, (name, mention)
            else:
                assert len(found) == 1, (name, mention)


def test_mentions_are_not_listed_twice() -> None:
    places = Counter(
        (mention["article"], mention["words"], mention.get("nth", 1))
        for event in gold().values()
        for mention in event["mentions"]
    )
    assert max(places.values()) == 1, places.most_common(3)


def test_origins_and_producers_follow_from_the_mentions() -> None:
    for name, event in gold().items():
        origins = {mention["origin"] for mention in event["mentions"]}
        assert event["origins"] == len(origins), name
        assert event["producers"] == sorted({producer(origin) for origin in origins}), name


def test_an_origin_is_of_the_outlet_its_agency_or_somebody_quoted_whole() -> None:
    for event in gold().values():
        for mention in event["mentions"]:
            article = articles()[mention["article"]]
            if article["agency"] is None:
                assert producer(mention["origin"]) == article["outlet"] or "statement" in mention["origin"]


def test_verification_follows_the_conventions() -> None:
    for name, event in gold().items():
        mentions = event["mentions"]
        asserting = {producer(m["origin"]) for m in mentions if m["status"] in ASSERTED}
        denied = any(m["status"] == "denied" for m in mentions)
        if not asserting:
            expected = {"not-confirmed"}
        elif denied:
            expected = {"disputed", "denied"}
        else:
            expected = {"corroborated" if len(asserting) >= 2 else "single-source"}
        assert event["verification"] in expected, name


def test_tolls_are_intervals() -> None:
    for name, event in gold().items():
        low, best, high = event["killed_low"], event["killed_best"], event["killed_high"]
        assert (low is None) == (best is None) == (high is None), name
        assert low is None or 0 <= low <= best <= high, name


def test_types_dates_and_countries_are_well_formed() -> None:
    for name, event in gold().items():
        assert event["type"] in TYPES, name
        assert event["date"] is None or re.fullmatch(r"\d{4}(-\d{2}){0,2}", event["date"]), name
        assert event["country"] is None or re.fullmatch(r"[A-Z]{3}", event["country"]), name
        assert name.startswith(event["story"])


def test_events_happen_before_they_are_told_as_done() -> None:
    for name, event in gold().items():
        for mention in event["mentions"]:
            day = articles()[mention["article"]]["published"][:10]
            if mention["status"] in ASSERTED and event["date"]:
                assert event["date"] <= day, (name, mention)


def test_lookalikes_are_mutual_and_of_one_type() -> None:
    events = gold()
    for name, event in events.items():
        for other in event["lookalikes"]:
            assert other != name
            assert name in events[other]["lookalikes"], (name, other)
            assert event["type"] == events[other]["type"], (name, other)


@pytest.mark.parametrize(
    ("what", "least"), [("articles", 104), ("stories", 26), ("lookalike pairs", 40), ("countries", 20)]
)
def test_the_set_is_large_enough(what: str, least: int) -> None:
    events = gold()
    sizes = {
        "articles": len(articles()),
        "stories": len({event["story"] for event in events.values()}),
        "lookalike pairs": sum(right in events[left]["lookalikes"] for left, right in combinations(events, 2)),
        "countries": len({event["country"] for event in events.values()} - {None}),
    }
    assert sizes[what] >= least, sizes
