"""One hidden layer, trained with Adam in numpy: seeded, a minute on one core, no further library."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Recipe:
    """How a scorer is trained."""

    hidden: int = 24
    epochs: int = 14
    batch: int = 256
    rate: float = 0.003
    decay: float = 3e-4
    dropout: float = 0.2
    seed: int = 7


def fit(rows: Matrix, labels: Matrix, weights: Matrix, recipe: Recipe) -> dict[str, Matrix | float]:
    """Weights of a scorer.

    `rows`: (n, features); `labels`: (n,) of 0 and 1; `weights`: (n,) of a row's share in the loss.
    """
    rng = np.random.default_rng(recipe.seed)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    scale = np.where(spread > 1e-4, 1 / np.maximum(spread, 1e-4), 0).astype(np.float32)
    rows = np.clip((rows - mean) * scale, -4, 4).astype(np.float32)
    width = rows.shape[1]
    layer = [
        (rng.normal(size=(width, recipe.hidden)) * np.sqrt(1.5 / width)).astype(np.float32),
        np.zeros(recipe.hidden, np.float32),
        (rng.normal(size=recipe.hidden) * np.sqrt(1 / recipe.hidden)).astype(np.float32),
        np.zeros(1, np.float32),
    ]
    first = [np.zeros_like(x) for x in layer]
    second = [np.zeros_like(x) for x in layer]
    step, steps = 0, recipe.epochs * (len(rows) // recipe.batch + 1)
    for _ in range(recipe.epochs):
        order = rng.permutation(len(rows))
        for at in range(0, len(order), recipe.batch):
            pick = order[at : at + recipe.batch]
            step += 1
            gradients = _gradients(layer, rows[pick], labels[pick], weights[pick], recipe.dropout, rng)
            rate = recipe.rate * (1 - step / (steps + 1))
            for i, gradient in enumerate(gradients):
                first[i] = 0.9 * first[i] + 0.1 * gradient
                second[i] = 0.99 * second[i] + 0.01 * gradient**2
                move = (first[i] / (1 - 0.9**step)) / (np.sqrt(second[i] / (1 - 0.99**step)) + 1e-7)
                layer[i] = (layer[i] - rate * (move + recipe.decay * 30 * layer[i])).astype(np.float32)
    return {
        "mean": mean, "scale": scale, "hidden": layer[0], "hidden_bias": layer[1], "out": layer[2], "out_bias": float
        (layer[3][0]),
    }  # fmt: skip


def fit_several(rows: Matrix, labels: Matrix, weights: Matrix, recipe: Recipe, count: int) -> dict[str, Matrix | float]:
    """Scorers of `count` seeds side by side in one: their log-odds are averaged."""
    found = [fit(rows, labels, weights, replace(recipe, seed=recipe.seed + n)) for n in range(count)]
    return {
        "mean": found[0]["mean"], "scale": found[0]["scale"],
        "hidden": np.hstack([np.asarray(f["hidden"]) for f in found]),
        "hidden_bias": np.concatenate([np.asarray(f["hidden_bias"]) for f in found]),
        "out": np.concatenate([np.asarray(f["out"]) / count for f in found]),
        "out_bias": float(np.mean([f["out_bias"] for f in found])),
    }  # fmt: skip


def _gradients(
    layer: list[Matrix], rows: Matrix, labels: Matrix, weights: Matrix, dropout: float, rng: np.random.Generator
) -> list[Matrix]:
    keep_in = (rng.random(rows.shape) > 0.1) / 0.9
    rows = (rows * keep_in).astype(np.float32)
    raw = rows @ layer[0] + layer[1]
    mask = ((raw > 0) * (rng.random(raw.shape) > dropout) / (1 - dropout)).astype(np.float32)
    inner = raw * mask
    score = 1 / (1 + np.exp(-(inner @ layer[2] + layer[3])))
    error = ((score - labels) * weights / weights.sum()).astype(np.float32)
    back = np.outer(error, layer[2]) * mask
    return [rows.T @ back, back.sum(axis=0), inner.T @ error, np.array([error.sum()], np.float32)]
