"""An article with the layers that the language engine read off it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tocsin.model.article import Article, ZoneKind
from tocsin.model.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `head` is the document-wide index of its syntactic head, its own index for a sentence's root."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens `[first, last)` of the document, and the zone that it stands in."""

    index: int
    span: Span
    first: int
    last: int
    zone: ZoneKind


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: tokens `[first, last)`; label is PERSON, ORG, PLACE, NORP, FAC, DATE or QUANTITY; score 0..1."""

    span: Span
    label: str
    first: int
    last: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Hint:
    """What the learned heads think of one token as an event trigger; scores are probabilities 0..1.

    `types` maps event types to probabilities (only those above .02), `status` maps asserted, denied, possible,
    planned, unreal to probabilities, `roles` maps (token index of a mention's head) to (actor, recipient).
    """

    types: Mapping[str, float] = field(default_factory=dict)
    status: Mapping[str, float] = field(default_factory=dict)
    roles: Mapping[int, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """An article with layers; indices are document-wide, offsets are into `article.text`.

    `attribution_tags` holds one of '', 'source', 'cue', 'content' a token (empty tuple: the engine has no such head);
    `factuality` holds -3..3 a token (empty tuple alike); `hints` maps token index to a Hint.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    hints: Mapping[int, Hint] = field(default_factory=dict)
    attribution_tags: tuple[str, ...] = ()
    factuality: tuple[float, ...] = ()
    _children: dict[int, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of one sentence, in order."""
        return self.tokens[sentence.first : sentence.last]

    def children(self, index: int) -> tuple[int, ...]:
        """Indices of the direct dependents of a token, in text order."""
        if not self._children and self.tokens:
            found: dict[int, list[int]] = {}
            for token in self.tokens:
                if token.head != token.index:
                    found.setdefault(token.head, []).append(token.index)
            self._children.update({head: tuple(kids) for head, kids in found.items()})
            self._children.setdefault(-1, ())
        return self._children.get(index, ())

    def subtree(self, index: int) -> list[int]:
        """Indices of a token and all that hangs on it, in text order."""
        out, todo = [], [index]
        while todo:
            at = todo.pop()
            out.append(at)
            todo.extend(self.children(at))
        return sorted(out)

    def ancestors(self, index: int) -> Iterator[int]:
        """Indices of head, head's head and so on, up to the root."""
        seen = {index}
        while (head := self.tokens[index].head) not in seen:
            yield head
            seen.add(head)
            index = head

    def span_of(self, first: int, last: int) -> Span:
        """The characters from token `first` through token `last - 1`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def words(self, span: Span) -> str:
        """The exact words of the article's text."""
        return self.article.text[span.start : span.end]
