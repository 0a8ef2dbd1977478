"""The weights of recognition and ranking, shipped as JSON under the names of the evidence that they weigh."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tocsin.coding.places import evidence, ranking
from tocsin.errors import KnowledgeError

SHIPPED = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """Linear weights; a mention counts as a place name from `threshold` on (a probability).

    `recognition` is for texts with the engine's entities, `recognition_alone` for texts without.
    """

    recognition: npt.NDArray[np.float64]
    recognition_alone: npt.NDArray[np.float64]
    ranking: npt.NDArray[np.float64]
    none: npt.NDArray[np.float64]
    threshold: float


@lru_cache(maxsize=4)
def read_weights(path: Path = SHIPPED) -> Weights:
    """Weights from a file; a missing name weighs nothing, an unknown one is an error."""
    content = json.loads(path.read_text("utf8"))
    return Weights(
        _ordered(path, content["recognition"], evidence.NAMES),
        _ordered(path, content["recognition_alone"], evidence.NAMES),
        _ordered(path, content["ranking"], ranking.NAMES),
        _ordered(path, content["none"], ranking.NULL_NAMES),
        float(content["threshold"]),
    )


def _ordered(path: Path, weights: dict[str, float], names: tuple[str, ...]) -> npt.NDArray[np.float64]:
    if unknown := sorted(set(weights) - set(names)):
        raise KnowledgeError(f"the weights {path}", found=f"unknown evidence {unknown[0]!r}", expected=", ".join(names))
    return np.array([weights.get(name, 0.0) for name in names])
