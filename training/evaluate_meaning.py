"""Figures of the event, attribution and factuality heads, on sentences that training never saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tocsin.annotate.encoder import Reading
from training import newsdata
from training.events import resolve
from training.example import Example
from training.layers import ATTRIBUTION_ROLES


def held_out_events(data: Path, labels: Path) -> list[Example]:
    """The labelled event sentences that are kept for measuring."""
    return [example for example in newsdata.labelled(data, labels, "events") if newsdata.held_out(example)]


def events(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, float]:
    """Trigger F1, trigger and type F1, status accuracy where the trigger is right, and F1 of each role (percent)."""
    resolve(examples, [reading.heads.tolist() for reading in readings])
    counts: Counter[str] = Counter()
    for example, reading in zip(examples, readings, strict=True):
        assert example.events is not None
        found = reading.event.argmax(axis=-1).tolist()
        for word, (gold, guess) in enumerate(zip(example.events, found, strict=True)):
            counts["gold"] += gold > 0
            # A word of a trigger beside its head is neither right nor wrong.
            counts["found"] += guess > 0 and gold >= 0
            counts["trigger"] += gold > 0 and guess > 0
            counts["typed"] += gold > 0 and gold == guess
            if gold > 0 and guess > 0:
                counts["status"] += int(reading.status[word].argmax()) == example.statuses[word]
        _count_roles(example, reading, counts)
    total = counts["gold"] + counts["found"]
    scores = {"sentences": float(len(examples)), "events": float(counts["gold"])}
    scores["trigger"] = 200 * counts["trigger"] / max(total, 1)
    scores["trigger and type"] = 200 * counts["typed"] / max(total, 1)
    scores["status"] = 100 * counts["status"] / max(counts["trigger"], 1)
    for name in ("actor", "recipient"):
        scores[name] = 200 * counts[name, "right"] / max(counts[name, "gold"] + counts[name, "found"], 1)
    return {name: round(value, 1) for name, value in scores.items()}


def _count_roles(example: Example, reading: Reading, counts: Counter) -> None:
    for column, name in enumerate(("actor", "recipient")):
        gold = {(trigger, word) for trigger, word, kind in example.roles if kind == column + 1}
        found = {
            (trigger, int(word))
            for trigger in example.role_triggers
            for word in np.flatnonzero(reading.role[column, trigger] > 0.5)
        }
        counts[name, "gold"] += len(gold)
        counts[name, "found"] += len(found)
        counts[name, "right"] += len(gold & found)


def attribution(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, float]:
    """F1 over words of each attribution role, in percent."""
    scores = {}
    for column, name in enumerate(ATTRIBUTION_ROLES):
        right = gold_total = found_total = 0
        for example, reading in zip(examples, readings, strict=True):
            assert example.attribution is not None
            gold = np.array([tags[column] > 0 for tags in example.attribution])
            found = reading.attribution[:, column, 0] < 0.5
            right += int((gold & found).sum())
            gold_total += int(gold.sum())
            found_total += int(found.sum())
        scores[name] = round(200 * right / (gold_total + found_total), 1)
    return scores


def factuality(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, float]:
    """Mean absolute error and Pearson's r on the predicates."""
    pairs = [
        (value, float(reading.factuality[word]))
        for example, reading in zip(examples, readings, strict=True)
        for word, value in example.factuality.items()
    ]
    gold, found = np.array(pairs).T
    return {
        "mean error": round(float(abs(gold - found).mean()), 3),
        "r": round(float(np.corrcoef(gold, found)[0, 1]), 3),
    }
