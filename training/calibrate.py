"""Fit the confidence of reports: the probability that type and parties are right, on sentences kept for measuring.

Usage: python -m training.calibrate DATA

Reads the event labels that no training saw (`newsdata.held_out`), codes each sentence, and fits a small logistic model
from what is known of a report to whether a labelled event has its type and, where both name one, a party in common.
Writes `src/tocsin/coding/confidence.json` and prints how well it is calibrated (by fifths, and the Brier score).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.annotate import annotate
from tocsin.coding import load_coder
from tocsin.coding.confidence import FEATURES, features
from tocsin.coding.drafts import Draft
from tocsin.extract import from_text
from tocsin.model import AnnotatedText, Span
from training.newsdata import _TEXT_FILES, _label, held_out, records

OUT = Path(__file__).parents[1] / "src/tocsin/coding/confidence.json"
LABELS = Path(__file__).parent / "labels"
PENALTY = 1.0


def sentences(data: Path) -> list[tuple[str, list[dict[str, Any]]]]:
    """The kept sentences with their labelled events."""
    texts: dict[str, dict[str, str]] = {}
    found = []
    for path in sorted(LABELS.glob("events_*.jsonl")):
        for record in records(path):
            name = record["set"]
            if name not in texts:
                texts[name] = {r.get("id", r.get("doc_id")): r["text"] for r in records(data / _TEXT_FILES[name])}
            sentence = texts[name][record["id"]][record["start"] : record["end"]]
            if held_out(_label(sentence, record)):
                found.append((sentence, record["events"]))
    return found


def examples(data: Path) -> tuple[np.ndarray, np.ndarray]:
    """Features ``[n, f]`` and truth ``[n]`` of every draft of the kept sentences."""
    coder = load_coder()
    rows, truth = [], []
    for sentence, events in sentences(data):
        text = annotate(from_text(sentence))
        for draft in coder.drafts(text):
            rows.append(features(text, draft))
            truth.append(float(any(_agrees(text, draft, event) for event in events)))
    return np.array(rows), np.array(truth)


def _agrees(text: AnnotatedText, draft: Draft, event: dict[str, Any]) -> bool:
    if event["type"] != draft.type or not any(m.span.overlaps(Span(*event["trigger"])) for m in draft.mentions):
        return False
    marked = [Span(*span) for side in ("actors", "recipients") for span in event[side]]
    parties = [*draft.actors, *draft.recipients]
    if not marked or not parties:
        return True
    return any((p.mention or p.span).overlaps(m) or p.span.overlaps(m) for p in parties for m in marked)


def fit(rows: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Weights, the bias last, by Newton's method with a ridge on all but the bias."""
    x = np.hstack([rows, np.ones((len(rows), 1))])
    ridge = np.diag([PENALTY] * rows.shape[1] + [1e-6])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + ridge, x.T @ (truth - p) - ridge @ weights)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def main(data: Path) -> None:
    """Fit, report in five folds, write."""
    rows, truth = examples(data)
    folds = np.arange(len(rows)) % 5
    guess = np.zeros(len(rows))
    for fold in range(5):
        weights = fit(rows[folds != fold], truth[folds != fold])
        held = folds == fold
        guess[held] = 1 / (1 + np.exp(-(rows[held] @ weights[:-1] + weights[-1])))
    print(f"{len(rows)} reports, {truth.mean():.3f} right, Brier {np.mean((guess - truth) ** 2):.3f} (five folds)")
    for part in np.array_split(np.argsort(guess), 5):
        print(f"  said {guess[part].mean():.2f}  was {truth[part].mean():.2f}  ({len(part)})")
    weights = fit(rows, truth)
    table = {name: round(float(w), 3) for name, w in zip([*FEATURES, "bias"], weights, strict=True)}
    OUT.write_text(json.dumps(table, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
