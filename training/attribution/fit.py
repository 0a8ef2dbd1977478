"""Sparse logistic regression with Adam in numpy: the same data gives the same weights, in a minute on one core."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.attribution.samples import Sample


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the weights are fitted: rarer facts are dropped, and so are weights nearer to zero than `smallest`."""

    rarest: int = 5
    penalty: float = 2.5
    rounds: int = 60
    rate: float = 0.3
    smallest: float = 0.08


def fit(found: Sequence[Sample], recipe: Recipe) -> dict[str, float]:
    """A weight for every fact that tells something, by name."""
    counts = Counter(fact for sample in found for fact in sample.facts)
    names = sorted(fact for fact, count in counts.items() if count >= recipe.rarest)
    column = {fact: at for at, fact in enumerate(names)}
    cells = [(row, column[f]) for row, sample in enumerate(found) for f in sample.facts if f in column]
    rows, columns = np.array(cells, dtype=np.int64).T
    right = np.array([sample.right for sample in found], dtype=np.float64)
    weights = _descend(rows, columns, right, len(names), recipe)
    return {
        fact: round(float(weight), 3)
        for fact, weight in zip(names, weights, strict=True)
        if abs(weight) >= recipe.smallest
    }


def _descend(
    rows: NDArray[np.int64], columns: NDArray[np.int64], right: NDArray[np.float64], width: int, recipe: Recipe
) -> NDArray[np.float64]:
    weights, mean, spread = np.zeros(width), np.zeros(width), np.zeros(width)
    for turn in range(1, recipe.rounds + 1):
        logits = np.bincount(rows, weights[columns], minlength=len(right))
        likely = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
        slope = np.bincount(columns, (likely - right)[rows], minlength=width) + recipe.penalty * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        step = (mean / (1 - 0.9**turn)) / (np.sqrt(spread / (1 - 0.99**turn)) + 1e-6)
        weights -= recipe.rate * _cooling(turn / recipe.rounds) * step
    return weights


def _cooling(done: float) -> float:
    return 1.0 if done < 0.5 else 0.3 if done < 0.8 else 0.1
