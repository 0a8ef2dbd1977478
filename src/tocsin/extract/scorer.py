"""A small learned scorer: what it was trained to is in its JSON, what it computes is a sum or two."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import ModelError

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scorer:
    """Standardised features through one hidden layer to one probability a row."""

    names: tuple[str, ...]
    mean: Matrix
    scale: Matrix
    hidden: Matrix
    hidden_bias: Matrix
    out: Matrix
    out_bias: float

    def __call__(self, rows: Matrix) -> Matrix:
        """Probability in 0..1 a row that the paragraph is not the article's; `rows`: (paragraphs, features)."""
        standard = np.clip((rows - self.mean) * self.scale, -4, 4)
        # without BLAS: so small a product gains nothing from its threads, and the order of the sum stays the same
        inner = np.maximum(np.einsum("ij,jk->ik", standard, self.hidden) + self.hidden_bias, 0)
        return np.asarray(1 / (1 + np.exp(-(inner @ self.out + self.out_bias))), dtype=np.float32)


def from_dict(raw: dict[str, object], names: Sequence[str], where: str) -> Scorer:
    """The scorer of a parsed weights file; its feature names must be those that the code computes."""
    if tuple(raw["names"]) != tuple(names):  # type: ignore[arg-type]
        raise ModelError(
            f"the weights in {where} do not fit this version",
            found="other features", expected=f"{len(names)} features", advice="reinstall tocsin",
        )  # fmt: skip

    def array(name: str) -> Matrix:
        return np.array(raw[name], dtype=np.float32)

    return Scorer(
        tuple(names),
        array("mean"),
        array("scale"),
        array("hidden"),
        array("hidden_bias"),
        array("out"),
        float(raw["out_bias"]),  # type: ignore[arg-type]
    )


@cache
def load(file: str, names: tuple[str, ...]) -> Scorer:
    """The shipped scorer in `weights/`; read once a process."""
    source = files("tocsin.extract") / "weights" / file
    try:
        raw = json.loads(source.read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot read the weights {file}", found=str(error), advice="reinstall tocsin") from error
    return from_dict(raw, names, file)
