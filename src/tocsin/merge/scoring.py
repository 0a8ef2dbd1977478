"""The explained score of a pair: the probability that two reports tell one event, and what it rests on."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from tocsin.merge.facts import Facts
from tocsin.merge.features import WORDED, features, particulars, worded_step

ROUNDING = 1e-9
"""By how much a sum may miss, depending on the order in which it was added up."""


@dataclass(frozen=True)
class Weights:
    """A logistic model: what each feature adds to the log odds, and the probability from which two are one."""

    bias: float
    features: Mapping[str, float]
    threshold: float

    @property
    def margin(self) -> float:
        """The threshold as log odds."""
        return math.log(self.threshold / (1 - self.threshold))

    @cached_property
    def worded(self) -> tuple[tuple[int, float], ...]:
        """The steps of `WORDED` that count, each with the most that it and those after it add to the log odds."""
        most, counting = 0.0, []
        for step, names in reversed([*enumerate(WORDED)]):
            weights = [self.features.get(name, 0.0) for name in names]
            if any(weights):
                most += sum(max(0.0, weight) for weight in weights)
                counting.append((step, most))
        return tuple(reversed(counting))

    def odds(self, found: Mapping[str, float]) -> float:
        """The log odds that features come to."""
        return self.bias + math.fsum(value * self.features.get(name, 0.0) for name, value in found.items())


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of a pair: its value 0..1, its weight, and what it adds to the log odds."""

    name: str
    value: float
    weight: float

    @property
    def adds(self) -> float:
        """Value times weight."""
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """Two reports, the log odds that they tell one event, and the reasons, the strongest first."""

    left: str
    right: str
    odds: float
    reasons: tuple[Reason, ...]

    @property
    def probability(self) -> float:
        """0..1."""
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, self.odds))))

    @property
    def features(self) -> dict[str, float]:
        """Feature values by name."""
        return {r.name: r.value for r in self.reasons}

    def in_words(self, most: int = 4) -> str:
        """The strongest reasons on one line."""
        return ", ".join(f"{r.name} ({r.adds:+.1f})" for r in self.reasons[:most])


@dataclass(frozen=True, slots=True)
class Model:
    """Two sets of weights: for reports `within` one article, and for tellings `across` articles."""

    within: Weights
    across: Weights


@cache
def weights() -> Model:
    """The shipped weights."""
    loaded = json.loads(files("tocsin.merge").joinpath("weights.json").read_text("utf8"))
    return Model(_weights(loaded["within"]), _weights(loaded["across"]))


def _weights(loaded: Mapping[str, Any]) -> Weights:
    return Weights(loaded["bias"], loaded["features"], loaded["threshold"])


def score(one: Facts, other: Facts, model: Weights | None = None) -> ScoredPair:
    """The explained score of two reports or tellings, by the weights of where they stand."""
    if model is None:
        model = weights().within if one.article == other.article else weights().across
    return score_features(one, other, features(one, other), model)


def odds_above(one: Facts, other: Facts, model: Weights, least: float) -> float | None:
    """The log odds of a pair as `score` finds them; nothing where it is seen before the end that they are lower."""
    known = particulars(one, other)
    found, odds = dict(known), model.odds(known)
    for step, most in model.worded:
        if odds + most < least - ROUNDING:
            return None
        new = worded_step(step, one, other, known)
        found |= new
        odds += sum(value * model.features.get(name, 0.0) for name, value in new.items())
    return model.odds(found)


def score_features(one: Facts, other: Facts, found: Mapping[str, float], model: Weights) -> ScoredPair:
    """The explained score of features that are already known."""
    reasons = [Reason(name, value, model.features.get(name, 0.0)) for name, value in found.items()]
    return ScoredPair(
        one.report, other.report, model.odds(found), tuple(sorted(reasons, key=lambda r: (-abs(r.adds), r.name)))
    )
