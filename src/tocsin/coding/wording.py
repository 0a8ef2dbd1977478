"""What the words of one mention say of who it is, with nothing taken from the rest of the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from tocsin.coding.phrases import phrase
from tocsin.model.annotated import AnnotatedText, Entity
from tocsin.model.who import Identity

NOBODY = Identity()
LONGEST_PHRASE = 240


class Actors(Protocol):
    """What is asked of the actor knowledge."""

    def resolve(self, mention: str, head: str, on: date | None = None, context_country: str | None = None) -> Identity:
        """Who the words stand for, as far as they say."""
        ...

    def role(self, key: str) -> object | None:
        """The role that a folded noun names, if any."""
        ...


class Wording:
    """Reads mentions by their own words. Token indices are document-wide."""

    def __init__(self, text: AnnotatedText, actors: Actors, day: date | None, places: Mapping[int, str]) -> None:
        self._text, self._actors, self._day, self._places = text, actors, day, places
        self.entities = {i: e for e in text.entities for i in range(e.first, e.last)}
        self._read: dict[int, Identity] = {}

    def label(self, index: int) -> str:
        """The entity label at a token, '' if none."""
        entity = self.entities.get(index)
        return entity.label if entity else ""

    def identity(self, index: int) -> Identity:
        """Who the noun phrase of a head token names."""
        if index not in self._read:
            entity = self.entities.get(index)
            person = entity is not None and entity.label == "PERSON"
            self._read[index] = self._person(index, entity) if person and entity else self._phrase(index)
        return self._read[index]

    def named(self, name: str) -> Identity:
        """Who a bare name stands for."""
        return self._actors.resolve(name, name, self._day, None)

    def means_actor(self, index: int) -> bool:
        """Whether the noun is a name or a role, so that it means people, a body or a state."""
        token = self._text.tokens[index]
        if self.label(index) in ("PERSON", "ORG", "NORP", "PLACE"):
            return True
        return self._actors.role(token.lemma) is not None or self._actors.role(token.text.lower()) is not None

    def _phrase(self, index: int) -> Identity:
        words = phrase(self._text, index)
        full = self._text.words(words.full)
        if len(full) > LONGEST_PHRASE:
            full = self._text.words(words.span)
        identity = self._actors.resolve(full[:LONGEST_PHRASE], self._text.tokens[index].text, self._day, None)
        if not identity.country and index in self._places and self.label(index) in ("PLACE", "NORP"):
            identity = replace(identity, country=self._places[index])
        return identity

    def _person(self, index: int, entity: Entity) -> Identity:
        """A person by name where the name is known, else by the role that stands before or after it.

        The words of an unknown name say nothing: 'Türk' is no Turk.
        """
        name = self._text.words(entity.span)
        known = self._actors.resolve(name, self._text.tokens[entity.last - 1].text, self._day, None)
        words = phrase(self._text, self._title(index, entity)).full
        text = self._text.article.text
        before = text[words.start : max(words.start, entity.span.start)]
        role = f"{before} {text[entity.span.end : max(words.end, entity.span.end)]}"
        role = role.strip(" ,;:()'’")[:LONGEST_PHRASE]
        said = self._actors.resolve(role, "", self._day, None) if len(role) > 2 else NOBODY
        if known.id and known.id.startswith("person:"):
            return filled(known, said)
        return replace(said, id=None, name=name) if said != NOBODY else Identity(name=name)

    def _title(self, index: int, entity: Entity) -> int:
        """The noun directly before a name that says what its bearer is: 'opposition politician Ada Orun'."""
        token = self._text.tokens[index]
        above = self._text.tokens[token.head]
        titled = token.deprel in ("appos", "flat", "nmod:desc", "compound", "nmod") and above.upos in ("NOUN", "PROPN")
        return token.head if titled and 0 < entity.first - token.head <= 3 else index


def filled(identity: Identity, other: Identity) -> Identity:
    """The first identity with what it lacks taken from the other."""
    return Identity(
        country=identity.country or other.country,
        sectors=identity.sectors or other.sectors,
        id=identity.id or other.id,
        name=identity.name or other.name,
        role=identity.role or other.role,
        role_status=identity.role_status or other.role_status,
    )
