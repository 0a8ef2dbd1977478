"""According to whom, and how sure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tocsin.model.span import Span
from tocsin.model.who import Party


class Factuality(StrEnum):
    """Whether the report says that it happened."""

    ASSERTED = "asserted"
    DENIED = "denied"
    POSSIBLE = "possible"
    PLANNED = "planned"
    UNREAL = "unreal"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words in the article: who (source), by which words (cue), what (content).

    `speaker` is the resolved source (nothing for 'it was reported that'); `medium` such as 'a post on X';
    `stance` is asserts, denies, does not confirm, warns or doubts; `parent` is the index, in the same list, of the
    attribution inside whose content this one stands.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Party | None = None
    medium: Span | None = None
    stance: str = "asserts"
    parent: int | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or eventive noun and how certainly it happened, -3 (certainly not) to 3 (certainly)."""

    span: Span
    factuality: float
    token: int = -1
