"""What an evaluation set is: its files, how they are coded, and what is measured on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tocsin.evaluate import scoring
from tocsin.evaluate.coding import CODE
from tocsin.evaluate.figures import Measure

Score = Callable[[scoring.Run], scoring.Values]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One set under the data folder. `kind` names its gold format, `large` keeps it out of a run that does not ask."""

    name: str
    files: tuple[str, ...]
    kind: str
    score: Score
    measures: tuple[Measure, ...]
    stage: str = CODE
    large: bool = False
    with_peer: bool = False
    inputs: Callable[[Path], list[str]] | None = None

    def paths(self, folder: Path) -> list[Path]:
        """The set's files under the data folder, or under that of our own gold; the seed article lies beside it."""
        return [(folder / name).resolve() for name in self.files]

    def lines(self, folder: Path) -> list[str]:
        """Its documents as bench input."""
        gold = self.paths(folder)[0]
        return self.inputs(gold) if self.inputs else scoring.inputs(self.kind, gold)

    def measure(self, name: str) -> Measure:
        """What a value of that name measures; 'drop F1 (a variant)' is measured as 'drop F1' is, without its target."""
        for measure in self.measures:
            if measure.name == name:
                return measure
        like = next(measure for measure in self.measures if name.startswith(measure.name))
        return replace(like, name=name, target=None, peers="", people="")
