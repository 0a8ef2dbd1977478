"""Who: an identity, and a party of a report."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.span import Span


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the words stand for.

    `country` is ISO 3166-1 alpha-3 (XKX for Kosovo), or PLOVER's UNO, EUR, IGO, NGO, IMG, ISM, MNC for parties without
    a state, or nothing when the words carry no evidence. `sectors` are PLOVER codes, the main one first.
    `role_status` is current, former, then (held it at that time) or nothing.
    """

    country: str | None = None
    sectors: tuple[str, ...] = ()
    id: str | None = None
    name: str | None = None
    role: str | None = None
    role_status: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient: its longest informative words, and who it is.

    `span` covers `text`; `pronoun` is the span of the words that stood at the trigger when these were a pronoun or a
    shorter name. `how` says by what the party was found (subject, 'the act that is condemned', ...).
    """

    span: Span
    text: str
    identity: Identity = Identity()
    mention: Span | None = None
    how: str = ""
    head: int = -1
