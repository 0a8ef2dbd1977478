"""Words that tell the stance and the medium of an attribution, and the weights of the scorer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

_HERE = "tocsin.coding.attribution"
_GROUPS = (
    "denies",
    "warns",
    "doubts",
    "unconfirmed",
    "refusing",
    "intends",
    "believes",
    "speech",
    "naming",
    "tells_things",
    "talkers",
)


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemmas in lower case, by what they say of the attribution that they introduce."""

    denies: frozenset[str]
    warns: frozenset[str]
    doubts: frozenset[str]
    unconfirmed: frozenset[str]
    refusing: frozenset[str]
    intends: frozenset[str]
    believes: frozenset[str]
    speech: frozenset[str]
    naming: frozenset[str]
    tells_things: frozenset[str]
    talkers: frozenset[str]
    medium_prepositions: frozenset[str]
    medium_nouns: frozenset[str]
    listeners: frozenset[str]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The shipped cue words of English."""
    raw: dict[str, Any] = yaml.safe_load(files(_HERE).joinpath("cues.yaml").read_text(encoding="utf-8"))
    medium = raw["medium"]
    return Cues(
        **{name: frozenset(raw[name]) for name in _GROUPS},
        medium_prepositions=frozenset(medium["prepositions"]),
        medium_nouns=frozenset(medium["nouns"]),
        listeners=frozenset(medium["listeners"]),
    )


@lru_cache(maxsize=4096)
def groups_of(lemma: str) -> tuple[str, ...]:
    """The lists of cue words that hold the lemma."""
    return tuple(name for name in _GROUPS if lemma in getattr(cues(), name))


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """What each fact of `features` adds to the log-odds that a candidate is an attribution."""
    raw: dict[str, float] = json.loads(files(_HERE).joinpath("weights.json").read_text(encoding="utf-8"))
    return raw
