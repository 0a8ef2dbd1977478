"""Examples from running text: attribution (PolNeAR), factuality, and our own entity and event labels."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.annotate.sentences import sentences
from tocsin.annotate.words import words
from training.example import Example, LabelledEvent
from training.layers import ATTRIBUTION_ROLES, ENTITY_TAGS, EVENTS, STATUSES

_TEXT_FILES = {
    "polnear_train": "attribution/polnear_train.jsonl.gz",
    "polnear_dev": "attribution/polnear_dev.jsonl",
    "quad_train": "events/quad_class_sentences_train.jsonl.gz",
    "synthetic_train": "events/synthetic_stories_train.jsonl.gz",
    "factuality_train": "factuality/factuality_train.jsonl.gz",
    "ecbplus_train": "coreference/ecbplus_train.jsonl.gz",
}

Offsets = list[tuple[int, int]]


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def attribution(data: Path, name: str = "polnear_train") -> list[Example]:
    """One example a sentence, with its source, cue and content words marked."""
    examples = []
    for record in records(data / _TEXT_FILES[name]):
        text = record["text"]
        tokens = words(text)
        tags = _attribution_tags(tokens, record["attributions"])
        for first, last in sentences(text, tokens):
            surface = [text[begin:end] for begin, end in tokens[first:last]]
            examples.append(Example("polnear", surface, attribution=tags[first:last]))
    return examples


def _attribution_tags(tokens: Offsets, attributions: list[dict[str, Any]]) -> list[list[int]]:
    tags = [[0, 0, 0] for _ in tokens]
    for found in attributions:
        for column, role in enumerate(ATTRIBUTION_ROLES):
            for begin, end in found[role]:
                covered = covered_words(tokens, begin, end)
                for position, index in enumerate(covered):
                    tags[index][column] = 1 if position == 0 else 2
    return tags


def covered_words(tokens: Offsets, begin: int, end: int) -> list[int]:
    """Indices of the words that overlap ``[begin, end)``."""
    return [index for index, (start, stop) in enumerate(tokens) if start < end and stop > begin]


def factuality(data: Path, name: str = "factuality_train.jsonl.gz") -> list[Example]:
    """One example a sentence; words are the set's own tokens, the target stands on the predicate's last word."""
    examples = []
    for record in records(data / "factuality" / name):
        example = Example("factuality", record["text"].split())
        for event in record["events"]:
            example.factuality[event["tok"][0]] = float(event["factuality"])
        examples.append(example)
    return examples


def labelled(data: Path, labels: Path, kind: str) -> list[Example]:
    """Examples of the stand-off files ``{kind}_*.jsonl`` (``entities`` or ``events``), but never ``*_test``."""
    texts: dict[str, dict[str, str]] = {}
    examples = []
    for path in sorted(labels.glob(f"{kind}_*.jsonl")):
        if path.stem.endswith("_test"):
            continue
        examples.extend(standoff(data, path, texts))
    return examples


def standoff(data: Path, path: Path, texts: dict[str, dict[str, str]] | None = None) -> list[Example]:
    """The examples of one stand-off file; a sentence whose hash is wrong is an error."""
    known = {} if texts is None else texts
    examples = []
    for record in records(path):
        name = record["set"]
        if name not in known:
            known[name] = {row.get("id", row.get("doc_id")): row["text"] for row in records(data / _TEXT_FILES[name])}
        sentence = known[name][record["id"]][record["start"] : record["end"]]
        if hashlib.sha256(sentence.encode()).hexdigest()[:16] != record["sha256"]:
            raise ValueError(f"{path.name}: {record['id']} [{record['start']}, {record['end']}) is another text now")
        examples.append(_label(sentence, record))
    return examples


def _label(sentence: str, record: dict[str, Any]) -> Example:
    tokens = words(sentence)
    example = Example("labelled", [sentence[begin:end] for begin, end in tokens])
    if "entities" in record:
        example.entities = [0] * len(tokens)
        for begin, end, label in record["entities"]:
            for position, index in enumerate(covered_words(tokens, begin, end)):
                example.entities[index] = ENTITY_TAGS.index(f"{'I' if position else 'B'}-{label}")
    if "events" in record:
        example.labelled_events = [event for found in record["events"] if (event := _event(tokens, found)) is not None]
    return example


def _event(tokens: Offsets, event: dict[str, Any]) -> LabelledEvent | None:
    trigger = _word_range(tokens, event["trigger"])
    if trigger is None or event["type"] not in EVENTS:
        return None
    return LabelledEvent(
        trigger,
        EVENTS.index(event["type"]),
        STATUSES.index(event["status"]),
        [span for found in event.get("actors", ()) if (span := _word_range(tokens, found)) is not None],
        [span for found in event.get("recipients", ()) if (span := _word_range(tokens, found)) is not None],
    )


def _word_range(tokens: Offsets, span: list[int]) -> tuple[int, int] | None:
    covered = covered_words(tokens, *span)
    return (covered[0], covered[-1] + 1) if covered else None


def held_out(example: Example) -> bool:
    """Whether a labelled event sentence is kept for measuring: one in twelve, chosen by its text alone."""
    return int(hashlib.sha256("".join(example.words).lower().encode()).hexdigest(), 16) % 12 == 0
