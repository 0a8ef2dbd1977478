"""Figures on sentences of our own, which lie in the repository.

A line of `sentences.jsonl`: ``{"id", "text", "published", "reports": [{"type", "actor", "recipient", "status"}]}``.
`actor` and `recipient` are an ISO 3166-1 alpha-3 code, one of PLOVER's codes for parties without a state, null (no
country may be given) or 'any' (careful readers may differ: not scored); of mutual acts one stands on each side.
`status` lists what careful readers accept. An empty list of reports says that the sentence tells no event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tocsin.evaluate.scorers.adapt import rows
from tocsin.evaluate.scoring import Run, Values

Row = Mapping[str, Any]
ANY = "any"


def sentences(run: Run) -> Values:
    """Type, full tuple and status over our own sentences, in percent."""
    found = {row["id"]: row.get("events") or [] for row in rows(str(run.output))}
    gold = rows(str(run.gold[0]))
    pairs = [pair for row in gold for pair in paired(row["reports"], found.get(row["id"], []))]
    wanted = sum(len(row["reports"]) for row in gold)
    given = sum(len(found.get(row["id"], [])) for row in gold)
    typed = [(g, p) for g, p in pairs if g["type"] == p["type"]]
    full = [(g, p) for g, p in typed if same_parties(g, p)]
    silent = [row for row in gold if not row["reports"]]
    right = sum(p["status"] in g["status"] for g, p in typed)
    return {
        "type F1": (f1(len(typed), given, wanted), wanted),
        "full tuple F1": (f1(len(full), given, wanted), wanted),
        "status accuracy": (100 * right / max(1, len(typed)), len(typed)),
        "events where none is told": (sum(len(found.get(row["id"], [])) for row in silent), None),
    }


def paired(gold: Sequence[Row], events: Sequence[Row]) -> list[tuple[Row, Row]]:
    """One to one pairs, the most alike first: in type, then parties, then status."""
    pairs = ((_alike(expected, event), g, e) for g, expected in enumerate(gold) for e, event in enumerate(events))
    return [(gold[g], events[e]) for g, e in one_to_one(pairs)]


def _alike(expected: Row, event: Row) -> int:
    agree = 4 * int(expected["type"] == event["type"]) + 2 * int(same_parties(expected, event))
    return agree + int(event["status"] in expected["status"])


def one_to_one(candidates: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs (gold, found) out of (likeness, gold, found), the most alike first, each used once."""
    used_gold: set[int] = set()
    used: set[int] = set()
    for _, g, e in sorted(candidates, key=lambda found: (-found[0], found[1], found[2])):
        if g not in used_gold and e not in used:
            used_gold.add(g)
            used.add(e)
            yield g, e


def same_parties(gold: Row, event: Row) -> bool:
    """Whether both sides have their countries; of a mutual act, both may stand on either side."""
    actors, recipients = _countries(event["actors"]), _countries(event["recipients"])
    if event.get("reciprocal"):
        return all(code in (None, ANY) or code in actors | recipients for code in (gold["actor"], gold["recipient"]))
    return _agrees(gold["actor"], actors) and _agrees(gold["recipient"], recipients)


def _agrees(code: str | None, found: set[str]) -> bool:
    return code == ANY or (code in found if code else not found)


def _countries(parties: Sequence[Row]) -> set[str]:
    return {party["country"] for party in parties if party.get("country")}


def f1(right: int, given: int, wanted: int) -> float:
    """In percent."""
    return 200 * right / (given + wanted) if given + wanted else 0.0
