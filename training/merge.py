"""How the weights of merging were learned: a logistic model over pairs of reports, with signs held, by gradient.

A pair is two reports of one story; it is positive where both tell one event. Agreement may not speak against and
conflict not for a merge, so that few stories cannot teach nonsense. The threshold is the lowest one at which, held out
story by story, at most 2 % of the merged pairs are false.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.merge.features import NAMES

Array = NDArray[np.float64]
AGAINST = ("conflict", "far apart", "differs", "swapped", "next day", "compatible", "between", "far in")
RIDGE, STEPS, RATE = 0.01, 4000, 0.3


@dataclass(frozen=True)
class Pairs:
    """Features (pairs x names), labels 0 or 1, the story of each pair, and its weight in learning."""

    features: Array
    labels: Array
    stories: NDArray[np.str_]
    weight: Array


def table(rows: Sequence[tuple[Mapping[str, float], bool, str, float]]) -> Pairs:
    """Rows of (features, same, story, weight) as arrays."""
    return Pairs(
        np.array([[found.get(name, 0.0) for name in NAMES] for found, *_ in rows]),
        np.array([float(same) for _, same, *_ in rows]),
        np.array([story for *_, story, _ in rows]),
        np.array([weight for *_, weight in rows]),
    )


def bounds() -> tuple[Array, Array]:
    """Lowest and highest weight of each feature."""
    against = np.array([any(word in name for word in AGAINST) for name in NAMES])
    free = np.array([name in ("same article", "status differs") for name in NAMES])
    return np.where(against | free, -8.0, 0.0), np.where(against & ~free, 0.0, 8.0)


def fit(pairs: Pairs) -> tuple[float, Array]:
    """Bias and weights by projected gradient descent with momentum."""
    low, high = bounds()
    weights, bias = np.zeros(len(NAMES)), -2.0
    speed, bias_speed = np.zeros_like(weights), 0.0
    total = pairs.weight.sum()
    for _ in range(STEPS):
        odds = pairs.features @ weights + bias
        miss = (1 / (1 + np.exp(-np.clip(odds, -50, 50))) - pairs.labels) * pairs.weight / total
        speed = 0.9 * speed - RATE * (pairs.features.T @ miss + RIDGE / len(NAMES) * weights)
        bias_speed = 0.9 * bias_speed - RATE * float(miss.sum())
        weights, bias = np.clip(weights + speed, low, high), bias + bias_speed
    return bias, weights


def held_out(pairs: Pairs, folds: int = 5) -> Array:
    """Log odds of every pair by a model that never saw its story."""
    stories = sorted(set(pairs.stories))
    odds = np.zeros(len(pairs.labels))
    for fold in range(folds):
        mine = np.isin(pairs.stories, stories[fold::folds])
        part = Pairs(pairs.features[~mine], pairs.labels[~mine], pairs.stories[~mine], pairs.weight[~mine])
        bias, weights = fit(part)
        odds[mine] = pairs.features[mine] @ weights + bias
    return odds


def threshold(odds: Array, labels: Array, false: float = 0.02) -> float:
    """The lowest probability from which at most `false` of the pairs above it are different events."""
    order = np.argsort(-odds)
    share = np.cumsum(1 - labels[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(share <= false)
    at = odds[order][good[-1]] if len(good) else odds.max()
    return float(1 / (1 + np.exp(-at)))


def write(path: Path, bias: float, weights: Array, at: float, about: str, clip: Callable[[float], float]) -> None:
    """The model as JSON, weights to two places."""
    kept = {name: round(float(w), 2) for name, w in zip(NAMES, weights, strict=True) if abs(w) >= 0.005}
    content = {"about": about, "bias": round(bias, 2), "threshold": round(clip(at), 3), "features": kept}
    path.write_text(json.dumps(content, indent=1) + "\n", "utf8")
