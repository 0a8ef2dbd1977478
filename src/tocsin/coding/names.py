"""Names of one article: the fullest mention and the best identity for a family name, an organisation, an acronym."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.coding.wording import Wording, filled
from tocsin.model.annotated import AnnotatedText, Entity
from tocsin.model.who import Identity


@dataclass(frozen=True, slots=True)
class Known:
    """The head token of the fullest mention of a name, and all that its mentions say."""

    head: int
    identity: Identity


class Names:
    """Persons by their last name; organisations by their whole name, or by the acronym in brackets behind it."""

    def __init__(self, text: AnnotatedText, wording: Wording) -> None:
        self._text, self._wording = text, wording
        self._known: dict[str, Known] = {}
        for entity in text.entities:
            if entity.label in ("PERSON", "ORG"):
                self._add(entity)
        self._link_acronyms()

    def find(self, entity: Entity) -> Known | None:
        """What the article says of the bearer of the name."""
        return self._known.get(self._key(entity))

    def _key(self, entity: Entity) -> str:
        words = self._text.words(entity.span).lower().replace("’", "'").removesuffix("'s").removeprefix("the ")
        return words.split()[-1] if entity.label == "PERSON" and words.split() else words

    def _add(self, entity: Entity) -> None:
        key, head = self._key(entity), head_of(self._text, entity)
        identity = self._wording.identity(head)
        known = self._known.get(key)
        if known is None:
            self._known[key] = Known(head, identity)
            return
        before = self._wording.entities.get(known.head)
        longer = before is not None and entity.last - entity.first > before.last - before.first
        fullest = head if longer and entity.label == "PERSON" else known.head
        self._known[key] = Known(fullest, filled(known.identity, identity))

    def _link_acronyms(self) -> None:
        """'Northern Salvation Front (NSF)': what is known of one is known of the other."""
        for one, two in zip(self._text.entities, self._text.entities[1:], strict=False):
            between = self._text.article.text[one.span.end : two.span.start]
            if one.label == two.label == "ORG" and between.strip() == "(" and self._text.words(two.span).isupper():
                both = filled(self._known[self._key(one)].identity, self._known[self._key(two)].identity)
                head = self._known[self._key(one)].head
                self._known[self._key(one)] = self._known[self._key(two)] = Known(head, both)


def head_of(text: AnnotatedText, entity: Entity) -> int:
    """The token of a name on which its others hang."""
    for i in range(entity.first, entity.last):
        if not entity.first <= text.tokens[i].head < entity.last:
            return i
    return entity.last - 1
