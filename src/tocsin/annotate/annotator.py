"""Article to annotated text: words, sentences, then everything that one pass of the encoder says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from tocsin.annotate.encoder import SHIPPED, Encoder, Reading
from tocsin.annotate.entities import tagged_spans
from tocsin.annotate.hints import hints_of
from tocsin.annotate.lemmas import Lemmatizer, read_exceptions
from tocsin.annotate.sentences import sentences
from tocsin.annotate.tags import agreed, sensible
from tocsin.annotate.words import words
from tocsin.model.annotated import AnnotatedText, Entity, Hint, Sentence, Token
from tocsin.model.article import Article, ZoneKind
from tocsin.model.span import Span

NEWS_LEMMAS = Path(__file__).parent / "news_lemmas.tsv"
"""Words of conflict news that the treebanks lack or treat otherwise ('troops'), over the model's own table."""
_LIKELY = 0.5
_ATTRIBUTION_ORDER = ("cue", "source", "content")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One sentence before it is read: its words' offsets and its zone."""

    offsets: list[tuple[int, int]]
    zone: ZoneKind


class Annotator:
    """Reads articles with the model of one folder. Holds no state between articles."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        self.encoder = Encoder(folder)
        self._lemmas = Lemmatizer({**read_exceptions(folder / "lemmas.tsv"), **read_exceptions(NEWS_LEMMAS)})
        labels = self.encoder.labels
        self._upos, self._xpos, self._relations = labels["upos"], labels["xpos"], labels["relations"]
        self._tags = labels["entities"]
        self._columns = [labels["attribution_roles"].index(role) for role in _ATTRIBUTION_ORDER]
        self._has_events = "events" in labels["trained"]

    def annotate(self, article: Article) -> AnnotatedText:
        """The layers over headline, dateline, body and captions; other zones are never read."""
        stretches = list(_stretches(article))
        text = article.text
        readings = self.encoder.read([[text[begin:end] for begin, end in found.offsets] for found in stretches])
        tokens: list[Token] = []
        found_sentences: list[Sentence] = []
        entities: list[Entity] = []
        hints: dict[int, Hint] = {}
        tags: list[str] = []
        factuality: list[float] = []
        for stretch, reading in zip(stretches, readings, strict=True):
            first = len(tokens)
            index = len(found_sentences)
            tokens.extend(self._tokens(text, stretch, reading, first, index))
            span = Span(stretch.offsets[0][0], stretch.offsets[-1][1])
            found_sentences.append(Sentence(index, span, first, len(tokens), stretch.zone))
            entities.extend(self._entities(stretch, reading, first))
            tags.extend(self._attribution(reading))
            factuality.extend(reading.factuality.round(3).tolist())
            if self._has_events:
                hints.update(hints_of(reading, self.encoder.labels, first))
        return AnnotatedText(
            article,
            tuple(found_sentences),
            tuple(tokens),
            tuple(entities),
            hints,
            tuple(tags),
            tuple(factuality),
        )

    def _tokens(self, text: str, stretch: _Stretch, reading: Reading, first: int, sentence: int) -> Iterator[Token]:
        rows = zip(
            stretch.offsets,
            reading.upos.tolist(),
            reading.xpos.tolist(),
            reading.heads.tolist(),
            reading.relations.tolist(),
            strict=True,
        )
        before = ""
        for index, ((begin, end), upos_class, xpos_class, head, relation) in enumerate(rows, start=first):
            form = text[begin:end]
            upos = sensible(form, self._upos[upos_class], self._xpos[xpos_class])
            xpos = agreed(form, upos, self._xpos[xpos_class], before)
            before = form
            yield Token(
                index,
                begin,
                end,
                form,
                self._lemmas.lemma(form, upos, xpos),
                upos,
                xpos,
                first + head - 1 if head else index,
                self._relations[relation] if head else "root",
                sentence,
            )

    def _entities(self, stretch: _Stretch, reading: Reading, first: int) -> Iterator[Entity]:
        best = reading.entity.argmax(axis=-1)
        certainty = reading.entity.max(axis=-1)
        for begin, end, label in tagged_spans(best.tolist(), self._tags):
            span = Span(stretch.offsets[begin][0], stretch.offsets[end - 1][1])
            yield Entity(span, label, first + begin, first + end, round(float(certainty[begin:end].min()), 4))

    def _attribution(self, reading: Reading) -> list[str]:
        """A cue or source inside what another one says stays a cue or source: the inner role wins."""
        inside = 1 - reading.attribution[:, self._columns, 0]
        likely = inside > _LIKELY
        chosen = np.where(likely.any(axis=1), likely.argmax(axis=1), len(_ATTRIBUTION_ORDER))
        names = (*_ATTRIBUTION_ORDER, "")
        return [names[index] for index in chosen.tolist()]


@lru_cache(maxsize=1)
def shipped() -> Annotator:
    """The annotator with the package's own model, loaded once a process."""
    return Annotator()


def annotate(article: Article) -> AnnotatedText:
    """Annotate an article with the model that comes with the package."""
    return shipped().annotate(article)


def _stretches(article: Article) -> Iterator[_Stretch]:
    for zone in article.coded_zones():
        offsets: Sequence[tuple[int, int]] = words(article.text, zone.span.start, zone.span.end)
        for first, last in sentences(article.text, offsets):
            yield _Stretch(list(offsets[first:last]), zone.kind)
