"""What an evaluation finds: figures, each with its data, its target, and what others reach."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

HIGHER, LOWER = "higher", "lower"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: its name, which way is better, the target, and what other coders and people reach.

    `unit` is percent (0..100), share (0..1, correlations too) or count. A `yardstick` is another's figure, measured in
    the same run; nobody has to keep it up.
    """

    name: str
    unit: str
    target: float | None = None
    better: str = HIGHER
    peers: str = ""
    people: str = ""
    yardstick: bool = False

    def holds(self, value: float, bound: float) -> bool:
        """Whether the value is at least as good as the bound."""
        return value >= bound if self.better == HIGHER else value <= bound


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `cases` is the number of gold items that it counts over, where that is one number."""

    set: str
    measure: Measure
    value: float
    cases: int | None = None

    @property
    def key(self) -> str:
        """Set and name, the same on every run."""
        return f"{self.set}: {self.measure.name}"


@dataclass(frozen=True, slots=True)
class SetResult:
    """The figures of one set, the SHA-256 of each of its files, and how the run went."""

    set: str
    figures: tuple[Figure, ...]
    digests: Mapping[str, str]
    documents: int
    failed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All sets that were found, and the names of those that were not, with the reason."""

    results: tuple[SetResult, ...]
    absent: Mapping[str, str]
    seconds: float

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all sets, in their order."""
        return tuple(figure for result in self.results for figure in result.figures)


def shown(value: float, unit: str) -> str:
    """The value as the scorers print it: percent with one decimal, shares with three, counts whole."""
    return f"{value:.0f}" if unit == "count" else f"{value:.1f}" if unit == "percent" else f"{value:.3f}"


def digest(path: Path) -> str:
    """SHA-256 of a file; of a folder, the SHA-256 over the digests of its files in the order of their names."""
    if path.is_dir():
        return _joined(digest(child) for child in sorted(path.iterdir()))
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _joined(digests: Iterable[str]) -> str:
    return hashlib.sha256("".join(digests).encode()).hexdigest()
