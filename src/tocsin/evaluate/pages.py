"""Figures on the example pages, against what a careful reader takes from them.

`examples/expected.json` says what it holds, and how it is matched, in its own `about`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tocsin.evaluate.own import ANY, one_to_one
from tocsin.evaluate.scorers.adapt import rows
from tocsin.evaluate.scorers.score_news import same
from tocsin.evaluate.scoring import Run, Values

Row = Mapping[str, Any]
Pair = tuple[Row, Row]


def example_inputs(gold: Path) -> list[str]:
    """The example pages as bench input."""
    return [json.dumps(_input(gold.parent, page), ensure_ascii=False) for page in _pages(gold)]


def _input(folder: Path, page: Row) -> dict[str, Any]:
    name, path = page["page"], _file(folder, page["page"])
    # an HTML page says itself how it is encoded, so it is read from its file
    held = (
        {"text": path.read_text(encoding="utf-8")}
        if name.endswith(".txt")
        else {"html_file": path.relative_to(folder).as_posix()}
    )
    return {"id": name, **held, "published": page["published"]}


def _file(folder: Path, name: str) -> Path:
    beside = folder / name
    return beside if beside.exists() else folder / "pages" / name


def _pages(gold: Path) -> list[Row]:
    pages: list[Row] = json.loads(gold.read_text(encoding="utf-8"))["pages"]
    return pages


def examples(run: Run) -> Values:
    """Recall of reports by trigger and type, and the fields of those found, in percent."""
    found = {row["id"]: row for row in rows(str(run.output))}
    pairs: list[Pair] = []
    wanted = touched = 0
    for page in _pages(run.gold[0]):
        coded = found.get(page["page"]) or {}
        text = _text(run.gold[0].parent, page["page"], coded)
        events = coded.get("events") or []
        pairs += matched(page["reports"], events, text)
        wanted += len(page["reports"])
        touched += sum(bool(_touched(event, page["silent"], text)) for event in events)
    return {"trigger + type recall": (100 * len(pairs) / max(1, wanted), wanted)} | {
        "actor country": _share(pairs, "actor", lambda g, p: _party(g, p, "actor", "actors")),
        "recipient country": _share(pairs, "recipient", lambda g, p: _party(g, p, "recipient", "recipients")),
        "status accuracy": _share(pairs, "status", lambda g, p: g["status"] == p["status"]),
        "date": _share(pairs, "date", lambda g, p: g["date"] == p["date"]),
        "speaker": _share(pairs, "speaker", _speaker),
        "events outside the article": (touched, None),
    }


def _text(folder: Path, name: str, coded: Row) -> str:
    """The text in which offsets count: a plain page's own, else that of the output, empty where it failed."""
    if name.endswith(".txt"):
        return _file(folder, name).read_text(encoding="utf-8")
    return str(coded.get("text") or "")


def matched(gold: Sequence[Row], events: Sequence[Row], text: str) -> list[Pair]:
    """Expected and found reports of one type whose trigger words overlap, one to one, the most alike first."""
    candidates = []
    for g, expected in enumerate(gold):
        start, end = trigger_span(text, expected)
        for e, event in enumerate(events):
            overlaps = any(t["start"] < end and start < t["end"] for t in event["triggers"])
            if overlaps and event["type"] == expected["type"]:
                candidates.append((_alike(expected, event), g, e))
    return [(gold[g], events[e]) for g, e in one_to_one(candidates)]


def trigger_span(text: str, expected: Row) -> tuple[int, int]:
    """Where the trigger's words stand, inside their passage; nowhere (-1, -1) where the text lacks the passage."""
    passage = text.find(expected["in"])
    at = text.find(expected["trigger"], passage) if passage >= 0 else -1
    return (at, at + len(expected["trigger"])) if at >= 0 else (-1, -1)


def _alike(expected: Row, event: Row) -> int:
    sides = _party(expected, event, "actor", "actors") + _party(expected, event, "recipient", "recipients")
    return 2 * sides + int(expected["status"] == event["status"])


def _share(pairs: Sequence[Pair], field: str, holds: Callable[[Row, Row], bool]) -> tuple[float, int]:
    scored = [(g, p) for g, p in pairs if field in g and g[field] != ANY]
    return 100 * sum(bool(holds(g, p)) for g, p in scored) / max(1, len(scored)), len(scored)


def _party(expected: Row, event: Row, side: str, parties: str) -> bool:
    slots = ("actors", "recipients") if event["reciprocal"] else (parties,)
    found = {party["country"] for slot in slots for party in event[slot] if party["country"]}
    wanted = expected[side]
    return wanted == ANY or (wanted in found if wanted else not found)


def _speaker(expected: Row, event: Row) -> bool:
    said = event["attributed_to"]
    if expected["speaker"] is None:
        return not said
    return bool(said) and bool(same(expected["speaker"], said[-1]))


def _touched(event: Row, silent: Sequence[str], text: str) -> list[str]:
    spans = [(text.find(words), len(words)) for words in silent]
    return [
        text[at : at + size]
        for at, size in spans
        if at >= 0 and any(t["start"] < at + size and at < t["end"] for t in event["triggers"])
    ]
