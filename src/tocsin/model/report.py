"""A report: one action as one article tells it; and all that one article was read as."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.ids import SCHEMA_VERSION
from tocsin.model.article import Article
from tocsin.model.certainty import Attribution, Factuality, Predicate
from tocsin.model.span import Span
from tocsin.model.when import TimeExpression, When
from tocsin.model.where import Place, Toponym
from tocsin.model.who import Party


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people: what was counted (killed, injured, detained, size), with the words that say so."""

    kind: str
    lowest: int | None
    best: int | None
    highest: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class EventPlace:
    """A place of the event and the words that name it."""

    span: Span
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Doubt:
    """Who did not confirm, denied or disputed the event, in which words."""

    span: Span
    by: tuple[Party, ...]
    stance: str


@dataclass(frozen=True, slots=True)
class Coder:
    """Version and hashes of what made the report."""

    version: str
    model: str
    codebook: str
    knowledge: str


@dataclass(frozen=True, slots=True)
class Report:
    """One action as one article tells it; every field points at the words it rests on.

    `triggers` are the words of all its mentions in the article, the first one first. `speakers` runs from the outlet
    inwards: indices into `Reading.attributions`. `because` names the codebook pattern that fired, in words.
    """

    id: str
    article: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: int
    triggers: tuple[Span, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    reciprocal: bool
    places: tuple[EventPlace, ...]
    when: When | None
    counts: tuple[Count, ...]
    speakers: tuple[int, ...]
    factuality: Factuality
    factuality_cues: tuple[Span, ...]
    doubts: tuple[Doubt, ...]
    confidence: float
    pattern: str
    because: str
    coder: Coder
    schema_version: str = SCHEMA_VERSION

    @property
    def status(self) -> str:
        """fact (asserted, the article's own voice), claim (asserted by an attributed speaker), or the factuality."""
        if self.factuality is not Factuality.ASSERTED:
            return str(self.factuality)
        return "claim" if self.speakers else "fact"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article was read as."""

    article: Article
    reports: tuple[Report, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    error: str | None = None
    notes: tuple[str, ...] = field(default=())
