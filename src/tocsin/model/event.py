"""An event: one action in the world as all its reports tell it, with the dissent kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from tocsin.ids import SCHEMA_VERSION


class Verification(StrEnum):
    """How far an event is established, by what its independent producers say."""

    CORROBORATED = "corroborated"
    SINGLE_SOURCE = "single-source"
    DISPUTED = "disputed"
    DENIED = "denied"
    NOT_CONFIRMED = "not-confirmed"


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent producer's text: an agency's report, an outlet's own, a statement; its copies share it.

    `producer` is the agency or outlet in folded letters; `articles` are the ids of all articles that carry it.
    """

    id: str
    producer: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One report's telling of an event: who says it, where, in which words, with which stance."""

    report: str
    article: str
    origin: str
    outlet: str | None
    published: str | None
    speakers: tuple[str, ...]
    stance: str
    factuality: str
    words: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field and the reports that give it."""

    value: Any
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field with the dissent kept: the first value is the one that most independent origins give."""

    name: str
    values: tuple[Value, ...]

    @property
    def value(self) -> Any:
        """The consensus, or nothing."""
        return self.values[0].value if self.values else None


@dataclass(frozen=True, slots=True)
class Toll:
    """Killed, injured or detained over independent origins: the interval of the latest figures still upheld."""

    kind: str
    lowest: int | None
    best: int | None
    highest: int | None
    reports: tuple[str, ...]


class Verdict(StrEnum):
    """What somebody holds of two reports."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two reports tell one event: by whom, why, with the explained score; a human stands above a machine."""

    left: str
    right: str
    verdict: Verdict
    by: str
    human: bool
    why: str
    score: float | None = None
    features: Mapping[str, float] = field(default_factory=dict)
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One action in the world.

    `id` is minted once and survives merge and split; `reports` are the ids of the reports that tell it; `tolls` hold
    the counts; `attached` are planned, possible, denied or unreal reports that speak of it without making it happen.
    """

    id: str
    type: str
    mode: str | None
    fields: tuple[Field, ...]
    tolls: tuple[Toll, ...]
    accounts: tuple[Account, ...]
    reports: tuple[str, ...]
    attached: tuple[str, ...]
    origins: tuple[Origin, ...]
    verification: Verification
    happened: bool
    schema_version: str = SCHEMA_VERSION

    def field(self, name: str) -> Field | None:
        """The named field, if any report gives it."""
        return next((f for f in self.fields if f.name == name), None)
