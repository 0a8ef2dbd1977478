"""Articles with marked attributions to labelled candidates: each cue's candidates, and which of them is right.

The articles mark outermost attributions only, so a cue inside somebody's content says nothing about itself: it is left
out unless it is marked.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.annotate import annotate
from tocsin.coding.attribution.features import features
from tocsin.coding.attribution.gathering import candidates_at
from tocsin.coding.attribution.sheet import Sheet
from tocsin.extract.zones import zones_of
from tocsin.model.article import Article
from tocsin.model.span import Span

ALIKE = 0.2


@dataclass(frozen=True, slots=True)
class Sample:
    """A candidate's facts, and whether it is the best one of a marked attribution."""

    facts: tuple[str, ...]
    right: bool


def samples(data: Path) -> Iterator[Sample]:
    """The labelled candidates of the training articles under `data`."""
    with gzip.open(data / "attribution" / "polnear_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield from _of_article(json.loads(line))


def _of_article(record: dict[str, Any]) -> Iterator[Sample]:
    zones, _ = zones_of(record["text"], record.get("title"))
    article = Article(record["id"], record["text"], "", zones, title=record.get("title"))
    sheet = Sheet(annotate(article))
    by_cue: dict[int, list[set[int]]] = defaultdict(list)
    inside: set[int] = set()
    for marked in record["attributions"]:
        content = _tokens(sheet, marked["content"])
        inside |= content
        for index in _tokens(sheet, marked["cue"]):
            by_cue[index].append(content)
    for index in range(len(sheet.tokens)):
        if index in by_cue or index not in inside:
            yield from _of_cue(sheet, index, by_cue.get(index, []))


def _of_cue(sheet: Sheet, index: int, marked: list[set[int]]) -> Iterator[Sample]:
    found = list(candidates_at(sheet, index))
    sentence = set(range(*sheet.sentence(index)))
    likeness = [max((_likeness(sheet, c.content, m & sentence or m) for m in marked), default=0.0) for c in found]
    best = max(likeness, default=0.0)
    for candidate, alike in zip(found, likeness, strict=True):
        yield Sample(tuple(set(features(sheet, candidate))), alike == best and best >= ALIKE)


def _likeness(sheet: Sheet, one: Iterable[int], other: set[int]) -> float:
    words = {i for i in one if sheet.tokens[i].upos != "PUNCT"}
    return len(words & other) / max(1, len(words | other))


def _tokens(sheet: Sheet, spans: Iterable[tuple[int, int]]) -> set[int]:
    """The tokens inside the spans, without punctuation unless there is nothing else."""
    found = {i for begin, end in spans for i in range(*sheet.between(Span(begin, end)))}
    return {i for i in found if sheet.tokens[i].upos != "PUNCT"} or found
