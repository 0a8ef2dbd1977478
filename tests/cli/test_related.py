from __future__ import annotations

import json
from typing import Any

from filled_store import listed


def test_related_names_the_events_in_common_and_reads_in_80_columns(said: Any, store: str) -> None:
    event = next(e for e in listed(said, store) if len({a["article"] for a in e["accounts"]}) > 1)
    one, other = sorted({a["article"] for a in event["accounts"]})[:2]
    found = json.loads(said("related", one, "--json", "--store", store))
    assert event["id"] in next(r for r in found if r["article"] == other)["events"]
    shown = said("related", one, "--store", store)
    assert event["id"][:8] in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert not any(ord(c) < 32 and c != "\n" for c in shown)


def test_an_article_that_nobody_has_is_an_error_that_says_what_to_do(said: Any, store: str) -> None:
    shown = said("related", "a00000000000000000000", "--store", store, code=2)
    assert "no such article" in shown
    assert "expected an id, URL, file or words of a title" in shown
